"""A ticket and its one state machine: which action is allowed when, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hub.domain.errors import Refusal, Refused


class State(StrEnum):
    """Where a leg of a visit stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    ABSENT = "absent"
    ON_HOLD = "on_hold"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"


ENDED = frozenset({State.DONE, State.TRANSFERRED, State.CANCELLED})
AT_COUNTER = frozenset({State.CALLED, State.SERVING})

# The `source` of numbers that visitors took on their own phone.
PHONE = "phone"


class Action(StrEnum):
    """What can be done to a ticket."""

    CALL = "call"
    RECALL = "recall"
    BEGIN = "begin"
    FINISH = "finish"
    ABSENT = "absent"
    BRING_BACK = "bring_back"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    PUT_OFF = "put_off"


_LIVE = frozenset(State) - ENDED

TRANSITIONS: Mapping[Action, tuple[frozenset[State], State]] = {
    Action.CALL: (frozenset({State.WAITING, State.ABSENT, State.ON_HOLD}), State.CALLED),
    Action.RECALL: (frozenset({State.CALLED}), State.CALLED),
    Action.BEGIN: (frozenset({State.CALLED}), State.SERVING),
    Action.FINISH: (AT_COUNTER, State.DONE),
    Action.ABSENT: (frozenset({State.CALLED}), State.ABSENT),
    Action.BRING_BACK: (frozenset({State.ABSENT}), State.WAITING),
    Action.HOLD: (AT_COUNTER, State.ON_HOLD),
    Action.RESUME: (frozenset({State.ON_HOLD}), State.SERVING),
    Action.TRANSFER: (AT_COUNTER | {State.WAITING, State.ON_HOLD}, State.TRANSFERRED),
    Action.CANCEL: (_LIVE, State.CANCELLED),
    Action.PUT_OFF: (frozenset({State.WAITING}), State.WAITING),
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """One leg of a visit: one number waiting for one service.

    `id` is a uuid4 in 32 hex digits, made by whoever issues it, and so the key that makes
    issuing idempotent. `visit` is the id of the visit's first leg and `origin` that of the
    leg before this one. `rank` is the instant this ticket lines up at: the smallest is called
    first. `version` grows with every change.
    """

    id: str
    visit: str
    label: str
    service: str
    day: date
    issued_at: datetime
    queued_at: datetime
    rank: datetime
    language: str = "ja"
    priority: str | None = None
    remarks: str = ""
    source: str = ""
    origin: str | None = None
    steps: tuple[str, ...] = ()
    state: State = State.WAITING
    # While waiting: the only counter that may call it. Later: the counter that called it.
    counter: str | None = None
    calls: int = 0
    first_called_at: datetime | None = None
    called_at: datetime | None = None
    served_at: datetime | None = None
    ended_at: datetime | None = None
    # How many calls its service had made when this ticket was called; lateness counts from it.
    called_as: int = 0
    # The appointment that this number is for, and its time.
    appointment: str | None = None
    due: datetime | None = None
    # What the visitor was told, in minutes, when the number was given.
    promised: tuple[int, int] | None = None
    # How often the visitor said "I shall be late", and until when.
    late: int = 0
    late_until: datetime | None = None
    version: int = 1


def next_state(ticket: Ticket, action: Action) -> State:
    """The state after `action`; Refused(WRONG_STATE) where the table does not allow it."""
    allowed, after = TRANSITIONS[action]
    if ticket.state not in allowed:
        raise Refused(
            Refusal.WRONG_STATE, number=ticket.label, state=ticket.state.value, action=action.value
        )
    return after
