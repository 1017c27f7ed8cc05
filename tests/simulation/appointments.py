"""Does the rule keep both promises: the same visitors with it, and lining up by arrival."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from hub.domain.order import is_late
from hub.domain.site import Appointments
from hub.domain.tickets import Ticket
from tests.bench.figures import percentile
from tests.lobbies import MINUTE
from tests.simulation import towns
from tests.simulation.days import Booked, Town, simulate

# As if everybody were too late for an appointment: all line up by arrival.
BY_ARRIVAL = Appointments(late=timedelta(days=-1))


@dataclass(frozen=True, slots=True)
class Promises:
    """`late`: minutes after its time in which 9 appointments in 10 were called that kept it.

    `late_by_arrival` the same without the rule; `walk_ins` is their median wait with the rule
    and `walk_ins_by_arrival` without.
    """

    appointments: int
    late: float
    late_by_arrival: float
    walk_ins: float
    walk_ins_by_arrival: float

    @property
    def growth(self) -> float:
        """By how much the walk-ins' median grows, as a share of it."""
        return self.walk_ins / self.walk_ins_by_arrival - 1


def booked(town: Town, each_hour: int) -> Town:
    """So many of the first service's visitors an hour come by appointment instead."""
    service, matter = next(iter(town.matters.items()))
    arrivals = {hour: max(0.0, rate - each_hour) for hour, rate in matter.arrivals.items()}
    return replace(
        town,
        name=f"appointments, {town.name}",
        matters={**town.matters, service: replace(matter, arrivals=arrivals)},
        booked={service: Booked(dict.fromkeys(range(9, 17), each_hour))},
    )


def halls() -> Iterator[Town]:
    """Lobbies in which about one visitor in ten has an appointment."""
    yield booked(towns.steady(), 3)
    yield booked(_busier(towns.lunch(), 1.1), 3)
    yield booked(towns.two(), 2)
    yield booked(towns.mixed(), 2)
    yield booked(towns.surge(), 3)


def _busier(town: Town, factor: float) -> Town:
    return replace(town, busy=tuple(factor * busy for busy in town.busy))


def promises(town: Town, days: int, morning: datetime) -> Promises:
    """So many days with the rule, and the same visitors without."""
    with_rule = list(_visitors(town, days, morning))
    without = list(_visitors(_by_arrival(town), days, morning))
    return Promises(
        sum(_is_kept(town, ticket) for ticket in with_rule),
        _late(town, with_rule),
        _late(town, without),
        _walk_ins(with_rule),
        _walk_ins(without),
    )


def _by_arrival(town: Town) -> Town:
    # The day itself keeps its times: only the rank is another.
    rules = town.site.rules
    late = replace(BY_ARRIVAL, early=rules.appointments.early)
    return replace(town, site=replace(town.site, rules=replace(rules, appointments=late)))


def _visitors(town: Town, days: int, morning: datetime) -> Iterator[Ticket]:
    """The first legs of all who were called."""
    for number in range(days):
        records: Mapping[str, Ticket] = simulate(
            town, f"{town.name} {number}", None, morning
        ).records
        yield from (each for each in records.values() if each.first_called_at and not each.origin)


def _is_kept(town: Town, ticket: Ticket) -> bool:
    return ticket.due is not None and not is_late(town.site, ticket)


def _late(town: Town, visitors: list[Ticket]) -> float:
    """After the time itself, or after the visitor came, where that was a little later."""
    return percentile(
        [
            (each.first_called_at - max(each.due, each.issued_at)) / MINUTE
            for each in visitors
            if each.due and each.first_called_at and _is_kept(town, each)
        ],
        0.9,
    )


def _walk_ins(visitors: list[Ticket]) -> float:
    return median(
        (each.first_called_at - each.queued_at) / MINUTE
        for each in visitors
        if each.due is None and each.first_called_at
    )
