"""Writings of a reading: people first, rare forms, kana always."""

import unicodedata
from collections.abc import Sequence

import pytest

from kiosk.typing.candidates import LIKELY, Word, candidates
from kiosk.typing.mozc import Mozc
from kiosk.typing.variants import variants

# What a town's register holds: the names visitors have, and the writing they look for.
NAMES = {
    "さとう": "佐藤", "すずき": "鈴木", "たかはし": "髙橋", "たなか": "田中", "いとう": "伊藤",
    "わたなべ": "渡邉", "やまもと": "山本", "なかむら": "中村", "こばやし": "小林",
    "よしだ": "𠮷田", "やまざき": "山﨑", "さいとう": "齋藤", "はまだ": "濵田", "やなぎ": "栁",
    "ひろし": "浩", "まさる": "優", "はなこ": "花子", "ゆう": "悠", "さくら": "桜",
}  # fmt: skip


class Fake:
    def words(self, reading: str) -> Sequence[Word]:
        return [
            Word("高い", parts=2),
            Word("高", person=True),
            Word("貴", person=True),
            Word(reading),
        ]


@pytest.fixture(scope="module")
def mozc() -> Mozc:
    return Mozc()


@pytest.mark.parametrize(("reading", "writing"), NAMES.items())
def test_names_are_found(mozc: Mozc, reading: str, writing: str) -> None:
    assert writing in candidates(reading, mozc, names=True)[:24]


@pytest.mark.parametrize("reading", ["たかはし", "まさる", "ゆう", "はなこ", "あおい"])
def test_people_come_first(mozc: Mozc, reading: str) -> None:
    people = {word.text for word in mozc.words(reading) if word.person}
    first = candidates(reading, mozc, names=True)[:LIKELY]
    assert [word in people for word in first] == sorted(
        (word in people for word in first), reverse=True
    )
    assert first[0] in people


@pytest.mark.parametrize(
    ("reading", "kanji"), [("まさる", "大"), ("ひろし", "寛"), ("あきら", "章")]
)
def test_kanji_one_by_one(mozc: Mozc, reading: str, kanji: str) -> None:
    assert kanji in candidates(reading, mozc, names=True)


def test_the_dictionary_answers_anything(mozc: Mozc) -> None:
    for odd in ("", "ん", "ー", "っっっ", "abc", "だい2", "\n", "😀", "〓", "あ" * 60):
        assert candidates(odd, mozc, names=False)


def test_words_that_are_no_names_stay_in_the_dictionarys_order() -> None:
    assert candidates("たか", Fake(), names=False) == ("高い", "高", "貴", "たか", "タカ")


def test_names_put_people_first_then_rare_forms_then_kana_without_doubles() -> None:
    assert candidates("タカ", Fake(), names=True) == (
        "高",
        "貴",
        "たか",
        "高い",
        "髙",
        "髙い",
        "タカ",
    )


def test_rare_forms_have_the_fewest_changes_first() -> None:
    assert variants("渡辺", 6) == ("渡邊", "渡邉")
    assert variants("斉藤", 3) == ("斎藤", "齊藤", "齋藤")
    assert variants("吉沢", 9) == ("吉澤", "𠮷沢", "𠮷澤")
    assert variants("たなか", 3) == ()
    assert len(variants("辺" * 30, 5)) == 5


def test_rare_forms_survive_unicodes_normal_form() -> None:
    for plain in "高崎吉辺浜徳柳恵真斉広沢島国富桜瀬清増黒渕館":
        for form in variants(plain, 9):
            assert unicodedata.normalize("NFC", form) == form
