"""Dates as visitors read them, in every language."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.words import load, plain
from hub.domain.dates import clock, era_year, long_date, short_date

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ja", "令和8年11月22日(日)"),
        # Plain Japanese counts years as the rest of the world does, not by eras.
        ("ja-easy", "2026年11月22日(日)"),
        ("en", "Sunday, 22 November 2026"),
        ("zh-Hans", "2026年11月22日 星期日"),
        ("zh-Hant", "2026年11月22日 星期日"),
        ("ko", "2026년 11월 22일 (일)"),
        ("vi", "Chủ Nhật, 22/11/2026"),
        ("pt", "domingo, 22 de novembro de 2026"),
        ("fil", "Linggo, Nobyembre 22, 2026"),
        ("ne", "आइतबार, 22 नोभेम्बर 2026"),
    ],
)
def test_a_day_in_ten_languages(language: str, expected: str) -> None:
    assert plain(long_date(load(language, "common"), SUNDAY)) == expected


def test_the_short_day() -> None:
    assert short_date(load("ja", "common"), SUNDAY) == "11月22日(日)"
    assert short_date(load("en", "common"), SUNDAY) == "Sunday 22 November"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 22), "令和8年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
    ],
)
def test_an_era_begins_on_its_first_day(day: date, expected: str) -> None:
    assert era_year(day) == expected


def test_a_day_before_the_known_eras_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="1867-12-31"):
        era_year(date(1867, 12, 31))


@given(st.dates(min_value=date(1868, 1, 1), max_value=date(9998, 12, 31)))
def test_a_year_later_the_era_counts_one_more_or_begins(day: date) -> None:
    later = era_year(date(day.year + 1, 1, 1))
    assert later != era_year(day)


@pytest.mark.parametrize(("hour", "minute", "expected"), [(9, 42, "9:42"), (0, 5, "0:05")])
def test_the_clock_has_no_leading_zero_hour(hour: int, minute: int, expected: str) -> None:
    japan = timezone(timedelta(hours=9))
    assert clock(datetime(2026, 11, 22, hour, minute, tzinfo=japan)) == expected
