"""A lobby's day by chance: visitors and clerks who act through the product's own rules.

ciw has no head starts, no counters that help behind, and no plan per counter; the order in which
visitors are called is the domain's own. That the loop keeps time is checked against ciw, and
against theory, where they can express a lobby.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from math import exp, log1p, sqrt
from random import Random
from zoneinfo import ZoneInfo

from hub.domain import day, issuing, serving
from hub.domain.acting import Decision
from hub.domain.due import Due
from hub.domain.errors import Refused
from hub.domain.events import Event, Kind
from hub.domain.learned import Learned
from hub.domain.site import Counter, Site
from hub.domain.tickets import Ticket
from tests.lobbies import MINUTE, World

# Minutes.
RECALLED_AFTER = 1.0
# After its time, for an appointment.
GIVEN_UP_AFTER = 20.0


@dataclass(frozen=True, slots=True)
class Matter:
    """The truth about a service: minutes at the counter, and arrivals an hour by hour of the day.

    `spread` is the standard deviation of service times (lognormal) as a share of the mean, 1 and
    `exponential` for exponential ones. `slow` are hours that take so many times longer.
    """

    mean: float
    arrivals: Mapping[int, float] = field(default_factory=dict)
    spread: float = 0.7
    exponential: bool = False
    slow: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Booked:
    """Appointments of a service: so many an hour, spread evenly, by hour of the day.

    Their visitors come `before` their time on the average, with a standard deviation of `about`
    (minutes); a share of `missing` never comes.
    """

    slots: Mapping[int, int]
    before: float = 8.0
    about: float = 6.0
    missing: float = 0.05

    def times(self) -> Iterator[float]:
        """The appointments' times in minutes of the day."""
        for hour, count in self.slots.items():
            yield from (60 * (hour + place / count) for place in range(count))


@dataclass(frozen=True, slots=True)
class Town:
    """A lobby to simulate. `preferred`: the share of visitors of each priority class.

    `booked` are the appointments by service, besides.
    `wobble` is how much whole days differ (standard deviation of the mean's logarithm),
    `misjudged` how much the truth differs besides, where a service is new and nobody knows.
    `busy` are factors of arrivals that a day draws from. Clerks are up to `late` minutes late,
    and take `pause` on the average before they call the next; `opens` and `closes` are minutes
    of the day. So many `days` are judged, each by what the `history` days before it have taught.
    """

    name: str
    site: Site
    matters: Mapping[str, Matter]
    preferred: Mapping[str, float] = field(default_factory=dict)
    booked: Mapping[str, Booked] = field(default_factory=dict)
    absent: float = 0.03
    wobble: float = 0.08
    misjudged: float = 0.0
    busy: tuple[float, ...] = (1.0,)
    late: float = 3.0
    pause: float = 0.0
    opens: int = 8 * 60 + 30
    closes: int = 17 * 60
    history: int = 20
    days: int = 80


@dataclass
class Simulation:
    """One day, from the first visitor until the last has gone."""

    town: Town
    seed: str
    world: World
    twin: tuple[str, float] | None = None
    agenda: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    made: int = 0
    leaving: set[str] = field(default_factory=set)
    pausing: set[str] = field(default_factory=set)
    factor: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    def run(self) -> list[Event]:
        """Every event of the day."""
        self._draw_factors()
        self._plan_counters()
        self._plan_arrivals()
        self._plan_appointments()
        while self.agenda:
            self.world.now, _, act = heappop(self.agenda)
            act()
        return self.world.events

    def _draw_factors(self) -> None:
        seed, sign = self.twin or (self.seed, 1.0)
        chance = Random(f"{seed}, factors")
        for service in self.town.matters:
            drawn = chance.gauss(0, self.town.wobble) + chance.gauss(0, self.town.misjudged)
            self.factor[service] = exp(sign * drawn)

    def _later(self, minutes: float, act: Callable[[], None]) -> None:
        self._at(self.world.now + timedelta(minutes=minutes), act)

    def _at(self, when: datetime, act: Callable[[], None]) -> None:
        self.made += 1
        heappush(self.agenda, (when, self.made, act))

    def _clock(self, minutes: float) -> datetime:
        midnight = self.world.now.astimezone(ZoneInfo(self.world.site.timezone)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        return midnight + timedelta(minutes=minutes)

    # Clerks.

    def _plan_counters(self) -> None:
        for counter in self.world.site.counters.values():
            spans = counter.hours.get(self.world.now.weekday(), ())
            ends = [(span.start.hour * 60 + span.start.minute, span.end) for span in spans]
            for place, (start, end) in enumerate(ends):
                late = self.chance.uniform(0, self.town.late) if start > self.town.opens else 0.0
                self._at(self._clock(start + late), self._open(counter))
                if place + 1 < len(ends):
                    self._at(self._clock(end.hour * 60 + end.minute), self._leave(counter))
            if not spans:
                self._at(self._clock(self.town.opens), self._open(counter))

    def _open(self, counter: Counter) -> Callable[[], None]:
        def act() -> None:
            self.leaving.discard(counter.id)
            self.world.open(counter.id)
            self._next(counter.id)

        return act

    def _leave(self, counter: Counter) -> Callable[[], None]:
        def act() -> None:
            self.leaving.add(counter.id)
            if self.world.lobby.counters[counter.id].ticket is None:
                self._close(counter.id)

        return act

    def _close(self, counter: str) -> None:
        self.leaving.discard(counter)
        self.world.do(None, lambda act: day.close_counter(act, counter))

    def _next(self, counter: str) -> None:
        """Whoever is free calls, if anybody waits."""
        state = self.world.lobby.counters[counter]
        if counter in self.pausing:
            return
        if counter in self.leaving and state.ticket is None:
            self._close(counter)
        elif state.is_open and state.ticket is None:
            try:
                ticket = self.world.call(counter)
            except Refused:
                return
            self._receive(ticket)

    def _receive(self, ticket: Ticket) -> None:
        # What a visitor brings along does not depend on whose turn it is.
        if Random(f"{self.seed}, {ticket.id} is here").random() < self.town.absent:
            self._later(RECALLED_AFTER, lambda: self._give_up(ticket))
        else:
            self._later(self._minutes(ticket), lambda: self._finish(ticket))

    def _give_up(self, ticket: Ticket) -> None:
        counter = ticket.counter or ""
        self.world.do(counter, lambda act: serving.recall(act, ticket.id))
        self._later(0.5, lambda: self._gone(ticket))

    def _gone(self, ticket: Ticket) -> None:
        counter = ticket.counter or ""
        self.world.do(counter, lambda act: serving.absent(act, ticket.id))
        self._next(counter)

    def _finish(self, ticket: Ticket) -> None:
        self.world.finish(ticket, onward=True)
        counter = ticket.counter or ""
        if self.town.pause:
            self.pausing.add(counter)
            pause = Random(f"{self.seed}, after {ticket.id}").expovariate(1 / self.town.pause)
            self._later(pause, lambda: self._ready(counter))
        self._next(counter)
        self._stir()

    def _ready(self, counter: str) -> None:
        self.pausing.discard(counter)
        self._next(counter)

    def _stir(self) -> None:
        idle = [key for key, state in self.world.lobby.counters.items() if not state.ticket]
        self.chance.shuffle(idle)
        for counter in idle:
            self._next(counter)

    def _minutes(self, ticket: Ticket) -> float:
        service, chance = ticket.service, Random(f"{self.seed}, {ticket.id}")
        matter = self.town.matters[service]
        hour = self.world.now.astimezone(ZoneInfo(self.world.site.timezone)).hour
        mean = matter.mean * self.factor[service] * matter.slow.get(hour, 1.0)
        if matter.exponential:
            return chance.expovariate(1 / mean)
        squared = log1p(matter.spread**2)
        return mean * exp(chance.gauss(-squared / 2, sqrt(squared)))

    # Visitors.

    def _plan_arrivals(self) -> None:
        busy = self.chance.choice(self.town.busy)
        for service, matter in self.town.matters.items():
            for minute in self._arrivals(matter, busy):
                self._at(self._clock(minute), self._arrive(service))

    def _arrivals(self, matter: Matter, busy: float) -> Iterator[float]:
        """Minutes of the day, by chance alone, at the hour's rate."""
        for hour, rate in matter.arrivals.items():
            minute = hour * 60.0
            while (
                rate
                and (minute := minute + self.chance.expovariate(busy * rate / 60)) < (hour + 1) * 60
            ):
                if self.town.opens <= minute < self.town.closes:
                    yield minute

    def _arrive(self, service: str) -> Callable[[], None]:
        def act() -> None:
            self.world.issue(service, self._class())
            self._stir()

        return act

    # Appointments. What they draw does not change what the others draw.

    def _plan_appointments(self) -> None:
        book = Random(f"{self.seed}, appointments")
        dues = []
        for service, booked in self.town.booked.items():
            for number, minute in enumerate(booked.times()):
                due = Due(f"{service}{number:0>{32 - len(service)}}", service, self._clock(minute))
                dues.append(due)
                self._later((due.at - self.world.now) / MINUTE + GIVEN_UP_AFTER, self._missed(due))
                if book.random() >= booked.missing:
                    came = minute - book.gauss(booked.before, booked.about)
                    early = due.at - self.world.site.rules.appointments.early
                    self._at(max(self._clock(came), early), self._check_in(due))
        if dues:
            told = Event(Kind.DUE_CHANGED, self.world.now, due=tuple(dues))
            self.world.commit(Decision((told,)))

    def _check_in(self, due: Due) -> Callable[[], None]:
        def act() -> None:
            request = issuing.Request(self.world.new_id(), due.service)
            self.world.commit(issuing.issue(self.world.act(), self.world, request, due))
            self._stir()

        return act

    def _missed(self, due: Due) -> Callable[[], None]:
        def act() -> None:
            if due.id in self.world.lobby.due:
                told = Event(Kind.DUE_CHANGED, self.world.now, due=(replace(due, over=True),))
                self.world.commit(Decision((told,)))

        return act

    def _class(self) -> str | None:
        drawn = self.chance.random()
        for name, share in self.town.preferred.items():
            if (drawn := drawn - share) < 0:
                return name
        return None


def simulate(
    town: Town,
    seed: str,
    learned: Learned | None,
    now: datetime,
    twin: tuple[str, float] | None = None,
) -> World:
    """A day that begins at `now` with what was learned before; the lobby at its end.

    `twin` is a seed and 1 or -1: of two such days one is as slow as the other is quick, so that
    fewer days show what holds on the average (antithetic variates).
    """
    world = World(town.site, now)
    if learned is not None:
        world.commit(Decision((Event(Kind.LEARNED, now, learned=learned),)))
    Simulation(town, seed, world, twin).run()
    return world
