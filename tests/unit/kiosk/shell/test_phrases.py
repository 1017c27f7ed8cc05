"""Lines break between phrases, and the text stays what it was."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.shell.phrases import unbroken

JOINER = "\u2060"


@given(st.text(alphabet=st.characters(exclude_characters=JOINER, exclude_categories=["Cs"])))
def test_no_character_is_lost_or_changed(text: str) -> None:
    assert unbroken(text).replace(JOINER, "") == text


def test_a_phrase_is_held_together_and_the_next_may_begin_a_line() -> None:
    held = unbroken("番号をお呼びします")
    assert held.startswith(JOINER.join("番号を") + "お")


def test_a_middle_dot_ends_a_phrase_and_begins_no_line() -> None:
    held = unbroken("住民票・戸籍・印鑑証明")
    assert f"{JOINER}・戸" in held
    assert f"{JOINER}・印" in held


def test_a_word_too_long_for_a_line_may_break_anywhere() -> None:
    address = "machi.example.lg.jp/mynumber"
    assert JOINER not in unbroken(address)


def test_lines_and_spaces_stay_where_they_are() -> None:
    assert unbroken("1階 3番\n予約は").count("\n") == 1
    assert f" {JOINER}" not in unbroken("1階 3番\n予約は")
