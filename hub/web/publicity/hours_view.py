"""When the lobby is open, when it is not, and what its counters are for."""

from dataclasses import dataclass
from datetime import date

from hub.domain.publicity import Situation, closure
from hub.domain.site import Counter, Service, Site, Span, Text
from hub.domain.site import words as text
from hub.web.public_views import closure_words, counter_sign
from hub.web.publicity.words import day_words, said, weekday_words, whole_day_words


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Weekdays with the same hours."""

    days: str
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceWeek:
    """Services with the same hours."""

    services: tuple[str, ...]
    rows: tuple[WeekRow, ...]


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """A day, or several that follow each other with the same reason."""

    days: str
    reason: str
    only: str


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter and what it is for."""

    sign: str
    name: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursPage:
    """Everything on /hours."""

    title: str
    place: str
    weeks: tuple[ServiceWeek, ...]
    closures: tuple[ClosureRow, ...]
    counters: tuple[CounterRow, ...]


def hours_page(found: Situation, language: str) -> HoursPage:
    """The weeks from today on."""
    site = found.site
    return HoursPage(
        title=text(site.name, language),
        place=text(site.place, language),
        weeks=_weeks(site, language),
        closures=_closures(found, language),
        counters=tuple(_counter(site, each, language) for each in site.counters.values()),
    )


def _weeks(site: Site, language: str) -> tuple[ServiceWeek, ...]:
    """Services with the same hours stand together, in the configuration's order."""
    together: dict[tuple[tuple[Span, ...], ...], list[str]] = {}
    for service in site.services.values():
        week = tuple(tuple(service.hours.get(day, ())) for day in range(7))
        together.setdefault(week, []).append(text(service.name, language))
    return tuple(
        ServiceWeek(tuple(names), _rows(week, language)) for week, names in together.items()
    )


def _rows(week: tuple[tuple[Span, ...], ...], language: str) -> tuple[WeekRow, ...]:
    runs: list[list[int]] = []
    for day in range(7):
        if runs and week[day] == week[runs[-1][0]]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(
        WeekRow(_weekdays(run, language), tuple(_span(span) for span in week[run[0]]))
        for run in runs
    )


def _weekdays(run: list[int], language: str) -> str:
    first, last = (weekday_words(language, day) for day in (run[0], run[-1]))
    return first if len(run) == 1 else said(language).text("hours.days", first=first, last=last)


def _span(span: Span) -> str:
    return f"{span.start.hour}:{span.start:%M}–{span.end.hour}:{span.end:%M}"


def _closures(found: Situation, language: str) -> tuple[ClosureRow, ...]:
    """Of everything, and of single services; only days on which they are usually open."""
    site, services = found.site, tuple(found.site.services.values())
    shut = {day: site.closed_days[day] for day in found.days() if day in site.closed_days}
    usual = {day for service in services for day, open_ in service.hours.items() if open_}
    rows = [
        (days[0], _closure(days, reason, "", language))
        for days, reason in _stretches(shut)
        if any(day.weekday() in usual for day in days)
    ]
    for service in services:
        rows += _own_closures(found, service, language)
    return tuple(row for _, row in sorted(rows, key=lambda found: found[0]))


def _own_closures(
    found: Situation, service: Service, language: str
) -> list[tuple[date, ClosureRow]]:
    own = {
        day: reason
        for day in found.days()
        if day not in found.site.closed_days
        and service.hours.get(day.weekday())
        and (reason := closure(found.site, service, day))
    }
    only = said(language).text("hours.only", service=text(service.name, language))
    return [(days[0], _closure(days, reason, only, language)) for days, reason in _stretches(own)]


def _stretches(closed: dict[date, Text]) -> list[tuple[list[date], Text]]:
    """Days that follow each other with the same reason, together."""
    found: list[tuple[list[date], Text]] = []
    for day, reason in closed.items():
        if found and (day - found[-1][0][-1]).days == 1 and reason == found[-1][1]:
            found[-1][0].append(day)
        else:
            found.append(([day], reason))
    return found


def _closure(days: list[date], reason: Text, only: str, language: str) -> ClosureRow:
    first = whole_day_words(language, days[0])
    if len(days) > 1:
        last = day_words(language, days[-1])
        first = said(language).text("hours.days", first=first, last=last)
    return ClosureRow(first, closure_words(days[0], reason, language), only)


def _counter(site: Site, counter: Counter, language: str) -> CounterRow:
    services = tuple(text(site.services[each].name, language) for each in counter.profile)
    return CounterRow(
        counter_sign(site, counter.id, language), text(counter.name, language), services
    )
