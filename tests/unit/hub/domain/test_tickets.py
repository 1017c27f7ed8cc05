"""The one state machine: every allowed transition stands here, and no other is possible."""

import pytest

from hub.domain.errors import Refusal, Refused
from hub.domain.tickets import ENDED, TRANSITIONS, Action, State, next_state
from tests.lobbies import World

ALLOWED = {
    (State.WAITING, Action.CALL): State.CALLED,
    (State.ABSENT, Action.CALL): State.CALLED,
    (State.ON_HOLD, Action.CALL): State.CALLED,
    (State.CALLED, Action.RECALL): State.CALLED,
    (State.CALLED, Action.BEGIN): State.SERVING,
    (State.CALLED, Action.FINISH): State.DONE,
    (State.SERVING, Action.FINISH): State.DONE,
    (State.CALLED, Action.ABSENT): State.ABSENT,
    (State.ABSENT, Action.BRING_BACK): State.WAITING,
    (State.CALLED, Action.HOLD): State.ON_HOLD,
    (State.SERVING, Action.HOLD): State.ON_HOLD,
    (State.ON_HOLD, Action.RESUME): State.SERVING,
    (State.WAITING, Action.TRANSFER): State.TRANSFERRED,
    (State.CALLED, Action.TRANSFER): State.TRANSFERRED,
    (State.SERVING, Action.TRANSFER): State.TRANSFERRED,
    (State.ON_HOLD, Action.TRANSFER): State.TRANSFERRED,
    (State.WAITING, Action.PUT_OFF): State.WAITING,
    **{(state, Action.CANCEL): State.CANCELLED for state in set(State) - ENDED},
}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_every_pair_of_state_and_action(state: State, action: Action) -> None:
    ticket = World().issue("move")
    object.__setattr__(ticket, "state", state)
    if (state, action) in ALLOWED:
        assert next_state(ticket, action) is ALLOWED[state, action]
        return
    with pytest.raises(Refused) as refused:
        next_state(ticket, action)
    assert refused.value.code is Refusal.WRONG_STATE
    assert refused.value.details == {
        "number": "B-001",
        "state": state.value,
        "action": action.value,
    }


def test_the_table_names_every_action() -> None:
    assert set(TRANSITIONS) == set(Action)
