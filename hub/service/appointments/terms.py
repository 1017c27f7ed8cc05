"""From the city's settings to the domain's view of its appointments."""

from datetime import date, timedelta

from config.schema.settings import Settings
from config.schema.visits.appointments import AppointmentService
from hub.domain.appointments.ledger import Terms
from hub.domain.appointments.slots import SlotPlan
from hub.domain.site import Site, Span
from hub.service.site import calendar_days, week_spans


def appointment_terms(settings: Settings, site: Site, today: date) -> Terms:
    """What `settings` say of the lobby that they describe, with the calendar from `today` on."""
    own = settings.visits.appointments
    return Terms(
        site=site,
        plans={item.service: _plan(item, site, today) for item in own.services},
        offer=timedelta(minutes=own.offer_minutes),
        most=own.most_per_address,
        missed=timedelta(minutes=own.late_minutes + own.missed_minutes),
    )


def _plan(item: AppointmentService, site: Site, today: date) -> SlotPlan:
    without = (day for days in item.days_without for day in calendar_days(today) if day in days)
    return SlotPlan(
        service=item.service,
        length=timedelta(minutes=item.slot_minutes),
        seats=item.seats,
        counters=item.counters,
        hours=_hours(item, site),
        ahead=item.opens_days,
        closes=timedelta(minutes=item.closes_minutes),
        without=frozenset(without),
    )


def _hours(item: AppointmentService, site: Site) -> dict[int, tuple[Span, ...]]:
    """Where the service has no hours at all (a closed weekday), nobody is received by time."""
    open_days = site.services[item.service].hours
    if item.hours is None:
        return dict(open_days)
    return {day: spans for day, spans in week_spans(item.hours).items() if day in open_days}
