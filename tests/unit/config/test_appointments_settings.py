"""What a city says about appointments: all its mistakes at once, each with its place."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.load import load
from hub.domain.appointments.slots import slots_of
from hub.domain.site import Appointments, Span
from hub.service.appointments.terms import appointment_terms
from hub.service.site import domain_site
from tests.unit.config.cities import City

TODAY = date(2026, 11, 24)


def plan(city: City, *lines: str) -> None:
    """The only service that takes appointments."""
    written = "".join(f"      {line}\n" for line in lines)
    city.write("visits.yaml", f"appointments:\n  services:\n    -{written[5:]}")


def test_the_demo_city_takes_appointments(city: City) -> None:
    settings = load(city.directory)
    terms = appointment_terms(settings, domain_site(settings, TODAY), TODAY)
    assert [*terms.plans] == ["mynumber", "tax"]
    assert (terms.offer, terms.most) == (timedelta(hours=1), 2)
    assert terms.missed == timedelta(minutes=40)
    rules = Appointments(timedelta(hours=3), timedelta(minutes=15), timedelta(minutes=10))
    assert terms.site.rules.appointments == rules
    zone = ZoneInfo("Asia/Tokyo")
    slots = slots_of(terms.plans["mynumber"], terms.site, TODAY)
    assert slots[0].start == datetime(2026, 11, 24, 9, tzinfo=zone)
    assert (len(slots), slots[0].seats) == (20, 2)
    assert not slots_of(terms.plans["tax"], terms.site, date(2027, 3, 1)), "days_without"
    assert not slots_of(terms.plans["tax"], terms.site, date(2026, 11, 23)), "a holiday"


def test_without_hours_a_service_is_booked_while_it_is_open(city: City) -> None:
    plan(city, "service: tax", "seats: 1")
    settings = load(city.directory)
    site = domain_site(settings, TODAY)
    terms = appointment_terms(settings, site, TODAY)
    assert terms.plans["tax"].hours == site.services["tax"].hours
    assert terms.plans["tax"].hours[0] == (Span(time(8, 30), time(17, 15)),)


def test_a_counters_hours_give_the_seats(city: City) -> None:
    city.change(
        "counters.yaml", "  direction: up\n", '  direction: up\n  hours: {tue: ["09:00-12:00"]}\n'
    )
    plan(city, "service: tax", "slot_minutes: 60", "counters: [counter-8]")
    settings = load(city.directory)
    terms = appointment_terms(settings, domain_site(settings, TODAY), TODAY)
    seats = [slot.seats for slot in slots_of(terms.plans["tax"], terms.site, TODAY)]
    assert seats == [0, 1, 1, 0, 0, 0, 0, 0], "from 8:30 on, the clerk from 9:00 to 12:00"


@pytest.mark.parametrize(
    ("lines", "key", "said"),
    [
        (("service: taxes", "seats: 1"), "services[0].service", "もしかして: tax"),
        (("service: pickup", "seats: 1"), "services[0].service", "board: true"),
        (("service: tax",), "services[0]", "どちらか一つ"),
        (("service: tax", "seats: 1", "counters: [counter-8]"), "services[0]", "どちらか一つ"),
        (("service: tax", "counters: [counter-88]"), "services[0].counters[0]", "もしかして"),
        (("service: tax", "counters: [counter-1]"), "services[0].counters[0]", "受け持って"),
        (("service: tax", "counters: [counter-8]"), "services[0].counters[0]", "hours"),
        (
            ("service: tax", "seats: 1", 'hours: {mon: ["09:00-09:15"]}'),
            "services[0]",
            "1つも入りません",
        ),
        (("service: tax", "seats: 0"), "services[0].seats", "1"),
        (("service: tax", "seats: 1", "close_minutes: 5"), "services[0].close_minutes", "closes"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    city: City, lines: tuple[str, ...], key: str, said: str
) -> None:
    plan(city, *lines)
    told = [str(fault) for fault in city.faults() if fault.key == f"appointments.{key}"]
    assert any(said in line for line in told), city.faults()


def test_all_mistakes_are_told_at_once(city: City) -> None:
    service = "    - {service: %s, counters: [%s]}\n"
    city.write(
        "visits.yaml",
        "appointments:\n  offer_minutes: 5\n  services:\n"
        + service % ("taxx", "counter-99")
        + service % ("tax", "counter-8, counter-8")
        + service % ("tax", "counter-1"),
    )
    assert {fault.key.removeprefix("appointments.") for fault in city.faults()} == {
        "offer_minutes",
        "services[0].service",
        "services[0].counters[0]",
        "services[1].counters[0]",
        "services[1].counters[1]",
        "services[2].service",
        "services[2].counters[0]",
    }


def test_links_to_appointments_need_an_address(city: City) -> None:
    city.change("site.yaml", "public_url: https://machiai.example.lg.jp\n", "")
    fault = city.only_fault()
    assert (fault.file, fault.key) == ("visits.yaml", "appointments.services")
    assert "public_url" in fault.message
