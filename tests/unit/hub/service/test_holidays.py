"""National holidays: those that are kept are those that jpholiday finds."""

from datetime import date

from hub.service.holidays import national_holidays
from tests.tools.holidays import FILE, YEARS, fresh


def test_the_kept_holidays_are_those_of_the_library() -> None:
    assert FILE.read_text(encoding="utf-8") == fresh(), "run python -m tests.tools.holidays"


def test_the_years_around_the_kept_ones_have_theirs_too() -> None:
    for year in (YEARS[0] - 1, YEARS[0], YEARS[-1], YEARS[-1] + 1):
        assert national_holidays(year)[date(year, 1, 1)] == "元日"


def test_a_holiday_on_a_sunday_has_its_substitute() -> None:
    assert national_holidays(2026)[date(2026, 5, 6)] == "憲法記念日 振替休日"
