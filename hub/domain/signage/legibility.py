"""How large words become on a screen, and whether people across a lobby can read them.

Sizes are design pixels: 1080 on a screen's short side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from hub.domain.signage.content import Medium, Notice
from hub.domain.signage.layouts import SHORT, zone_size
from hub.domain.signage.programme import Layout, Zone

# Height of text as a share of the screen's short side: what reads well across a lobby.
WANTED = 0.06
# Below 3.5 % nobody reads it: so displays draw a notice's title no smaller than this (4.4 %), its
# body no smaller than that (3.7 %), and cut off what then finds no room.
LEAST_TITLE, LEAST_BODY = 48, 40
# Words are cut off below the first of these shares of the least size, and never from the second
# on; between them it depends on where lines break (compared with what displays draw).
SURELY_CUT, SURELY_WHOLE = 0.83, 1.03
# WCAG 2.2, 1.4.3: large text.
LEAST_CONTRAST = 3.0
# An image drawn larger than this many times its pixels looks coarse.
LARGEST_SCALE = 1.5

# Noto Sans CJK's line, in times its size; and half-width signs in times a full-width one.
_LINE = 1.42
_HALF = 0.55
_LARGEST = 0.12
_READING = re.compile(r"\{([^|{}]+)\|[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Fit:
    """The size at which all words find room.

    `height` is a share of the screen's short side, `spare` of the least size that displays draw.
    """

    height: float
    spare: float


def fit(notice: Notice, language: str, layout: Layout, zone: Zone) -> Fit:
    """How the words of a notice find room in a zone.

    As the displays' card (NoticeCard.qml) divides it: heading, title, body, and a code beside or
    below them.
    """
    width, height = zone_size(layout, zone)
    tight, tall = height < 430, height > width
    largest = max(64.0, min(132.0, width / (9.5 if tall else 14), height / 6.5))
    code = min(226, height - 156) if tight else max(216.0, min(340.0, height * 0.3))
    beside = tight or (bool(notice.link) and not tall)
    across = width - 2 * (32 if tight else 64) - (code + 40 if beside else 0)
    below = code + 60 if notice.link and not beside else 28
    above = height * 0.12 if tall else min(80, height * 0.09)
    top = 18 if tight else above + max(64, largest * 0.72) + max(24, largest * 0.3)
    title = _bare(notice.title.get(language, ""))
    body = _bare(notice.body.get(language, ""))
    room = _fitting(title, across, height * (0.5 if tight else 0.42))
    size = min(room * SHORT, largest)
    used = _lines(title, across / size) * size * _LINE if title else 0.0
    rest = height - top - used - (20 if tight else largest * 0.3 + below)
    left = _fitting(body, across, rest)
    return Fit(min(room, left), min(room * SHORT / LEAST_TITLE, left * SHORT / LEAST_BODY))


def scale(medium: Medium, fit: str, layout: Layout, zone: Zone) -> float:
    """How many times its size an image is drawn in a zone; 0 where its size is not known."""
    if not medium.width or not medium.height:
        return 0.0
    width, height = zone_size(layout, zone)
    across, down = width / medium.width, height / medium.height
    return max(across, down) if fit == "cover" else min(across, down)


def contrast(luminances: Sequence[float]) -> float:
    """The ratio of the lightest to the darkest of an image's pixels (WCAG 2.2).

    Of their relative luminances (0 to 1) the 99th and the 1st percentile count (words take up
    few pixels); 0 without any.
    """
    ordered = sorted(luminances)
    if not ordered:
        return 0.0
    last = len(ordered) - 1
    return (ordered[round(last * 0.99)] + 0.05) / (ordered[round(last * 0.01)] + 0.05)


def luminance(red: int, green: int, blue: int) -> float:
    """The relative luminance, 0 to 1, of an sRGB colour of 8 bits a channel (WCAG 2.2)."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _bare(text: str) -> list[str]:
    """The paragraphs without their readings; none where there is no word."""
    return _READING.sub(r"\1", text).splitlines() if text.strip() else []


def _fitting(paragraphs: Sequence[str], width: float, height: float) -> float:
    """The largest share at which the paragraphs, wrapped, fit the box; by halving."""
    low, high = 0.0, _LARGEST
    if not paragraphs:
        return high
    for _ in range(12):
        middle = (low + high) / 2
        size = middle * SHORT
        if _lines(paragraphs, width / size) * _LINE * size <= height:
            low = middle
        else:
            high = middle
    return max(low, _LARGEST / 4096)


def _lines(paragraphs: Sequence[str], fitting: float) -> int:
    return sum(max(1, -(-_width(line) // max(1, int(fitting)))) for line in paragraphs)


def _width(line: str) -> int:
    """In full-width characters."""
    return round(sum(1 if east_asian_width(sign) in "WFA" else _HALF for sign in line))
