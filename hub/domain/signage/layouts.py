"""The layouts that every site has: sizes that can be read from a distance. Pure.

A screen counts 1080 design pixels on its short side and 1920 on its long one.
"""

from collections.abc import Iterator

from hub.domain.signage.programme import Layout, Zone, ZoneKind

SHORT, LONG = 1080, 1920
# Design pixels below which a zone's own parts no longer fit: width and height.
LEAST = {
    ZoneKind.CALLS: (560, 620),
    ZoneKind.MAIN: (640, 360),
    ZoneKind.TICKER: (640, 60),
    ZoneKind.CLOCK: (500, 60),
}
_TICKER = 80  # height of the bottom line; in portrait it has two rows of 66


def screen_size(layout: Layout) -> tuple[int, int]:
    """Width and height in design pixels."""
    return (LONG, SHORT) if layout.orientation == "landscape" else (SHORT, LONG)


def zone_size(layout: Layout, zone: Zone) -> tuple[int, int]:
    """Width and height in design pixels."""
    width, height = screen_size(layout)
    return round(zone.width * width), round(zone.height * height)


def too_small(layout: Layout) -> Iterator[Zone]:
    """The zones whose parts cannot be read, or do not fit."""
    for zone in layout.zones:
        width, height = zone_size(layout, zone)
        least_width, least_height = LEAST[zone.kind]
        if width < least_width or height < least_height:
            yield zone


def _landscape(
    id_: str, title: str, *zones: tuple[str, ZoneKind, int, int, int, int], line: bool = True
) -> Layout:
    below = LONG - 560
    bottom = (
        ("ticker", ZoneKind.TICKER, 0, SHORT - _TICKER, below, _TICKER),
        ("clock", ZoneKind.CLOCK, below, SHORT - _TICKER, LONG - below, _TICKER),
    )
    placed = (*zones, *(bottom if line else ()))
    return Layout(id_, title, "landscape", tuple(_zone(item, LONG, SHORT) for item in placed))


def _portrait(
    id_: str, title: str, *zones: tuple[str, ZoneKind, int, int, int, int], line: bool = True
) -> Layout:
    bottom = (
        ("ticker", ZoneKind.TICKER, 0, LONG - 132, SHORT, 66),
        ("clock", ZoneKind.CLOCK, 0, LONG - 66, SHORT, 66),
    )
    placed = (*zones, *(bottom if line else ()))
    return Layout(id_, title, "portrait", tuple(_zone(item, SHORT, LONG) for item in placed))


def _zone(given: tuple[str, ZoneKind, int, int, int, int], width: int, height: int) -> Zone:
    name, kind, left, top, across, down = given
    return Zone(name, kind, left / width, top / height, across / width, down / height)


_UP = SHORT - _TICKER
_LONG_UP = LONG - 132

# Main zones are "main", and "lower" where there is a second one.
STANDARD: dict[str, Layout] = {
    layout.id: layout
    for layout in (
        _landscape(
            "calls-landscape",
            "呼び出しと上下の面（横）",
            ("calls", ZoneKind.CALLS, 0, 0, 720, _UP),
            ("main", ZoneKind.MAIN, 720, 0, LONG - 720, 582),
            ("lower", ZoneKind.MAIN, 720, 582, LONG - 720, _UP - 582),
        ),
        _landscape(
            "l-landscape",
            "大きな面と右の呼び出し（横・L字）",
            ("main", ZoneKind.MAIN, 0, 0, LONG - 600, _UP),
            ("calls", ZoneKind.CALLS, LONG - 600, 0, 600, _UP),
        ),
        _landscape(
            "ticker-landscape", "大きな面と下の帯（横）", ("main", ZoneKind.MAIN, 0, 0, LONG, _UP)
        ),
        _landscape(
            "full-landscape", "全面（横）", ("main", ZoneKind.MAIN, 0, 0, LONG, SHORT), line=False
        ),
        _portrait(
            "calls-portrait",
            "呼び出しと上下の面（縦）",
            ("calls", ZoneKind.CALLS, 0, 0, SHORT, 1010),
            ("lower", ZoneKind.MAIN, 0, 1010, SHORT, 410),
            ("main", ZoneKind.MAIN, 0, 1420, SHORT, _LONG_UP - 1420),
        ),
        _portrait(
            "l-portrait",
            "大きな面と下の呼び出し（縦）",
            ("main", ZoneKind.MAIN, 0, 0, SHORT, 880),
            ("calls", ZoneKind.CALLS, 0, 880, SHORT, _LONG_UP - 880),
        ),
        _portrait(
            "ticker-portrait",
            "大きな面と下の帯（縦）",
            ("main", ZoneKind.MAIN, 0, 0, SHORT, _LONG_UP),
        ),
        _portrait(
            "full-portrait", "全面（縦）", ("main", ZoneKind.MAIN, 0, 0, SHORT, LONG), line=False
        ),
    )
}
