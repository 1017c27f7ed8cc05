"""Numbers as other languages write them for their voices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.speech.numerals import sign, written


@pytest.mark.parametrize(
    ("number", "han"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (999, "九百九十九"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (10_001, "一万零一"),
        (10_010, "一万零一十"),
        (99_999, "九万九千九百九十九"),
    ],
)
def test_chinese_says_its_zeros(number: int, han: str) -> None:
    assert written(number, "zh-Hans") == written(number, "zh-Hant") == han


def test_nepali_has_its_own_digits_and_others_ours() -> None:
    assert written(120, "ne") == "१२०"
    assert written(120, "en") == "120"


def test_letters_of_a_sign_stay() -> None:
    assert sign("12A", "zh-Hans") == "十二A"
    assert sign("12A", "ne") == "१२A"
    assert sign("B", "ko") == "B"


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_no_two_numbers_are_written_alike(a: int, b: int) -> None:
    assert (written(a, "zh-Hans") == written(b, "zh-Hans")) == (a == b)
