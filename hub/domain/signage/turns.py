"""Who is up when in one zone: entries by weight and priority, spots within their share of time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hub.domain.signage.active import Run
from hub.domain.signage.content import Item, Video

HOUR = timedelta(hours=1)

# How soon it is asked again whether a spot may be shown where there is nothing else; and the
# shortest rest of a stretch in which something is still shown for itself.
_PAUSE = timedelta(seconds=15)
# A multiple of every weight from 1 to 10, so that turns are counted in whole numbers.
_COMMON = 2520


@dataclass(frozen=True, slots=True)
class Turn:
    """One item's time in a zone, half-open, in UTC; without an item there is nothing to show."""

    begins: datetime
    ends: datetime
    item: Item | None
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be shown: an entry of the playlist, `index` in it, or a spot of a `campaign`."""

    index: int
    item: Item
    length: timedelta
    runs: tuple[Run, ...]
    weight: int = 1
    most_an_hour: int = 0
    priority: int = 0
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Spots:
    """A campaign's choices, which take turns, and how many plays this hour is to have."""

    campaign: str
    choices: tuple[Choice, ...]
    quota: int
    weight: int = 1
    # How many plays the hours before had, about: so that every spot gets its turn.
    before: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """All that one playlist can show in the clock hour from `hour`; `share` of spots in percent.

    `entries` is how many it has, whether they can be shown or not. `edges` are when choices open
    or close, in order; `starts` when choices of a priority above the lowest open.
    """

    hour: datetime
    entries: int
    choices: tuple[Choice, ...]
    spots: tuple[Spots, ...] = ()
    share: int = 0
    edges: tuple[datetime, ...] = ()
    starts: tuple[tuple[int, datetime], ...] = ()


def offer(
    hour: datetime,
    entries: int,
    choices: tuple[Choice, ...],
    spots: tuple[Spots, ...] = (),
    share: int = 0,
) -> Offer:
    """An offer with its edges."""
    edges = {edge for one in choices for run in one.runs for edge in (run.begins, run.ends)}
    lowest = min((choice.priority for choice in choices), default=0)
    urgent = {(one.priority, run.begins) for one in choices for run in one.runs}
    starts = sorted((start for start in urgent if start[0] > lowest), key=lambda start: start[1])
    return Offer(hour, max(1, entries), choices, spots, share, tuple(sorted(edges)), tuple(starts))


@dataclass(slots=True)
class Tally:
    """What the hour has had so far: plays by entry and by campaign, and the place in the row."""

    position: int
    entries: Counter[int] = field(default_factory=Counter)
    campaigns: Counter[str] = field(default_factory=Counter)


def start(offer: Offer) -> Tally:
    """The tally at the hour's beginning."""
    return Tally(_position(offer))


def fill(offer: Offer, begin: datetime, end: datetime, tally: Tally) -> tuple[Turn, ...]:
    """The turns from `begin` to `end`, within one clock hour, without a gap; adds to `tally`."""
    course = _Course(offer, begin, end, tally)
    while course.now < end:
        course.step()
    return tuple(course.turns)


@dataclass(slots=True)
class _Course:
    """The way through a stretch of time."""

    offer: Offer
    begin: datetime
    end: datetime
    tally: Tally
    turns: list[Turn] = field(default_factory=list)
    last: Choice | None = None
    spent: timedelta = timedelta(0)
    # The choices that are open, the same ones until `fresh_until`.
    open: list[Choice] = field(default_factory=list)
    fresh_until: datetime | None = None

    @property
    def now(self) -> datetime:
        return self.turns[-1].ends if self.turns else self.begin

    def step(self) -> None:
        """One turn more, or a longer last one."""
        spot = self._spot()
        if spot is not None:
            self._show(spot, self.now + spot.length)
            return
        row = sorted(self._ready(), key=self._due)
        for choice in row:
            if self.now + choice.length <= self._limit(choice):
                self._show(choice, self.now + choice.length)
                return
        if row:
            self._close(row)
        else:
            self._rest()

    def _close(self, row: Sequence[Choice]) -> None:
        """Too little time is left for any: the last still one stays, else the next is cut short."""
        if self.last is not None and _may_stay(self.last):
            limit = min(self._limit(self.last), max(self._limit(choice) for choice in row))
            if self.now < limit <= self.now + self.last.length:
                self.turns[-1] = replace(self.turns[-1], ends=limit)
                return
        self._show(row[0], self._limit(row[0]))

    def _show(self, choice: Choice, until: datetime) -> None:
        self.turns.append(Turn(self.now, until, choice.item, choice.campaign))
        self.last = choice
        if choice.campaign:
            self.tally.campaigns[choice.campaign] += 1
            self.spent += choice.length
        else:
            self.tally.entries[choice.index] += 1
            self.tally.position = self._due(choice)

    def _rest(self) -> None:
        """Nothing to show until an entry opens, a limited one may come again, or a spot is due."""
        now = self.now
        opening = [run.begins for choice in self.offer.choices for run in choice.runs]
        again = [self._free(choice) for choice in self.offer.choices]
        tick = [now + _PAUSE] if self.offer.spots else []
        until = min((at for at in (*opening, *again, *tick) if at > now), default=self.end)
        until = min(until, self.end)
        if self.turns and self.turns[-1].item is None:
            self.turns[-1] = replace(self.turns[-1], ends=until)
        else:
            self.turns.append(Turn(now, until, None))
        self.last = None

    def _ready(self) -> list[Choice]:
        """Those that are open and may come again; of these the highest priority's."""
        now = self.now
        if self.fresh_until is None or now >= self.fresh_until:
            self.open = [choice for choice in self.offer.choices if _is_open(choice, now)]
            self.fresh_until = next((edge for edge in self.offer.edges if edge > now), self.end)
        free = [
            choice for choice in self.open if not choice.most_an_hour or self._free(choice) <= now
        ]
        top = max((choice.priority for choice in free), default=0)
        return [choice for choice in free if choice.priority == top]

    def _free(self, choice: Choice) -> datetime:
        """When a limited entry may come again: its plays are spread over the hour."""
        plays = self.tally.entries[choice.index]
        if not choice.most_an_hour:
            return self.begin
        if plays >= choice.most_an_hour:
            return self.offer.hour + HOUR
        return self.offer.hour + HOUR * plays / choice.most_an_hour

    def _limit(self, choice: Choice) -> datetime:
        """When the choice must be gone: its own end, or the start of something more urgent."""
        now = self.now
        own = next((run.ends for run in choice.runs if run.begins <= now < run.ends), now)
        urgent = (at for priority, at in self.offer.starts if priority > choice.priority)
        first = next((at for at in urgent if at > now), self.end)
        return min(own, self.end if choice.campaign else first, self.end)

    def _due(self, choice: Choice) -> int:
        """The choice's next place in the endless row in which each comes as often as it weighs.

        The places of all entries differ, and those of one are equally far apart.
        """
        count = self.offer.entries
        share = _COMMON // choice.weight * count
        first, step = (2 * choice.index + 1) * share + choice.index, 2 * count * share
        return first + step * ((self.tally.position - first) // step + 1)

    def _spot(self) -> Choice | None:
        """The spot that is due, fits, and leaves the programme its share of time."""
        now, found = self.now, []
        for order, spots in enumerate(self.offer.spots):
            plays = self.tally.campaigns[spots.campaign]
            if plays >= spots.quota or now < self.offer.hour + HOUR * plays / spots.quota:
                continue
            choices = [choice for choice in spots.choices if self._fits(choice, now)]
            if choices:
                choice = choices[(spots.before + plays) % len(choices)]
                found.append((plays / spots.weight, order, choice))
        return min(found, key=lambda spot: spot[:2])[2] if found else None

    def _fits(self, choice: Choice, now: datetime) -> bool:
        used, gone = self.spent + choice.length, now - self.begin + choice.length
        return (
            used * 100 <= gone * self.offer.share
            and _is_open(choice, now)
            and now + choice.length <= self._limit(choice)
            and self._leaves_enough(now + choice.length)
        )

    def _leaves_enough(self, until: datetime) -> bool:
        """Is there no rest after `until`, or one that is more than a flash of something?"""
        shortest = min((choice.length for choice in self._ready()), default=timedelta(0))
        return until == self.end or self.end - until >= min(shortest, _PAUSE)


def _may_stay(choice: Choice) -> bool:
    """May it be up for longer than its time? A film would stand still, a spot is paid for."""
    return not choice.campaign and not isinstance(choice.item.content, Video)


def _is_open(choice: Choice, now: datetime) -> bool:
    return any(run.begins <= now < run.ends for run in choice.runs)


def _position(offer: Offer) -> int:
    """Where in the endless row the hour begins.

    About where the hour before it ended, and never beyond: whatever is longer than an hour is
    gone through in several.
    """
    if not offer.choices:
        return 0
    longest = max(choice.length for choice in offer.choices)
    an_hour = max(HOUR / 60, (HOUR - longest) * (100 - offer.share) / 100)
    row = sum((choice.length * choice.weight for choice in offer.choices), timedelta(0))
    hours = int(offer.hour.timestamp()) // 3600
    return (
        hours
        * (an_hour // timedelta(milliseconds=1))
        * (2 * _COMMON * offer.entries**2)
        // max(1, row // timedelta(milliseconds=1))
    )
