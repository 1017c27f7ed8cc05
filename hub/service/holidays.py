"""National holidays (国民の祝日に関する法律) by year."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache

import assets


def national_holidays(year: int) -> dict[date, str]:
    """The holidays of one year by name.

    jpholiday looks at every day anew: 50 ms a year, and a start asks for six. What it finds for
    the years of a hub's life is kept in assets/holidays.json (tests/tools/holidays.py).
    """
    kept = _kept().get(str(year))
    if kept is not None:
        return {date.fromisoformat(f"{year}-{day}"): name for day, name in kept.items()}
    import jpholiday  # noqa: PLC0415 - see above

    return dict(jpholiday.year_holidays(year))


@cache
def _kept() -> Mapping[str, Mapping[str, str]]:
    """Year -> day ("01-01") -> name."""
    found: Mapping[str, Mapping[str, str]] = json.loads(
        assets.path("holidays.json").read_text(encoding="utf-8")
    )
    return found
