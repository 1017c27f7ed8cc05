"""Every layout with every kind of content, on both shapes of panel: whole, legible, no boxes."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem

from hub.domain.signage.layouts import STANDARD
from signage.app.glyphs import drawable
from tests.ui.qml import clipped
from tests.ui.signage import contents
from tests.ui.signage.stage import EVENING, Lobby, open_lobby, programme

# 3.5 % of the panel's short side.
FLOOR = 0.035
# Drawn beside the words of congestion, not read.
SHAPES = set("●▲■")
# The zones in which long words have the least and the most room.
ALL_LANGUAGES = ("calls-portrait", "full-landscape")


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture
def lobby(layout: str) -> Iterator[Lobby]:
    shape = STANDARD[layout].orientation
    made = open_lobby(shape, None, programme(layout, EVENING), fade=1)
    made.feeds = contents.FEEDS
    made.call(4)
    made.tell()
    yield made
    made.player.close()


@pytest.mark.parametrize("layout", STANDARD)
def test_everything_is_whole_legible_and_drawn(lobby: Lobby, layout: str, media: Path) -> None:
    known, files, with_files = contents.files(media)
    faults = []
    for item in (*contents.notices(), *contents.others(), *with_files):
        if item.id.startswith("language-") and layout not in ALL_LANGUAGES:
            continue
        if layout.startswith("ticker-") and not item.id.startswith("template-"):
            # Nearly as large as the whole screen.
            continue
        lobby.publish(programme(layout, item, media=known), files)
        lobby.still()
        zones = {state.zone: state.item for state in lobby.director.showing.zones}
        assert zones["main"] == item.id
        faults += [(item.id, "cut", text) for text in clipped(lobby.screen)]
        faults += [(item.id, "small", text) for text in _too_small(lobby)]
        faults += [(item.id, "box", text) for text in _undrawable(lobby)]
        faults += [(item.id, "over another", text) for text in _crossing(lobby)]
    assert faults == []
    assert lobby.director.showing.faults == ()


def _too_small(lobby: Lobby) -> set[str]:
    short = min(lobby.screen.window.width(), lobby.screen.window.height())
    found = {item.property("text"): _pixels(item) for item in lobby.written()}
    # Readings are half as large as what they are read for, which is.
    return (
        {text for text, size in found.items() if size < FLOOR * short} - SHAPES - _readings(lobby)
    )


def _crossing(lobby: Lobby) -> Iterator[str]:
    """Texts whose letters lie over those of others."""
    drawn = [(item.property("text"), _letters(item)) for item in lobby.written()]
    for (one, at), (other, there) in combinations(drawn, 2):
        if at.intersects(there):
            yield f"{one} / {other}"


def _letters(item: QQuickItem) -> QRectF:
    """Where the letters of a text are; its lines are higher than they."""
    width, height = item.property("contentWidth"), item.property("contentHeight")
    left = (item.width() - width) * _share(item, "effectiveHorizontalAlignment")
    top = (item.height() - height) * _share(item, "verticalAlignment")
    line = height / max(1, item.property("lineCount"))
    return item.mapRectToScene(QRectF(left, top, width, height).adjusted(0, line / 5, 0, -line / 5))


def _share(item: QQuickItem, alignment: str) -> float:
    """How much of what a text leaves free is before it; only QML reads its enumeration."""
    context = QQmlEngine.contextForObject(item)
    value, _ = QQmlExpression(context, item, alignment).evaluate()
    middle, end = (
        Qt.AlignmentFlag.AlignCenter.value,
        int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom),
    )
    return 0.5 if value & middle else 1.0 if value & end else 0.0


def _readings(lobby: Lobby) -> set[str]:
    """Texts above others: hiragana on a card in plain Japanese."""
    shown = [zone.front.shown for zone in lobby.display.mains.values()]
    said = "".join(face.title + face.body for face in shown if face.language == "ja-easy")
    return {
        item.property("text") for item in lobby.written() if f"|{item.property('text')}}}" in said
    }


def _undrawable(lobby: Lobby) -> set[str]:
    texts = {item.property("text").replace("\u2060", "") for item in lobby.written()}
    return {text for text in texts if drawable(text) != drawable(text).strip() or _lost(text)}


def _lost(text: str) -> bool:
    kept = sorted(drawable(text))
    return sorted(sign for sign in text if not sign.isspace()) != [
        c for c in kept if not c.isspace()
    ]


def _pixels(item: QQuickItem) -> float:
    """The height of the type in window pixels, after fitting and scaling of the page."""
    top, bottom = item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(0, 1))
    scale = (bottom - top).manhattanLength()
    return float(item.property("fontInfo").property("pixelSize").toNumber()) * scale
