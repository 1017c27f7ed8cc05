"""Visits to a kiosk for tests: numbers to give, and events played one after another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from hub.domain.issuing import Issued, OfflineTicket
from hub.domain.tickets import Ticket
from hub.domain.waiting import Wait
from kiosk.flow import events as ev
from kiosk.flow.machine import step
from kiosk.flow.state import INITIAL, Effect, Given, Limits, Print, Screen, State

NOW = datetime(2026, 11, 24, 0, 42, tzinfo=UTC)
REQUEST = "0" * 31 + "1"
LIMITS = Limits()


def issued(request: str = REQUEST, label: str = "A-047") -> Issued:
    """A number of the hub: 12 people before it, 15 to 25 minutes."""
    ticket = Ticket(request, request, label, "residence", date(2026, 11, 24), NOW, NOW, NOW)
    return Issued(ticket, 12, Wait(15, 25))


def offline(request: str = REQUEST) -> OfflineTicket:
    """A number that the kiosk gave alone."""
    return OfflineTicket(request, "AX-001", "residence", NOW)


@dataclass
class Visit:
    """The machine with its clock: `do` plays events at the present instant."""

    state: State = INITIAL
    limits: Limits = LIMITS
    at: float = 1000.0
    effects: list[Effect] = field(default_factory=list)

    def do(self, *events: ev.Event) -> "Visit":
        for event in events:
            self.state, effects = step(self.state, event, self.at, self.limits)
            self.effects += effects
        return self

    def wait(self, seconds: float) -> "Visit":
        self.at += seconds
        return self.do(ev.Tick())

    def shows(self, screen: Screen) -> bool:
        return self.state.screen is screen

    def asks_for_number(self, given: Given | None = None) -> "Visit":
        chosen = ev.ServiceChosen("residence", REQUEST, is_open=True)
        self.do(ev.TakeNumber(), chosen)
        return self.do(ev.NumberGiven(REQUEST, given)) if given else self

    def has_ticket(self, printed: Print = Print.DONE) -> "Visit":
        self.asks_for_number(issued()).do(ev.PrintEnded(REQUEST, printed))
        assert self.state.screen is Screen.TICKET
        return self


def kinds(effects: Iterable[Effect]) -> list[str]:
    """The effects by name."""
    return [type(effect).__name__ for effect in effects]
