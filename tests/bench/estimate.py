"""How good are the waiting times: simulated days, or any real log, past every rule."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean

from config.load import load
from config.schema.settings import Settings
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.domain.estimate.learning import Hours, learn, summed
from hub.domain.site import Site
from hub.service.board import read_events
from hub.service.site import domain_site
from tests.bench.figures import Figure
from tests.lobbies import NINE
from tests.simulation.appointments import halls, promises
from tests.simulation.days import Town, simulate
from tests.simulation.rules import RIVALS, Case, replay
from tests.simulation.towns import TOWNS

# A tenth below the best of the other rules.
BETTER = 0.9
COVERED = (0.76, 0.84)
BIAS = 0.5
# Minutes after an appointment's time, and the share by which walk-ins may wait longer for it.
PUNCTUAL = 10.0
GROWTH = 0.1
MORNING = NINE - timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class Score:
    """Errors of one rule, in minutes: mean absolute error, and bias (said less real)."""

    error: float
    bias: float


def cases(town: Town) -> list[Case]:
    """Every visitor who waited. Each day knows what the product learned from those before it."""
    past: list[Hours] = []
    found: list[Case] = []
    for number in range(town.history + town.days):
        is_judged = number >= town.history
        known = past[-town.history :] if town.history and is_judged else []
        learned = learn(town.site, MORNING.date(), known) if known else None
        twin = f"{town.name} {number // 2}", 1.0 - 2 * (number % 2)
        world = simulate(town, f"{town.name} {number}", learned, MORNING, twin)
        past.append(summed(town.site, world.records.values()))
        if is_judged:
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
    yield Figure(f"{name}: visitors who waited", len(found), "")
    if not found:
        return
    waits = [case.wait for case in found]
    own = score((case.said.middle for case in found), waits)
    rivals = {rule: score((case.rivals[rule] for case in found), waits) for rule in RIVALS}
    best = min(rivals.values(), key=lambda rival: rival.error)
    yield Figure(f"{name}: wait, mean", fmean(waits), "min")
    yield Figure(f"{name}: mean absolute error", own.error, "min", BETTER * best.error)
    for rule, rival in rivals.items():
        yield Figure(f"{name}: {rule}, mean absolute error", rival.error, "min")
        yield Figure(f"{name}: {rule}, bias", rival.bias, "min")
    share = covered(found)
    yield Figure(f"{name}: in the 80 % range", share, "", COVERED[0], more_is_better=True)
    yield Figure(f"{name}: in the 80 % range, no more", share, "", COVERED[1])
    shown = fmean(case.shown[0] <= case.wait <= case.shown[1] for case in found)
    yield Figure(f"{name}: in the range as shown, in steps of 5", shown, "")
    yield Figure(f"{name}: bias, size", abs(own.bias), "min", BIAS)


def promised(town: Town, days: int = 40) -> Iterator[Figure]:
    """Appointments among walk-ins: what both are promised, beside lining up by arrival."""
    found = promises(town, days, MORNING)
    name = town.name
    yield Figure(f"{name}: who was on time", found.appointments, "")
    yield Figure(f"{name}: 9 in 10 called so soon after their time", found.late, "min", PUNCTUAL)
    yield Figure(f"{name}: the same, lined up by arrival", found.late_by_arrival, "min")
    yield Figure(f"{name}: walk-ins' median wait", found.walk_ins, "min")
    yield Figure(f"{name}: walk-ins' median grows by", found.growth, "", GROWTH)


def replayed(log: Path, _folder: Path, _only: str, _soak_minutes: float) -> Iterator[Figure]:
    """A real log, by the settings in the folder `log` and the database that they name."""
    settings = load(log)
    with closing(Database(database_url(settings.database))) as database:
        journal = SqlJournal(database, settings.site.id)
        yield from figures("log", list(replay(_site(settings), read_events(journal, 0))))


def _site(settings: Settings) -> Site:
    return domain_site(settings, datetime.now(UTC).date())


def measure(_folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """All lobbies that have `only` in their name."""
    for town in (make() for make in TOWNS):
        if only in town.name:
            yield from figures(town.name, cases(town))
    for hall in halls():
        if only in hall.name:
            yield from promised(hall)
