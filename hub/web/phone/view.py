"""One's own ticket on the phone, as a value that is compared: only a change is sent. No person.

Texts in plain Japanese have readings, as in assets.words: pages show them with `ruby` or `plain`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from assets.words import plain
from hub.domain.acting import steps_left
from hub.domain.lobby import Lobby
from hub.domain.moving import MOST_LATE
from hub.domain.order import position
from hub.domain.site import Counter, is_board
from hub.domain.site import words as text
from hub.domain.tickets import ENDED, State, Ticket
from hub.domain.visits import legs_before
from hub.domain.waiting import Wait
from hub.web.public_views import counter_sign, wait_words
from hub.web.texts import texts

# How long the visitor has waited is nobody's question: what is said is the time that is left.
Waits = Callable[[Ticket], Wait | None]
ARROWS = {"left": "←", "right": "→", "up": "↑", "straight": "↑"}


@dataclass(frozen=True, slots=True)
class Step:
    """A leg of the visit: `kind` is done, now, next or later."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """The counter to go to. `key` is its place on a plan, empty where it is on none."""

    sign: str
    name: str
    way: str
    arrow: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class TicketView:
    """Everything on /t/{id} that changes. `said` is read out when it changes."""

    kind: str
    number: str
    service: str
    title: str
    said: str
    message: str
    call: str = ""
    place: Place | None = None
    ahead: int | None = None
    wait: str = ""
    serving: str = ""
    late: str = ""
    steps: tuple[Step, ...] = ()
    can_put_off: bool = False
    can_give_up: bool = False
    can_return: bool = False
    can_be_told: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    """What this lobby offers on the page: `late` minutes to choose from, notices, places."""

    late: tuple[int, ...] = ()
    notices: bool = False
    survey: bool = False
    places: frozenset[str] = frozenset()


def ticket_view(
    lobby: Lobby, ticket: Ticket, waits: Waits, language: str, offers: Offers
) -> TicketView:
    """The ticket in `language`; it is the latest leg of its visit."""
    said = texts(language)
    kind = _kind(lobby, ticket)
    call = _call(lobby, ticket, language)
    message = said.texts.get(_MESSAGES.get(kind, kind), "")
    in_turn = kind in ("waiting", "next_step", "back")
    ahead = position(lobby, ticket) if in_turn else None
    service = lobby.site.services.get(ticket.service)
    return TicketView(
        kind=kind,
        number=ticket.label,
        service=text(service.name, language) if service else "",
        title=f"{ticket.label}{' ▶ ' + plain(call) if call else ''}",
        said=plain(f"{said.text('called', counter=call)} {message}" if call else message),
        message=message,
        call=call,
        place=_place(lobby, ticket, language, offers) if call else None,
        ahead=ahead,
        wait="" if ahead is None else wait_words(waits(ticket), language),
        serving=_serving(lobby, ticket) if ahead is not None else "",
        late=_late(lobby, ticket),
        steps=tuple(_steps(lobby, ticket, language)),
        can_put_off=in_turn and bool(offers.late) and ticket.late < MOST_LATE,
        can_give_up=in_turn or kind == "absent",
        can_return=kind == "absent",
        can_be_told=offers.notices and ticket.state in _MAY_BE_CALLED,
        is_over=kind in _OVER,
    )


_OVER = ("done", "cancelled")
_MAY_BE_CALLED = frozenset({State.WAITING, State.ABSENT, State.ON_HOLD})
# What is not said by a word of the state's own name; a call says itself where to go.
_MESSAGES = {"back": "phone.back", "making": "phone.making", "ready": "phone.ready", "called": "-"}


def _kind(lobby: Lobby, ticket: Ticket) -> str:
    board = is_board(lobby.site, ticket.service)
    if ticket.state is State.WAITING:
        if board:
            return "making"
        return "back" if ticket.called_at else "next_step" if ticket.origin else "waiting"
    if ticket.state is State.CALLED:
        return "ready" if board else "again" if ticket.calls > 1 else "called"
    # The leg that follows is about to come; nobody needs to do anything.
    return "next_step" if ticket.state is State.TRANSFERRED else ticket.state.value


def _call(lobby: Lobby, ticket: Ticket, language: str) -> str:
    """The counter to go to, in words; empty until called."""
    is_called = ticket.state is State.CALLED
    return counter_sign(lobby.site, ticket.counter or "", language) if is_called else ""


def _place(lobby: Lobby, ticket: Ticket, language: str, offers: Offers) -> Place | None:
    counter: Counter | None = lobby.site.counters.get(ticket.counter or "")
    if counter is None:
        return None
    return Place(
        sign=counter.number,
        name=text(counter.name, language),
        way=texts(language).text(f"phone.way.{counter.direction}"),
        arrow=ARROWS[counter.direction],
        key=counter.id if counter.id in offers.places else "",
    )


def _serving(lobby: Lobby, ticket: Ticket) -> str:
    """The number that was called last for the same service."""
    calls = (call.label for call in lobby.calls if call.service == ticket.service)
    return next(calls, "")


def _late(lobby: Lobby, ticket: Ticket) -> str:
    """The time that the visitor gave, while waiting."""
    until = ticket.late_until if ticket.state is State.WAITING else None
    return f"{until.astimezone(ZoneInfo(lobby.site.timezone)):%H:%M}" if until else ""


def _steps(lobby: Lobby, ticket: Ticket, language: str) -> Iterator[Step]:
    """The visit from its first leg to its last step; nothing where there is but one."""
    before = legs_before(lobby, ticket)
    if not before and not ticket.steps:
        return
    for leg in before:
        yield Step(_name(lobby, leg.service, language), "done")
    yield Step(_name(lobby, ticket.service, language), "done" if ticket.state in ENDED else "now")
    for number, step in enumerate(steps_left(lobby, ticket)):
        yield Step(_name(lobby, step, language), "later" if number else "next")


def _name(lobby: Lobby, service: str, language: str) -> str:
    known = lobby.site.services.get(service)
    return text(known.name, language) if known else ""
