"""The kana board: all that Japanese is written with in kana can be typed on it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kiosk.typing.board import COLUMNS, modified, rows, to_hiragana, to_katakana

KEYS = [kana for column in COLUMNS for kana in column if kana != " "]
# All of Unicode's hiragana but the small か and け, which are katakana in every name, and the two
# that stand for two kana.
HIRAGANA = {chr(code) for code in range(ord("ぁ"), ord("ゔ") + 1)}


def reached(key: str) -> set[str]:
    found = {key}
    while (key := modified(key)) not in found:
        found.add(key)
    return found


def test_every_kana_is_on_the_board_or_one_key_away() -> None:
    assert set().union(*map(reached, KEYS)) == HIRAGANA


def test_every_katakana_too() -> None:
    keys = [kana for row in rows(katakana=True) for kana in row if kana]
    katakana = {chr(code) for code in range(ord("ァ"), ord("ヶ") + 1)}
    assert set().union(*map(reached, keys)) == katakana


def test_the_key_goes_round() -> None:
    for cycle in (
        "かが",
        "はばぱ",
        "つっづ",
        "あぁ",
        "うぅゔ",
        "いぃゐ",
        "やゃ",
        "カガヵ",
        "ハバパ",
    ):
        for here, after in zip(cycle, cycle[1:] + cycle[0], strict=True):
            assert modified(here) == after


@given(st.characters())
def test_whatever_it_changes_comes_back_within_three(char: str) -> None:
    assert char in (modified(char), modified(modified(char)), modified(modified(modified(char))))


@given(st.sampled_from(KEYS))
def test_a_voiced_kana_is_the_kana_with_its_mark(key: str) -> None:
    for kana in reached(key):
        base = unicodedata.normalize("NFD", kana)[0]
        assert base in reached(key)


def test_the_board_looks_as_on_the_wall() -> None:
    assert ["".join(kana or "　" for kana in row) for row in rows(katakana=False)] == [
        "わらやまはなたさかあ",
        "　り　みひにちしきい",
        "をるゆむふぬつすくう",
        "　れ　めへねてせけえ",
        "んろよもほのとそこお",
    ]


@given(st.text(st.sampled_from(sorted(HIRAGANA | set("漢字ABCー")))))
def test_the_scripts_turn_into_each_other(text: str) -> None:
    assert to_hiragana(to_katakana(text)) == text
