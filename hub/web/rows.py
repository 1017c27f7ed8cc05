"""A visitor as a line of a list, with the signs that set the visitor apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from assets.words import LANGUAGES
from hub.domain.lobby import Lobby
from hub.domain.site import words as text
from hub.domain.tickets import AT_COUNTER, PHONE, State, Ticket
from hub.domain.waiting import waited
from hub.web import words

# Rows that a clerk can take in; the rest is a number.
ROWS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A visitor in a list. `at` names the counter of one who is called to it."""

    id: str
    number: str
    service: str
    wait: str
    signs: tuple[str, ...]
    at: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """The first rows in calling order, and how many more there are."""

    rows: tuple[Row, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def queue(lobby: Lobby, tickets: Iterable[Ticket], now: datetime) -> Queue:
    """The first rows of `tickets`, and how many there are."""
    rest = iter(tickets)
    rows = tuple(row(lobby, ticket, now) for ticket in islice(rest, ROWS))
    return Queue(rows, len(rows) + sum(1 for _ in rest))


def row(lobby: Lobby, ticket: Ticket, now: datetime, own: str = "") -> Row:
    """A visitor as a line of a list."""
    return Row(
        id=ticket.id,
        number=ticket.label,
        service=service_name(lobby, ticket),
        wait=words.minutes(waited(ticket, now)),
        signs=signs(lobby, ticket),
        at=counter_of(lobby, ticket) if ticket.state in AT_COUNTER else "",
        is_mine=ticket.counter == own,
    )


def service_name(lobby: Lobby, ticket: Ticket) -> str:
    """The service's Japanese name; its id where the configuration has dropped it."""
    service = lobby.site.services.get(ticket.service)
    return text(service.name, "ja") if service else ticket.service


def language_name(ticket: Ticket) -> str:
    """The visitor's language by its own name."""
    return LANGUAGES.get(ticket.language, ticket.language)


def signs(lobby: Lobby, ticket: Ticket, *, with_language: bool = True) -> tuple[str, ...]:
    """What sets this visitor apart: class, language, way through the lobby, remarks."""
    found = lobby.site.classes.get(ticket.priority or "")
    priority = f"優先 {words.short_class(found)}" if found else ""
    language = language_name(ticket) if with_language and ticket.language != "ja" else ""
    waits = ticket.state is State.WAITING
    back = "戻り" if waits and ticket.called_at else "つづき" if waits and ticket.origin else ""
    sent = f"{counter_of(lobby, ticket)}へ" if waits and ticket.counter else ""
    late = _late(lobby, ticket) if waits else ""
    phone = "スマホ" if ticket.source == PHONE and not ticket.called_at else ""
    way = (_appointed(lobby, ticket), phone, late, back, sent)
    found_signs = (priority, *way, language, ticket.remarks)
    return tuple(sign for sign in found_signs if sign)


def _appointed(lobby: Lobby, ticket: Ticket) -> str:
    """The time of the appointment that the visitor has come for."""
    if ticket.due is None:
        return ""
    return f"予約 {ticket.due.astimezone(ZoneInfo(lobby.site.timezone)):%H:%M}"


def _late(lobby: Lobby, ticket: Ticket) -> str:
    """The visitor has said so on the phone; whoever is back has come."""
    if ticket.late_until is None or (ticket.called_at or ticket.queued_at) > ticket.late_until:
        return ""
    return f"遅れます {ticket.late_until.astimezone(ZoneInfo(lobby.site.timezone)):%H:%M}ごろ"


def counter_of(lobby: Lobby, ticket: Ticket) -> str:
    """The name of the ticket's counter, if it has one."""
    counter = lobby.site.counters.get(ticket.counter or "")
    return words.counter_name(counter.number) if counter else ""
