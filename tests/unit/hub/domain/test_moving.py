"""Bring back, transfer, cancel, undo."""

from collections.abc import Callable

import pytest

from hub.domain import day, moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.errors import Refusal, Refused
from hub.domain.order import Placement
from hub.domain.tickets import State, Ticket
from tests.lobbies import World


def gone(world: World) -> Ticket:
    """A-001 is absent, and A-002 and A-003 wait."""
    world.open("c1")
    for _ in range(3):
        world.issue()
        world.later()
    ticket = world.call()
    world.later(2)
    world.do("c1", lambda act: serving.recall(act, ticket.id))
    return world.do("c1", lambda act: serving.absent(act, ticket.id))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Placement.FIRST, ["A-001", "A-002", "A-003"]),
        (Placement.LAST, ["A-002", "A-003", "A-001"]),
        (Placement.ARRIVAL, ["A-001", "A-002", "A-003"]),
    ],
)
def test_bringing_back_to_a_place(place: Placement, expected: list[str]) -> None:
    world = World()
    ticket = gone(world)
    back = world.do("c1", lambda act: moving.bring_back(act, ticket.id, place))
    assert world.line("cert") == expected
    assert (back.state, back.counter, back.calls) == (State.WAITING, None, 0)


@pytest.mark.parametrize(("others", "first"), [(0, True), (5, True), (6, False)])
def test_late_arrivals_within_the_tolerance_come_first(others: int, first: bool) -> None:
    world = World()
    ticket = gone(world)
    for _ in range(others):
        world.issue()
    for _ in range(others):
        world.call()
    world.do("c1", lambda act: moving.bring_back(act, ticket.id))
    assert (world.line("cert")[0] == "A-001") is first


def test_only_an_absent_visitor_comes_back() -> None:
    world = World()
    waiting = world.issue()
    with pytest.raises(Refused):
        world.do("c1", lambda act: moving.bring_back(act, waiting.id))


def test_a_transfer_keeps_the_number_and_links_to_the_original() -> None:
    world = World()
    world.open("c1")
    ticket = world.issue(priority="elderly", language="en", remarks="杖")
    world.call()
    moved = world.transfer(ticket, "c1", service="move")
    assert (moved.label, moved.origin, moved.visit) == ("A-001", ticket.id, ticket.id)
    assert (moved.language, moved.priority, moved.remarks) == ("en", "elderly", "杖")
    assert (moved.service, moved.steps, moved.counter) == ("move", (), None)
    assert world.see(ticket).state is State.TRANSFERRED
    assert world.lobby.labels["A-001"] == moved.id


@pytest.mark.parametrize(
    ("service", "steps"),
    [("pay", ("pickup",)), ("pickup", ()), ("move", ()), ("cert", ("pay", "pickup"))],
)
def test_a_transfer_keeps_the_steps_behind_its_target(service: str, steps: tuple[str, ...]) -> None:
    world = World()
    world.open("c1")
    ticket = world.issue()
    world.call()
    moved = world.transfer(ticket, "c1", service=service)
    assert moved.steps == steps


def test_a_waiting_visitor_may_be_transferred_by_a_supervisor() -> None:
    world = World()
    ticket = world.issue()
    moved = world.transfer(ticket, None, service="move")
    assert world.line("move") == ["A-001"]
    assert moved.state is State.WAITING


@pytest.mark.parametrize("target", [{"service": "dogs"}, {"to_counter": "c77"}])
def test_a_transfer_to_nowhere_is_refused(target: dict[str, str]) -> None:
    world = World()
    ticket = world.issue()
    with pytest.raises(Refused):
        world.transfer(ticket, None, **target)


def test_a_cancelled_number_leaves_the_line() -> None:
    world = World()
    ticket = world.issue()
    world.do(None, lambda act: moving.cancel(act, ticket.id))
    assert world.line("cert") == []
    assert world.lobby.tallies["cert"].cancelled == 1


# --- undo --------------------------------------------------------------------------------------


def _with_ticket(action: Callable[[Act, str], Decision]) -> Callable[[Act], Decision]:
    return lambda act: action(act, act.lobby.counters["c1"].ticket or "")


UNDOABLE: dict[str, Callable[[Act], Decision]] = {
    "call next": serving.call_next,
    "recall": _with_ticket(serving.recall),
    "begin": _with_ticket(serving.begin),
    "finish": _with_ticket(lambda act, key: serving.finish(act, key, onward=False)),
    "onward": _with_ticket(lambda act, key: serving.finish(act, key, onward=True)),
    "absent": _with_ticket(serving.absent),
    "hold": _with_ticket(serving.hold),
    "transfer": _with_ticket(lambda act, key: moving.transfer(act, key, service="move")),
    "cancel": _with_ticket(moving.cancel),
}


@pytest.mark.parametrize("name", UNDOABLE)
def test_undo_restores_the_lobby(name: str) -> None:
    world = World()
    gone(world)
    world.call()
    world.later(2)
    world.do("c1", _with_ticket(serving.recall))
    before = picture(world)
    world.do("c1", UNDOABLE[name])
    assert picture(world) != before
    world.undo()
    assert picture(world) == before


def picture(world: World) -> tuple[object, ...]:
    """All that people see, without versions and without legs that undo has cancelled."""
    live = {
        ticket.id: (ticket.state, ticket.label, ticket.counter, ticket.calls, ticket.rank)
        for ticket in world.lobby.tickets.values()
    }
    current = {key: state.ticket for key, state in world.lobby.counters.items()}
    return live, current, world.lobby.queues, world.lobby.labels


def test_undoing_a_call_takes_it_off_the_display() -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.call()
    world.undo()
    assert world.lobby.calls == []


def test_only_the_last_action_can_be_undone() -> None:
    world = World()
    gone(world)
    world.undo()
    with pytest.raises(Refused) as refused:
        world.undo()
    assert refused.value.code is Refusal.NOTHING_TO_UNDO


def test_what_others_went_on_with_cannot_be_undone() -> None:
    world = World()
    world.open("c1", "c9")
    world.issue()
    ticket = world.call()
    world.finish(ticket, onward=True)
    world.call("c9")
    with pytest.raises(Refused):
        world.undo("c1")


def test_closing_the_counter_ends_undo() -> None:
    world = World()
    gone(world)
    world.do("c1", lambda act: day.close_counter(act, "c1"))
    with pytest.raises(Refused):
        world.undo()
