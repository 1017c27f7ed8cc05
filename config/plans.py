"""A floor's plan: an SVG drawing that holds shapes and nothing else."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"
# What a drawing needs; no text, which would be in one language, no scripts, links or pictures.
SHAPES = frozenset(
    {"svg", "g", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline"}
    | {"polygon", "defs", "linearGradient", "radialGradient", "stop", "clipPath"}
)
MOST_BYTES = 300_000


class BadPlan(ValueError):
    """The drawing cannot be used; the message says why, in Japanese."""


def read_plan(path: Path) -> tuple[str, float, float]:
    """The SVG's text with the width and height of its viewBox. Raises BadPlan, OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise BadPlan(f"{MOST_BYTES // 1000} KB までの SVG にしてください。")
    try:
        text = path.read_text(encoding="utf-8")
        root = fromstring(text)
    except (ParseError, DefusedXmlException, UnicodeDecodeError, ValueError):
        raise BadPlan("SVG として読めません（文字コードは UTF-8、DTD なし）。") from None
    for element in root.iter():
        _check(element)
    return text, *_size(root)


def _check(element: Element) -> None:
    name = str(element.tag).removeprefix(SVG)
    if not str(element.tag).startswith(SVG) or name not in SHAPES:
        raise BadPlan(f"<{name.rpartition('}')[2]}> は使えません。図形だけにしてください。")
    for key, value in element.attrib.items():
        outside = re.search(r"url\(\s*[^#\s]|javascript:|data:|@import", value, re.IGNORECASE)
        if key.rpartition("}")[2] == "href" or key.lower().startswith("on") or outside:
            raise BadPlan(f"属性 {key.rpartition('}')[2]} で、ほかのものを指せません。")


def _size(root: Element) -> tuple[float, float]:
    try:
        left, top, width, height = map(float, re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    except ValueError:
        raise BadPlan('viewBox="0 0 幅 高さ" がありません。') from None
    if (left, top) != (0, 0) or not (0 < width <= 100_000 and 0 < height <= 100_000):
        raise BadPlan('viewBox は "0 0 幅 高さ" の形にしてください。')
    return width, height
