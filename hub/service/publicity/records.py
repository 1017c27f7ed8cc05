"""The open data as records: what stands in the JSON, and one line of the CSV each.

What the fields mean is in assets/translations/opendata.*.json, by record and field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from assets.words import plain
from hub.domain.forecast.grades import Grade, HourForecast
from hub.domain.lobby import Call
from hub.domain.publicity import Situation, closure, spans
from hub.domain.site import Service, Span, Text
from hub.domain.waiting import Congestion, Level
from hub.shape import Shape


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what the data may be used."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Whose lobby it is. Names by language tag (BCP 47)."""

    id: str
    name: Mapping[str, str]
    timezone: str


@dataclass(frozen=True, slots=True)
class Calling:
    """A number that a counter calls or serves."""

    number: str
    counter: str
    called_at: datetime


@dataclass(frozen=True, slots=True)
class ServiceNow:
    """One service now. Times of day are local, minutes whole; null is unknown or none."""

    id: str
    prefix: str
    name: Mapping[str, str]
    is_open: bool
    reason: str
    opens_at: str | None
    closes_at: str | None
    waiting: int
    wait_low_minutes: int | None
    wait_high_minutes: int | None
    level: Level | None
    counters_open: int
    counters_all: int
    calling: tuple[Calling, ...]


@dataclass(frozen=True, slots=True)
class CongestionData:
    """What /data/congestion.json holds."""

    updated_at: datetime
    licence: Licence
    site: Place
    services: tuple[ServiceNow, ...]


@dataclass(frozen=True, slots=True)
class ForecastHour:
    """One hour of one day of one service."""

    service: str
    day: date
    hour: int
    grade: Grade
    arrivals: float
    wait_minutes: float | None


@dataclass(frozen=True, slots=True)
class ForecastData:
    """What /data/forecast.json holds: no hours, and null as `made_on`, while little is known."""

    made_on: date | None
    licence: Licence
    site: Place
    hours: tuple[ForecastHour, ...]


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """From when until when, local times of day."""

    opens_at: str
    closes_at: str


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """One day of one service; without spans it is closed, with a reason or by the week's plan."""

    service: str
    day: date
    spans: tuple[OpenSpan, ...]
    reason: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class CounterPlace:
    """A counter and the services that it receives visitors of."""

    id: str
    number: str
    name: Mapping[str, str]
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursData:
    """What /data/hours.json holds."""

    from_day: date
    licence: Licence
    site: Place
    days: tuple[ServiceDay, ...]
    counters: tuple[CounterPlace, ...]


CONGESTION = Shape(CongestionData)
FORECAST = Shape(ForecastData)
HOURS = Shape(HoursData)


def congestion_data(found: Situation, licence: Licence) -> CongestionData:
    """The lobby now."""
    services = tuple(_service_now(found, each) for each in found.services)
    return CongestionData(found.at, licence, place(found), services)


def forecast_data(found: Situation, licence: Licence) -> ForecastData:
    """The weeks to come."""
    hours = tuple(map(_forecast_hour, found.forecast.hours))
    return ForecastData(found.forecast.made_on if hours else None, licence, place(found), hours)


def hours_data(found: Situation, licence: Licence) -> HoursData:
    """When each service is open in the weeks to come, and where."""
    services = found.site.services.values()
    days = tuple(_service_day(found, service, day) for service in services for day in found.days())
    counters = tuple(
        CounterPlace(item.id, item.number, names(item.name), tuple(item.profile))
        for item in found.site.counters.values()
    )
    return HoursData(found.today, licence, place(found), days, counters)


def place(found: Situation) -> Place:
    """Whose data they are."""
    return Place(found.site.id, names(found.site.name), found.site.timezone)


def names(text: Text) -> dict[str, str]:
    """By language, without readings: those are our own way of writing."""
    return {language: plain(words) for language, words in text.items()}


def _service_now(found: Situation, own: Congestion) -> ServiceNow:
    service, opening, counters = own.service, own.opening, found.counters[own.service.id]
    return ServiceNow(
        id=service.id,
        prefix=service.prefix,
        name=names(service.name),
        is_open=opening.is_open,
        reason=opening.reason.value,
        opens_at=_clock(opening.opens),
        closes_at=_clock(opening.closes),
        waiting=own.waiting,
        wait_low_minutes=own.wait.low if own.wait else None,
        wait_high_minutes=own.wait.high if own.wait else None,
        level=own.level,
        counters_open=counters.open,
        counters_all=counters.all,
        calling=tuple(_calling(found, call) for call in found.calls_of(service.id)),
    )


def _calling(found: Situation, call: Call) -> Calling:
    counter = found.site.counters.get(call.counter)
    return Calling(
        call.label, counter.number if counter else "", call.at.astimezone(found.at.tzinfo)
    )


def _forecast_hour(own: HourForecast) -> ForecastHour:
    wait = None if own.wait is None else round(own.wait, 1)
    return ForecastHour(own.service, own.day, own.hour, own.grade, round(own.arrivals, 1), wait)


def _service_day(found: Situation, service: Service, day: date) -> ServiceDay:
    open_ = tuple(map(_span, spans(found.site, service, day)))
    reason = closure(found.site, service, day)
    return ServiceDay(service.id, day, open_, names(reason) if reason else None)


def _span(span: Span) -> OpenSpan:
    return OpenSpan(f"{span.start:%H:%M}", f"{span.end:%H:%M}")


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None
