"""Two staffing plans for the same visitors, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from statistics import fmean, median
from zoneinfo import ZoneInfo

from hub.domain.site import Counter, Site, Span
from hub.domain.whatif.lobby_day import Arrival, Outcome, Plan, Turn, simulate


@dataclass(frozen=True, slots=True)
class Day:
    """One day's visitors, who sat where (or will by plan), and who would sit where instead."""

    arrivals: Sequence[Arrival]
    before: Plan
    after: Plan


@dataclass(frozen=True, slots=True)
class Waits:
    """Minutes of the `called` visitors of all days; `uncalled` nobody called. 0 without any."""

    called: int = 0
    mean: float = 0.0
    median: float = 0.0
    p90: float = 0.0
    uncalled: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """The same visitors' waits under both plans."""

    before: Waits
    after: Waits


@dataclass(frozen=True, slots=True)
class Comparison:
    """By service, by hour of coming, and of all visitors."""

    of_services: Mapping[str, Difference]
    of_hour: Mapping[int, Difference]
    whole: Difference


def what_if(site: Site, days: Iterable[Day], seed: str = "") -> Comparison:
    """The waits of all days under both plans."""
    before: list[Outcome] = []
    after: list[Outcome] = []
    for number, day in enumerate(days):
        before += simulate(site, day.arrivals, day.before, f"{seed}/{number}")
        after += simulate(site, day.arrivals, day.after, f"{seed}/{number}")
    return _compared(ZoneInfo(site.timezone), before, after)


def planned(site: Site, day: date) -> Plan:
    """The staffing plan of the settings for `day`.

    A counter without one is staffed while any of its services is open.
    """
    zone = ZoneInfo(site.timezone)

    def at(clock: time) -> datetime:
        return datetime.combine(day, clock, zone)

    found = {}
    for counter in site.counters.values():
        spans = counter.hours.get(day.weekday(), ()) if counter.hours else _open(site, counter, day)
        turns = _joined((at(span.start), at(span.end)) for span in spans)
        if turns and day not in site.closed_days:
            found[counter.id] = turns
    return found


def _open(site: Site, counter: Counter, day: date) -> Sequence[Span]:
    services = (site.services[key] for key in counter.profile if key in site.services)
    own = (service for service in services if day not in service.closed_days)
    return [span for service in own for span in service.hours.get(day.weekday(), ())]


def added(plan: Plan, counter: str, start: datetime, end: datetime) -> Plan:
    """The plan with one more turn; one that overlaps others joins them."""
    return {**plan, counter: _joined([*plan.get(counter, ()), (start, end)])}


def _joined(turns: Iterable[Turn]) -> list[Turn]:
    found: list[Turn] = []
    for start, end in sorted(turns):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        elif start < end:
            found.append((start, end))
    return found


def _compared(zone: ZoneInfo, before: Iterable[Outcome], after: Iterable[Outcome]) -> Comparison:
    pairs = _grouped(zone, before), _grouped(zone, after)
    keys = sorted({key for groups in pairs for key in groups})

    def of(*wanted: tuple[str, int]) -> Difference:
        return Difference(*(waits([each for key in wanted for each in g[key]]) for g in pairs))

    services, hours = dict.fromkeys(key for key, _ in keys), sorted({hour for _, hour in keys})
    return Comparison(
        {service: of(*(key for key in keys if key[0] == service)) for service in services},
        {hour: of(*(key for key in keys if key[1] == hour)) for hour in hours},
        of(*keys),
    )


def _grouped(
    zone: ZoneInfo, outcomes: Iterable[Outcome]
) -> defaultdict[tuple[str, int], list[Outcome]]:
    found = defaultdict[tuple[str, int], list[Outcome]](list)
    for each in outcomes:
        found[each.service, each.queued_at.astimezone(zone).hour].append(each)
    return found


def waits(outcomes: Sequence[Outcome]) -> Waits:
    """The waits of those who were called."""
    found = sorted(wait for each in outcomes if (wait := each.wait) is not None)
    uncalled = len(outcomes) - len(found)
    if not found:
        return Waits(uncalled=uncalled)
    tenth = found[ceil(0.9 * len(found)) - 1]
    return Waits(len(found), fmean(found), median(found), tenth, uncalled)
