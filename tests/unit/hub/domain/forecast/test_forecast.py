"""What the coming weeks will be like: better than a plain mean, and calm where little is known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.domain.estimate.learning import Hours, Sums
from hub.domain.forecast.calendar import Mark, calendar, open_hours, week_hours
from hub.domain.forecast.grades import Forecast, Grade, HourForecast, best_times, grade, of_day
from hub.domain.forecast.making import WEEKS, forecast
from hub.domain.site import Site, Span
from tests.lobbies import OFFICE, service, site
from tests.simulation.forecasts import errors
from tests.simulation.years import BEGIN, TOWNS

# A Monday after which no holiday comes for long.
MONDAY = date(2026, 6, 1)
HERE = site(
    services={
        "cert": service("cert", "A", hours=OFFICE),
        "move": service("move", "B", hours=OFFICE),
        "papers": service("papers", "P", hours=OFFICE, board=True),
    }
)


def weeks(count: int, counts: Mapping[int, int], key: str = "cert") -> dict[date, Hours]:
    """The weekdays before MONDAY, all alike: visitors by hour; each waits as many minutes."""
    days = [MONDAY - timedelta(days=before) for before in range(1, 7 * count + 1)]
    hours = {
        (key, hour): Sums(arrived=come, called=come, timed=come, waited=float(come * come))
        for hour, come in counts.items()
    }
    return {day: hours for day in days if day.weekday() < 5}


LEVEL = {8: 10, **dict.fromkeys(range(9, 17), 20), 17: 5}


def grades(found: Forecast, key: str = "cert") -> set[Grade]:
    return {each.grade for each in found.hours if each.service == key}


def test_a_year_with_seasons_is_foretold_better_than_by_the_mean_of_weekday_and_hour() -> None:
    found = errors(TOWNS["small"], "a year and a month", history=395)
    assert found.own < 0.95 * found.plain


def test_without_a_log_there_is_no_forecast() -> None:
    assert forecast(HERE, MONDAY, {}) == Forecast(MONDAY)
    assert forecast(HERE, MONDAY, {MONDAY: {("cert", 9): Sums(arrived=9)}}) == Forecast(MONDAY)


def test_even_days_are_foretold_as_they_were() -> None:
    found = forecast(HERE, MONDAY, weeks(8, LEVEL))
    assert grades(found) == {Grade.NORMAL}
    assert [each.hour for each in found.of_day("cert", MONDAY)] == list(range(8, 18))
    nine = found.of_day("cert", MONDAY)[1]
    assert nine.arrivals == pytest.approx(20, abs=2)
    assert nine.wait == pytest.approx(20, abs=2)
    assert found.hours[-1].day == MONDAY + timedelta(days=WEEKS * 7 - 3)
    assert best_times(found, "cert", MONDAY) == ()


def test_one_wild_day_invents_no_peak() -> None:
    past = weeks(1, LEVEL)
    tuesday = MONDAY - timedelta(days=6)
    past[tuesday] = {("cert", 10): Sums(arrived=30)} | {
        place: sums for place, sums in past[tuesday].items() if place != ("cert", 10)
    }
    assert grades(forecast(HERE, MONDAY, past)) <= {Grade.NORMAL, Grade.QUIET}


def test_a_new_service_has_the_lobbys_shape() -> None:
    peak = LEVEL | {10: 60, 14: 4}
    found = forecast(HERE, MONDAY, weeks(8, peak))
    assert [each.grade for each in found.of_day("move", MONDAY)] == [
        each.grade for each in found.of_day("cert", MONDAY)
    ]
    assert found.of_day("move", MONDAY)[0].wait is None
    assert best_times(found, "move", MONDAY) == (14,)


def test_closed_days_hours_and_papers_have_none() -> None:
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    late = {1: (Span(time(9), time(12)), Span(time(13), time(19, 30)))}
    cert = replace(
        HERE.services["cert"], hours={**OFFICE, **late}, closed_days={wednesday: {"ja": "休み"}}
    )
    here = replace(
        HERE,
        services={**HERE.services, "cert": cert},
        closed_days={MONDAY: {"ja": "祝日"}},
    )
    found = forecast(here, MONDAY, weeks(4, LEVEL))
    assert found.of_day("cert", MONDAY) == found.of_day("move", MONDAY) == ()
    assert found.of_day("cert", wednesday) == ()
    assert found.of_day("move", wednesday) != ()
    hours = [each.hour for each in found.of_day("cert", tuesday)]
    assert hours == [9, 10, 11, 13, 14, 15, 16, 17, 18, 19]
    assert grades(found, "papers") == set()
    # Nobody has ever come so late: nothing is known, so the day is taken to be even.
    assert found.of_day("cert", tuesday)[-1].grade in (Grade.QUIET, Grade.NORMAL)


def test_a_day_after_a_holiday_is_known_to_be_busy() -> None:
    past = weeks(40, LEVEL)
    holidays = sorted(past)[12::20]
    for holiday in holidays:
        del past[holiday]
        after = min(day for day in past if day > holiday)
        past[after] = {place: Sums(arrived=2 * sums.arrived) for place, sums in past[after].items()}
    here = replace(HERE, closed_days={MONDAY + timedelta(days=8): {"ja": "祝日"}})
    found = forecast(here, MONDAY, past)
    usual, following = (found.of_day("cert", MONDAY + timedelta(days=days))[2] for days in (2, 9))
    assert usual.grade is Grade.NORMAL
    assert following.grade in (Grade.BUSY, Grade.VERY_BUSY)
    assert following.arrivals > 1.4 * usual.arrivals


def test_a_service_that_has_left_the_configuration_stops_nothing() -> None:
    past = weeks(2, LEVEL) | {MONDAY - timedelta(days=2): {("gone", 9): Sums(arrived=5)}}
    assert grades(forecast(HERE, MONDAY, past)) == {Grade.NORMAL}


@settings(max_examples=20)
@given(st.dictionaries(st.integers(8, 17), st.integers(0, 400)), st.integers(1, 3))
def test_any_log_gives_a_grade_and_visitors_for_every_open_hour(
    counts: dict[int, int], many: int
) -> None:
    found = forecast(HERE, MONDAY, weeks(many, counts))
    if found.hours:
        assert len(found.hours) == 2 * WEEKS * 5 * 10
    assert all(each.arrivals >= 0 and (each.wait or 0) >= 0 for each in found.hours)


def test_grades_rise() -> None:
    levels = [grade(share / 100) for share in range(300)]
    assert sorted(levels, key=list(Grade).index) == levels
    assert set(levels) == set(Grade)


def test_a_whole_day_has_one_grade() -> None:
    hours = [
        HourForecast("cert", MONDAY, 9, Grade.VERY_BUSY, 90),
        HourForecast("cert", MONDAY, 10, Grade.QUIET, 10),
    ]
    assert of_day(hours) is Grade.VERY_BUSY
    assert of_day([]) is None
    assert of_day([replace(each, arrivals=0) for each in hours]) is Grade.QUIET


def marks(day: date, here: Site = HERE) -> set[str]:
    return {mark for mark in calendar(here, BEGIN, lambda _: False).marks(day) if len(mark) > 1}


def test_the_calendar_knows_what_is_special() -> None:
    here = TOWNS["small"].site
    assert marks(date(2026, 5, 7), here) == {Mark.AFTER_CLOSED, Mark.MONTH_START}
    assert marks(date(2026, 7, 21), here) == {Mark.AFTER_CLOSED}
    assert marks(date(2026, 5, 29), here) == {Mark.MONTH_END}
    assert marks(date(2026, 6, 1), here) == {Mark.MONTH_START}
    assert marks(date(2026, 3, 31), here) == {Mark.MONTH_END, Mark.LATE_MARCH}
    assert marks(date(2026, 4, 14), here) == {Mark.EARLY_APRIL}
    assert marks(date(2026, 6, 10), here) == set()


def test_the_past_is_as_the_log_has_it() -> None:
    # The city closed on a Tuesday that no calendar knows of any more.
    known = calendar(HERE, MONDAY, lambda day: day.weekday() < 5 and day != date(2026, 5, 12))
    assert Mark.AFTER_CLOSED in known.marks(date(2026, 5, 13))
    assert Mark.AFTER_CLOSED not in known.marks(date(2026, 5, 12))
    # Nothing but closed days before: the log begins here.
    blank = calendar(replace(HERE, services={}), MONDAY, lambda _: False)
    assert Mark.AFTER_CLOSED not in blank.marks(date(2026, 5, 13))


def test_hours_are_open_by_their_share() -> None:
    assert week_hours(HERE.services["cert"], 0) == {8: 0.5} | dict.fromkeys(range(9, 17), 1.0) | {
        17: 0.25
    }
    assert open_hours(HERE, "cert", MONDAY - timedelta(days=1)) == {}
