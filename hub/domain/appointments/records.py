"""An appointment, a place on the waiting list, and what may become of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hub.domain.errors import Refusal, Refused


class State(StrEnum):
    """Where an appointment stands."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    SERVED = "served"
    # Came, and gave up or did not answer the call.
    LEFT = "left"
    CANCELLED = "cancelled"
    # Did not come.
    MISSED = "missed"


class Action(StrEnum):
    """What can be done to an appointment."""

    MOVE = "move"
    CHECK_IN = "check_in"
    SERVE = "serve"
    LEAVE = "leave"
    CANCEL = "cancel"
    MISS = "miss"


# Who comes after having been put down as missed is received all the same, as a walk-in.
TRANSITIONS: Mapping[Action, tuple[frozenset[State], State]] = {
    Action.MOVE: (frozenset({State.BOOKED}), State.BOOKED),
    Action.CHECK_IN: (frozenset({State.BOOKED, State.MISSED}), State.CHECKED_IN),
    Action.SERVE: (frozenset({State.CHECKED_IN}), State.SERVED),
    Action.LEAVE: (frozenset({State.CHECKED_IN}), State.LEFT),
    Action.CANCEL: (frozenset({State.BOOKED}), State.CANCELLED),
    Action.MISS: (frozenset({State.BOOKED}), State.MISSED),
}

# Whoever came has a number of the lobby.
CAME = frozenset({State.CHECKED_IN, State.SERVED, State.LEFT})


@dataclass(frozen=True, slots=True)
class Contact:
    """How a visitor is told, if at all: both may be empty, and both are deleted afterwards."""

    mail: str = field(default="", repr=False)
    nickname: str = field(default="", repr=False)


NOBODY = Contact()


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visitor's time: `start` <= t < `end`, on one seat of its slot.

    `id` is 32 hex digits and no secret; `token` opens it (`/a/{token}`); `number` is typed at a
    kiosk (hub.domain.appointments.codes). `source`: "web", a clerk's login, or "import"; `foreign`
    its id in the system that it was imported from. `ticket`: the number that was given at
    check-in. `version` grows with every change; `told` is the last one that the visitor was
    written about. `changed_at`: when it was last changed. Once the contact is deleted, `number`
    and `token` are empty too: nothing opens it any more.
    """

    id: str
    number: str = field(repr=False)
    token: str = field(repr=False)
    service: str
    start: datetime
    end: datetime
    seat: int
    made_at: datetime
    changed_at: datetime
    state: State = State.BOOKED
    language: str = "ja"
    contact: Contact = NOBODY
    source: str = "web"
    foreign: str = ""
    ticket: str = ""
    version: int = 1
    told: int = 0


class Place(StrEnum):
    """Where somebody on the waiting list stands."""

    WAITING = "waiting"
    # A seat is held for it until `until`.
    OFFERED = "offered"
    TAKEN = "taken"
    # The offer was not taken in time, or no seat came free before the range was over.
    LAPSED = "lapsed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody waits for a seat that begins at `first` <= t < `last`.

    While OFFERED, `start` and `seat` are what is held for it until `until`. Once TAKEN, `id` and
    `token` are those of the appointment that it became.
    """

    id: str
    token: str = field(repr=False)
    service: str
    first: datetime
    last: datetime
    entered_at: datetime
    changed_at: datetime
    place: Place = Place.WAITING
    language: str = "ja"
    contact: Contact = NOBODY
    start: datetime | None = None
    seat: int | None = None
    until: datetime | None = None
    version: int = 1
    told: int = 0


def next_state(appointment: Appointment, action: Action) -> State:
    """The state after `action`; Refused(APPOINTMENT_OVER) where the table does not allow it."""
    allowed, after = TRANSITIONS[action]
    if appointment.state not in allowed:
        raise Refused(Refusal.APPOINTMENT_OVER)
    return after
