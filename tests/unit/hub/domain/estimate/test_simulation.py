"""The simulated days that estimates are judged by: right by queueing theory, repeatable, fair."""

from dataclasses import replace
from itertools import pairwise
from statistics import fmean

import ciw
import pytest

from hub.domain.events import Event
from hub.domain.lobby import Lobby
from hub.domain.tickets import State, Ticket
from tests.bench.estimate import MORNING, cases, covered, figures, score
from tests.simulation.appointments import booked, promises
from tests.simulation.days import simulate
from tests.simulation.rules import RIVALS, replay
from tests.simulation.towns import steady, two

MORNING_ONLY = replace(two(), closes=11 * 60)


def minutes(ticket: Ticket) -> tuple[float, float, float]:
    """When a visitor came, for how long it was served, and how long it waited."""
    begin = MORNING.replace(hour=0, minute=0)
    assert ticket.first_called_at is not None
    assert ticket.ended_at is not None
    spans = (
        ticket.queued_at - begin,
        ticket.ended_at - ticket.first_called_at,
        ticket.first_called_at - ticket.queued_at,
    )
    come, served, waited = (span.total_seconds() / 60 for span in spans)
    return come, served, waited


def test_a_line_with_two_counters_moves_as_ciw_moves_it() -> None:
    town = replace(two(), absent=0.0)
    world = simulate(town, "ciw", None, MORNING)
    done = sorted(
        (minutes(ticket) for ticket in world.records.values() if ticket.state is State.DONE),
    )
    assert len(done) > 100
    came = [come for come, _, _ in done]
    gaps = [came[0], *(later - earlier for earlier, later in pairwise(came))]
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps, 1e6])],
        service_distributions=[ciw.dists.Sequential([served for _, served, _ in done])],
        number_of_servers=[2],
    )
    queue = ciw.Simulation(network)
    queue.simulate_until_max_customers(len(done), method="Finish")
    theirs = {
        round(record.arrival_date, 4): record.waiting_time for record in queue.get_all_records()
    }
    for come, _, waited in done:
        assert theirs[round(come, 4)] == pytest.approx(waited, abs=1e-3)


def test_a_seed_gives_the_same_day() -> None:
    def day() -> list[Event]:
        return simulate(MORNING_ONLY, "seed", None, MORNING).events

    assert day() == day()


def test_the_estimate_is_better_than_every_other_rule() -> None:
    found = cases(replace(steady(), history=2, days=2))
    waits = [case.wait for case in found]
    own = score((case.said.middle for case in found), waits)
    others = [score((case.rivals[name] for case in found), waits).error for name in RIVALS]
    assert own.error < min(others)
    assert 0.65 < covered(found) < 0.95
    assert fmean(waits) > 1
    assert any(figure.aim is not None for figure in figures("steady", found))


def test_appointments_are_kept_and_walk_ins_hardly_wait_for_them() -> None:
    found = promises(booked(steady(), 3), 4, MORNING)
    assert found.appointments > 80
    assert found.late < 10 < found.late_by_arrival
    assert found.growth < 0.1


def test_a_log_may_begin_anywhere_and_end_anywhere() -> None:
    world = simulate(MORNING_ONLY, "cut", None, MORNING)
    whole = list(replay(world.site, world.events))
    cut = list(replay(world.site, world.events[:100]))
    assert cut == whole[: len(cut)]
    assert list(replay(world.site, [])) == []
    assert Lobby(world.site).learned is None
