"""The lobbies of `machiai bench estimate`. What a city configured is a round guess, 10-25 % off."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import time, timedelta

from hub.domain.site import Counter, Service, Site, Span
from tests.lobbies import counter, service, site
from tests.simulation.days import Matter, Town

WEEK = range(7)
ALL_DAY = (Span(time(8, 30), time(17, 15)),)
EARLY = (Span(time(8, 30), time(12)), Span(time(13), time(17, 15)))
LATE = (Span(time(8, 30), time(13)), Span(time(14), time(17, 15)))


def _hours(*rates: float) -> Mapping[int, float]:
    """Arrivals an hour from 8 o'clock on."""
    return dict(enumerate(rates, 8))


def _site(services: Iterable[Service], counters: Iterable[Counter]) -> Site:
    return replace(
        site(),
        services={item.id: item for item in services},
        counters={item.id: item for item in counters},
    )


def _configured(key: str, prefix: str, minutes: float, **more: object) -> Service:
    return service(key, prefix, mean=timedelta(minutes=minutes), **more)


def _planned(number: int, spans: tuple[Span, ...], **profile: int) -> Counter:
    return replace(counter(number, **profile), hours=dict.fromkeys(WEEK, spans))


def steady() -> Town:
    """Four counters, one service, a little under what they can do."""
    counters = [counter(number, cert=0) for number in (1, 2, 3, 4)]
    matter = Matter(8.0, _hours(34, 30, 30, 29, 28, 29, 30, 29, 24), slow={8: 1.1, 12: 0.9})
    return Town("steady", _site([_configured("cert", "A", 10)], counters), {"cert": matter})


def lunch() -> Town:
    """Two of four counters go to lunch at 12, the other two at 13... and visitors come at noon."""
    turns = (EARLY, EARLY, ALL_DAY, ALL_DAY)
    counters = [_planned(number, turn, cert=0) for number, turn in enumerate(turns, 1)]
    matter = Matter(8.0, _hours(26, 26, 26, 24, 24, 20, 22, 24, 20))
    return Town("lunch dip", _site([_configured("cert", "A", 10)], counters), {"cert": matter})


def two() -> Town:
    """Two counters, one service."""
    counters = [counter(number, cert=0) for number in (1, 2)]
    matter = Matter(6.5, _hours(20, 18, 17, 17, 16, 17, 17, 16, 14))
    return Town("two counters", _site([_configured("cert", "A", 8)], counters), {"cert": matter})


def steps() -> Town:
    """Certificates at three counters, then all of them to one cashier."""
    services = [
        _configured("cert", "A", 8, steps=("pay",)),
        _configured("pay", "K", 2, at_kiosk=False),
    ]
    counters = [*(counter(number, cert=0) for number in (1, 2, 3)), counter(9, pay=0)]
    matters = {
        "cert": Matter(6.8, _hours(28, 25, 25, 25, 24, 25, 25, 24, 20)),
        "pay": Matter(2.2, spread=0.5),
    }
    return Town("two steps, payment", _site(services, counters), matters)


def mixed() -> Town:
    """Two services, a shared and a helping counter; a fifth of the visitors with head starts."""
    services = [_configured("cert", "A", 7), _configured("move", "B", 12)]
    counters = [
        counter(1, cert=0),
        counter(2, cert=0, move=15),
        counter(3, cert=0, move=0),
        counter(4, move=0),
    ]
    matters = {
        "cert": Matter(6.0, _hours(24, 22, 22, 22, 21, 22, 22, 22, 18)),
        "move": Matter(14.0, _hours(9, 8, 8, 8, 7, 8, 8, 7, 5), spread=0.6),
    }
    return Town(
        "priority mix",
        _site(services, counters),
        matters,
        preferred={"elderly": 0.14, "pregnant": 0.06},
    )


def surge() -> Town:
    """March: half as many again on some days as the counters can do."""
    counters = [counter(number, cert=0) for number in (1, 2, 3, 4)]
    matter = Matter(9.0, _hours(26, 25, 25, 25, 22, 24, 24, 22, 16))
    return replace(
        Town("surge day", _site([_configured("cert", "A", 10)], counters), {"cert": matter}),
        busy=(1.2, 1.4, 1.6),
    )


def new() -> Town:
    """The first day of a service: nothing is known but a guess that may be a quarter off."""
    counters = [counter(number, cert=0) for number in (1, 2, 3)]
    matter = Matter(8.0, _hours(24, 22, 22, 21, 21, 21, 21, 20, 16))
    town = Town("new service", _site([_configured("cert", "A", 8)], counters), {"cert": matter})
    # Each day is another truth: more of them are needed for an average.
    return replace(town, history=0, misjudged=0.25, days=200)


def pauses() -> Town:
    """Clerks write down something before they call the next."""
    counters = [counter(number, cert=0) for number in (1, 2, 3)]
    matter = Matter(6.5, _hours(24, 22, 22, 21, 20, 21, 22, 21, 17))
    town = Town("clerks' pauses", _site([_configured("cert", "A", 10)], counters), {"cert": matter})
    return replace(town, pause=1.5)


TOWNS = (steady, lunch, two, steps, mixed, surge, new, pauses)
