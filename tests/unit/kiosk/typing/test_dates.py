"""The pad for dates: an era, then digits that find their place by themselves."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import PartialDate
from hub.domain.forms.wareki import Era, WarekiFault, check, eras
from kiosk.typing import dates
from kiosk.typing.dates import DateEntry, Part

TODAY = date(2026, 11, 24)
days = st.dates(date(1873, 1, 1), date(2099, 12, 31))


def pad(*, partial: bool = False, western: bool = False) -> DateEntry:
    return dates.begin(partial=partial, western=western, today=TODAY)


def typed(entry: DateEntry, digits: str) -> DateEntry:
    for digit in digits:
        entry = dates.digit(entry, digit)
    return entry


def by_era(day: date, entry: DateEntry) -> DateEntry:
    era = eras(PartialDate.of(day))[0]
    return typed(dates.choose_era(entry, era.era), f"{era.year:02}{day:%m%d}")


def test_digits_go_on_to_the_next_part() -> None:
    entry = typed(dates.choose_era(pad(), Era.SHOWA), "3059")
    assert (entry.year, entry.month, entry.day, entry.part) == ("30", "5", "9", Part.DAY)
    assert dates.value(entry) == PartialDate(1955, 5, 9)


@given(days)
def test_every_day_is_typed_with_two_digits_a_part(day: date) -> None:
    western = typed(pad(western=True), f"{day:%Y%m%d}")
    assert dates.value(western) == PartialDate.of(day)


@given(days)
def test_a_date_that_is_opened_again_is_as_it_was(day: date) -> None:
    for western in (False, True):
        entry = dates.begin(PartialDate.of(day), partial=False, western=western, today=TODAY)
        assert dates.value(entry) == PartialDate.of(day)


@given(st.dates(date(1873, 1, 1), date(2036, 12, 31)))
def test_and_by_its_era(day: date) -> None:
    assert dates.value(by_era(day, pad())) == PartialDate.of(day)


@pytest.mark.parametrize(
    ("era", "digits", "parts"),
    [
        # No year 40 of 平成, no year 20 of 令和 yet: the next digit is the month's.
        (Era.HEISEI, "411", ("4", "11", "")),
        (Era.REIWA, "8112", ("8", "11", "2")),
        (Era.REIWA, "18", ("18", "", "")),
        (Era.SHOWA, "64", ("64", "", "")),
        (Era.SHOWA, "71", ("7", "1", "")),
        (None, "20269", ("2026", "9", "")),
    ],
)
def test_a_digit_that_fits_no_more_is_the_next_parts(
    era: Era | None, digits: str, parts: tuple[str, str, str]
) -> None:
    entry = typed(dates.choose_era(pad(), era), digits)
    assert (entry.year, entry.month, entry.day) == parts


def test_one_digit_and_the_word_for_year_or_month() -> None:
    entry = dates.onward(typed(dates.choose_era(pad(), Era.SHOWA), "3"))
    entry = typed(dates.onward(typed(entry, "1")), "2")
    assert dates.value(entry) == PartialDate(1928, 1, 2)


def test_an_unknown_month_leaves_no_day() -> None:
    entry = typed(dates.choose_era(pad(partial=True), Era.MEIJI), "45")
    entry = dates.unknown(entry)
    assert dates.value(entry) == PartialDate(1912)
    assert dates.value(typed(entry, "3")) == PartialDate(1912)
    again = typed(dates.focus(entry, Part.MONTH), "7")
    assert dates.value(again) is None
    assert dates.value(dates.unknown(again)) == PartialDate(1912, 7)


def test_what_must_be_known_cannot_be_unknown() -> None:
    entry = typed(dates.choose_era(pad(), Era.REIWA), "08")
    assert dates.unknown(entry) == entry
    assert dates.unknown(pad(partial=True)) == pad(partial=True)


def test_the_first_year() -> None:
    entry = typed(dates.first_year(dates.choose_era(pad(), Era.REIWA)), "0501")
    assert dates.value(entry) == PartialDate(2019, 5, 1)
    assert dates.first_year(pad(western=True)) == pad(western=True)


def test_without_an_era_there_is_no_year() -> None:
    assert typed(pad(), "12") == pad()
    assert dates.focus(pad(), Part.DAY).part is Part.ERA


def test_another_era_keeps_the_year_but_the_other_calendar_does_not() -> None:
    entry = typed(dates.choose_era(pad(), Era.HEISEI), "0305")
    assert dates.choose_era(entry, Era.SHOWA).year == "03"
    assert dates.choose_era(entry, None).year == ""


def test_erasing_goes_back_through_the_parts() -> None:
    entry = typed(dates.choose_era(pad(), Era.SHOWA), "3051")
    assert (entry.year, entry.month, entry.day) == ("30", "5", "1")
    left = []
    for _ in range(5):
        entry = dates.erase(entry)
        left.append((entry.year, entry.month, entry.day))
    assert left == [("30", "5", ""), ("30", "", ""), ("3", "", ""), ("", "", ""), ("", "", "")]
    assert entry.part is Part.ERA


@pytest.mark.parametrize("digits", ["00", "13"])
def test_a_month_that_is_none_is_told(digits: str) -> None:
    entry = typed(dates.choose_era(pad(), Era.REIWA), "08")
    with pytest.raises(WarekiFault):
        dates.value(typed(typed(entry, digits), "01"))


PRESSES: list[Callable[[DateEntry], DateEntry]] = [
    dates.erase,
    dates.unknown,
    dates.first_year,
    *(lambda entry, era=era: dates.choose_era(entry, era) for era in (*Era, None)),
    *(lambda entry, part=part: dates.focus(entry, part) for part in Part),
    *(lambda entry, digit=digit: dates.digit(entry, digit) for digit in "0123456789x"),
]


@given(st.booleans(), st.booleans(), st.lists(st.sampled_from(PRESSES), max_size=60))
def test_whatever_is_pressed_a_date_is_right_or_told(
    partial: bool, western: bool, presses: list[Callable[[DateEntry], DateEntry]]
) -> None:
    entry = pad(partial=partial, western=western)
    for press in presses:
        entry = press(entry)
        try:
            found = dates.value(entry)
        except WarekiFault:
            continue
        if found is not None:
            assert found.month is not None or found.day is None
            assert partial or found.day is not None
            check(found)
