"""The building blocks of a sheet: text, rules, frames and codes, stacked on each other. Pure.

A block is as wide as the column it was made for; its items lie at dots from its top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import Image

from devices.printers.setting import LEADING, Line

# Dots of white above and below a rule.
_AROUND_RULE = 14

Matrix = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True)
class Text:
    """A set line; ``x`` is where the pen starts and ``y`` the baseline."""

    x: int
    y: int
    line: Line

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of what it may ink (right and bottom excluded)."""
        line = self.line
        return self.x + line.left, self.y + line.top, self.x + line.right, self.y + line.bottom


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Frame:
    """An outlined rectangle with round corners."""

    x: int
    y: int
    width: int
    height: int
    stroke: int = 3
    radius: int = 12


@dataclass(frozen=True)
class Code:
    """A QR code without its quiet zone; ``module`` is the side of one module."""

    x: int
    y: int
    matrix: Matrix
    module: int

    @property
    def side(self) -> int:
        """Side of the symbol, without quiet zone."""
        return len(self.matrix) * self.module


@dataclass(frozen=True)
class Picture:
    """Dots that are there already: mode "1", black on white."""

    x: int
    y: int
    dots: Image.Image


Item = Text | Bar | Frame | Code | Picture


@dataclass(frozen=True)
class Block:
    """Items on a piece of paper of some height."""

    height: int
    items: tuple[Item, ...] = ()

    def moved(self, dx: int, dy: int) -> tuple[Item, ...]:
        """The items, each moved."""
        return tuple(replace(item, x=item.x + dx, y=item.y + dy) for item in self.items)


def gap(height: int) -> Block:
    """White paper."""
    return Block(height)


def rule(width: int, thickness: int = 2) -> Block:
    """A horizontal line with white above and below."""
    return Block(2 * _AROUND_RULE + thickness, (Bar(0, _AROUND_RULE, width, thickness),))


def text(lines: tuple[Line, ...], width: int, align: float = 0.0) -> Block:
    """Lines below each other; ``align`` is 0 for left, 0.5 for centred, 1 for right."""
    items: list[Text] = []
    y = 0
    for line in lines:
        pitch = round(line.size * LEADING)
        ascent = max(-line.top, round(line.size * 0.88) + (pitch - line.size) // 2)
        x = round((width - line.width) * align) - line.left
        items.append(Text(x, y + ascent, line))
        y += max(pitch, ascent + line.bottom)
    return Block(y, tuple(items))


def tight(line: Line, width: int) -> Block:
    """One line, centred, on no more paper than its ink takes, for figures set very large."""
    x = round((width - line.width) / 2) - line.left
    return Block(line.bottom - line.top, (Text(x, -line.top, line),))


def stack(*blocks: Block) -> Block:
    """Blocks below each other."""
    items: list[Item] = []
    y = 0
    for block in blocks:
        items.extend(block.moved(0, y))
        y += block.height
    return Block(y, tuple(items))


def picture(dots: Image.Image, width: int) -> Block:
    """Dots in the middle."""
    return Block(dots.height, (Picture((width - dots.width) // 2, 0, dots),))


def beside(left: Block, right: Block, offset: int) -> Block:
    """Two blocks next to each other, centred on the same height; the right one at ``offset``."""
    height = max(left.height, right.height)
    return Block(
        height,
        left.moved(0, (height - left.height) // 2)
        + right.moved(offset, (height - right.height) // 2),
    )


def inset(block: Block, x: int, y: int) -> Block:
    """A block with white around it."""
    return Block(block.height + 2 * y, block.moved(x, y))


def framed(block: Block, width: int, padding: int) -> Block:
    """A block, made ``2 * padding`` narrower than ``width``, in a frame."""
    inner = inset(block, padding, padding)
    return Block(inner.height, (Frame(0, 0, width, inner.height), *inner.items))
