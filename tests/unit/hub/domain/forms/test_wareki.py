"""Eras: every day has one, and visitors' slips are told apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import PartialDate
from hub.domain.forms.wareki import (
    BEGINS,
    Era,
    Problem,
    Wareki,
    WarekiFault,
    eras,
    gregorian,
    is_lunar,
    of,
    written,
)

days = st.dates(date(1873, 1, 1), date(2999, 12, 31))


@given(days)
def test_every_day_goes_to_its_era_and_back(day: date) -> None:
    assert gregorian(of(day)) == PartialDate.of(day)
    assert len(eras(PartialDate.of(day))) == 1


@given(days, st.booleans())
def test_with_unknown_parts_too(day: date, with_month: bool) -> None:
    when = PartialDate(day.year, day.month if with_month else None)
    found = eras(when)
    assert of(day) in [Wareki(era.era, era.year, day.month, day.day) for era in found]
    assert all(gregorian(era) == when for era in found)


@given(
    st.sampled_from(Era),
    st.integers(-2, 200),
    st.none() | st.integers(0, 13),
    st.none() | st.integers(0, 32),
)
def test_whatever_is_typed_is_a_date_or_a_problem_with_a_hint(
    era: Era, year: int, month: int | None, day: int | None
) -> None:
    try:
        when = gregorian(Wareki(era, year, month, day))
    except WarekiFault as fault:
        meant = fault.meant
    else:
        meant = next(found for found in eras(when) if found.era is era)
    assert meant is None or meant in eras(gregorian(meant))


@pytest.mark.parametrize(
    ("typed", "problem", "meant"),
    [
        (Wareki(Era.SHOWA, 64, 1, 8), Problem.OVER, Wareki(Era.HEISEI, 1, 1, 8)),
        (Wareki(Era.HEISEI, 1, 1, 7), Problem.NOT_BEGUN, Wareki(Era.SHOWA, 64, 1, 7)),
        (Wareki(Era.HEISEI, 31, 5), Problem.OVER, Wareki(Era.REIWA, 1, 5)),
        (Wareki(Era.REIWA, 1, 4, 30), Problem.NOT_BEGUN, Wareki(Era.HEISEI, 31, 4, 30)),
        (Wareki(Era.TAISHO, 15, 12, 25), Problem.OVER, Wareki(Era.SHOWA, 1, 12, 25)),
        (Wareki(Era.SHOWA, 1, 12, 24), Problem.NOT_BEGUN, Wareki(Era.TAISHO, 15, 12, 24)),
        (Wareki(Era.MEIJI, 45, 7, 30), Problem.OVER, Wareki(Era.TAISHO, 1, 7, 30)),
        (Wareki(Era.SHOWA, 65, 1, 1), Problem.NO_YEAR, None),
        (Wareki(Era.SHOWA, 0), Problem.NO_YEAR, None),
        (Wareki(Era.SHOWA, 30, 2, 29), Problem.NO_DAY, None),
        (Wareki(Era.REIWA, 8, 13), Problem.NO_DAY, None),
        (Wareki(Era.REIWA, 8, 0, 1), Problem.NO_DAY, None),
        (Wareki(Era.MEIJI, 3, 1, 0), Problem.NO_DAY, None),
        (Wareki(Era.REIWA, 9000), Problem.NO_YEAR, None),
        (Wareki(Era.MEIJI, 3, 4, 31), Problem.NO_DAY, None),
    ],
)
def test_slips_are_told_apart(typed: Wareki, problem: Problem, meant: Wareki | None) -> None:
    with pytest.raises(WarekiFault) as caught:
        gregorian(typed)
    assert (caught.value.problem, caught.value.meant) == (problem, meant)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (Wareki(Era.SHOWA, 64, 1, 7), PartialDate(1989, 1, 7)),
        (Wareki(Era.HEISEI, 1, 1, 8), PartialDate(1989, 1, 8)),
        (Wareki(Era.HEISEI, 1, 1), PartialDate(1989, 1)),
        (Wareki(Era.SHOWA, 64), PartialDate(1989)),
        (Wareki(Era.TAISHO, 1, 7), PartialDate(1912, 7)),
        (Wareki(Era.REIWA, 6, 2, 29), PartialDate(2024, 2, 29)),
        # As the register has it, in the calendar of the time.
        (Wareki(Era.MEIJI, 1, 9, 8), PartialDate(1868, 9, 8)),
        (Wareki(Era.MEIJI, 3, 2, 30), PartialDate(1870, 2, 30)),
    ],
)
def test_dates_of_registers(typed: Wareki, expected: PartialDate) -> None:
    assert gregorian(typed) == expected
    assert typed in eras(expected)


def test_how_dates_are_written() -> None:
    assert written(PartialDate(2019, 5, 1)) == "令和元年5月1日"
    assert written(PartialDate(2019, 4, 30)) == "平成31年4月30日"
    assert written(PartialDate(1955, 5)) == "昭和30年5月"
    assert written(PartialDate(1989)) == "平成元年（昭和64年）"
    assert written(PartialDate(1867, 3)) == "西暦1867年3月"
    assert written(PartialDate(2023, 2, 30)) == "西暦2023年2月30日"


def test_the_old_calendar_is_told() -> None:
    assert is_lunar(PartialDate(1872, 12, 2))
    assert not is_lunar(PartialDate(1873, 1, 1))


def test_there_is_no_era_before_the_first() -> None:
    with pytest.raises(ValueError, match="1867-12-31"):
        of(date(1867, 12, 31))


def test_the_eras_follow_each_other() -> None:
    assert list(BEGINS.values()) == sorted(BEGINS.values(), reverse=True)
