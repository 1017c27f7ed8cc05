"""Every character is drawn by a face that has it; what nobody has becomes a geta."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assets
from devices.printers.blocks import Text
from devices.printers.font_files import find_fonts
from devices.printers.fonts import GETA, Fonts, has_glyph, printable, runs
from devices.printers.layout import TicketSheet, compose
from devices.printers.setting import set_line, type_of
from tests.unit.devices.printers import sheets

TRANSLATIONS = sorted((Path(assets.__file__).parent / "translations").glob("kiosk.*.json"))


def joined(text: str, fonts: Fonts, language: str = "ja") -> str:
    return "".join(run.text for run in runs(text, fonts.faces(language, bold=False)))


@pytest.mark.parametrize("sheet", sheets.ALL, ids=lambda sheet: f"{sheet.language}-{sheet.label}")
def test_no_language_prints_an_empty_box(sheet: TicketSheet, fonts: Fonts) -> None:
    lines = [item.line for item in compose(sheet, 80, fonts).items if isinstance(item, Text)]
    drawn = [run for line in lines for run in line.runs]
    assert all(has_glyph(run.face, char) for run in drawn for char in run.text if char.isalnum())
    assert GETA not in "".join(run.text for run in drawn)


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_the_fixed_words_of_every_language_can_be_drawn(path: Path, fonts: Fonts) -> None:
    language = path.stem.removeprefix("kiosk.")
    words = json.loads(path.read_text(encoding="utf-8"))
    for text in (text for key, text in words.items() if key.startswith(("paper.", "ticket."))):
        assert GETA not in joined(text, fonts, language)


@given(text=st.text(max_size=30))
def test_text_is_kept_or_marked_never_dropped(text: str, fonts: Fonts) -> None:
    clean = printable(text)
    assert len(clean) == len(text)
    assert bool(joined(clean, fonts)) == bool(text)


def test_a_name_keeps_its_rare_characters(fonts: Fonts) -> None:
    assert joined("𠮷田﨑髙神塚渚", fonts) == "𠮷田﨑髙神塚渚"
    assert joined("葛\U000e0100飾区", fonts) == "葛\U000e0100飾区"


def test_what_nobody_can_draw_becomes_a_geta(fonts: Fonts) -> None:
    assert printable("a\ue000\ud800\u0378\tb\nc") == f"a{GETA}{GETA}{GETA} b\nc"
    assert joined("\U0001f9ff", fonts) == GETA


def test_a_vietnamese_word_is_drawn_by_one_face(fonts: Fonts) -> None:
    assert len(runs("Giấy chứng nhận", fonts.faces("vi", bold=False))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Pillow shapes by FriBiDi, not on Windows")
def test_nepali_letters_join(fonts: Fonts) -> None:
    type_ = type_of(fonts, "ne", 30)
    apart = sum(set_line(letter, type_).width for letter in "स्क्रि")
    assert set_line("स्क्रि", type_).width < 0.8 * apart


def test_chinese_and_korean_get_their_own_forms(fonts: Fonts) -> None:
    faces = {language: fonts.faces(language, bold=True)[0] for language in ("ja", "ko", "zh-Hans")}
    assert len(set(faces.values())) == len(faces)


def test_a_folder_without_fonts_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=tmp_path.name):
        find_fonts(tmp_path)
