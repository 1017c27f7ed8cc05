"""Staff see the screen from their pages: a picture once it stands, and what the display says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import psutil
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from hub.client import ItemFault
from hub.client.errors import SpoolFault
from signage.app.projector import Frames
from signage.app.screens import Screens, Trend
from signage.app.states import States
from signage.app.witness import PERIOD, SETTLED, Witness
from signage.store.clock import ClockWatch
from tests.ui.signage.stage import EVENING, MORNING, Lobby, open_lobby, programme
from tests.ui.signage.test_display_emergency import FIRE, tell


class Desk:
    """What the thread of the reports is told."""

    def __init__(self) -> None:
        self.pictures: list[bytes] = []
        self.woken = 0

    def picture(self, jpeg: bytes) -> None:
        self.pictures.append(jpeg)

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture
def lobby() -> Iterator[Lobby]:
    made = open_lobby("landscape", None, programme("full-landscape", EVENING), fade=1)
    made.tell()
    made.still()
    yield made
    made.player.close()


def watch(lobby: Lobby, clock: ClockWatch, desk: Desk) -> Witness:
    parent = lobby.player.window
    return Witness(lobby.player, cast(Screens, desk), clock, lambda: lobby.world.now, parent)


def look(witness: Witness, times: int) -> None:
    for _ in range(times):
        witness.look()


def test_a_new_publication_is_told_at_once_and_pictured_when_it_stands(lobby: Lobby) -> None:
    desk = Desk()
    witness = watch(lobby, ClockWatch(None, lambda _: None), desk)
    look(witness, 1)
    assert (desk.woken, desk.pictures) == (1, [])
    look(witness, SETTLED)
    (jpeg,) = desk.pictures
    image = QImage()
    assert image.loadFromData(QByteArray(jpeg), "JPEG")
    assert (image.width(), image.height()) == (480, 270)
    look(witness, PERIOD)
    assert (desk.woken, len(desk.pictures)) == (1, 2)


def test_a_clock_that_the_hub_contradicts_ends_no_emergency(lobby: Lobby) -> None:
    tell(lobby, replace(FIRE, expires=lobby.world.now + timedelta(hours=6)))
    clock = ClockWatch(None, lambda _: None)
    witness = watch(lobby, clock, Desk())
    hub, lobby.world.now = lobby.world.now, lobby.world.now + timedelta(days=3)
    clock.compare(lobby.world.now, hub)
    look(witness, 1)
    lobby.player.emergency.look()
    assert lobby.named("emergency-cover")


class Fetched:
    """A store that lacks some files."""

    wanted, missing = 7, 2

    def faults(self) -> tuple[ItemFault, ...]:
        return (ItemFault("late", "あす", "missing", MORNING),)


class Stuck:
    """A file of proofs on a disk that does not work."""

    def count(self) -> int:
        raise SpoolFault("disk I/O error")


def test_the_report_names_what_is_skipped_whatever_the_disk_does(
    lobby: Lobby, tmp_path: Path
) -> None:
    shown: Any = lobby.director.showing
    state = States(
        lambda: shown,
        Frames(),
        cast(Any, Fetched()),
        cast(Any, Stuck()),
        ClockWatch(None, lambda _: None),
        "1",
        MORNING,
        tmp_path / "gone",
        lambda: MORNING,
        Trend(),
        psutil.Process(),
    )()
    assert [fault.item for fault in state.faults] == ["late"]
    assert (state.wanted, state.missing, state.pending, state.disk_free) == (7, 2, 0, 0)
    assert (state.generation, state.layout, state.width) == (1, "full-landscape", 1920)
