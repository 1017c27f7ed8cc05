"""A year of a large hall, asked for as its dashboard asks: 500,000 visits on either database."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import URL

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.schema import migrate
from hub.domain.figures.counting import Row, rows
from hub.domain.figures.facts import Measure
from hub.domain.figures.grouping import grouped
from hub.domain.site import Site
from hub.service.figures.tables import Goal, Split, Subject, Told, table
from tests.bench.figures import Figure
from tests.lobbies import counter, service, site
from tests.postgresql import Cluster, binaries
from tests.simulation.halls import hall_day, hall_spells, working_days

DAYS, VISITS = 245, 2041
LAST = date(2026, 11, 23)
# Milliseconds.
AIM = 300.0
ROUNDS = 7


def large() -> Site:
    """Ten services at twelve counters, three at each."""
    services = [service(f"s{number}", chr(65 + number)) for number in range(10)]
    counters = [
        counter(number + 1, **{f"s{(number * 3 + step) % 10}": 0 for step in range(3)})
        for number in range(12)
    ]
    return replace(
        site(),
        services={each.id: each for each in services},
        counters={each.id: each for each in counters},
    )


def year(hall: Site) -> list[tuple[date, tuple[Row, ...]]]:
    """Every day's facts."""
    found = []
    for day in working_days(LAST, DAYS):
        tickets = hall_day(hall, day, VISITS)
        found.append((day, rows(hall, day, tickets, hall_spells(hall, tickets))))
    return found


def dashboard(book: SqlFigures, hall: Site, since: date, **only: str) -> Told:
    """Everything that the page says of a period, as numbers."""
    told = Told(hall, grouped(book.rows(since, LAST + timedelta(days=1), **only)), goal=Goal(20, 9))
    for split in Split:
        table(Subject.WAIT, split, told)
    return told


def timed(work: Callable[[], object]) -> float:
    """Milliseconds, the middle of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - began))
    return median(taken)


def measure(folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """SQLite, and PostgreSQL where it is installed; those with `only` in their name."""
    hall = large()
    days = year(hall)
    if only in "sqlite":
        yield from _on("SQLite", database_url(folder / "figures.db"), hall, days)
    programs = binaries()
    if programs is not None and only in "postgresql":
        with Cluster(programs) as running:
            yield from _on("PostgreSQL", running.new_database(), hall, days)


def _on(
    name: str, url: URL, hall: Site, days: list[tuple[date, tuple[Row, ...]]]
) -> Iterator[Figure]:
    with closing(Database(url)) as database:
        migrate(database)
        book = SqlFigures(database, hall.id)
        for day, facts in days:
            book.keep(day, facts)
        since = LAST - timedelta(days=364)
        told = dashboard(book, hall, since)
        whole = told.groups.total
        yield Figure(f"{name}: visits in the year", DAYS * VISITS, "", 500_000, more_is_better=True)
        yield Figure(f"{name}: median wait found", whole.quantile(Measure.WAIT, 0.5) or 0, "min")
        a_year = timed(lambda: dashboard(book, hall, since))
        yield Figure(f"{name}: a dashboard of a year", a_year, "ms", AIM)
        a_month = timed(lambda: dashboard(book, hall, LAST - timedelta(days=27)))
        yield Figure(f"{name}: a dashboard of four weeks", a_month, "ms", AIM)
        one = timed(lambda: dashboard(book, hall, since, service="s3"))
        yield Figure(f"{name}: one service's year", one, "ms", AIM)
