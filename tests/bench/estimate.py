"""How good are the waiting times: simulated days, or any real log, past every rule."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median
from time import perf_counter

from config.load import load
from config.schema.settings import Settings
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.domain.estimate.asking import of_all, of_ticket
from hub.domain.estimate.learning import Hours, learn, summed
from hub.domain.forecast.making import forecast
from hub.domain.site import Site
from hub.service.board import read_events
from hub.service.site import domain_site
from tests.bench.figures import Figure
from tests.lobbies import NINE, World
from tests.simulation.appointments import halls, promises
from tests.simulation.days import Town, simulate
from tests.simulation.forecasts import errors
from tests.simulation.rules import RIVALS, Case, replay
from tests.simulation.towns import TOWNS
from tests.simulation.years import BEGIN
from tests.simulation.years import TOWNS as YEARS

# A tenth below the best of the other rules.
BETTER = 0.9
COVERED = (0.76, 0.84)
BIAS = 0.5
# Minutes after an appointment's time, and the share by which walk-ins may wait longer for it.
PUNCTUAL = 10.0
GROWTH = 0.1
# Days of log that a forecast is made from.
HISTORIES = (90, 200, 395, 730)
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
    """All lobbies that have `only` in their name; "forecast" and "asking" are names too."""
    booked = list(halls())
    for town in (*(make() for make in TOWNS), *booked[:2]):
        if only in town.name:
            yield from figures(town.name, cases(town))
    for hall in booked:
        if only in hall.name:
            yield from promised(hall)
    if only in "forecast":
        yield from foretold()
    if only in "asking":
        yield from asked()


def foretold() -> Iterator[Figure]:
    """Eight weeks ahead, beside the plain mean of each weekday and hour, after some histories."""
    for name, years in YEARS.items():
        for history in HISTORIES:
            found = [errors(years, f"{name} {history} {number}", history) for number in range(3)]
            label = f"forecast, {name} hall, {history} days of log"
            yield Figure(f"{label}: visitors an hour", fmean(each.mean for each in found), "")
            plain = fmean(each.plain for each in found)
            own = fmean(each.own for each in found)
            yield Figure(f"{label}: mean absolute error", own, "", plain)
    years = YEARS["large"]
    log = years.draw("time", HISTORIES[-1])
    begun = perf_counter()
    forecast(years.site, BEGIN + timedelta(days=HISTORIES[-1]), log)
    yield Figure("forecast, large hall: made in", perf_counter() - begun, "s", 5)


def asked() -> Iterator[Figure]:
    """What an estimate costs where 500 wait at three counters."""
    world = World()
    world.open("c1", "c2", "c3")
    for counter in ("c1", "c2", "c3"):
        world.issue("move" if counter == "c3" else "cert")
        world.call(counter)
    for number in range(500):
        world.issue("move" if number % 4 == 3 else "cert")
    last = world.lobby.tickets[world.lobby.queues["cert"][-1][-1]]
    one = _milliseconds(lambda: of_ticket(world.lobby, last, world.now))
    every = _milliseconds(lambda: of_all(world.lobby, world.now))
    yield Figure("asking, 500 waiting: the last of them alone, p50", one, "ms", 1)
    yield Figure("asking, 500 waiting: all of them at once, a ticket, p50", every / 500, "ms", 1)


def _milliseconds(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(50):
        begun = perf_counter()
        ask()
        times.append(1000 * (perf_counter() - begun))
    return median(times)
