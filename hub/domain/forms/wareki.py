"""Japanese eras: 昭和30年5月3日 to a date and back, whole or with an unknown month or day.

An era begins on the day of accession (元号法). Japan has the Gregorian calendar since 1873-01-01
(太政官布告第337号): an older month and day are kept as they are written in the register, in the
lunisolar calendar of their time, and `is_lunar` says so.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hub.domain.forms.answers import PartialDate


class Era(StrEnum):
    """Newest first, as a visitor looks for them."""

    REIWA = "令和"
    HEISEI = "平成"
    SHOWA = "昭和"
    TAISHO = "大正"
    MEIJI = "明治"


BEGINS = {
    Era.REIWA: date(2019, 5, 1),
    Era.HEISEI: date(1989, 1, 8),
    Era.SHOWA: date(1926, 12, 25),
    Era.TAISHO: date(1912, 7, 30),
    Era.MEIJI: date(1868, 10, 23),
}
GREGORIAN_SINCE = 1873


class Problem(StrEnum):
    """Why there is no such date."""

    NO_YEAR = "no_year"  # the era has no year of this number: 昭和65年
    NO_DAY = "no_day"  # the calendar has no such day: 2月30日
    NOT_BEGUN = "not_begun"  # the era began later in this year: 平成元年1月7日
    OVER = "over"  # the era had ended by then: 昭和64年1月8日


@dataclass(frozen=True, slots=True)
class Wareki:
    """A year of an era, with month and day where known."""

    era: Era
    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """As it is written: 令和元年5月1日, 昭和30年5月, 昭和30年."""
        year = "元" if self.year == 1 else self.year
        return f"{self.era}{year}年{_month_and_day(self.month, self.day)}"


class WarekiFault(ValueError):
    """No such date. `meant` is the same day by its right era, where there is one."""

    def __init__(self, problem: Problem, meant: Wareki | None = None) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.meant = meant


def gregorian(written: Wareki) -> PartialDate:
    """Return the date of a year, month or day of an era; raises WarekiFault."""
    begin, end = BEGINS[written.era], _end(written.era)
    year = begin.year + written.year - 1
    if written.year < 1 or year > end.year:
        raise WarekiFault(Problem.NO_YEAR)
    when = PartialDate(year, written.month, written.day)
    first, last = _span(when)
    if first > end:
        raise WarekiFault(Problem.OVER, _meant(when))
    if last < begin and not is_lunar(when):
        raise WarekiFault(Problem.NOT_BEGUN, _meant(when))
    return when


def eras(when: PartialDate) -> tuple[Wareki, ...]:
    """Return the date in the era it lies in, newest first: two if the known parts leave both.

    Nothing before 1868. 1989 is 平成元年 and 昭和64年; 1989-01-07 is 昭和64年 alone.
    """
    try:
        first, last = _span(when)
    except WarekiFault:
        return ()
    return tuple(
        Wareki(era, when.year - begin.year + 1, when.month, when.day)
        for era, begin in BEGINS.items()
        if first <= _end(era) and (last >= begin or (is_lunar(when) and when.year >= begin.year))
    )


def written(when: PartialDate) -> str:
    """Return the date for visitors: 平成元年（昭和64年） where both may be; before 1868 西暦."""
    found = eras(when)
    if not found:
        return f"西暦{when.year}年{_month_and_day(when.month, when.day)}"
    newest, *others = map(str, found)
    return newest + "".join(f"（{other}）" for other in others)


def of(day: date) -> Wareki:
    """Return a day in its era; ValueError before 1868, the whole of which was made 明治元年."""
    found = eras(PartialDate.of(day))
    if not found:
        raise ValueError(f"{day.isoformat()}: no era is known here before 1868")
    return found[0]


def check(when: PartialDate) -> None:
    """Raise WarekiFault if the calendar has no such day."""
    _span(when)


def last_year(era: Era) -> int | None:
    """Return the last year of an era; None for the present one."""
    end = _end(era)
    return None if end == date.max else end.year - BEGINS[era].year + 1


def is_lunar(when: PartialDate) -> bool:
    """Are month and day those of the calendar before 1873, as the register has them?"""
    return when.year < GREGORIAN_SINCE


def _month_and_day(month: int | None, day: int | None) -> str:
    return (f"{month}月" if month else "") + (f"{day}日" if day else "")


def _end(era: Era) -> date:
    """The last day of an era."""
    newer = [begin for begin in BEGINS.values() if begin > BEGINS[era]]
    return min(newer) - timedelta(days=1) if newer else date.max


def _span(when: PartialDate) -> tuple[date, date]:
    """The first and the last day that it may be."""
    try:
        if is_lunar(when):
            return _lunar_span(when)
        month = 1 if when.month is None else when.month
        first = date(when.year, month, 1 if when.day is None else when.day)
        return first, first if when.day is not None else _last(when.year, when.month or 12)
    except (ValueError, OverflowError):
        raise WarekiFault(Problem.NO_DAY) from None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _lunar_span(when: PartialDate) -> tuple[date, date]:
    """Months of the old calendar have 29 or 30 days; which had which is in no register."""
    if when.month not in (None, *range(1, 13)) or when.day not in (None, *range(1, 31)):
        raise WarekiFault(Problem.NO_DAY)
    return date(when.year, 1, 1), date(when.year, 12, 31)


def _meant(when: PartialDate) -> Wareki | None:
    found = eras(when)
    return found[0] if found else None
