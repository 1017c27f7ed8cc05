"""How good are the waiting times: simulated days, or any real log, past every rule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import fmean

from hub.domain.estimate.learning import learn, summed
from hub.domain.learned import Learned
from tests.bench.figures import Figure
from tests.lobbies import NINE
from tests.simulation.days import Town, simulate
from tests.simulation.rules import RIVALS, Case, replay
from tests.simulation.towns import TOWNS

DAYS = 40
# A tenth below the best of the other rules.
BETTER = 0.9
COVERED = (0.76, 0.84)
BIAS = 0.5
MORNING = NINE - timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class Score:
    """Errors of one rule, in minutes: mean absolute error, and bias (said less real)."""

    error: float
    bias: float


def history(town: Town) -> Learned | None:
    """What the product would have learned from the days before."""
    if not town.history:
        return None
    worlds = (
        simulate(town, f"{town.name} before {number}", None, MORNING)
        for number in range(town.history)
    )
    days = [summed(town.site, world.records.values()) for world in worlds]
    return learn(town.site, MORNING.date(), days)


def cases(town: Town, days: int = DAYS) -> list[Case]:
    """Every visitor who waited on so many days."""
    learned = history(town)
    found: list[Case] = []
    for number in range(days):
        world = simulate(town, f"{town.name} {number}", learned, MORNING)
        found += replay(town.site, world.events)
    return found


def score(said: Iterable[float], waits: Sequence[float]) -> Score:
    errors = [promise - wait for promise, wait in zip(said, waits, strict=True)]
    return Score(fmean(map(abs, errors)), fmean(errors))


def covered(found: Sequence[Case]) -> float:
    """The share of waits inside the range."""
    return fmean(case.said.low <= case.wait <= case.said.high for case in found)


def figures(name: str, found: Sequence[Case]) -> Iterator[Figure]:
    """One lobby's row of the table."""
    waits = [case.wait for case in found]
    own = score((case.said.middle for case in found), waits)
    rivals = {rule: score((case.rivals[rule] for case in found), waits) for rule in RIVALS}
    best = min(rivals.values(), key=lambda rival: rival.error)
    yield Figure(f"{name}: visitors who waited", len(found), "")
    yield Figure(f"{name}: wait, mean", fmean(waits), "min")
    yield Figure(f"{name}: mean absolute error", own.error, "min", BETTER * best.error)
    for rule, rival in rivals.items():
        yield Figure(f"{name}: {rule}, mean absolute error", rival.error, "min")
    share = covered(found)
    yield Figure(f"{name}: in the 80 % range", share, "", COVERED[0], more_is_better=True)
    yield Figure(f"{name}: in the 80 % range, no more", share, "", COVERED[1])
    yield Figure(f"{name}: bias, size", abs(own.bias), "min", BIAS)


def measure(_folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """All lobbies that have `only` in their name."""
    for town in (make() for make in TOWNS):
        if only in town.name:
            yield from figures(town.name, cases(town))
