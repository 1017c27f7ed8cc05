"""Texts that people write hold characters that no typeface here can draw; never show a box."""

import unicodedata
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from kiosk.shell.fonts import FAMILIES

_EMOJI = ("Noto Color Emoji", "Segoe UI Emoji")
# Controls, joiners and private characters draw nothing themselves, but a lone one may.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def drawable(text: str) -> str:
    """The text without what would be drawn as an empty box; line breaks stay."""
    lines = text.split("\n")
    return "\n".join("".join(filter(_is_drawable, line)).strip() for line in lines).strip()


@lru_cache(maxsize=4096)
def _is_drawable(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and any(
        font.supportsCharacter(ord(character)) for font in _fonts()
    )


@lru_cache(maxsize=1)
def _fonts() -> tuple[QRawFont, ...]:
    present = set(QFontDatabase.families())
    names = [name for family in FAMILIES.values() for name in family] + list(_EMOJI)
    return tuple(QRawFont.fromFont(QFont(name)) for name in names if name in present)
