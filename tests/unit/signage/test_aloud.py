"""New calls are said aloud once; nothing is called that nobody can answer any more."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import pytest

from hub.domain.lobby import snapshot
from hub.domain.serving import begin, recall
from signage.rotation.aloud import RECENT, STEADY, Ears, answered, line, listen
from signage.rotation.lists import wanted
from tests.lobbies import World

MINUTE = timedelta(minutes=1)


@dataclass
class Hall:
    """A lobby, and a display that hears of it."""

    world: World = field(default_factory=World)
    ears: Ears = field(default_factory=Ears)
    known: int = 0

    def __post_init__(self) -> None:
        self.world.open("c1", "c2", "c3")

    def live(self) -> None:
        self.ears = line(self.ears, live=True, now=self.world.now)

    def away(self) -> None:
        self.ears = line(self.ears, live=False, now=self.world.now)

    def hear(self, *, afresh: bool = False, **clock: float) -> list[str]:
        """What is said of all that happened since; `clock` puts the display's own clock wrong."""
        events = [] if afresh else self.world.events[self.known :]
        self.known = len(self.world.events)
        now = self.world.now + timedelta(**clock)
        taken = snapshot(self.world.lobby)
        self.ears, calls = listen(self.ears, taken, events, wanted(()), now)
        return [call.label for call in calls]

    def call(self, counter: str = "c1", service: str = "cert") -> str:
        self.world.issue(service)
        return self.world.call(counter).label


@pytest.fixture
def hall() -> Hall:
    """A display that has watched for a while."""
    made = Hall()
    made.hear(afresh=True)
    made.live()
    made.world.now += MINUTE
    return made


def test_a_call_is_said_once(hall: Hall) -> None:
    label = hall.call()
    assert hall.hear() == [label]
    assert hall.hear() == []


def test_several_calls_are_said_in_their_order(hall: Hall) -> None:
    labels = [hall.call("c1"), hall.call("c2", "move"), hall.call("c3", "tax")]
    assert hall.hear() == labels


def test_a_number_that_is_called_again_is_said_again(hall: Hall) -> None:
    label = hall.call()
    hall.hear()
    hall.world.now += MINUTE
    ticket = hall.world.lobby.counters["c1"].ticket or ""
    hall.world.do("c1", partial(recall, ticket_id=ticket))
    assert hall.hear() == [label]


def test_a_display_that_starts_says_nothing_of_what_it_finds() -> None:
    hall = Hall()
    hall.call()
    assert hall.hear(afresh=True) == []
    hall.live()
    label = hall.call("c2")
    assert hall.hear() == [label]


def test_after_an_outage_old_calls_are_not_said_and_new_ones_are(hall: Hall) -> None:
    hall.away()
    hall.call("c1")
    hall.world.now += RECENT
    label = hall.call("c2")
    hall.world.now += timedelta(seconds=2)
    hall.live()
    assert hall.hear() == [label]


def test_the_same_after_an_outage_too_long_to_catch_up_with(hall: Hall) -> None:
    hall.away()
    hall.call("c1")
    hall.world.now += RECENT
    label = hall.call("c2")
    assert hall.hear(afresh=True) == [label]


@pytest.mark.parametrize("hours", [-1, 1])
def test_over_a_steady_line_a_clock_that_is_wrong_costs_no_call(hall: Hall, hours: int) -> None:
    hall.ears = line(Ears(), live=True, now=hall.world.now + timedelta(hours=hours) - STEADY)
    hall.hear(hours=hours)
    label = hall.call()
    assert hall.hear(hours=hours) == [label]


def test_who_is_served_already_is_not_called(hall: Hall) -> None:
    hall.call()
    ticket = hall.world.lobby.counters["c1"].ticket or ""
    hall.world.do("c1", partial(begin, ticket_id=ticket))
    events = hall.world.events[hall.known :]
    assert hall.hear() == []
    assert ticket in answered(events)


def test_a_call_that_was_taken_back_is_not_said(hall: Hall) -> None:
    hall.call()
    hall.world.undo()
    assert hall.hear() == []


def test_a_new_day_begins_in_silence_and_with_its_first_call(hall: Hall) -> None:
    hall.call()
    hall.hear()
    other = World(now=hall.world.now + timedelta(days=1))
    other.open("c1")
    hall.world, hall.known = other, 0
    label = hall.call()
    assert hall.hear() == [label]
