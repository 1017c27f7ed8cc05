"""What visitors type and scan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.appointments.codes import carried, is_number, is_token, shown, with_check

SEVEN = st.from_regex(r"[0-9]{7}", fullmatch=True)
TOKEN = "abcdefghijklmnopqrstuvwxyz_-0123"


def test_the_check_digit_is_that_of_the_standard() -> None:
    """ISO/IEC 7064:2003, 9.2: the example 0794 has the check digit 5."""
    assert with_check("0794") == "07945"


@given(SEVEN)
def test_a_number_is_known_by_its_check_digit(digits: str) -> None:
    number = with_check(digits)
    assert len(number) == 8
    assert is_number(number)
    assert carried(number) == number
    assert carried(shown(number)) == number


@given(SEVEN, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_found(digits: str, place: int, by: int) -> None:
    number = with_check(digits)
    wrong = str((int(number[place]) + by) % 10)
    assert not is_number(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (" 1234-5671 ", None),
        ("１２３４　５６７８", None),
        (f"https://city.example.jp/a/{TOKEN}", TOKEN),
        (f"https://city.example.jp/lobby/a/{TOKEN}/?lang=en#top", TOKEN),
        (TOKEN, TOKEN),
        (f"https://city.example.jp/t/{TOKEN}", None),
        ("https://city.example.jp/a/short", None),
        ("", None),
        ("/", None),
        ("１２", None),
        ("A-001", None),
        ("http://[", None),
        ("x" * 10_000, None),
    ],
)
def test_links_numbers_and_anything_else(typed: str, found: str | None) -> None:
    assert carried(typed) == found


def test_a_number_may_be_typed_in_full_width_with_spaces() -> None:
    number = with_check("1234567")
    wide = number.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert carried(f" {wide[:4]}　{wide[4:]} ") == number
    assert carried(f"{number[:4]}-{number[4:]}") == number


@given(st.text(max_size=50))
def test_nothing_that_is_typed_or_scanned_breaks_it(text: str) -> None:
    found = carried(text)
    assert found is None or is_number(found) or is_token(found)
