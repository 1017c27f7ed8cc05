"""The days on which contents open: the nation's holidays, and when the city itself is closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from config.load import load_lobby
from hub.domain.signage.active import is_open
from hub.domain.signage.windows import Calendar, Days, Window
from hub.service.signage.settled import base_programme
from hub.service.site import domain_site
from tests.unit.config.cities import City

TODAY = date(2026, 11, 24)
# Labour Thanksgiving Day, a Monday; then a Tuesday, a Saturday, and a day of the city's own.
HOLIDAY, TUESDAY, SATURDAY = date(2026, 11, 23), TODAY, date(2026, 11, 28)
NEW_YEARS_EVE = date(2027, 12, 31)


def calendar(city: City) -> Calendar:
    settings = load_lobby(city.directory)
    return base_programme(settings, domain_site(settings, TODAY), {}, TODAY).calendar


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def test_holidays_weekends_and_the_citys_own_days_are_written_out(tmp_path: Path) -> None:
    days = calendar(City(tmp_path, forms=False))
    assert days.timezone == "Asia/Tokyo"
    shut = Window(closed_days=Days.ONLY)
    open_days = replace(shut, closed_days=Days.NEVER)
    for day, is_shut in (
        (HOLIDAY, True),
        (TUESDAY, False),
        (SATURDAY, True),
        (NEW_YEARS_EVE, True),
    ):
        assert is_open(shut, days, noon(day)) is is_shut, day
        assert is_open(open_days, days, noon(day)) is not is_shut, day
    holidays = Window(holidays=Days.ONLY)
    assert [is_open(holidays, days, noon(day)) for day in (HOLIDAY, TUESDAY, SATURDAY)] == [
        True,
        False,
        False,
    ]
    # A hub that is not restarted for a year knows them still.
    assert date(2028, 11, 23) in days.holidays
    assert max(days.closed) > TODAY + timedelta(days=730)


def test_a_city_that_opens_on_holidays_still_knows_them_and_a_day_without_hours_is_closed(
    tmp_path: Path,
) -> None:
    city = City(tmp_path, forms=False)
    city.change("site.yaml", "holidays: true", "holidays: false")
    city.change("site.yaml", "mon-fri: [", "mon-tue: [")
    days = calendar(city)
    assert HOLIDAY in days.holidays
    assert HOLIDAY not in days.closed
    assert date(2026, 11, 25) in days.closed, "a Wednesday without hours"
