"""Which font sets which character, so that no empty box is ever printed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from hub.domain.forms.answers import UNLISTED

# Variation selectors (Unicode 17, 23.4) choose a form of the character before them.
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))

# A place to break a line: not drawn, so every font has it.
BREAK = "\N{ZERO WIDTH SPACE}"

# Beside the bundled fonts, which come first: (Debian, Windows), each with the face in its
# collection. The rare kanji of names are all in IPAmj Mincho.
_SYSTEM: tuple[tuple[str, int], ...] = (
    ("/usr/share/fonts/truetype/ipamj/ipamjm.ttf", 0),
    ("{windows}/ipamjm.ttf", 0),
    ("{user}/ipamjm.ttf", 0),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 0),
    ("{windows}/YuGothM.ttc", 0),
    ("{windows}/malgun.ttf", 0),
    ("{windows}/msyh.ttc", 0),
    ("{windows}/simsunb.ttf", 0),
)
_BUNDLED = ("BIZUDPGothic-Regular.ttf", "NotoSans-Regular.ttf", "NotoSansDevanagari-Regular.ttf")


@dataclass(frozen=True, slots=True)
class Font:
    """A font file: its family's name, the characters and the variants (base, selector) it has."""

    path: Path
    family: str
    characters: frozenset[int]
    variants: frozenset[tuple[int, int]]

    def draws(self, cluster: str) -> bool:
        """Has it a glyph for this character, in this variant if one is asked for?"""
        if cluster == BREAK:
            return True
        base, *selector = map(ord, cluster)
        if base not in self.characters:
            return False
        return not selector or all((base, one) in self.variants for one in selector)


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font, by its family's name."""

    family: str
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as runs, and the characters that no font has, in place of which 〓 is set."""

    runs: tuple[Run, ...]
    missing: tuple[str, ...]


class Fonts:
    """Fonts in order of preference; the first has the Japanese of every form."""

    def __init__(self, fonts: Iterable[Font]) -> None:
        self.fonts = tuple(fonts)

    def set(self, text: str) -> Setting:
        """The text in runs: in one font where one has it all, so that a name looks like one.

        A variant that no font has is set in its usual form, and listed.
        """
        pieces = tuple(clusters(text))
        for font in self.fonts:
            if all(map(font.draws, pieces)):
                return Setting((Run(font.family, text),) if text else (), ())
        drawn = [self._draw(piece) for piece in pieces]
        missing = (piece for piece, (_, shown) in zip(pieces, drawn, strict=True) if piece != shown)
        runs = tuple(
            Run(family, "".join(shown for _, shown in same))
            for family, same in groupby(drawn, key=lambda one: one[0].family)
        )
        return Setting(runs, tuple(dict.fromkeys(missing)))

    def _draw(self, cluster: str) -> tuple[Font, str]:
        """The font for a character, and what it draws."""
        for wanted in (cluster, cluster[0]):
            for font in self.fonts:
                if font.draws(wanted):
                    return font, wanted
        return self.fonts[0], UNLISTED


def clusters(text: str) -> Iterator[str]:
    """Characters, each with the selector behind it."""
    found = ""
    for sign in text:
        if found and any(ord(sign) in selectors for selectors in _SELECTORS):
            yield found + sign
            found = ""
        else:
            if found:
                yield found
            found = sign
    if found:
        yield found


@cache
def find_fonts(bundled: Path) -> Fonts:
    """The bundled fonts and what this machine has. Reading them takes a second, once."""
    places = {
        "windows": str(Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"),
        "user": str(Path(os.environ.get("LOCALAPPDATA", ".")) / "Microsoft/Windows/Fonts"),
    }
    own = [(bundled / name, 0) for name in _BUNDLED]
    system = [(Path(name.format(**places)), face) for name, face in _SYSTEM]
    # Kanji first: a Latin face must not take the signs of a Japanese line.
    first, *others = own
    present = [item for item in (first, *system, *others) if item[0].is_file()]
    families = _families({path.parent for path, _ in present})
    return Fonts(
        read_font(path, face, families[path, face])
        for path, face in present
        if (path, face) in families
    )


def _families(folders: Iterable[Path]) -> Mapping[tuple[Path, int], str]:
    """The names by which typst knows the fonts: it shortens what the files say."""
    import typst  # noqa: PLC0415 - a hub that prints nothing does not need it

    paths = list(map(str, folders))
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    return {(Path(font.path), font.index): font.family for font in found.fonts() if font.path}


def read_font(path: Path, face: int, family: str) -> Font:
    """What the font can draw. Raises OSError or fontTools' TTLibError."""
    # A fifteenth of a hub's start, and only a desk that prints needs it.
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - see above

    with TTFont(path, fontNumber=face, lazy=True) as font:
        characters = frozenset(font.getBestCmap())
        variants = frozenset(_variants(font["cmap"].tables))
    return Font(path, family, characters, variants)


def _variants(tables: Iterable[Any]) -> Iterator[tuple[int, int]]:
    """Format 14 (OpenType, cmap): selector -> (base, glyph)."""
    for table in tables:
        if table.format == 14:
            found: Mapping[int, list[tuple[int, str | None]]] = table.uvsDict
            for selector, entries in found.items():
                for base, _ in entries:
                    yield base, selector
