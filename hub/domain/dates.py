"""Dates and times as visitors read them: 令和8年11月22日(日), Sunday, 22 November 2026."""

from datetime import date, datetime, time
from typing import Protocol

from hub.domain.forms import wareki
from hub.domain.forms.wareki import Wareki


class Says(Protocol):
    """The words of a language, as assets.words.Words."""

    def text(self, key: str, **values: object) -> str: ...


def era_year(day: date) -> str:
    """Return the year as 令和8年, 令和元年; ValueError before 明治."""
    era = wareki.of(day)
    return str(Wareki(era.era, era.year))


def long_date(words: Says, day: date) -> str:
    """Return the day as the head of a screen shows it, in the language of the words."""
    return words.text("date.long", **_parts(words, day))


def short_date(words: Says, day: date) -> str:
    """Return month, day and weekday: 11月22日(日)."""
    return words.text("date.short", **_parts(words, day))


def clock(now: datetime | time) -> str:
    """Return 9:42, as clocks on Japanese screens show it, of a local time."""
    return f"{now.hour}:{now.minute:02}"


def _parts(words: Says, day: date) -> dict[str, object]:
    return {
        "era_year": era_year(day),
        "year": day.year,
        "month": day.month,
        "month_name": words.text(f"date.month.{day.month}"),
        "day": day.day,
        "weekday": words.text(f"date.weekday.{day.isoweekday()}"),
    }
