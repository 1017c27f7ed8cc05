"""One address cannot do everything, and a flood of addresses does not fill the memory."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from starlette.requests import Request

from hub.service import limiting
from hub.service.limiting import Limit, Rule
from hub.web.limiting import client
from tests.lobbies import MINUTE, NINE

PROXY = (ip_network("10.0.0.0/8"),)


def test_so_many_times_and_again_when_the_time_has_passed() -> None:
    limit = Limit(Rule(2, 10 * MINUTE))
    for minutes in (0, 1):
        assert not limit.is_full("a", NINE + minutes * MINUTE)
        limit.count("a", NINE + minutes * MINUTE)
    assert limit.is_full("a", NINE + 2 * MINUTE)
    assert not limit.is_full("b", NINE + 2 * MINUTE)
    assert not limit.is_full("a", NINE + 10 * MINUTE)


def test_names_are_forgotten_in_time_and_never_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "MOST_NAMES", 3)
    limit = Limit(Rule(1, MINUTE))
    for number in range(5):
        limit.count(str(number), NINE)
    assert [limit.is_full(str(number), NINE) for number in range(5)] == [False] * 2 + [True] * 3
    assert not limit.is_full("4", NINE + timedelta(hours=1))


@pytest.mark.parametrize(
    ("peer", "said", "expected"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        # Anybody can write the header; only our own proxy is believed, and what it added.
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("10.1.1.1", "198.51.100.1", "198.51.100.1"),
        ("10.1.1.1", "198.51.100.1, 203.0.113.9, 10.2.2.2", "203.0.113.9"),
        ("10.1.1.1", "nonsense", "10.1.1.1"),
        ("::ffff:192.0.2.7", "", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:0db8:0001:0002"),
        ("testclient", "", ""),
    ],
)
def test_whose_request_it_is(peer: str, said: str, expected: str) -> None:
    headers = [(b"x-forwarded-for", said.encode())] if said else []
    request = Request({"type": "http", "headers": headers, "client": (peer, 1)})
    assert client(request, PROXY) == expected
