"""Kana, widths and telephone numbers."""

import pytest

from kiosk.typing.kana import half, hiragana, is_kana, katakana, phone


@pytest.mark.parametrize(
    "text", ["たかはし", "タカハシ", "ゔぁー", "マリア・ルイザ", "さとう　ゆう"]
)
def test_kana(text: str) -> None:
    assert is_kana(text)


@pytest.mark.parametrize("text", ["", "高橋", "たかはしa", "ﾀｶﾊｼ", "〓"])
def test_not_kana(text: str) -> None:
    assert not is_kana(text)


def test_scripts_and_widths() -> None:
    assert hiragana("ﾀﾞｲﾄﾞｳ") == "だいどう"
    assert katakana("だいどう") == "ダイドウ"
    assert half("１２３－ＡＢ　カナ") == "123-AB カナ"


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("03-1234-5678", "0312345678"),
        ("０９０（１２３４）５６７８", "09012345678"),
        ("+81 90 1234 5678", "09012345678"),
        ("+81(0)3-1234-5678", "0312345678"),
        ("090 1234 567", "0901234567"),
        ("123456789", None),
        ("1234567890", None),
        ("090123456789", None),
        ("", None),
    ],
)
def test_telephone_numbers(written: str, digits: str | None) -> None:
    assert phone(written) == digits
