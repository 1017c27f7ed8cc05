"""The QML check knows our Python types: a misspelt property does not pass."""

from pathlib import Path

import pytest

from tests.tools import qml_lint

VIEW_MODEL = """
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Machiai.Sample"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Ticket(QObject):
    changed = Signal()

    @Property(str, notify=changed)
    def label(self) -> str:
        return "A-001"

    @Property(str, constant=True)
    def city(self) -> str:
        return "待合市"
"""
SCREEN = """
import QtQuick
import Machiai.Sample

Item {
    id: screen
    required property Ticket ticket
    Text { text: screen.ticket.label + screen.ticket.city }
    Badge {}
}
"""
BADGE = "import QtQuick\nRectangle { width: 10 }\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A terminal with a Python type and a QML type in one module, and a screen that uses both."""
    module = tmp_path / "qml" / "Machiai" / "Sample"
    module.mkdir(parents=True)
    (module / "qmldir").write_text("module Machiai.Sample\nBadge 1.0 Badge.qml\n", encoding="utf-8")
    (module / "Badge.qml").write_text(BADGE, encoding="utf-8")
    (tmp_path / "ticket.py").write_text(VIEW_MODEL, encoding="utf-8")
    (tmp_path / "Screen.qml").write_text(SCREEN, encoding="utf-8")
    return tmp_path


def test_right_qml_passes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert qml_lint.main([str(folder)]) == 0, capfd.readouterr()
    assert "2 QML files: all good" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("ticket.label", "ticket.lable"), ("Badge {}", "Bagde {}"), ("id: screen", "id: window")],
)
def test_a_misspelt_name_fails(
    folder: Path, capfd: pytest.CaptureFixture[str], right: str, wrong: str
) -> None:
    (folder / "Screen.qml").write_text(SCREEN.replace(right, wrong), encoding="utf-8")
    assert qml_lint.main([str(folder)]) != 0
    assert "Screen.qml" in capfd.readouterr().err


def test_a_property_that_may_change_must_say_when(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its binding would show the old value for ever."""
    silent = VIEW_MODEL.replace("Property(str, constant=True)", "Property(str)")
    (folder / "ticket.py").write_text(silent, encoding="utf-8")
    assert qml_lint.main([str(folder)]) != 0
    assert "stale-property-read" in capfd.readouterr().err


def test_a_module_without_a_name_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    qmldir = folder / "qml" / "Machiai" / "Sample" / "qmldir"
    qmldir.write_text("Badge 1.0 Badge.qml\n", encoding="utf-8")
    assert qml_lint.main([str(folder)]) == 1
    assert "module NAME" in capsys.readouterr().err


def test_a_source_that_is_no_python_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ticket.py").write_text(VIEW_MODEL + "\ndef (", encoding="utf-8")
    assert qml_lint.main([str(folder)]) == 1
    assert "SyntaxError" in capsys.readouterr().err


def test_no_qml_is_no_fault(tmp_path: Path) -> None:
    assert qml_lint.main([str(tmp_path)]) == 0
