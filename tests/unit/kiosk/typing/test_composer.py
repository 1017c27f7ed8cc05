"""One field: whatever is pressed, it keeps to its rules; and what visitors do works."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hub.domain.forms.answers import UNLISTED
from kiosk.typing import composer
from kiosk.typing.composer import Entry
from kiosk.typing.kinds import RULES, Kind

SIGNS = "あかはつんー・　カゔっ1９aZ'-@ .漢𠮷\n\t\x00\u3099\U000e0100é😀"


def typed(entry: Entry, kana: str) -> Entry:
    for key in kana:
        entry = composer.kana(entry, key)
    return entry


def offered(entry: Entry, *words: str) -> Entry:
    return composer.offer(entry, entry.spoken, words)


def name(kana: str, *words: str) -> Entry:
    return offered(typed(composer.begin(Kind.NAME), kana), *words)


class Monkey(RuleBasedStateMachine):
    """Presses anything at any time."""

    entry: Entry

    @initialize(
        kind=st.sampled_from(Kind), text=st.text(st.sampled_from(SIGNS)), most=st.integers(0, 9)
    )
    def begin(self, kind: Kind, text: str, most: int) -> None:
        self.entry = composer.begin(kind, text, most)

    @rule(sign=st.text(st.sampled_from(SIGNS), min_size=1, max_size=3))
    def kana(self, sign: str) -> None:
        self.entry = composer.kana(self.entry, sign)

    @rule(letter=st.sampled_from("abkstnhmyrwxl'-"))
    def roman(self, letter: str) -> None:
        self.entry = composer.roman(self.entry, letter)

    @rule(sign=st.sampled_from(SIGNS) | st.sampled_from(["丁目", "12", ""]))
    def put(self, sign: str) -> None:
        self.entry = composer.put(self.entry, sign)

    @rule(
        press=st.sampled_from(
            [composer.modify, composer.delete, composer.space, composer.unlisted, composer.finished]
        )
    )
    def press(self, press: Callable[[Entry], Entry]) -> None:
        self.entry = press(self.entry)

    @rule(step=st.sampled_from([-1, 1]))
    def move(self, step: int) -> None:
        before = composer.text(self.entry)
        self.entry = composer.move(self.entry, step)
        assert composer.text(self.entry) == before

    @rule(place=st.integers(-1, 20))
    def move_to(self, place: int) -> None:
        before = composer.text(self.entry)
        self.entry = composer.move_to(self.entry, place)
        assert composer.text(self.entry) == before

    @rule(place=st.integers(-1, 4))
    def choose(self, place: int) -> None:
        self.entry = composer.choose(self.entry, place)

    @rule(words=st.lists(st.text(st.sampled_from(SIGNS)), max_size=4), late=st.booleans())
    def offer(self, words: list[str], late: bool) -> None:
        spoken = "おそい" if late else self.entry.spoken
        self.entry = composer.offer(self.entry, spoken, words)

    @invariant()
    def keeps_its_rules(self) -> None:
        entry = self.entry
        text, accepted = composer.text(entry), RULES[entry.kind].accepts
        assert len(text) <= entry.most
        assert all(accepted.match(char) for char in text)
        assert entry.room >= 0
        assert entry.choice is None or entry.shown == entry.candidates[entry.choice]
        assert RULES[entry.kind].composes or not entry.kana
        assert composer.text(composer.finished(entry)) == text
        assert not composer.finished(entry).composing
        assert composer.text(composer.clear(entry)) == ""
        composer.reading(entry)


TestMonkey = Monkey.TestCase
TestMonkey.settings = settings(max_examples=150, stateful_step_count=40)


def test_a_name_is_read_first_and_then_chosen() -> None:
    entry = name("さとう", "佐藤", "砂糖", "さとう")
    assert (composer.text(entry), entry.shown) == ("さとう", "さとう")
    entry = composer.choose(entry, 0)
    assert (composer.text(entry), composer.reading(entry)) == ("佐藤", "さとう")


def test_another_candidate_may_be_taken_until_something_else_is_typed() -> None:
    entry = composer.choose(composer.choose(name("さとう", "佐藤", "左藤"), 0), 1)
    assert composer.text(entry) == "左藤"
    entry = typed(entry, "まさる")
    assert (composer.text(entry), composer.reading(entry)) == ("左藤まさる", "さとうまさる")
    assert entry.candidates == ()


def test_the_space_key_goes_through_the_candidates() -> None:
    entry = name("さとう", "佐藤", "左藤")
    shown = [composer.text(entry := composer.space(entry)) for _ in range(3)]
    assert shown == ["佐藤", "左藤", "佐藤"]


def test_who_is_faster_than_the_dictionary_gets_the_first_candidate() -> None:
    entry = offered(composer.space(typed(composer.begin(Kind.NAME), "さとう")), "佐藤")
    assert composer.text(entry) == "佐藤"


def test_candidates_that_come_too_late_are_not_shown() -> None:
    entry = typed(composer.begin(Kind.NAME), "さと")
    assert composer.offer(typed(entry, "う"), "さと", ["里"]).candidates == ()


def test_candidates_that_do_not_fit_are_not_offered() -> None:
    entry = typed(composer.begin(Kind.NAME, most=2), "さとう")
    assert offered(entry, "佐藤勝", "佐藤2", "佐藤", "").candidates == ("佐藤",)


def test_delete_takes_the_choice_back_then_kana_then_characters() -> None:
    entry = composer.choose(name("さとう", "佐藤"), 0)
    shown = [composer.text(entry := composer.delete(entry)) for _ in range(5)]
    assert shown == ["さとう", "さと", "さ", "", ""]
    taken = composer.finished(composer.choose(name("さとう", "佐藤"), 0))
    assert composer.text(composer.delete(taken)) == "佐"
    assert composer.reading(composer.delete(taken)) == ""


def test_one_key_changes_the_last_kana_also_after_a_choice() -> None:
    entry = typed(composer.begin(Kind.NAME), "かは")
    assert [composer.text(entry := composer.modify(entry)) for _ in range(3)] == [
        "かば",
        "かぱ",
        "かは",
    ]
    assert composer.text(composer.modify(composer.choose(name("たた", "多々"), 0))) == "ただ"


def test_a_reading_is_changed_where_it_stands() -> None:
    entry = composer.modify(typed(composer.begin(Kind.KANA), "はか"))
    assert composer.text(entry) == "はが"
    assert composer.text(composer.modify(composer.begin(Kind.KANA))) == ""


def test_letters_wait_for_their_vowel() -> None:
    entry = composer.begin(Kind.NAME)
    for letter in "kenit":
        entry = composer.roman(entry, letter)
    assert (entry.kana, entry.letters) == ("けに", "t")
    assert composer.text(entry) == "けに"
    assert composer.text(composer.delete(composer.delete(entry))) == "け"


def test_an_n_at_the_end_counts_and_keeps_its_candidates() -> None:
    entry = composer.begin(Kind.NAME)
    for letter in "ken":
        entry = composer.roman(entry, letter)
    assert entry.spoken == "けん"
    entry = composer.choose(offered(entry, "健", "賢"), 1)
    assert (composer.text(entry), composer.reading(entry)) == ("賢", "けん")


def test_a_character_that_is_not_found_keeps_its_reading() -> None:
    entry = composer.unlisted(name("よし", "吉", "芳"))
    entry = composer.choose(offered(typed(entry, "だ"), "田"), 0)
    assert (composer.text(entry), composer.reading(entry)) == (f"{UNLISTED}田", "よしだ")


@pytest.mark.parametrize("kind", [Kind.DIGITS, Kind.CODE, Kind.KANA, Kind.LATIN])
def test_no_geta_where_no_kanji_is(kind: Kind) -> None:
    assert composer.text(composer.unlisted(composer.begin(kind))) == ""


def test_the_caret_moves_and_types_in_the_middle() -> None:
    entry = composer.move(composer.move(composer.begin(Kind.PHONE, "0901"), -1), -1)
    assert composer.text(composer.put(entry, "5")) == "09501"
    assert composer.text(composer.delete(entry)) == "001"
    assert composer.text(composer.put(composer.move_to(entry, 99), "7")) == "09017"
    assert composer.text(composer.put(composer.move_to(entry, 0), "7")) == "70901"


def test_a_character_with_a_selector_is_one_character() -> None:
    entry = composer.begin(Kind.NAME, "葛\U000e0100飾")
    entry = composer.move(entry, -1)
    assert composer.text(composer.delete(entry)) == "飾"
    assert composer.text(composer.begin(Kind.NAME, "葛\U000e0100", 1)) == ""


def test_digits_beside_kana_wait_with_them() -> None:
    entry = composer.put(typed(composer.begin(Kind.TEXT), "だい"), "2")
    assert entry.kana == "だい2"
    entry = composer.put(composer.begin(Kind.ADDRESS), "1")
    assert composer.text(composer.put(composer.put(entry, "丁目"), "-")) == "1丁目-"


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        (Kind.CODE, "ab１２-34 cd", "AB1234CD"),
        (Kind.LATIN, "Nguyễn van-A 3", "NGUYN VAN-A "),
        (Kind.EMAIL, "A.b+c@例.jp", "A.b+c@.jp"),
        (Kind.POSTAL, "〒160-0022", "1600022"),
        (Kind.PHONE, "03(1234)5678", "0312345678"),
        (Kind.KANA, "タカハシ太郎", "たかはし"),
        (Kind.KANA, "ﾀﾞｲ\u3000か\u3099", "だい\u3000が"),
        (Kind.KATAKANA, "たかはし", "タカハシ"),
        (Kind.LATIN, "Ａ\u3000Ｂ", "A B"),
        (Kind.TEXT, "一行目\n二行目", "一行目二行目"),
        (Kind.NAME, "髙橋 2世", "髙橋 世"),
    ],
)
def test_a_field_keeps_what_it_takes(kind: Kind, given: str, kept: str) -> None:
    assert composer.text(composer.begin(kind, given)) == kept


@given(st.sampled_from(Kind), st.text(max_size=50))
def test_a_field_that_is_opened_again_is_as_it_was(kind: Kind, text: str) -> None:
    once = composer.text(composer.begin(kind, text))
    assert composer.text(composer.begin(kind, once)) == once


def test_without_room_nothing_is_taken() -> None:
    entry = composer.begin(Kind.NAME, "高橋", 2)
    assert typed(entry, "た") == entry
    assert composer.roman(entry, "t") == entry
    assert composer.unlisted(entry) == entry
    assert replace(entry, most=3).room == 1
