"""Days of a large hall by chance, as the log keeps them: enough of them for a year in a minute."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from hub.domain.figures.seats import Spell
from hub.domain.site import Service, Site
from hub.domain.tickets import State, Ticket

# Visitors an hour, as shares of the day: the morning, the hour after lunch.
HOURS = {8: 4, 9: 16, 10: 18, 11: 14, 12: 8, 13: 14, 14: 12, 15: 8, 16: 6}
MINUTE = timedelta(minutes=1)


def hall_day(site: Site, day: date, visits: int, seed: str = "") -> list[Ticket]:
    """A day's tickets; every service that is given at kiosks, at every counter that has it."""
    chance = Random(f"{seed}/{day}")
    services = [each for each in site.services.values() if each.at_kiosk]
    counters = {
        service.id: [key for key, each in site.counters.items() if service.id in each.profile]
        for service in services
    }
    kiosk = next(iter(site.kiosks))
    return [
        _ticket(site, day, chance, chance.choice(services), counters, kiosk) for _ in range(visits)
    ]


def _ticket(
    site: Site,
    day: date,
    chance: Random,
    service: Service,
    counters: dict[str, list[str]],
    kiosk: str,
) -> Ticket:
    (hour,) = chance.choices(list(HOURS), list(HOURS.values()))
    start = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(site.timezone))
    came = start + chance.uniform(0, 60) * MINUTE
    called = came + chance.expovariate(1 / (6 + HOURS[hour])) * MINUTE
    served = called + chance.expovariate(1 / 0.8) * MINUTE
    ended = served + chance.lognormvariate(2, 0.6) * MINUTE
    key = f"{chance.getrandbits(128):032x}"
    absent = chance.random() < 0.03
    return Ticket(
        id=key,
        visit=key,
        label=f"{service.prefix}-{chance.randrange(999):03}",
        service=service.id,
        day=day,
        issued_at=came,
        queued_at=came,
        rank=came,
        source=chance.choices((kiosk, "phone", "clerk"), (80, 15, 5))[0],
        state=State.CANCELLED if absent else State.DONE,
        counter=chance.choice(counters[service.id]),
        calls=1,
        first_called_at=called,
        called_at=called,
        served_at=None if absent else served,
        ended_at=ended,
    )


def hall_spells(site: Site, tickets: list[Ticket]) -> Iterator[Spell]:
    """The counters between the visitors of a day, taken as if they never overlapped."""
    for counter in site.counters:
        own = sorted(
            (ticket.called_at, ticket.ended_at)
            for ticket in tickets
            if ticket.counter == counter and ticket.called_at and ticket.ended_at
        )
        for (begun, ended), (following, _) in pairwise(own):
            yield Spell(counter, begun, min(ended, following), idle=False)
            if ended < following:
                yield Spell(counter, ended, following, idle=True)


def working_days(last: date, count: int) -> list[date]:
    """So many weekdays until `last`."""
    days: list[date] = []
    day = last
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]
