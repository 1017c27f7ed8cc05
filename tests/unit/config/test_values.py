"""The small values: hours, days and names near to others."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from config.faults import near
from config.schema import Days, Hours, Span, is_loopback, week
from config.schema.values import DayRange, weekdays

days_of: TypeAdapter[Days] = TypeAdapter(DayRange)
hours_of: TypeAdapter[Hours] = TypeAdapter(Hours)


@pytest.mark.parametrize(
    ("group", "numbers"),
    [("mon", (0,)), ("mon-fri", (0, 1, 2, 3, 4)), ("mon,wed, sun", (0, 2, 6)), ("sat-sun", (5, 6))],
)
def test_groups_of_weekdays(group: str, numbers: tuple[int, ...]) -> None:
    assert weekdays(group) == numbers


@pytest.mark.parametrize("group", ["", "mon-", "-fri", "monday", "fri-mon", "mon,,tue", "Mon"])
def test_what_is_no_group_of_weekdays(group: str) -> None:
    with pytest.raises(ValidationError, match="曜日は"):
        hours_of.validate_python({group: ()})


def test_a_week_of_hours_with_a_break_at_noon() -> None:
    text = {"mon-thu": ("13:00-17:15", "8:30-12:00"), "fri": ("08:30-20:00",), "sat": ()}
    found = week(hours_of.validate_python(text))
    assert found[0] == (Span(time(8, 30), time(12)), Span(time(13), time(17, 15)))
    assert found[4] == (Span(time(8, 30), time(20)),)
    assert found[5] == ()
    assert 6 not in found


def test_one_day_of_every_year_and_a_leap_day() -> None:
    leap = days_of.validate_python("02-29")
    assert date(2028, 2, 29) in leap
    assert date(2027, 2, 28) not in leap
    assert date(2027, 3, 1) not in leap


dates = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(first=dates, length=st.integers(0, 400), other=dates)
def test_a_run_of_days_holds_both_its_ends_and_what_is_between(
    first: date, length: int, other: date
) -> None:
    last = first + timedelta(days=length)
    run = days_of.validate_python(f"{first}..{last}")
    assert first in run
    assert last in run
    assert (other in run) == (first <= other <= last)


@given(first=dates, last=dates, other=dates)
def test_a_yearly_run_and_the_rest_of_the_year_share_only_its_ends(
    first: date, last: date, other: date
) -> None:
    run = days_of.validate_python(f"{first:%m-%d}..{last:%m-%d}")
    rest = days_of.validate_python(f"{last:%m-%d}..{first:%m-%d}")
    ends = {f"{first:%m-%d}", f"{last:%m-%d}"}
    if f"{other:%m-%d}" in ends:
        assert other in run
        assert other in rest
    elif len(ends) == 2:
        assert (other in run) != (other in rest)


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("hub.city.lg.jp", False),
        ("localhost.example", False),
    ],
)
def test_which_addresses_stay_on_this_machine(host: str, *, inside: bool) -> None:
    assert is_loopback(host) is inside


def test_the_near_name_is_found_whatever_its_case_or_not_at_all() -> None:
    assert near("Residense", ["residence", "moving"]) == "residence"
    assert near("wednesday", ["mon", "wed"]) == "wed"
    assert near("quite-different", ["residence", "moving"]) is None
    assert near("", []) is None
