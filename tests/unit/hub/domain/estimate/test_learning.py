"""Learning with shrinkage: few observations move little, many decide."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hub.domain.acting import Decision
from hub.domain.day import start_day
from hub.domain.estimate.learning import Sums, learn, summed
from hub.domain.estimate.promises import Kept, kept, today
from hub.domain.events import Event, Kind
from hub.domain.learned import Learned, Pace
from hub.domain.lobby import restore, snapshot
from hub.domain.serving import absent, recall
from hub.domain.tickets import State, Ticket
from tests.lobbies import NINE, World, site

TODAY = date(2026, 11, 25)


def served(count: int, minutes: float, hour: int = 9) -> dict[tuple[str, int], Sums]:
    """So many services that all took as long."""
    sums = Sums(count, count * minutes, count * minutes**2, count, 0, count)
    return {("cert", hour): sums}


def pace(*days: dict[tuple[str, int], Sums]) -> Pace:
    return dict(learn(site(), TODAY, days).paces)["cert"]


def test_without_a_history_nothing_is_learned() -> None:
    assert learn(site(), TODAY, []) == Learned(TODAY)


def test_the_mean_moves_from_the_configured_one_with_the_evidence() -> None:
    few, many = pace(served(12, 4)), pace(served(2000, 4))
    # 12 services weigh as much as what was configured: 10 minutes.
    assert few.mean == pytest.approx(7)
    assert many.mean == pytest.approx(4, abs=0.05)
    assert few.weight < many.weight == 60


def test_an_hour_is_shrunk_toward_the_whole_day() -> None:
    found = pace(served(400, 5, hour=9) | served(10, 9, hour=12))
    assert found.mean < found.at(12) < 6
    assert found.at(9) < found.mean
    assert found.at(23) == found.mean


def test_arrivals_are_those_of_an_average_day() -> None:
    assert dict(pace(served(30, 5), served(90, 5)).arrivals) == {9: 1.0}


def day_of_three() -> World:
    """One served in 6 minutes, one who never comes, one with a head start who still waits."""
    world = World()
    world.open("c1")
    for priority in (None, None, "pregnant"):
        world.issue(priority=priority)
        world.later(0.5)
    first = world.call()
    world.later(6)
    world.finish(first)
    second = world.call()
    world.later(6)
    world.finish(second)
    third = world.call()
    world.later(2)
    world.do("c1", lambda act: recall(act, third.id))
    world.do("c1", lambda act: absent(act, third.id))
    return world


def test_a_day_is_summed_up_by_service_and_hour() -> None:
    world = day_of_three()
    sums = summed(world.site, world.records.values())["cert", 9]
    assert (sums.served, sums.minutes, sums.squares) == (2, 12, 72)
    assert (sums.called, sums.absent) == (3, 1)
    assert (sums.arrived, sums.preferred, sums.head_starts) == (3, 1, 15)


def morning(*pauses: float) -> World:
    """Visitors of 5 minutes at one counter, all there at 9, and so long a pause after each."""
    world = World()
    world.open("c1")
    for _ in range(len(pauses) + 1):
        world.issue()
    for pause in (*pauses, 0):
        called = world.call()
        world.later(5)
        world.finish(called)
        world.later(pause)
    return world


def test_pauses_of_clerks_before_whoever_waits_are_learned() -> None:
    world = morning(2, 0, 1, 30)
    sums = summed(world.site, world.records.values())["cert", 9]
    # Half an hour is a break, not a pause.
    assert (sums.pauses, sums.paused) == (3, 3)
    assert pace(*[{("cert", 9): sums}] * 20).pause == pytest.approx(60 / 80)
    assert pace(served(30, 5)).pause == 0


def test_who_came_after_the_last_visitor_left_kept_the_clerk_waiting() -> None:
    world = morning()
    world.later(3)
    world.issue()
    world.call()
    assert summed(world.site, world.records.values())["cert", 9].pauses == 0


def test_a_forgotten_button_and_a_call_taken_back_are_no_services() -> None:
    done = Ticket(
        "1" * 32, "1" * 32, "A-001", "cert", TODAY, NINE, NINE, NINE, state=State.DONE,
        first_called_at=NINE, ended_at=NINE + timedelta(hours=3),
    )  # fmt: skip
    short = replace(done, ended_at=NINE + timedelta(seconds=3))
    gone = replace(done, service="gone")
    assert summed(site(), [done, short, gone])["cert", 9].served == 0


def test_the_score_is_of_those_who_were_told_something() -> None:
    world = World()
    world.open("c1")
    told = world.issue()
    assert told.promised == (0, 0)
    world.call()
    world.issue()
    world.later(30)
    world.finish(world.see(told))
    world.call()
    score = kept([today(world.lobby)], "cert")
    assert (score.promised, score.inside) == (2, 0.5)
    assert score.late < 0 < score.error
    assert kept([], "cert") == Kept()


def test_what_was_learned_reaches_the_screens_and_outlasts_the_night() -> None:
    world = World()
    learned = Learned(TODAY, (("cert", Pace(7, 60, 0.6)),))
    world.commit(Decision((Event(Kind.LEARNED, world.now, learned=learned),)))
    assert restore(snapshot(world.lobby)).learned == learned
    tomorrow = world.now + timedelta(days=1)
    world.commit(start_day(world.lobby, tomorrow.date(), tomorrow))
    assert world.lobby.learned == learned
