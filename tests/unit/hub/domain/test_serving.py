"""At the counter: call, call again, begin, finish, absent, hold, resume, the ready board."""

from collections.abc import Callable
from functools import partial

import pytest

from hub.domain import moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.errors import Refusal, Refused
from hub.domain.events import Kind
from hub.domain.tickets import State, Ticket
from tests.lobbies import MINUTE, World


def refused(world: World, counter: str | None, action: Callable[[Act], Decision]) -> Refused:
    before = world.lobby.last_event
    with pytest.raises(Refused) as caught:
        world.do(counter, action)
    assert world.lobby.last_event == before
    return caught.value


def called(world: World, counter: str = "c1", service: str = "cert") -> Ticket:
    world.open(counter)
    world.issue(service)
    return world.call(counter)


def test_a_call_names_the_counter_and_takes_the_ticket_out_of_the_line() -> None:
    world = World()
    ticket = called(world)
    assert (ticket.state, ticket.counter, ticket.calls) == (State.CALLED, "c1", 1)
    assert ticket.called_at == ticket.first_called_at == world.now
    assert world.line("cert") == []
    assert world.lobby.counters["c1"].ticket == ticket.id
    assert [(call.label, call.counter) for call in world.lobby.calls] == [("A-001", "c1")]


def test_two_counters_never_call_one_visitor() -> None:
    world = World()
    world.open("c1", "c2")
    world.issue()
    world.call("c1")
    assert refused(world, "c2", serving.call_next).code is Refusal.NOBODY_WAITING


def test_calling_the_next_finishes_with_the_present_one() -> None:
    world = World()
    world.open("c2")
    for _ in range(2):
        world.issue("move")
    first, second = world.call("c2"), world.call("c2")
    assert world.see(first).state is State.DONE
    assert world.lobby.counters["c2"].ticket == second.id


def test_calling_the_next_sends_the_present_one_to_the_next_step() -> None:
    world = World()
    world.open("c1")
    for _ in range(2):
        world.issue()
    world.call()
    world.call()
    assert world.line("pay") == ["A-001"]


def test_nobody_left_keeps_the_present_visitor() -> None:
    world = World()
    ticket = called(world)
    assert refused(world, "c1", serving.call_next).code is Refusal.NOBODY_WAITING
    assert world.see(ticket).state is State.CALLED


def test_a_closed_or_unknown_counter_calls_nobody() -> None:
    world = World()
    world.issue()
    assert refused(world, "c1", serving.call_next).code is Refusal.COUNTER_CLOSED
    assert refused(world, "c77", serving.call_next).code is Refusal.UNKNOWN_COUNTER
    assert refused(world, None, serving.call_next).code is Refusal.UNKNOWN_COUNTER


@pytest.mark.parametrize("way", ["waiting", "absent", "on_hold"])
def test_a_given_number_can_be_called(way: str) -> None:
    world = World()
    world.open("c1")
    ticket = world.issue()
    if way != "waiting":
        world.call()
    if way == "absent":
        make_absent(world, ticket)
    if way == "on_hold":
        world.do("c1", lambda act: serving.hold(act, ticket.id))
    again = world.do("c1", lambda act: serving.call_number(act, ticket.id))
    assert (again.state, again.counter) == (State.CALLED, "c1")


def test_calling_the_number_that_stands_here_is_refused() -> None:
    world = World()
    ticket = called(world)
    again = refused(world, "c1", lambda act: serving.call_number(act, ticket.id))
    assert again.code is Refusal.WRONG_STATE


def test_calling_again_counts_and_moves_the_call_to_the_top() -> None:
    world = World()
    first = called(world, "c1")
    called(world, "c2", "move")
    world.later()
    again = world.do("c1", lambda act: serving.recall(act, first.id))
    assert (again.calls, again.first_called_at) == (2, first.called_at)
    assert [(call.label, call.again) for call in world.lobby.calls] == [("A-001", 1), ("B-001", 0)]


def test_the_way_to_the_counter_is_the_counters_time_too() -> None:
    world = World()
    ticket = called(world)
    world.later(2)
    world.do("c1", lambda act: serving.begin(act, ticket.id))
    world.later(8)
    world.finish(ticket)
    tally = world.lobby.tallies["cert"]
    assert (tally.issued, tally.calls, tally.finished, tally.served) == (1, 1, 1, 10 * MINUTE)


def test_without_begin_the_service_time_starts_at_the_call() -> None:
    world = World()
    ticket = called(world)
    world.later(8)
    world.finish(ticket)
    assert world.lobby.tallies["cert"].served == 8 * MINUTE


def test_a_visit_goes_through_its_steps_with_one_number() -> None:
    world = World()
    ticket = called(world)
    world.later(5)
    paying = world.finish(ticket, onward=True)
    assert (paying.label, paying.service, paying.state) == ("A-001", "pay", State.WAITING)
    assert (paying.visit, paying.origin, paying.rank) == (ticket.id, ticket.id, world.now)
    world.open("c9")
    assert world.call("c9").id == paying.id
    ready = world.do("c9", lambda act: serving.finish(act, paying.id, onward=True))
    assert (ready.service, ready.steps) == ("pickup", ())
    assert world.see(ticket).state is State.DONE


def test_a_visit_may_end_before_its_last_step() -> None:
    world = World()
    ticket = called(world)
    world.finish(ticket)
    assert world.line("pay") == []
    assert world.lobby.counters["c1"].ticket is None


def test_the_ready_board_takes_several_numbers_and_leaves_the_counter_free() -> None:
    world = World()
    world.open("c1", "c9")
    for _ in range(3):
        world.issue()
        world.transfer(world.call(), "c1", service="pickup")
    for *_, key in list(world.lobby.queues["pickup"]):
        world.do("c9", partial(serving.call_number, ticket_id=key))
    board = [item for item in world.lobby.tickets.values() if item.service == "pickup"]
    assert {item.state for item in board} == {State.CALLED}
    assert world.lobby.counters["c9"].ticket is None
    world.do("c9", lambda act: serving.finish(act, board[0].id, onward=True))
    assert world.see(board[0]).state is State.DONE


def make_absent(world: World, ticket: Ticket) -> Ticket:
    world.later(2)
    world.do("c1", lambda act: serving.recall(act, ticket.id))
    return world.do("c1", lambda act: serving.absent(act, ticket.id))


@pytest.mark.parametrize(
    ("calls", "minutes", "left"),
    [
        (1, 0, (1, 60)),
        (1, 5, (1, 0)),
        (2, 0.5, (0, 30)),
        # Less than a thousandth of a second to go is said as a second, not as none.
        (2, 0.99999, (0, 1)),
        (2, 1, None),
        (3, 9, None),
    ],
)
def test_absence_needs_the_least_calls_and_the_least_delay(
    calls: int, minutes: float, left: tuple[int, int] | None
) -> None:
    world = World()
    ticket = called(world)
    for _ in range(calls - 1):
        world.do("c1", lambda act: serving.recall(act, ticket.id))
    world.later(minutes)
    if left is None:
        assert world.do("c1", lambda act: serving.absent(act, ticket.id)).state is State.ABSENT
        assert world.lobby.counters["c1"].ticket is None
        return
    refusal = refused(world, "c1", lambda act: serving.absent(act, ticket.id))
    assert refusal.code is Refusal.TOO_EARLY_FOR_ABSENT
    assert (refusal.details["calls"], refusal.details["seconds"]) == left


def test_hold_frees_the_counter_and_resume_goes_on_anywhere() -> None:
    world = World()
    ticket = called(world)
    world.do("c1", lambda act: serving.begin(act, ticket.id))
    begun = world.now
    world.do("c1", lambda act: serving.hold(act, ticket.id))
    world.later(10)
    world.open("c2")
    back = world.do("c2", lambda act: serving.resume(act, ticket.id))
    assert (back.state, back.counter, back.served_at) == (State.SERVING, "c2", begun)
    assert world.lobby.counters["c2"].ticket == ticket.id


def test_resume_needs_a_free_counter() -> None:
    world = World()
    ticket = called(world)
    world.do("c1", lambda act: serving.hold(act, ticket.id))
    world.issue()
    world.call()
    busy = refused(world, "c1", lambda act: serving.resume(act, ticket.id))
    assert (busy.code, busy.details["number"]) == (Refusal.COUNTER_BUSY, "A-002")


def _finish(act: Act, key: str) -> Decision:
    return serving.finish(act, key, onward=True)


def _transfer(act: Act, key: str) -> Decision:
    return moving.transfer(act, key, service="tax")


@pytest.mark.parametrize(
    "action",
    [
        serving.recall,
        serving.begin,
        serving.absent,
        serving.hold,
        moving.cancel,
        _finish,
        _transfer,
    ],
)
def test_the_visitor_of_another_counter_is_out_of_reach(
    action: Callable[[Act, str], Decision],
) -> None:
    world = World()
    ticket = called(world)
    world.open("c2")
    for other in ("c2", None):
        refusal = refused(world, other, lambda act: action(act, ticket.id))
        assert (refusal.code, refusal.details["counter"]) == (Refusal.OTHER_COUNTER, "c1")


def test_an_unknown_ticket_is_refused() -> None:
    world = World()
    world.open("c1")
    assert (
        refused(world, "c1", lambda act: serving.begin(act, "0" * 32)).code
        is Refusal.UNKNOWN_TICKET
    )


def test_events_tell_who_did_it() -> None:
    world = World()
    called(world)
    assert (world.events[-1].kind, world.events[-1].by) == (Kind.CALLED, "test")
