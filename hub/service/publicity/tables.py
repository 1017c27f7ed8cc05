"""The open data as CSV: RFC 4180, UTF-8 with a byte order mark, one header line.

With the mark, because the spreadsheets of offices take a file without one for Shift_JIS and show
nonsense; programs skip it ("utf-8-sig").
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from hub.service.publicity.records import CongestionData, ForecastData, HoursData, ServiceNow

Row = tuple[object, ...]

CONGESTION_HEAD = (
    "updated_at",
    "id",
    "prefix",
    "name_ja",
    "name_en",
    "is_open",
    "reason",
    "opens_at",
    "closes_at",
    "waiting",
    "wait_low_minutes",
    "wait_high_minutes",
    "level",
    "counters_open",
    "counters_all",
    "calling",
)
FORECAST_HEAD = ("service", "day", "hour", "grade", "arrivals", "wait_minutes")
HOURS_HEAD = ("service", "day", "opens_at", "closes_at", "reason")


def congestion_csv(data: CongestionData) -> bytes:
    """A line a service."""
    at = data.updated_at.isoformat(timespec="seconds")
    return table(CONGESTION_HEAD, ((at, *_service(each)) for each in data.services))


def forecast_csv(data: ForecastData) -> bytes:
    """A line an hour of a day of a service."""
    rows = (
        (each.service, each.day, each.hour, each.grade, each.arrivals, each.wait_minutes)
        for each in data.hours
    )
    return table(FORECAST_HEAD, rows)


def hours_csv(data: HoursData) -> bytes:
    """A line a time of opening; a closed day has one line without times."""
    return table(HOURS_HEAD, _hours(data))


def table(head: Row, rows: Iterable[Row]) -> bytes:
    """The file. Nothing in it begins as a formula: all is the city's own, or a number."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _service(own: ServiceNow) -> Row:
    return (
        own.id,
        own.prefix,
        *_names(own.name),
        own.is_open,
        own.reason,
        own.opens_at,
        own.closes_at,
        own.waiting,
        own.wait_low_minutes,
        own.wait_high_minutes,
        own.level,
        own.counters_open,
        own.counters_all,
        " ".join(f"{call.number}:{call.counter}" for call in own.calling),
    )


def _names(name: Mapping[str, str]) -> Row:
    return name["ja"], name.get("en", "")


def _hours(data: HoursData) -> Iterator[Row]:
    for each in data.days:
        reason = (each.reason or {}).get("ja", "")
        for span in each.spans:
            yield each.service, each.day, span.opens_at, span.closes_at, reason
        if not each.spans:
            yield each.service, each.day, None, None, reason


def _cell(value: object) -> object:
    """Truth as JSON writes it."""
    return str(value).lower() if isinstance(value, bool) else value
