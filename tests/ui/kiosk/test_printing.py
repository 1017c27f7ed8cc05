"""The kiosk's printer: from settings to paper, and each number once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject

from devices.printers.journal import Journal
from devices.printers.port import NOT_INSTALLED, READY, Printer, PrinterState
from hub.client import Printer as PrinterSettings
from kiosk.app.printing import Printing, printer_of
from kiosk.app.qt_printer import QtPrinter
from kiosk.flow.events import PrintEnded
from kiosk.flow.state import Print
from tests.ui.qml import until
from tests.unit.devices.printers import sheets


@dataclass
class Counter:
    """A printer of a kiosk, with what it said."""

    folder: Path
    ended: list[PrintEnded] = field(default_factory=list)
    states: list[PrinterState] = field(default_factory=list)
    printing: Printing = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        journal = Journal(self.folder / "printing.txt")
        self.printing = Printing(
            PrinterSettings("simulator"),
            self.folder / "receipts",
            journal,
            self.ended.append,
            self.states.append,
        )

    def print(self, job: str, *, again: bool = False) -> Print:
        before = len(self.ended)
        self.printing.print(job, sheets.JAPANESE, again=again)
        until(lambda: len(self.ended) > before, "the outcome", 20_000)
        assert self.ended[-1].ticket == job
        return self.ended[-1].printed

    @property
    def papers(self) -> int:
        return len(list((self.folder / "receipts").glob("*.png")))


@pytest.fixture
def counter(tmp_path: Path, qapp: QObject) -> Iterator[Counter]:
    del qapp
    made = Counter(tmp_path)
    yield made
    made.printing.close()


def test_a_number_is_printed_once_unless_somebody_asks_for_another(counter: Counter) -> None:
    assert counter.print("a") is Print.DONE
    assert counter.print("a") is Print.UNCERTAIN
    assert counter.papers == 1
    assert counter.print("a", again=True) is Print.DONE
    assert counter.papers == 2
    until(lambda: READY in counter.states, "the state")


def test_a_kiosk_that_was_started_again_prints_no_old_number_by_itself(counter: Counter) -> None:
    assert counter.print("a") is Print.DONE
    counter.printing.close()
    with (counter.folder / "printing.txt").open("a", encoding="utf-8") as file:
        file.write("sent b\n")
    counter.start()
    assert counter.print("a") is Print.UNCERTAIN
    assert counter.print("b") is Print.UNCERTAIN
    assert counter.papers == 1
    assert counter.print("c") is Print.DONE
    assert counter.papers == 2


KINDS: dict[str, dict[str, Any]] = {
    "network": {"host": "127.0.0.1", "port": 1},
    "usb": {"vendor": 1, "product": 2},
    "serial": {"device": "/dev/no-such-port", "baud": 9600},
    "file": {"path": "/no/such/folder/printer"},
    "system": {"name": "no such printer"},
    "none": {},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_printer_that_is_not_there_is_a_state(
    kind: Any, tmp_path: Path, qapp: QObject
) -> None:
    del qapp
    printer: Printer = printer_of(PrinterSettings(kind, **KINDS[kind]), tmp_path, torn=False)
    state = printer.state()
    assert not state.online
    assert (state == NOT_INSTALLED) == (kind == "none")
    assert isinstance(printer, QtPrinter) == (kind == "system")
    printer.close()
