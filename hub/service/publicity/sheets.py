"""What is published, sheet by sheet, and what one of them is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a sheet is about. The value is its name in addresses and files."""

    NOW = "index"
    FORECAST = "forecast"
    HOURS = "hours"
    FRAGMENT = "fragment"
    OPEN_DATA = "open-data"
    CONGESTION_JSON = "congestion.json"
    CONGESTION_CSV = "congestion.csv"
    FORECAST_JSON = "forecast.json"
    FORECAST_CSV = "forecast.csv"
    HOURS_JSON = "hours.json"
    HOURS_CSV = "hours.csv"


DATA = tuple(kind for kind in Kind if kind.endswith((".json", ".csv")))
# What changes with every call; the others change with the hour or the forecast.
PASSING = (Kind.NOW, Kind.FRAGMENT, Kind.CONGESTION_JSON, Kind.CONGESTION_CSV)
# The languages in which the data are documented.
DOCUMENTED = ("ja", "en")

# Seconds for which a cache may keep a sheet without asking again.
PASSING_AGE, LASTING_AGE = 5, 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing that is published; data are in no language, and most pages about no service."""

    kind: Kind
    language: str = ""
    service: str = ""

    @property
    def is_passing(self) -> bool:
        """Does it change with every call?"""
        return self.kind in PASSING


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet's bytes. `headers` are those of HTTP beside the type, the length and the caching."""

    media_type: str
    body: bytes
    headers: Mapping[str, str]


def every_sheet(
    languages: Sequence[str], services: Sequence[str], forecasts: Sequence[str]
) -> Iterator[Sheet]:
    """All that is published by a site with these languages, services and forecasts."""
    for kind in DATA:
        yield Sheet(kind)
    for language in DOCUMENTED:
        yield Sheet(Kind.OPEN_DATA, language)
    for language in languages:
        yield Sheet(Kind.NOW, language)
        yield Sheet(Kind.HOURS, language)
        for service in forecasts:
            yield Sheet(Kind.FORECAST, language, service)
        for service in ("", *services):
            yield Sheet(Kind.FRAGMENT, language, service)


def file_name(sheet: Sheet, usual: str) -> str:
    """Its name as a file; pages in the `usual` language have the short ones: index.html."""
    if sheet.kind in DATA:
        return f"data/{sheet.kind}"
    about = f"_{sheet.service}" if sheet.service else ""
    language = f".{sheet.language}" if sheet.language != usual else ""
    return f"{sheet.kind}{about}{language}.html"
