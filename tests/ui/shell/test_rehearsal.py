"""The hand that plays the demonstration touches what a visitor would touch."""

import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest
from PySide6.QtGui import QImage

from kiosk.shell.rehearsal import Rehearsal
from tests.ui.qml import Screen, until

PAGE = """
    OutlineButton { id: button; objectName: "open"; text: "ひらく"; onClicked: door.visible = true }
    Label { id: door; objectName: "door"; text: "ようこそ"; visible: false; y: 400 }
    Label {
        objectName: "typed"
        y: 800
        focus: true
        Keys.onPressed: event => text += event.text
    }
"""

Show = Callable[..., Screen]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def orders() -> Iterator[tuple[TextIO, TextIO]]:
    reading, writing = os.pipe()
    with (
        os.fdopen(reading, encoding="utf-8") as there,
        # The writer is closed first: the reader's thread ends with what it has read.
        os.fdopen(writing, "w", encoding="utf-8") as here,
    ):
        yield there, here


@pytest.fixture
def ask(show: Show, orders: tuple[TextIO, TextIO]) -> Ask:
    there, here = orders
    answers = io.StringIO()
    ended: list[bool] = []
    Rehearsal(show(PAGE).window, lambda: ended.append(True), there, answers)

    def ask(line: str = "", **order: Any) -> dict[str, Any]:
        before = len(answers.getvalue().splitlines())
        print(line or json.dumps(order), file=here, flush=True)
        until(lambda: len(answers.getvalue().splitlines()) > before, "an answer")
        answer: dict[str, Any] = json.loads(answers.getvalue().splitlines()[-1])
        return answer | {"ended": bool(ended)}

    return ask


def test_a_touch_opens_what_it_should(ask: Ask) -> None:
    answer = ask(tap="open", see="door")
    assert answer["rehearsal"] == "ok"
    assert 0 < answer["ms"] < 5000
    assert ask(read="door")["text"] == "ようこそ"


def test_a_text_can_be_waited_for(ask: Ask) -> None:
    ask(tap="open")
    assert ask(read="door", text="ようこそ")["rehearsal"] == "ok"
    assert ask(read="door", text="さようなら", seconds=0.05)["rehearsal"] == "no"


def test_a_scan_is_typed_and_ended(ask: Ask) -> None:
    assert ask(scan="/t/0aF")["rehearsal"] == "ok"
    assert ask(read="typed")["text"] == "/t/0aF\r"


def test_what_is_not_there_is_told_with_what_is(ask: Ask) -> None:
    answer = ask(see="door", seconds=0.05)
    assert answer["rehearsal"] == "no"
    assert "open" in answer["why"]


def test_a_picture_shows_the_window(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "shots" / "page.png"
    assert ask(shot=str(file))["rehearsal"] == "ok"
    assert QImage(str(file)).width() == 1080


@pytest.mark.parametrize("line", ["{", "[]", '{"dance": 1}'])
def test_nonsense_is_answered(ask: Ask, line: str) -> None:
    assert ask(line)["rehearsal"] == "no"


def test_the_end_is_answered_before_it_comes(ask: Ask) -> None:
    assert ask(end=True) == {"rehearsal": "ok", "ms": pytest.approx(0, abs=5000), "text": None} | {
        "ended": True
    }
