"""Roman letters become kana as every Japanese input method makes them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.typing.romaji import TABLE, feed, flush


def typed(letters: str) -> str:
    kana, waiting = "", ""
    for letter in letters:
        made, waiting = feed(waiting, letter)
        kana += made
    return kana + flush(waiting)


@pytest.mark.parametrize(
    ("letters", "kana"),
    [
        ("takahashi", "たかはし"),
        ("takahasi", "たかはし"),
        ("satou", "さとう"),
        ("chiba", "ちば"),
        ("tiba", "ちば"),
        ("tsuchiya", "つちや"),
        ("tutiya", "つちや"),
        ("juri", "じゅり"),
        ("zyuri", "じゅり"),
        ("shouji", "しょうじ"),
        ("fujii", "ふじい"),
        ("hattori", "はっとり"),
        ("icchi", "いっち"),
        ("itchi", "いっち"),
        ("nanba", "なんば"),
        ("namba", "なんば"),
        ("homma", "ほんま"),
        ("honma", "ほんま"),
        ("shin'ichi", "しんいち"),
        ("shinnichi", "しんいち"),
        ("kanako", "かなこ"),
        ("kannnako", "かんなこ"),
        ("ken", "けん"),
        ("kenya", "けにゃ"),
        ("ken'ya", "けんや"),
        ("xtu", "っ"),
        ("ltsu", "っ"),
        ("xyaxeli", "ゃぇぃ"),
        ("va-to", "ゔぁーと"),
        ("thi", "てぃ"),
        ("wye", "ゑ"),
        ("SATO", "さと"),
    ],
)
def test_names_and_rules(letters: str, kana: str) -> None:
    assert typed(letters) == kana


@given(st.sampled_from(sorted(TABLE)))
def test_every_spelling_gives_its_kana(spelling: str) -> None:
    assert typed(spelling) == TABLE[spelling]


@given(st.lists(st.sampled_from(sorted(set(TABLE) - {"-", "nn", "n'"})), min_size=1, max_size=8))
def test_spellings_in_a_row_give_their_kana_in_a_row(spellings: list[str]) -> None:
    assert typed("".join(spellings)) == "".join(TABLE[spelling] for spelling in spellings)


@given(st.text(st.sampled_from(string.printable)))
def test_no_letters_end_in_anything_but_kana(letters: str) -> None:
    assert all("ぁ" <= char <= "ー" for char in typed(letters))


@given(st.text(st.sampled_from(string.ascii_lowercase), max_size=30))
def test_what_waits_is_short(letters: str) -> None:
    waiting = ""
    for letter in letters:
        _, waiting = feed(waiting, letter)
        assert len(waiting) <= 3
