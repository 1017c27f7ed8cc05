"""Which font draws which character, so that no empty box is ever printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

GETA = "〓"  # what Japanese printers set where they have no type for a character
_NEVER_A_CHARACTER = "\U0010ffff"
_ZERO_WIDTH_JOINER = "\u200d"
_VIRAMA_CLASS = 9  # canonical combining class: the next consonant joins this one


@dataclass(frozen=True)
class Face:
    """One face of a font file; ``index`` counts the faces of a collection (.ttc)."""

    path: Path
    index: int = 0


@dataclass(frozen=True)
class Fonts:
    """Faces in order of preference; for some languages others come first."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]
    regular_first: Mapping[str, tuple[Face, ...]] = field(default_factory=dict)
    bold_first: Mapping[str, tuple[Face, ...]] = field(default_factory=dict)

    def faces(self, language: str, *, bold: bool) -> tuple[Face, ...]:
        """The faces to try for a language, best first."""
        first = (self.bold_first if bold else self.regular_first).get(language, ())
        return first + (self.bold if bold else self.regular)


@lru_cache(maxsize=256)
def load(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """A face at a size in dots. Raises OSError where the file is missing or no font."""
    return ImageFont.truetype(str(face.path), size, index=face.index)


@lru_cache(maxsize=16384)
def has_glyph(face: Face, character: str) -> bool:
    """Whether a face draws this character with anything but its "missing" box."""
    return _picture(face, character) != _picture(face, _NEVER_A_CHARACTER)


def _picture(face: Face, text: str) -> tuple[bytes, tuple[int, int], float]:
    font = _lookup_font(face)
    mask = font.getmask(text, mode="1")
    return bytes(mask), mask.size, font.getlength(text)


@lru_cache(maxsize=32)
def _lookup_font(face: Face) -> ImageFont.FreeTypeFont:
    """Without shaping, which would add a dotted circle to a lone mark and hide the box."""
    engine = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(face.path), 32, index=face.index, layout_engine=engine)


def clusters(text: str) -> list[str]:
    """What a reader takes for one character each: a base with all that is drawn on it."""
    found: list[str] = []
    for character in text:
        if found and _joins(found[-1][-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _joins(before: str, character: str) -> bool:
    return (
        unicodedata.category(character).startswith("M")
        or _ZERO_WIDTH_JOINER in (before, character)
        or (unicodedata.combining(before) == _VIRAMA_CLASS and character.isalpha())
    )


@dataclass(frozen=True)
class Run:
    """Text that one face draws."""

    text: str
    face: Face


def runs(text: str, faces: tuple[Face, ...]) -> tuple[Run, ...]:
    """Split a line into runs of one face each; a word stays in one face where one can draw it."""
    found: list[Run] = []
    for word in _words(text):
        face = _face_for(word, faces)
        pieces = [word] if face else clusters(word)
        for run in (run for piece in pieces for run in _cluster_runs(piece, faces)):
            _append(found, run)
    return tuple(found)


def _append(found: list[Run], run: Run) -> None:
    if found and found[-1].face == run.face:
        found[-1] = Run(found[-1].text + run.text, run.face)
    else:
        found.append(run)


def _words(text: str) -> Iterable[str]:
    word = ""
    for character in text:
        word += character
        if character == " ":
            yield word
            word = ""
    if word:
        yield word


def _face_for(text: str, faces: tuple[Face, ...]) -> Face | None:
    return next((face for face in faces if all(_drawn(face, char) for char in text)), None)


def _drawn(face: Face, character: str) -> bool:
    return _is_invisible(character) or has_glyph(face, character)


def _is_invisible(character: str) -> bool:
    """Spaces and format characters (joiners, variation selectors): no glyph is needed."""
    return (
        unicodedata.category(character) in ("Zs", "Cf")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _cluster_runs(cluster: str, faces: tuple[Face, ...]) -> list[Run]:
    """One face for the whole cluster, else one for each character of it."""
    face = _face_for(cluster, faces)
    return [Run(cluster, face)] if face else [_character_run(char, faces) for char in cluster]


def _character_run(character: str, faces: tuple[Face, ...]) -> Run:
    """A face for a character, else the sign for a missing type."""
    for candidate in (character, GETA, "?"):
        face = _face_for(candidate, faces)
        if face is not None:
            return Run(candidate, face)
    return Run("?", faces[0])


def printable(text: str) -> str:
    """Text that fonts can draw: controls become spaces, what is no character becomes a geta.

    Private-use characters mean something else in every city's system, so none is guessed.
    """
    return "".join(_printable(character) for character in text)


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cs", "Co", "Cn"):
        return GETA
    return " " if category in ("Cc", "Zl", "Zp") and character != "\n" else character
