"""A kiosk with a real hub that comes and goes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self
from uuid import uuid4

import pytest

from hub.client.api import HubClient
from hub.client.backoff import Backoff
from hub.client.errors import HubAway, HubRefused, SpoolFault
from hub.client.issuer import Issuer
from hub.client.spool import Spool
from hub.domain.issuing import Issued, OfflineTicket, Request
from hub.service.access import Role
from tests.hubs import RunningHub, running
from tests.waiting import eventually


def request(service: str = "residence") -> Request:
    return Request(uuid4().hex, service)


class Terminal:
    """A kiosk without a screen: it can be pointed at another hub, as if that were the same one."""

    def __init__(self, folder: Path, hub: RunningHub) -> None:
        self.folder = folder
        self.hub = hub
        self.token = hub.token(Role.KIOSK)
        self.spool = Spool(folder / "spool.sqlite")
        self.connect(hub.address)
        self.issuer.see(self.client.snapshot().snapshot)

    def connect(self, address: str) -> None:
        self.client = HubClient(address, self.token)
        self.issuer = Issuer(
            self.client,
            self.spool,
            "kiosk-1",
            clock=self.hub.clock,
            backoff=Backoff(0.01, 0.02),
        )

    def close(self) -> None:
        self.issuer.stop()
        self.client.close()
        self.spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(tmp_path / "hub") as started:
        yield started


@pytest.fixture
def away() -> str:
    """An address where nobody listens."""
    return "http://127.0.0.1:9"


def labels(hub: RunningHub) -> list[str]:
    answer = hub.ask("GET", "/api/lobby", hub.token(Role.SIGNAGE)).json()
    return sorted(ticket["label"] for ticket in answer["tickets"])


def test_while_the_hub_answers_its_numbers_are_given(tmp_path: Path, hub: RunningHub) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        given = kiosk.issuer.issue(request())
        assert isinstance(given, Issued)
        assert given.ticket.label == "A-001"


def test_while_it_is_away_the_own_series_goes_on_and_is_handed_over_once(
    tmp_path: Path, hub: RunningHub, away: str
) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        seen = kiosk.issuer.last_seen()
        assert seen is not None
        kiosk.client.close()
        kiosk.connect(away)
        kiosk.issuer.see(seen)
        given = [kiosk.issuer.issue(request()) for _ in range(3)]
        assert [isinstance(ticket, OfflineTicket) for ticket in given] == [True] * 3
        kiosk.client.close()
        kiosk.connect(hub.address)
        kiosk.issuer.start()
        eventually(lambda: kiosk.spool.counts() == (0, 0), "the delivery")
    assert labels(hub) == ["AX-001", "AX-002", "AX-003"]


def test_a_kiosk_killed_while_alone_hands_over_after_its_restart(
    tmp_path: Path, hub: RunningHub, away: str
) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        kiosk.issuer.start()
        eventually(lambda: kiosk.spool.kept("snapshot") is not None, "the copy")
        kiosk.issuer.stop()
        kiosk.client.close()
        # The restarted kiosk knows the lobby from its own disk alone.
        kiosk.connect(away)
        assert isinstance(kiosk.issuer.issue(request()), OfflineTicket)
        kiosk.spool.close()
        kiosk.client.close()
        kiosk.spool = Spool(tmp_path / "spool.sqlite")
        kiosk.connect(hub.address)
        kiosk.issuer.start()
        eventually(lambda: kiosk.spool.counts() == (0, 0), "the delivery")
    assert labels(hub) == ["AX-001"]


def test_a_lost_answer_makes_no_second_ticket(tmp_path: Path, hub: RunningHub, away: str) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        asked, seen = request(), kiosk.issuer.last_seen()
        assert seen is not None
        kiosk.client.issue(asked)
        kiosk.client.close()
        kiosk.connect(away)
        kiosk.issuer.see(seen)
        own = kiosk.issuer.issue(asked)
        assert isinstance(own, OfflineTicket)
        kiosk.client.close()
        kiosk.connect(hub.address)
        kiosk.issuer.start()
        eventually(lambda: kiosk.spool.counts() == (0, 0), "the delivery")
    assert labels(hub) == [own.label], "the number on the paper is the one that is called"


def test_while_own_tickets_wait_the_own_series_goes_on(
    tmp_path: Path, hub: RunningHub, away: str
) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        seen = kiosk.issuer.last_seen()
        assert seen is not None
        kiosk.client.close()
        kiosk.connect(away)
        kiosk.issuer.see(seen)
        kiosk.issuer.issue(request())
        kiosk.client.close()
        kiosk.connect(hub.address)
        kiosk.issuer.see(seen)
        assert isinstance(kiosk.issuer.issue(request()), OfflineTicket)
        kiosk.issuer.start()
        eventually(lambda: kiosk.spool.counts() == (0, 0), "the delivery")
        assert isinstance(kiosk.issuer.issue(request()), Issued)


def test_rules_hold_while_the_hub_is_away(tmp_path: Path, hub: RunningHub, away: str) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        seen = kiosk.issuer.last_seen()
        assert seen is not None
        kiosk.client.close()
        kiosk.connect(away)
        kiosk.issuer.see(seen)
        with pytest.raises(HubRefused, match="unknown_service"):
            kiosk.issuer.issue(request("nobody"))
        hub.clock.later(hours=12)
        with pytest.raises(HubRefused, match="service_closed") as refused:
            kiosk.issuer.issue(request())
        assert refused.value.details == {"service": "residence", "reason": "ended"}


def test_a_new_day_begins_without_the_hub(tmp_path: Path, hub: RunningHub, away: str) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        seen = kiosk.issuer.last_seen()
        assert seen is not None
        kiosk.client.close()
        kiosk.connect(away)
        kiosk.issuer.see(seen)
        first = kiosk.issuer.issue(request())
        hub.clock.later(days=1)
        second = kiosk.issuer.issue(request())
        assert isinstance(first, OfflineTicket)
        assert isinstance(second, OfflineTicket)
        assert (first.label, second.label) == ("AX-001", "AX-001")


def test_a_refused_ticket_does_not_keep_the_kiosk_from_the_hub(
    tmp_path: Path, hub: RunningHub
) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        site = kiosk.client.snapshot().snapshot.site
        # The city has given this kiosk another mark since.
        kiosk.spool.give(
            request(), site.services["residence"], site.kiosks["kiosk-2"], None, hub.clock()
        )
        kiosk.issuer.start()
        eventually(lambda: kiosk.spool.counts() == (0, 1), "the refusal")
        assert isinstance(kiosk.issuer.issue(request()), Issued)


def test_a_kiosk_that_never_saw_its_hub_gives_no_number(tmp_path: Path, away: str) -> None:
    spool, client = Spool(tmp_path / "spool.sqlite"), HubClient(away, "x")
    issuer = Issuer(client, spool, "kiosk-1")
    with pytest.raises(HubAway):
        issuer.issue(request())
    spool.close()
    client.close()


def test_a_broken_disk_stops_only_the_own_series(
    tmp_path: Path, hub: RunningHub, away: str
) -> None:
    with Terminal(tmp_path, hub) as kiosk:
        seen = kiosk.issuer.last_seen()
        assert seen is not None
        kiosk.spool.close()
        assert isinstance(kiosk.issuer.issue(request()), Issued)
        kiosk.client.close()
        kiosk.connect(away)
        kiosk.issuer.see(seen)
        with pytest.raises(SpoolFault):
            kiosk.issuer.issue(request())
