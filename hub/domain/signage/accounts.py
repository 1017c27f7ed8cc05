"""What sponsors are billed on: plays promised, planned and done, day by day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hub.domain.signage.programme import Campaign, Play


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a campaign, in plays. `broken` ones were cut short and are not billed."""

    day: date
    promised: int
    done: int
    broken: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Account:
    """A campaign between two days, both included."""

    campaign: str
    days: tuple[Day, ...]

    @property
    def promised(self) -> int:
        return sum(day.promised for day in self.days)

    @property
    def done(self) -> int:
        return sum(day.done for day in self.days)

    @property
    def broken(self) -> int:
        return sum(day.broken for day in self.days)

    @property
    def missing(self) -> int:
        """What is still owed: a day with more plays than promised makes up for others."""
        return max(0, self.promised - self.done)


def account(
    campaign: Campaign, plays: Iterable[Play], timezone: str, first: date, last: date
) -> Account:
    """The account of the days from `first` to `last`, within the contract, in the site's zone.

    A play counts on the day on which it began; a repeated proof (same id) counts once.
    """
    zone = ZoneInfo(timezone)
    begin, end = max(first, campaign.first_day), min(last, campaign.last_day)
    done: Counter[date] = Counter()
    broken: Counter[date] = Counter()
    seconds: dict[date, float] = {}
    for play in {play.id: play for play in plays if play.campaign == campaign.id}.values():
        day = play.began.astimezone(zone).date()
        (done if play.whole else broken)[day] += 1
        seconds[day] = seconds.get(day, 0.0) + (play.seconds if play.whole else 0.0)
    return Account(
        campaign.id,
        tuple(
            Day(day, campaign.plays_a_day, done[day], broken[day], seconds.get(day, 0.0))
            for day in _days(begin, end)
        ),
    )


def proofs(campaign: Campaign, plays: Iterable[Play]) -> tuple[Play, ...]:
    """The whole plays of a campaign, each once, in the order of time: the rows of a proof."""
    found = {play.id: play for play in plays if play.campaign == campaign.id and play.whole}
    return tuple(sorted(found.values(), key=lambda play: (play.began, play.screen, play.id)))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
