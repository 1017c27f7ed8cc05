"""Who is next: arrival, less the head start of the class. Nobody starves."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain import issuing
from hub.domain.due import Due
from hub.domain.order import Placement, line, position
from hub.domain.tickets import Ticket
from tests.lobbies import MINUTE, World


def called_in_order(world: World, counter_id: str) -> list[str]:
    counter = world.site.counters[counter_id]
    return [ticket.label for ticket in line(world.lobby, counter)]


def test_first_come_first_called() -> None:
    world = World()
    for _ in range(3):
        world.issue()
        world.later()
    assert called_in_order(world, "c1") == ["A-001", "A-002", "A-003"]


def test_a_class_passes_those_within_its_head_start_and_nobody_else() -> None:
    world = World()
    world.issue()
    world.later(10)
    world.issue()
    world.later(10)
    world.issue(priority="pregnant")
    assert world.line("cert") == ["A-001", "A-003", "A-002"]


def appointment(world: World, minutes: float, priority: str | None = None) -> Ticket:
    """Someone checks in now for a time so many minutes from now."""
    due = Due("d" * 32, "cert", world.now + timedelta(minutes=minutes))
    request = issuing.Request(world.new_id(), "cert", priority=priority)
    return world.commit(issuing.issue(world.act(), world, request, due))


def test_an_appointment_lines_up_among_those_who_are_called_at_its_time() -> None:
    world = World()
    for _ in range(6):
        world.issue()
        world.later(10)
    # Whoever is called next has waited an hour: so will those who came 45 minutes ago, when it
    # is time in 15 minutes.
    booked = appointment(world, 18)
    assert world.line("cert") == ["A-001", "A-002", "A-007", "A-003", "A-004", "A-005", "A-006"]
    assert booked.rank == world.now - timedelta(minutes=45)


def test_on_a_quiet_day_an_appointment_lines_up_by_arrival() -> None:
    world = World()
    assert appointment(world, 15).rank == world.now
    assert appointment(world, 1).rank == world.now - timedelta(minutes=2)
    assert appointment(world, 15, "pregnant").rank == world.now - timedelta(minutes=15)


def test_who_comes_too_late_for_an_appointment_lines_up_as_anybody() -> None:
    world = World()
    world.issue()
    world.later(30)
    assert appointment(world, -10).rank == world.now - timedelta(minutes=43)
    assert appointment(world, -10.1).rank == world.now


def test_an_appointment_passes_nobody_who_came_longer_before_than_the_rules_allow() -> None:
    world = World()
    world.issue()
    world.later(400)
    assert appointment(world, 3).rank == world.now - timedelta(minutes=180)


def test_a_counter_merges_its_services_by_arrival() -> None:
    world = World()
    for key in ("cert", "move", "cert"):
        world.issue(key)
        world.later()
    assert called_in_order(world, "c2") == ["A-001", "B-001", "A-002"]


def test_a_helping_counter_takes_only_those_who_wait_long() -> None:
    world = World()
    world.issue("cert")
    world.later(20)
    world.issue("move")
    world.later(1)
    assert called_in_order(world, "c3") == ["A-001", "B-001"]
    world.issue("cert")
    world.later(1)
    world.issue("move")
    assert called_in_order(world, "c3") == ["A-001", "B-001", "B-002", "A-002"]


def test_a_visitor_sent_to_one_counter_is_called_there_alone() -> None:
    world = World()
    world.open("c1", "c3")
    world.issue()
    sent = world.call()
    world.transfer(sent, "c1", service="tax", to_counter="c1")
    assert called_in_order(world, "c1") == ["A-001"]
    assert called_in_order(world, "c3") == []


def test_visitors_of_one_instant_line_up_by_their_numbers() -> None:
    world = World()
    world.made = 9
    first = world.issue()
    world.made = 0
    second = world.issue()
    assert second.id < first.id
    assert world.line("cert") == ["A-001", "A-002"]


@pytest.mark.parametrize(("counter_id", "service"), [("c3", "cert"), ("c3", "tax"), ("c1", "tax")])
def test_a_visitor_sent_first_to_a_counter_comes_before_its_whole_line(
    counter_id: str, service: str
) -> None:
    world = World()
    world.open("c2")
    for _ in range(3):
        world.issue("cert")
        world.issue("move")
        world.later(10)
    sent = world.call("c2")
    world.transfer(sent, "c2", service=service, to_counter=counter_id, place=Placement.FIRST)
    assert called_in_order(world, counter_id)[0] == sent.label


def test_finished_papers_are_not_called_in_turn() -> None:
    world = World()
    world.open("c1", "c9")
    world.issue()
    first = world.call()
    world.transfer(first, "c1", service="pickup")
    assert called_in_order(world, "c9") == []


def test_places_in_the_line() -> None:
    world = World()
    world.open("c2")
    world.issue("move")
    gone = world.call("c2")
    for _ in range(3):
        world.later()
        world.issue("cert")
    for place, expected in (
        (Placement.FIRST, ["B-001", "A-001", "A-002", "A-003"]),
        (Placement.ARRIVAL, ["B-001", "A-001", "A-002", "A-003"]),
        (Placement.LAST, ["A-001", "A-002", "A-003", "B-001"]),
    ):
        world.transfer(gone, "c2", service="cert", place=place)
        assert world.line("cert") == expected
        world.undo("c2")


# Minutes since the one before, class, service.
People = list[tuple[int, str | None, str]]
arrivals = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from([None, "elderly", "pregnant"]),
        st.sampled_from(["cert", "move"]),
    ),
    max_size=40,
)


@given(arrivals)
def test_position_counts_those_who_are_called_before(people: People) -> None:
    world = World()
    for gap, priority, _ in people:
        world.later(gap)
        ticket = world.issue("cert", priority=priority)
        assert world.line("cert").index(ticket.label) == position(world.lobby, ticket)


@given(arrivals)
def test_nobody_starves(people: People) -> None:
    """Only someone who arrived within the largest head start after me can be called before me.

    So the number of people who pass is bounded by what can arrive in 15 minutes, for ever.
    """
    world = World()
    most = max(item.head_start for item in world.site.classes.values())
    for gap, priority, key in people:
        world.later(gap)
        world.issue(key, priority=priority)
    for counter_id, behind in (("c2", timedelta()), ("c3", 15 * MINUTE)):
        order = list(line(world.lobby, world.site.counters[counter_id]))
        for place, ticket in enumerate(order):
            for before in order[:place]:
                assert before.issued_at <= ticket.issued_at + most + behind


@given(arrivals, st.integers(0, 2**32))
def test_waiting_never_changes_the_order(people: People, seconds: int) -> None:
    """Ranks are fixed at arrival: a screen that says 'third' never says 'fourth' by itself."""
    world = World()
    for gap, priority, _ in people:
        world.later(gap)
        world.issue("cert", priority=priority)
    before = called_in_order(world, "c1")
    world.now += timedelta(seconds=seconds)
    assert called_in_order(world, "c1") == before
