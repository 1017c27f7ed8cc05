"""How busy it will be: eight weeks by day and hour, and the best time to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from hub.domain.dates import clock
from hub.domain.forecast.grades import Forecast, Grade, HourForecast, best_times, of_day
from hub.domain.publicity import Situation, closure, spans
from hub.domain.site import Service
from hub.domain.site import words as text
from hub.web.public_views import closure_words
from hub.web.publicity.words import day_words, said, whole_day_words

SHAPES: Mapping[Grade, str] = {
    Grade.VERY_QUIET: "◎",
    Grade.QUIET: "●",
    Grade.NORMAL: "◇",
    Grade.BUSY: "▲",
    Grade.VERY_BUSY: "■",
}
# Days for which the best time is said.
NEXT = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A service that can be looked at."""

    id: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade as shape and word; `kind` is its colour."""

    kind: str
    shape: str
    word: str


@dataclass(frozen=True, slots=True)
class HourRow:
    """One hour of a day."""

    hour: str
    grade: GradeRow
    wait: str
    is_best: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day: its grade and its hours, or why it is `closed`. `weekday`: Monday is 1."""

    id: str
    day: str
    weekday: int
    grade: GradeRow | None
    hours: tuple[HourRow, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class BestRow:
    """A day and when to come on it."""

    day: str
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """Everything on /forecast; `weeks` is empty while too little is known.

    `columns` are the weekdays (1 to 7) on which the service is ever open.
    """

    title: str
    service: str
    choices: tuple[Choice, ...]
    made_on: str
    best: tuple[BestRow, ...]
    legend: tuple[GradeRow, ...]
    weeks: tuple[tuple[DayRow, ...], ...]
    columns: int


def forecast_page(
    found: Situation, language: str, service_id: str, offered: tuple[str, ...]
) -> ForecastPage:
    """One service's weeks; `offered` are the services to choose from."""
    site = found.site
    service = site.services[service_id]
    known = any(found.forecast.of_day(service_id, day) for day in found.days())
    return ForecastPage(
        title=text(site.name, language),
        service=text(service.name, language),
        choices=tuple(
            Choice(each, text(site.services[each].name, language), each == service_id)
            for each in offered
        ),
        made_on=whole_day_words(language, found.forecast.made_on) if known else "",
        best=_best(found, service, language) if known else (),
        legend=tuple(_grade(grade, language) for grade in Grade),
        weeks=_weeks(found, service, language) if known else (),
        columns=max((day + 1 for day, open_ in service.hours.items() if open_), default=7),
    )


def _best(found: Situation, service: Service, language: str) -> tuple[BestRow, ...]:
    """The next open days, and when to come on each."""
    coming = {day: _coming(found, service.id, day) for day in found.days()}
    days = [day for day, hours in coming.items() if hours][:NEXT]
    return tuple(
        BestRow(
            day_words(language, day),
            tuple(
                _span(_start(found, service, day, first), _end(found, service, day, last), language)
                for first, last in _runs(_quietest(found, service.id, day, coming[day]))
            ),
        )
        for day in days
    )


def _coming(found: Situation, service: str, day: date) -> tuple[HourForecast, ...]:
    """The hours of a day that have not passed."""
    hours = found.forecast.of_day(service, day)
    return tuple(each for each in hours if day > found.today or each.hour >= found.at.hour)


def _quietest(
    found: Situation, service: str, day: date, coming: tuple[HourForecast, ...]
) -> tuple[int, ...]:
    return best_times(Forecast(found.forecast.made_on, coming), service, day)


def _runs(hours: tuple[int, ...]) -> list[tuple[int, int]]:
    """Hours that follow each other, as first and last."""
    runs: list[tuple[int, int]] = []
    for hour in hours:
        if runs and hour == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], hour
        else:
            runs.append((hour, hour))
    return runs


def _start(found: Situation, service: Service, day: date, hour: int) -> time:
    """When it begins, or opens within it."""
    opens = [span.start for span in spans(found.site, service, day) if span.start.hour == hour]
    return min(opens, default=time(hour))


def _end(found: Situation, service: Service, day: date, hour: int) -> time:
    """When it ends, or closes within it."""
    closes = [span.end for span in spans(found.site, service, day) if span.end.hour == hour]
    return max(closes, default=time((hour + 1) % 24))


def _span(start: time, end: time, language: str) -> str:
    return said(language).text("forecast.hour", start=clock(start), end=clock(end))


def _weeks(found: Situation, service: Service, language: str) -> tuple[tuple[DayRow, ...], ...]:
    """Days by week, Monday first; days on which it is never open are left out."""
    weeks: dict[tuple[int, int], list[DayRow]] = {}
    for day in found.days():
        if service.hours.get(day.weekday()):
            weeks.setdefault(day.isocalendar()[:2], []).append(_day(found, service, day, language))
    return tuple(tuple(week) for week in weeks.values())


def _day(found: Situation, service: Service, day: date, language: str) -> DayRow:
    hours, say = found.forecast.of_day(service.id, day), said(language).text
    grade = of_day(hours)
    best = best_times(found.forecast, service.id, day)
    reason = closure(found.site, service, day)
    closed = closure_words(day, reason, language) if reason else say("hours.closed")
    return DayRow(
        id=day.isoformat(),
        day=day_words(language, day),
        weekday=day.isoweekday(),
        grade=_grade(grade, language) if grade else None,
        hours=tuple(_hour(found, service, each, best, language) for each in hours),
        closed="" if spans(found.site, service, day) else closed,
    )


def _hour(
    found: Situation, service: Service, own: HourForecast, best: tuple[int, ...], language: str
) -> HourRow:
    start, end = (at(found, service, own.day, own.hour) for at in (_start, _end))
    return HourRow(
        _span(start, end, language),
        _grade(own.grade, language),
        "" if own.wait is None else _wait(own.wait, language),
        own.hour in best,
    )


def _wait(minutes: float, language: str) -> str:
    """To the nearest 5 minutes, as everywhere; at once below that."""
    rounded = round(minutes / 5) * 5
    say = said(language).text
    return say("forecast.wait", minutes=rounded) if rounded else say("wait.now")


def _grade(grade: Grade, language: str) -> GradeRow:
    return GradeRow(grade.value, SHAPES[grade], said(language).text(f"grade.{grade}"))
