"""The staffing plan of counters.yaml, as the estimate of waiting times knows it."""

from datetime import date, time
from pathlib import Path

from config.load import load
from hub.domain.site import Span
from hub.service.site import domain_site
from tests.unit.config.cities import City


def test_a_lunch_break_is_a_gap_and_no_plan_is_none(tmp_path: Path) -> None:
    city = City(tmp_path)
    hours = 'number: 1\n  hours: {mon-fri: ["08:30-12:00", "13:00-17:15"], sat: ["9:00-12:00"]}'
    city.change("counters.yaml", "number: 1", hours)
    counters = domain_site(load(city.directory), date(2026, 11, 24)).counters
    morning, afternoon = Span(time(8, 30), time(12)), Span(time(13), time(17, 15))
    # The demo city is closed on Saturdays, whatever a counter plans.
    assert counters["counter-1"].hours == dict.fromkeys(range(5), (morning, afternoon))
    assert counters["counter-2"].hours == {}
