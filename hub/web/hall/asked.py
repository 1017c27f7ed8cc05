"""What a manager wants to see, from the address of the page: always something that can be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from hub.domain.site import Site
from hub.service.figures.statistics import MOST_DAYS, Wanted
from hub.service.figures.tables import Subject

# The period that is shown first: four weeks, so that each weekday is in it as often.
USUAL = timedelta(days=27)
_DAY = timedelta(days=1)
# As many days before, so that weekdays lie beside weekdays.
_YEAR = timedelta(days=364)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2199, 12, 31)


class Compare(StrEnum):
    """With what a period is compared."""

    NOTHING = ""
    BEFORE = "before"
    YEAR = "year"
    OWN = "own"


COMPARED: Mapping[Compare, str] = {
    Compare.NOTHING: "くらべない",
    Compare.BEFORE: "すぐ前の、同じ長さの期間",
    Compare.YEAR: "1年前の、同じ曜日からの期間",
    Compare.OWN: "次の日からの、同じ長さの期間",
}


class Unfit(Exception):
    """Why there is no answer, for whoever asks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` and `last` are both in it; `said` is what was not as asked."""

    subject: Subject
    since: date
    last: date
    service: str
    counter: str
    compare: Compare
    own: date | None
    said: tuple[str, ...]

    @property
    def wanted(self) -> Wanted:
        """The period."""
        return Wanted(self.since, self.last + _DAY, self.service, self.counter)

    @property
    def other(self) -> Wanted | None:
        """The period to compare with."""
        length = self.last - self.since
        match self.compare:
            case Compare.BEFORE:
                since = self.since - length - _DAY
            case Compare.YEAR:
                since = self.since - _YEAR
            case Compare.OWN:
                since = self.own or self.since
            case _:
                return None
        return Wanted(since, since + length + _DAY, self.service, self.counter)

    def query(self, **changes: str) -> str:
        """The same question as an address' query."""
        found = {
            "subject": self.subject.value,
            "since": self.since.isoformat(),
            "last": self.last.isoformat(),
            "service": self.service,
            "counter": self.counter,
            "compare": self.compare.value,
            "own": self.own.isoformat() if self.own else "",
        }
        return urlencode({key: value for key, value in (found | changes).items() if value})


def asked(query: Mapping[str, str], site: Site, today: date) -> Asked:
    """Read the query. What cannot be is put right, and said."""
    said: list[str] = []
    last = _day(query.get("last", ""), today, said)
    since = _day(query.get("since", ""), last - USUAL, said)
    if last < since:
        since, last = last, since
        said.append("はじめと終わりの日が逆だったので、入れかえました。")
    if (last - since).days >= MOST_DAYS:
        since = last - timedelta(days=MOST_DAYS - 1)
        said.append(f"一度に見られるのは{MOST_DAYS}日までです。終わりの日までの分を出しました。")
    own = _read(query.get("own", ""), said)
    compare = query.get("compare", "")
    subject = query.get("subject", "")
    return Asked(
        Subject(subject) if subject in set(Subject) else Subject.ARRIVALS,
        since,
        last,
        _known(query.get("service", ""), site.services),
        _known(query.get("counter", ""), site.counters),
        Compare(compare) if compare in set(Compare) else Compare.NOTHING,
        own,
        tuple(dict.fromkeys(said)),
    )


def _day(text: str, usual: date, said: list[str]) -> date:
    return _read(text, said) or usual


def _read(text: str, said: list[str]) -> date | None:
    """A day that can be shown."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not _EARLIEST <= day <= _LATEST:
        said.append("日付を読めません。いつもの期間を出しました。")
        return None
    return day


def _known(name: str, known: Mapping[str, object]) -> str:
    return name if name in known else ""
