"""The hub hangs, dies and comes back; two kiosks go on alone, and are killed themselves."""

import re
import signal
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hub.cli.demo.processes import Hand
from hub.cli.demo.wording import DemoFault
from hub.client.api import HubClient
from hub.client.spool import Spool
from hub.domain.events import Kind
from hub.domain.lobby import restore
from hub.domain.order import line
from tests.live import City, LiveHub, make
from tests.terminals import Terminal
from tests.waiting import eventually

OWN = {"kiosk-1": re.compile(r"[A-Z]X-\d{3}"), "kiosk-2": re.compile(r"[A-Z]Y-\d{3}")}


@dataclass
class Visitors:
    """People at the kiosks, one after another. `shown` are the numbers they saw, in order."""

    shown: list[tuple[str, str]] = field(default_factory=list)

    def take(self, kiosk: Terminal, service: str) -> str:
        """From the first screen to the number, which stays on the screen."""
        hand = kiosk.hand
        hand.do(tap="take-number", see="screen-services")
        hand.do(tap=f"service-{service}", see="screen-ticket")
        label = str(hand.do(read="ticket-number")["text"])
        self.shown.append((service, label))
        return label

    def visit(self, kiosk: Terminal, service: str) -> str:
        """A whole visit: calm to its end."""
        label = self.take(kiosk, service)
        says_nothing_alarming(kiosk.hand)
        kiosk.hand.do(tap="done", see="screen-home")
        return label

    def numbers(self, service: str = "") -> list[str]:
        """The numbers shown, of one service or of all."""
        return [label for wanted, label in self.shown if service in ("", wanted)]


def says_nothing_alarming(hand: Hand) -> None:
    """The ticket page as always: no word of caution below the number."""
    with pytest.raises(DemoFault, match="not there"):
        hand.do(see="ticket-note", seconds=0.01)


def hang(hub: LiveHub) -> None:
    """It takes connections, and answers nothing."""
    assert hub.process is not None
    hub.process.send_signal(signal.SIGSTOP)


def restart(kiosk: Terminal) -> None:
    """Power is back at the kiosk, while its hub is away."""
    kiosk.start()
    kiosk.hand.do(see="screen-home", seconds=30)


def test_what_two_kiosks_gave_alone_arrives_once_and_in_order(tmp_path: Path) -> None:
    city = make(tmp_path / "city")
    people = Visitors()
    with (
        LiveHub(city) as hub,
        Terminal(city, "kiosk", "kiosk-1") as first,
        Terminal(city, "kiosk", "kiosk-2") as second,
    ):
        for kiosk in (first, second):
            kiosk.hand.do(see="screen-home", seconds=30)
            assert people.visit(kiosk, "residence").startswith("A-")
        hang(hub)
        _killed_while_it_asks(second)
        assert OWN["kiosk-1"].fullmatch(people.visit(first, "residence"))
        hub.kill()
        restart(second)
        _go_on_alone(people, first, second)
        people.take(first, "residence")
        first.kill()
        restart(first)
        _go_on_alone(people, first, second)
        hub.start()
        eventually(lambda: _arrived(city, people), "the kiosks' numbers at the hub")
        assert people.visit(first, "residence").startswith("A-")
        _check_journal(city, people)
        _check_queue(city, people)
        assert '"critical"' not in first.log + second.log
    for kiosk in (first, second):
        assert _left_behind(kiosk) == (0, 0)


def _killed_while_it_asks(kiosk: Terminal) -> None:
    """The visitor has not seen a number, so none may be missing later."""
    kiosk.hand.do(tap="take-number", see="screen-services")
    kiosk.hand.do(tap="service-residence", see="screen-issuing")
    kiosk.kill()


def _go_on_alone(people: Visitors, first: Terminal, second: Terminal) -> None:
    for service in ("residence", "moving"):
        for kiosk in (first, second):
            assert OWN[kiosk.id].fullmatch(people.visit(kiosk, service))


def _given(city: City) -> list[str]:
    """Every number in the journal, as often as it was given."""
    kinds = (Kind.ISSUED, Kind.ADOPTED)
    return [event.tickets[0].label for event in city.events() if event.kind in kinds]


def _arrived(city: City, people: Visitors) -> bool:
    return len(_given(city)) >= len(people.shown)


def _check_journal(city: City, people: Visitors) -> None:
    """Each number that was shown, once, and none besides."""
    assert Counter(_given(city)) == Counter(people.numbers())
    assert len(set(people.numbers())) == len(people.shown)


def _check_queue(city: City, people: Visitors) -> None:
    """A counter calls them as they came, whichever kiosk they came to."""
    with HubClient(city.address, city.tokens["kiosk-1"]) as client:
        lobby = restore(client.snapshot().snapshot)
    counter = lobby.site.counters["counter-2"]
    assert [ticket.label for ticket in line(lobby, counter)] == people.numbers("residence")


def _left_behind(kiosk: Terminal) -> tuple[int, int]:
    """Tickets that the kiosk still has to hand over, and those that were refused."""
    spool = Spool(kiosk.data / "kiosk.db")
    try:
        return spool.counts()
    finally:
        spool.close()
