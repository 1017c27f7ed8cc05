"""A supervisor hears that the program is up, and that it goes round."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.supervised import Supervisor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="systemd is Linux's")


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[socket.socket]:
    """What systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        yield listening


def heard(ear: socket.socket) -> list[bytes]:
    messages = []
    while True:
        try:
            messages.append(ear.recv(100))
        except BlockingIOError:
            return messages


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def supervised(ear: socket.socket, clock: Clock, **more: str) -> Supervisor:
    return Supervisor({"NOTIFY_SOCKET": ear.getsockname(), **more}, clock)


def test_beats_come_in_a_third_of_the_patience(ear: socket.socket) -> None:
    clock = Clock()
    program = supervised(ear, clock, WATCHDOG_USEC="30000000", WATCHDOG_PID=str(os.getpid()))
    program.ready()
    for tenth in range(600):
        clock.now = tenth / 10
        program.beat()
    assert heard(ear) == [b"READY=1"] + [b"WATCHDOG=1"] * 7


@pytest.mark.parametrize("asked", [{}, {"WATCHDOG_USEC": "x"}, {"WATCHDOG_PID": "1"}])
def test_nobody_waits_for_beats(ear: socket.socket, asked: dict[str, str]) -> None:
    program = supervised(ear, Clock(), **{"WATCHDOG_USEC": "1000", **asked} if asked else {})
    program.beat()
    assert heard(ear) == []


@pytest.mark.parametrize("address", ["", "/nowhere/at/all", "@nobody"])
def test_without_a_supervisor_nothing_happens(address: str) -> None:
    program = Supervisor({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1000"})
    program.ready()
    program.beat()
