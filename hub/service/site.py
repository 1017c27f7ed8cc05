"""From the city's settings to the domain's view of its lobby."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from config import schema
from config.schema.settings import Settings
from config.schema.values import WEEKDAYS
from hub.domain.site import (
    Appointments,
    Counter,
    Direction,
    Kiosk,
    Numbers,
    PriorityClass,
    Rules,
    Service,
    Site,
    Span,
    Text,
)
from hub.service.holidays import national_holidays
from hub.service.texts import text

# Closed days are written out this far ahead: a hub may run over several new years.
YEARS_AHEAD = 5


def site_at(settings: Settings, now: datetime) -> Site:
    """The lobby that `settings` describe, with the calendar from `now` on."""
    return domain_site(settings, now.astimezone(ZoneInfo(settings.site.timezone)).date())


def domain_site(settings: Settings, today: date) -> Site:
    """The lobby that `settings` describe, with the calendar of `today`'s year and the next ones."""
    site = settings.site
    return Site(
        id=site.id,
        name=text(site.name),
        place=text(site.place),
        timezone=site.timezone,
        languages=site.languages,
        services={item.id: _service(item, site, today) for item in settings.services},
        counters={item.id: _counter(item, site) for item in settings.counters},
        classes={item.id: _class(item) for item in site.priority_classes},
        kiosks={item.id: _kiosk(item, settings) for item in settings.terminals.kiosks},
        rules=_rules(settings),
        closed_days=_closed_days(site, today),
        public_url=site.public_url or "",
    )


def _service(item: schema.Service, site: schema.Site, today: date) -> Service:
    return Service(
        id=item.id,
        prefix=item.prefix,
        name=text(item.name),
        description=text(item.description) if item.description else {"ja": ""},
        first=item.numbers.first,
        last=item.numbers.last,
        digits=item.numbers.digits,
        hours=_hours(item.hours or site.hours, site),
        closed_days=_own_days(item.closed, today),
        daily_maximum=item.daily_maximum,
        mean=timedelta(minutes=item.mean_minutes),
        steps=item.steps,
        board=item.board,
        at_kiosk=item.at_kiosk,
        remarks=item.remarks,
    )


def week_spans(hours: schema.Hours) -> dict[int, tuple[Span, ...]]:
    """The hours of each weekday (Monday is 0) that has any."""
    return {
        day: tuple(Span(span.start, span.end) for span in spans)
        for day, spans in schema.week(hours).items()
    }


def _hours(hours: schema.Hours, site: schema.Site) -> dict[int, tuple[Span, ...]]:
    closed = {WEEKDAYS.index(day) for day in site.closed.weekdays}
    return {day: spans for day, spans in week_spans(hours).items() if day not in closed}


def _counter(item: schema.Counter, site: schema.Site) -> Counter:
    profile = {task.service: timedelta(minutes=task.behind_minutes) for task in item.profile}
    direction = Direction(item.direction)
    hours = _hours(item.hours, site) if item.hours else {}
    return Counter(item.id, item.number, text(item.name), profile, direction, hours)


def _class(item: schema.PriorityClass) -> PriorityClass:
    head_start = timedelta(minutes=item.head_start_minutes)
    name = text(item.name)
    return PriorityClass(item.id, name, head_start, item.icon, item.at_kiosk, item.sign)


def _kiosk(item: schema.Kiosk, settings: Settings) -> Kiosk:
    return Kiosk(item.id, item.name, item.mark, issuing(item, settings))


def issuing(item: schema.Kiosk, settings: Settings) -> tuple[str, ...]:
    """The services that a kiosk gives numbers for."""
    everywhere = (service.id for service in settings.services if service.at_kiosk)
    return item.services or tuple(everywhere)


def _rules(settings: Settings) -> Rules:
    site, booked = settings.site, settings.visits.appointments
    return Rules(
        day_starts=site.day_starts,
        numbers=Numbers(site.numbers),
        absence_calls=site.absence.calls,
        absence_delay=timedelta(seconds=site.absence.delay_seconds),
        late_tolerance=site.late_tolerance,
        moderate=timedelta(minutes=site.congestion.moderate_minutes),
        busy=timedelta(minutes=site.congestion.busy_minutes),
        appointments=Appointments(
            head_start=timedelta(minutes=booked.head_start_minutes),
            early=timedelta(minutes=booked.early_minutes),
            late=timedelta(minutes=booked.late_minutes),
        ),
    )


def _closed_days(site: schema.Site, today: date) -> dict[date, Text]:
    days = holidays(today) if site.closed.holidays else {}
    return days | _own_days(site.closed.days, today)


def holidays(today: date) -> dict[date, Text]:
    """National holidays (国民の祝日に関する法律), by name."""
    years = range(today.year, today.year + YEARS_AHEAD + 1)
    found = (national_holidays(year).items() for year in years)
    return {day: {"ja": name} for days in found for day, name in days}


def _own_days(own: Iterable[schema.OwnClosedDays], today: date) -> dict[date, Text]:
    return {
        day: text(item.reason) for item in own for day in calendar_days(today) if day in item.days
    }


def calendar_days(today: date) -> Iterable[date]:
    """All days of `today`'s year and the next ones, as far as calendars are written out."""
    first = today.replace(month=1, day=1)
    days = (first.replace(year=first.year + YEARS_AHEAD + 1) - first).days
    return (first + timedelta(days=count) for count in range(days))
