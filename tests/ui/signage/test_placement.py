"""Cables are pulled and put back; the display finds its screen again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QWindow

from signage.app.placement import Placement


@pytest.fixture
def window(qapp: QGuiApplication) -> QWindow:  # noqa: ARG001 - a window needs the application
    return QWindow()


@pytest.mark.parametrize("wanted", [0, 1, 7])
def test_it_fills_the_screen_that_it_is_to_be_on_or_the_main_one(
    qapp: QGuiApplication, window: QWindow, wanted: int
) -> None:
    Placement(qapp, window, wanted).place()
    assert window.screen().name() == QGuiApplication.primaryScreen().name()
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()
    window.destroy()


def test_it_is_placed_once_after_screens_came_and_went(
    qapp: QGuiApplication, window: QWindow, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    monkeypatch.setattr("signage.app.placement.SETTLE_MS", 20)
    placed: list[bool] = []
    monkeypatch.setattr(Placement, "place", lambda _: placed.append(True))
    Placement(qapp, window, 0)
    for _ in range(5):
        qapp.screenRemoved.emit(QGuiApplication.primaryScreen())
        qapp.screenAdded.emit(QGuiApplication.primaryScreen())
    qtbot.waitUntil(lambda: bool(placed))  # type: ignore[attr-defined] # pytest-qt's bot
    qtbot.wait(60)  # type: ignore[attr-defined] # as above
    assert placed == [True]
    window.destroy()


# A program of two screens.
MOVES = """
from PySide6.QtGui import QGuiApplication, QWindow
from signage.app.placement import Placement
app = QGuiApplication([])
window = QWindow()
Placement(app, window, 2).place()
print(window.screen().name(), *window.geometry().getRect())
"""


def test_it_moves_to_the_second_of_two_screens(tmp_path: Path) -> None:
    sizes = {"one": (0, 800, 600), "two": (800, 1920, 1080)}
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "dpr": 1}
        | {"logicalDpi": 96, "logicalBaseDpi": 96}
        for name, (x, width, height) in sizes.items()
    ]
    desk = tmp_path / "screens.json"
    desk.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    away = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={desk}"}
    said = subprocess.run(
        [sys.executable, "-c", MOVES], env=away, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["two", "800", "0", "1920", "1080"]
