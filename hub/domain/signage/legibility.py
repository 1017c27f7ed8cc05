"""How large words become on a screen, and whether people across a lobby can read them."""

from collections.abc import Iterable
from unicodedata import east_asian_width

from hub.domain.signage.content import Medium, Notice
from hub.domain.signage.programme import Layout, Zone

# Heights of text as shares of the screen's shorter side: what reads well across a lobby, and the
# floor below which it does not (signage for the public, figures of Concerto's guide).
WANTED = 0.06
FLOOR = 0.035
# WCAG 2.2, 1.4.3: large text.
LEAST_CONTRAST = 3.0
# An image drawn larger than this many times its pixels looks coarse.
LARGEST_SCALE = 1.5

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}

# The shares of a zone that a notice gives to its words, beside margins, heading and code.
_TITLE = (0.86, 0.3)
_BODY = (0.86, 0.42)
_LINE = 1.35
_LARGEST = 0.1


def text_height(notice: Notice, language: str, layout: Layout, zone: Zone) -> float:
    """The predicted height of the notice's smallest words, as a share of the shorter side."""
    width, height = zone_pixels(layout, zone)
    beside = 0.2 if notice.link else 0.0
    shorter = min(SIZES[layout.orientation])
    fields = ((notice.title, _TITLE), (notice.body, _BODY))
    heights = (
        _fitting(text[language], width * (across - beside), height * down, shorter)
        for text, (across, down) in fields
        if text.get(language, "").strip()
    )
    return min(heights, default=_LARGEST)


def scale(medium: Medium, fit: str, layout: Layout, zone: Zone) -> float:
    """How many times its size an image is drawn in a zone; 0 where its size is not known."""
    if not medium.width or not medium.height:
        return 0.0
    width, height = zone_pixels(layout, zone)
    across, down = width / medium.width, height / medium.height
    return max(across, down) if fit == "cover" else min(across, down)


def zone_pixels(layout: Layout, zone: Zone) -> tuple[float, float]:
    """Width and height on a Full HD panel."""
    width, height = SIZES[layout.orientation]
    return zone.width * width, zone.height * height


def contrast(light: float, dark: float) -> float:
    """The contrast ratio of two relative luminances, 0 to 1 (WCAG 2.2)."""
    return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)


def _fitting(words: str, width: float, height: float, shorter: float) -> float:
    """The largest share at which the words, wrapped, fit the box; by halving."""
    low, high = 0.0, _LARGEST
    for _ in range(12):
        middle = (low + high) / 2
        size = middle * shorter
        if _lines(words.splitlines(), width / size) * _LINE * size <= height:
            low = middle
        else:
            high = middle
    return low


def _lines(paragraphs: Iterable[str], fitting: float) -> int:
    return sum(max(1, -(-_width(line) // max(1, int(fitting)))) for line in paragraphs)


def _width(line: str) -> int:
    """In full-width characters."""
    return round(sum(1 if east_asian_width(sign) in "WFA" else 0.55 for sign in line))
