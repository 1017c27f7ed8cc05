"""The words of the pages for everyone."""

from datetime import date
from functools import cache

from assets.words import Words, load
from hub.domain.dates import long_date, short_date


@cache
def said(language: str) -> Words:
    """All words of these pages in `language`."""
    return load(language, "common", "web", "public")


@cache
def documented(language: str) -> Words:
    """What the open data mean."""
    return load(language, "opendata")


def day_words(language: str, day: date) -> str:
    """Month, day and weekday."""
    return short_date(said(language), day)


def whole_day_words(language: str, day: date) -> str:
    """The same with the year: in Japanese that of the era."""
    return long_date(said(language), day)


def weekday_words(language: str, weekday: int) -> str:
    """The weekday's name; Monday is 0."""
    return said(language).text(f"date.weekday.{weekday + 1}")
