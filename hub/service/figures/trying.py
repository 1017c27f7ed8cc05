"""What a day, or a weekday, would have been with one more counter for a while."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from statistics import fmean
from zoneinfo import ZoneInfo

from hub.domain.estimate.learning import LONGEST
from hub.domain.figures.seats import Spell, seen
from hub.domain.site import Site, day_bounds
from hub.domain.tickets import State, Ticket
from hub.domain.whatif.comparing import Comparison, Day, added, planned, what_if
from hub.domain.whatif.lobby_day import Arrival, Plan
from hub.service.figures.statistics import FigureBook

# A weekday is tried on its latest days: so many, not older than so many weeks.
MOST_DAYS, WEEKS = 8, 13
# One day alone is tried so often, its visitors taking their times at the counter in other orders.
SHUFFLES = 10
# Minutes at the counter for whoever was called and did not come.
ABSENCE = 1.5
# The id of the counter that there is not; no id of the settings has such a sign.
TWIN = "+"
# Seconds: then what has been tried must do.
LONGEST_TRY = 10.0


@dataclass(frozen=True, slots=True)
class Question:
    """One more counter, for what `counter` does, from `start` to `end` on a day or a weekday."""

    counter: str
    start: time
    end: time
    day: date | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """The same visitors under both plans. Minutes.

    `saved` is how much shorter the mean wait was, from the least to the most of all tries.
    `real` is the mean wait as it was, to see how well it is reckoned.
    """

    days: tuple[date, ...]
    compared: Comparison
    saved: tuple[float, float]
    real: float
    visits: int


def attempt(
    book: FigureBook, site: Site, today: date, question: Question, clock: Callable[[], float]
) -> Tried | None:
    """Try it; None without any visitor. Blocks, for LONGEST_TRY and one day at most.

    `clock` in seconds.
    """
    until = clock() + LONGEST_TRY
    found: dict[date, tuple[Day, list[float]]] = {}
    for day in _days(question, today):
        if len(found) == MOST_DAYS or clock() > until:
            break
        tickets = book.tickets(day)
        arrivals = arrivals_of(site, tickets)
        if arrivals:
            plan = _plan(site, day, seen(book.changes(*day_bounds(site, day))))
            found[day] = Day(arrivals, plan, _more(site, day, plan, question)), _waits(tickets)
    return _tried(_wider(site, question), found, until, clock) if found else None


def _wider(site: Site, question: Question) -> Site:
    """The lobby with one more counter."""
    twin = replace(site.counters[question.counter], id=TWIN)
    return replace(site, counters={**site.counters, TWIN: twin})


def _tried(
    site: Site,
    found: Mapping[date, tuple[Day, list[float]]],
    until: float,
    clock: Callable[[], float],
) -> Tried:
    days = [day for day, _ in found.values()]
    saved = []
    for each in days if len(days) > 1 else _shuffled(days[0]):
        one = what_if(site, [each]).whole
        saved.append(one.before.mean - one.after.mean)
        if clock() > until:
            break
    waits = [wait for _, own in found.values() for wait in own]
    return Tried(
        tuple(sorted(found)),
        what_if(site, days),
        (min(saved), max(saved)),
        fmean(waits) if waits else 0.0,
        sum(len(day.arrivals) for day in days),
    )


def _days(question: Question, today: date) -> Iterable[date]:
    """The latest first; today is not over yet."""
    if question.day is not None:
        return (question.day,)
    past = (today - timedelta(days=back) for back in range(1, 7 * WEEKS + 1))
    return (day for day in past if day.weekday() == question.weekday)


def arrivals_of(site: Site, tickets: Iterable[Ticket]) -> list[Arrival]:
    """A day's visitors, each with all legs. Who left before the call is left out."""
    visits: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        if ticket.first_called_at is not None and ticket.service in site.services:
            visits.setdefault(ticket.visit, []).append(ticket)
    found = []
    for legs in visits.values():
        first, *others = sorted(legs, key=lambda leg: leg.queued_at)
        then = tuple((leg.service, _minutes(site, leg)) for leg in others)
        found.append(
            Arrival(
                first.queued_at,
                first.service,
                _minutes(site, first),
                first.priority,
                first.due,
                then,
            )
        )
    return sorted(found, key=lambda arrival: arrival.at)


def _minutes(site: Site, leg: Ticket) -> float | None:
    """How long the leg held its counter; None where a button was forgotten."""
    if leg.state in (State.CANCELLED, State.ABSENT):
        return ABSENCE
    if leg.ended_at is None or leg.called_at is None:
        return None
    taken = (leg.ended_at - leg.called_at).total_seconds() / 60
    longest = LONGEST * site.services[leg.service].mean.total_seconds() / 60
    return taken if 0 < taken < longest else None


def _waits(tickets: Iterable[Ticket]) -> list[float]:
    return [
        max(0.0, (ticket.first_called_at - ticket.queued_at).total_seconds() / 60)
        for ticket in tickets
        if ticket.first_called_at is not None
    ]


def _plan(site: Site, day: date, spells: Sequence[Spell]) -> Plan:
    """Who really sat where; by the settings' plan where no counter says."""
    plan: Plan = {}
    for spell in spells:
        plan = added(plan, spell.counter, spell.since, spell.until)
    return plan or planned(site, day)


def _more(site: Site, day: date, plan: Plan, question: Question) -> Plan:
    zone = ZoneInfo(site.timezone)
    start = datetime.combine(day, question.start, zone)
    return added(plan, TWIN, start, datetime.combine(day, question.end, zone))


def _shuffled(day: Day) -> Iterable[Day]:
    """The day again, its visitors' times at the counter dealt out anew within each service."""
    yield day
    for number in range(1, SHUFFLES):
        chance = Random(number)  # noqa: S311 - chance, not a secret
        times: dict[str, list[float | None]] = {}
        for arrival in day.arrivals:
            times.setdefault(arrival.service, []).append(arrival.minutes)
        for own in times.values():
            chance.shuffle(own)
        dealt = [replace(each, minutes=times[each.service].pop()) for each in day.arrivals]
        yield replace(day, arrivals=dealt)
