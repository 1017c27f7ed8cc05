"""Setting lines and paragraphs: text with a font, a size and a measured place. Pure.

All lengths are dots of a 203 dpi printer: 8 dots are 1 mm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor

from devices.printers.fonts import Face, Fonts, Run, load, printable, runs
from devices.printers.lines import balance, break_lines
from devices.printers.phrases import phrases

LEADING = 1.3  # line pitch as a share of the size; BIZ UDPGothic fills the whole em


@dataclass(frozen=True)
class Type:
    """How a text is set: the faces to try, best first, and a size."""

    faces: tuple[Face, ...]
    size: int
    language: str

    def at(self, size: int) -> Type:
        """The same faces at another size."""
        return replace(self, size=size)


@dataclass(frozen=True)
class Line:
    """One set line. The box is what it may ink, from the pen's start on the baseline."""

    runs: tuple[Run, ...]
    size: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def text(self) -> str:
        """What the line says, as it is drawn."""
        return "".join(run.text for run in self.runs)

    @property
    def width(self) -> int:
        """Width of the box."""
        return self.right - self.left


def type_of(fonts: Fonts, language: str, size: int, *, bold: bool = False) -> Type:
    """The type for a language."""
    return Type(fonts.faces(language, bold=bold), size, language)


@lru_cache(maxsize=4096)
def set_line(text: str, type_: Type) -> Line:
    """One line, unbroken, with its box."""
    parts = runs(text, type_.faces)
    left = top = right = bottom = 0
    pen = 0.0
    for part in parts:
        font = load(part.face, type_.size)
        box = font.getbbox(part.text, anchor="ls")
        left, top = min(left, floor(pen + box[0])), min(top, floor(box[1]))
        right, bottom = max(right, ceil(pen + box[2])), max(bottom, ceil(box[3]))
        pen += font.getlength(part.text)
    return Line(parts, type_.size, left, top, right, bottom)


@lru_cache(maxsize=1024)  # most of a ticket's texts stand on the next one, too
def set_lines(text: str, type_: Type, width: int) -> tuple[Line, ...]:
    """A paragraph in about equally long lines no wider than ``width``.

    A giant character is set smaller to fit.
    """
    clean = printable(text)
    broken = _broken(clean, type_, width)
    if len(broken) > 1:
        narrow = balance(width, len(broken), lambda less: len(_broken(clean, type_, less)))
        broken = _broken(clean, type_, narrow)
    return tuple(_squeeze(line, type_, width) for line in broken)


@lru_cache(maxsize=1024)
def _broken(text: str, type_: Type, width: int) -> tuple[str, ...]:
    return tuple(
        break_lines(
            text,
            width,
            lambda part: set_line(part, type_).width,
            lambda paragraph: phrases(paragraph, type_.language),
        )
    )


def _squeeze(text: str, type_: Type, width: int) -> Line:
    line = set_line(text, type_)
    while line.width > width and line.size > 1:
        line = set_line(text, type_.at(min(line.size - 1, line.size * width // line.width or 1)))
    return line


def set_fitting(
    text: str, type_: Type, sizes: tuple[int, ...], width: int, most_lines: int
) -> tuple[Line, ...]:
    """The largest of the sizes at which the text takes no more than so many lines.

    Where none is small enough the last size is taken and the text takes the lines it needs.
    """
    clean = printable(text)
    fits = (size for size in sizes[:-1] if _fits(clean, type_.at(size), width, most_lines))
    return set_lines(text, type_.at(next(fits, sizes[-1])), width)


def _fits(text: str, type_: Type, width: int, most_lines: int) -> bool:
    """To see it by the text's length, then by breaking it, is far quicker than to set it evenly."""
    letters = "".join(text.split())
    is_long = set_line(letters, type_).width > most_lines * width
    return not is_long and len(_broken(text, type_, width)) <= most_lines
