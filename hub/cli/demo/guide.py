"""Somebody touches a display: the floor guide, page by page, and back to the rotation."""

from collections.abc import Mapping
from pathlib import Path

from config.schema.settings import Settings
from hub.cli.demo.processes import Hand


def touch(displays: Mapping[str, Hand], settings: Settings, shots: Path) -> None:
    """Look each display's guide through; those that stand nowhere have none."""
    nodes = {item.id: item.node for item in settings.terminals.displays}
    for display, hand in displays.items():
        place = _counter_near(nodes[display], settings)
        if place is not None:
            _walk(hand, place, shots, display)


def _counter_near(node: str | None, settings: Settings) -> str | None:
    """A counter on the floor of the display."""
    floors = {spot.id: spot.floor for spot in settings.floors.nodes}
    found = (
        place.id
        for place in settings.floors.places
        if place.counter and node and floors[place.node] == floors[node]
    )
    return next(found, None)


def _walk(hand: Hand, place: str, shots: Path, display: str) -> None:
    pages = (
        ("page", "guide-search", "floor"),
        ("guide-search", "guide-typed", "search"),
        ("guide-back", f"pin-{place}", ""),
        (f"pin-{place}", "guide-place", "place"),
        ("guide-go", "guide-way", "way"),
    )
    for tap, see, page in pages:
        hand.do(tap=tap, see=see)
        if page:
            hand.do(shot=str(shots / f"{display}-guide-{page}.png"))
    hand.do(tap="guide-close", see="live")
