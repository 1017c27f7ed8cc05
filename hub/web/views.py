"""The counter page as data: Lobby -> frozen page models, pure, with every word already chosen.

Times that run on the screen travel as instants; the page's script counts them on.
"""

from dataclasses import dataclass
from datetime import datetime

from hub.domain.acting import steps_left
from hub.domain.events import CounterState, Undo
from hub.domain.lobby import Lobby
from hub.domain.moving import is_untouched
from hub.domain.order import line
from hub.domain.serving import before_absence
from hub.domain.site import Counter
from hub.domain.site import words as text
from hub.domain.tickets import AT_COUNTER, State, Ticket
from hub.domain.waiting import waited
from hub.web import words
from hub.web.figures import Figures, figures
from hub.web.rows import Queue, Row, language_name, queue, row, service_name, signs


@dataclass(frozen=True, slots=True)
class Absence:
    """Why 「不在」 is not allowed yet: calls still to make, and the instant the delay ends."""

    calls: int
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the counter. `since` starts the clock in the card's corner."""

    id: str
    number: str
    state: str
    service: str
    language: str
    signs: tuple[str, ...]
    since: datetime
    elapsed: str
    waited: str
    promised: str
    onward: str
    is_called: bool
    absence: Absence | None


@dataclass(frozen=True, slots=True)
class CounterRow:
    """What another counter does."""

    id: str
    name: str
    number: str
    state: str
    staff: str
    is_open: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class CounterPage:
    """Everything on /counter/{id}. `board` is None for a counter that hands nothing out."""

    id: str
    name: str
    place: str
    services: str
    staff: str
    is_open: bool
    visitor: Visitor | None
    queue: Queue
    held: tuple[Row, ...]
    absent: tuple[Row, ...]
    board: Queue | None
    called_board: tuple[Row, ...]
    undo: str
    counters: tuple[CounterRow, ...]
    figures: Figures


def counter_page(lobby: Lobby, counter: Counter, now: datetime) -> CounterPage:
    """The page of one counter; cheap enough to render for every change (see tests)."""
    state = lobby.counters[counter.id]
    return CounterPage(
        id=counter.id,
        name=words.counter_name(counter.number),
        place=text(counter.name, "ja"),
        services=_services(lobby, counter),
        staff=state.staff,
        is_open=state.is_open,
        visitor=_visitor(lobby, state, now),
        queue=queue(lobby, line(lobby, counter), now),
        held=_apart(lobby, counter, State.ON_HOLD, now),
        absent=_apart(lobby, counter, State.ABSENT, now),
        board=_board(lobby, counter, now),
        called_board=_called_board(lobby, counter, now),
        undo=undo_words(lobby, state.undo),
        counters=counter_rows(lobby, now, counter),
        figures=figures(lobby, counter.profile, now),
    )


def _services(lobby: Lobby, counter: Counter) -> str:
    return "／".join(
        f"{text(lobby.site.services[name].name, 'ja')}（{lobby.site.services[name].prefix}）"
        for name in counter.profile
    )


def _visitor(lobby: Lobby, state: CounterState, now: datetime) -> Visitor | None:
    ticket = lobby.tickets.get(state.ticket or "")
    if ticket is None:
        return None
    since = ticket.served_at or ticket.called_at or now
    return Visitor(
        id=ticket.id,
        number=ticket.label,
        state=words.STATES[ticket.state],
        service=service_name(lobby, ticket),
        language=language_name(ticket),
        signs=signs(lobby, ticket, with_language=False),
        since=since,
        elapsed=words.elapsed(now - since),
        waited=words.minutes(waited(ticket, now)),
        promised=_promised(ticket),
        onward=_onward(lobby, ticket),
        is_called=ticket.state is State.CALLED,
        absence=_absence(lobby, ticket, now),
    )


def _promised(ticket: Ticket) -> str:
    if ticket.promised is None:
        return ""
    low, high = ticket.promised
    return f"{low}～{high}分" if high else "すぐ"


def _onward(lobby: Lobby, ticket: Ticket) -> str:
    steps = steps_left(lobby, ticket)
    return text(lobby.site.services[steps[0]].name, "ja") if steps else ""


def _absence(lobby: Lobby, ticket: Ticket, now: datetime) -> Absence | None:
    """None once 「不在」 is allowed."""
    left = before_absence(lobby.site.rules, ticket, now)
    if not left.calls and not left.seconds:
        return None
    return Absence(left.calls, left.until, words.absence(left.calls, left.seconds))


def _apart(lobby: Lobby, counter: Counter, state: State, now: datetime) -> tuple[Row, ...]:
    """Visitors on hold or absent, whom this counter may fetch back; oldest first."""
    return tuple(
        row(lobby, ticket, now)
        for ticket in lobby.tickets.values()
        if ticket.state is state and _concerns(ticket, counter)
    )


def _concerns(ticket: Ticket, counter: Counter) -> bool:
    return ticket.service in counter.profile or ticket.counter == counter.id


def _boards(lobby: Lobby, counter: Counter) -> list[str]:
    return [name for name in counter.profile if lobby.site.services[name].board]


def _board(lobby: Lobby, counter: Counter, now: datetime) -> Queue | None:
    """Papers in the making, oldest first."""
    boards = _boards(lobby, counter)
    waiting = (lobby.tickets[key] for name in boards for *_, key in lobby.queues[name])
    return queue(lobby, waiting, now) if boards else None


def _called_board(lobby: Lobby, counter: Counter, now: datetime) -> tuple[Row, ...]:
    """Papers that are ready and called for on the board."""
    boards = _boards(lobby, counter)
    return tuple(
        row(lobby, ticket, now, counter.id)
        for ticket in (lobby.tickets.values() if boards else ())
        if ticket.service in boards and ticket.state in AT_COUNTER
    )


def undo_words(lobby: Lobby, undo: Undo | None) -> str:
    """「A-046 を終了」, or nothing where someone has gone on from it."""
    if undo is None or not undo.before or not is_untouched(lobby, undo):
        return ""
    return f"{undo.before[-1].label} {words.DEEDS[undo.kind]}"


def counter_rows(lobby: Lobby, now: datetime, own: Counter | None = None) -> tuple[CounterRow, ...]:
    """「窓口の様子」: every counter in the configuration's order."""
    return tuple(_counter_row(lobby, counter, now, own) for counter in lobby.site.counters.values())


def _counter_row(lobby: Lobby, counter: Counter, now: datetime, own: Counter | None) -> CounterRow:
    state = lobby.counters[counter.id]
    ticket = lobby.tickets.get(state.ticket or "")
    return CounterRow(
        id=counter.id,
        name=words.counter_name(counter.number),
        number=ticket.label if ticket else "",
        state=_doing(state, ticket, now),
        staff=state.staff,
        is_open=state.is_open,
        is_own=counter == own,
    )


def _doing(state: CounterState, ticket: Ticket | None, now: datetime) -> str:
    if ticket is None:
        return "空いています" if state.is_open else "（休止）"
    if ticket.state is State.SERVING:
        return f"対応中 {words.minutes(now - (ticket.served_at or now))}"
    return words.STATES[ticket.state]
