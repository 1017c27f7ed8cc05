"""Fetching from strangers: bounded in time, size and places, and only what has changed."""

import pytest

from hub.adapters.fetching import FetchFault, Limits, fetch
from tests.contract.feeds.strange_server import Site

INSIDE = Limits(most_bytes=1000, seconds=0.5, private=True)


def fault(url: str, limits: Limits = INSIDE) -> str:
    with pytest.raises(FetchFault) as raised:
        fetch(url, limits)
    return raised.value.code


def test_a_document_and_then_only_a_newer_one(site: Site) -> None:
    site.put("/a?b=1", b"one", headers={"ETag": '"1"'})
    first = fetch(f"{site.base}/a?b=1", INSIDE)
    assert (first.body, first.media_type) == (b"one", "application/xml")
    assert fetch(f"{site.base}/a?b=1", INSIDE, first.validators).body is None


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.jp/a",
        "//example.jp",
        "http://",
        "http://[::1",
        "http://例え.jp/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/",
    ],
)
def test_only_the_web_is_fetched(url: str) -> None:
    assert fault(url) == "address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
    ],
)
def test_the_inner_network_is_closed_to_addresses_of_strangers(host: str) -> None:
    assert fault(f"http://{host}:9/", Limits(seconds=0.5)) == "address"


def test_a_redirection_into_the_inner_network_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only the first address counts as public, as a stranger's server would.
    first, port = site.base.rsplit(":", 1)
    monkeypatch.setattr("hub.adapters.fetching._is_public", lambda text: text == "127.0.0.1")
    site.put("/out", b"", status=302, headers={"Location": f"http://[::1]:{port}/secret"})
    site.put("/secret", b"secret")
    assert fault(f"{first}:{port}/out", Limits(seconds=0.5)) == "address"
    assert site.asked == ["/out"]


def test_redirections_are_followed_a_few_times(site: Site) -> None:
    site.put("/b", b"", status=301, headers={"Location": "/c"})
    site.put("/c", b"there")
    found = fetch(f"{site.base}/b", INSIDE)
    assert (found.url, found.body) == (f"{site.base}/c", b"there")
    site.put("/round", b"", status=302, headers={"Location": "/round"})
    assert fault(f"{site.base}/round") == "redirects"
    site.put("/file", b"", status=302, headers={"Location": "file:///etc/passwd"})
    assert fault(f"{site.base}/file") == "address"


def test_what_is_too_large_slow_short_or_refused_is_a_fault(site: Site) -> None:
    site.put("/large", b"x" * 1001)
    assert fault(f"{site.base}/large") == "too_large"
    site.put("/endless", b"x" * 100, drip=0.1)
    assert fault(f"{site.base}/endless") == "slow"
    site.put("/short", b"x", says=10)
    assert fault(f"{site.base}/short") == "network"
    assert fault(f"{site.base}/missing") == "status"
    site.put("/packed", b"x", headers={"Content-Encoding": "gzip"})
    assert fault(f"{site.base}/packed") == "encoding"
    assert fault("http://no-such-host.invalid/") == "network"
