"""One visitor chosen on the counter page: how to find a number, and what can be done."""

from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from hub.domain.errors import Refusal, Refused
from hub.domain.lobby import Lobby
from hub.domain.moving import late_place
from hub.domain.order import Placement
from hub.domain.site import Counter
from hub.domain.site import words as text
from hub.domain.tickets import AT_COUNTER, TRANSITIONS, Action, State, Ticket
from hub.web import words
from hub.web.rows import Row, row


@dataclass(frozen=True, slots=True)
class Target:
    """Where a visitor can be sent: the form's value and the button's words."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One chosen visitor and what can be done. `moving`: the choice of a place to send to."""

    row: Row
    state: str
    can_call: bool
    can_bring_back: bool
    can_resume: bool
    can_transfer: bool
    can_cancel: bool
    moving: bool
    place: Placement
    services: tuple[Target, ...]
    counters: tuple[Target, ...]


def panel(lobby: Lobby, ticket: Ticket, counter: Counter, now: datetime, *, moving: bool) -> Panel:
    """One visitor chosen from a list, with the actions that the state machine allows."""
    elsewhere = ticket.state in AT_COUNTER and ticket.counter != counter.id
    allowed = frozenset(
        action for action, (states, _) in TRANSITIONS.items() if ticket.state in states
    )
    if elsewhere:
        allowed = frozenset()
    return Panel(
        row=row(lobby, ticket, now, counter.id),
        state=words.STATES[ticket.state],
        can_call=Action.CALL in allowed,
        can_bring_back=Action.BRING_BACK in allowed,
        can_resume=Action.RESUME in allowed,
        can_transfer=Action.TRANSFER in allowed,
        can_cancel=Action.CANCEL in allowed,
        moving=moving and Action.TRANSFER in allowed,
        place=late_place(lobby, ticket) if ticket.state is State.ABSENT else Placement.ARRIVAL,
        services=_service_targets(lobby, ticket),
        counters=_counter_targets(lobby, counter),
    )


def _service_targets(lobby: Lobby, ticket: Ticket) -> tuple[Target, ...]:
    return tuple(
        Target(f"service:{service.id}", f"{service.prefix} {text(service.name, 'ja')}")
        for service in lobby.site.services.values()
        if service.id != ticket.service
    )


def _counter_targets(lobby: Lobby, own: Counter) -> tuple[Target, ...]:
    return tuple(
        Target(
            f"counter:{counter.id}",
            words.counter_name(counter.number)
            + ("" if lobby.counters[counter.id].is_open else "（休止）"),
        )
        for counter in lobby.site.counters.values()
        if counter != own
    )


def typed_number(lobby: Lobby, typed: str) -> str:
    """The id of the ticket whose number a clerk typed; Refused(UNKNOWN_TICKET)."""
    found = find_number(lobby, typed)
    if found is None:
        raise Refused(Refusal.UNKNOWN_TICKET, number=typed.strip()[:12])
    return found


def find_number(lobby: Lobby, typed: str) -> str | None:
    """The id of the live ticket that a clerk means by "a47", "Ａ－０４７" or "A-047"."""
    plain = _plain(typed)
    exact = {_plain(label): key for label, key in lobby.labels.items()}
    if plain in exact:
        return exact[plain]
    short = [key for label, key in exact.items() if _bare(label) == _bare(plain)]
    return short[0] if len(short) == 1 else None


def _plain(number: str) -> str:
    """Half-width capitals and digits only: one way to write a number."""
    return "".join(sign for sign in normalize("NFKC", number).upper() if sign.isalnum())


def _bare(number: str) -> tuple[str, str]:
    """Letters, and digits without the zeros before them."""
    head = number.rstrip("0123456789")
    return head, number[len(head) :].lstrip("0")
