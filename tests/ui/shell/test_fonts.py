"""No text of any language is ever drawn as a box."""

import json

import pytest
from PySide6.QtGui import QFont, QRawFont, QTextLayout

import assets
from assets.words import LANGUAGES, plain
from kiosk.shell import fonts

TOKENS = json.loads(assets.path("tokens.json").read_text(encoding="utf-8"))
EXTRA = "A-047 AX-001 0123456789 ●▲■― 〜～–〒 髙橋 山﨑 渡邉 吉 𠮷"


def undrawn(text: str, family: str) -> set[str]:
    """The characters that no typeface on this machine has, as QML would draw them."""
    font = QFont(family)
    return {character for character in set(text) - {" ", "\n"} if _is_box(character, font)}


def _is_box(character: str, font: QFont) -> bool:
    layout = QTextLayout(character, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return not runs or any(0 in run.glyphIndexes() for run in runs)


def _texts(language: str) -> str:
    files = assets.path("translations").glob(f"*.{language}.json")
    texts = [json.loads(file.read_text(encoding="utf-8")).values() for file in files]
    return plain("".join(text for group in texts for text in group))


def test_this_machine_has_a_typeface_for_every_language() -> None:
    assert fonts.register() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_catalogues_is_drawn(language: str) -> None:
    text = _texts(language) + "".join(LANGUAGES.values()) + EXTRA
    assert undrawn(text, TOKENS["fonts"][language]) == set()


def test_a_character_that_no_typeface_has_is_found_by_this_test() -> None:
    assert undrawn("あ\ue123", "BIZ UDPGothic") == {"\ue123"}


def test_the_faces_of_the_theme_are_those_that_are_registered() -> None:
    for language, family in TOKENS["fonts"].items():
        assert family == fonts.FAMILIES.get(language, (family,))[0]


@pytest.mark.parametrize("file", sorted(assets.path("fonts").glob("BIZ*")), ids=lambda f: f.name)
def test_only_the_one_is_narrower_than_the_other_figures(file: object) -> None:
    # Why Digits.qml gives every figure the room of a zero.
    raw = QRawFont(str(file), 100)
    widths = {
        round(p.x()) for p in raw.advancesForGlyphIndexes(raw.glyphIndexesForString("023456789"))
    }
    one = raw.advancesForGlyphIndexes(raw.glyphIndexesForString("1"))[0].x()
    assert len(widths) == 1
    assert one < widths.pop()
