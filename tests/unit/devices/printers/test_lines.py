"""Lines break where a Japanese reader expects it, and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.fonts import clusters
from devices.printers.lines import NEVER_FIRST, NEVER_LAST, balance, break_lines, units
from devices.printers.phrases import phrases

sentences = st.text(
    st.sampled_from("番号窓口がにをアー。、「」（）ッゃ 12分〜abcé नमस्ते 한국어 你好\u3099\u200d"),
    max_size=60,
)


def broken(text: str, width: int) -> list[str]:
    return break_lines(text, width, len, lambda paragraph: phrases(paragraph, "ja"))


@given(st.one_of(sentences, st.text(max_size=40)), st.sampled_from(("ja", "zh-Hans", "ko")))
def test_phrases_and_units_only_cut(text: str, language: str) -> None:
    assert "".join(phrases(text, language)) == text
    assert "".join(units(text)) == text
    assert "".join(clusters(text)) == text


@given(sentences, st.integers(8, 40))
def test_nothing_is_lost_and_lines_fit(text: str, width: int) -> None:
    lines = broken(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width for line in lines)


@given(sentences, st.integers(12, 40))
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(
    text: str, width: int
) -> None:
    short_units = all(len(unit.strip()) <= width for unit in units(text))
    for before, after in zip(broken(text, width), broken(text, width)[1:], strict=False):
        at_space = f"{before}{after}" not in text
        assert not short_units or at_space or after[0] not in NEVER_FIRST
        assert not short_units or at_space or before[-1] not in NEVER_LAST


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "番号が画面に出て、音声でお呼びします。",
            10,
            ["番号が画面に出て、", "音声でお呼びします。"],
        ),
        ("住民票・戸籍・印鑑証明", 7, ["住民票・戸籍・", "印鑑証明"]),
        ("市民課・保険年金課・税務課", 7, ["市民課・", "保険年金課・", "税務課"]),
        ("Your number is called", 11, ["Your number", "is called"]),
        ("번호가 화면에 표시", 8, ["번호가 화면에", "표시"]),
        ("Donaudampfschifffahrt", 8, ["Donaudam", "pfschiff", "fahrt"]),
        ("一行目\n二行目", 9, ["一行目", "二行目"]),
        ("", 9, []),
        (" \n ", 9, []),
    ],
)
def test_examples(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width) == lines


def test_a_figure_stays_with_its_counter_word() -> None:
    assert units("あと12人です") == ["あ", "と", "12人", "で", "す"]
    assert units("15〜25分") == ["15〜25分"]


def test_a_mark_stays_on_its_letter() -> None:
    assert clusters("か\u3099x\u0301") == ["か\u3099", "x\u0301"]
    assert clusters("क्षत्रि") == ["क्ष", "त्रि"]


def test_lines_are_made_even() -> None:
    text = "あいうえおかきくけこさしす"

    def lines_at(width: int) -> int:
        return len(break_lines(text, width, len, list))

    assert (lines_at(12), balance(12, 2, lines_at)) == (2, 7)
