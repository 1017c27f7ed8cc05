"""A real hub and a real display: what is let out is on the screen, and what is deleted is gone."""

import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.live import LiveHub, make
from tests.newsdesk import FIRST, Newsdesk, give_one_notice
from tests.terminals import Terminal
from tests.waiting import eventually

# Seconds. The machine of the tests does much else meanwhile; `machiai bench signage` measures.
SWITCH = 2
START, RECONNECT = 10, 5


def held(display: Terminal) -> int:
    """How many files the display holds, whole."""
    media = display.data / "contents" / "media"
    return len([path for path in media.glob("*/*") if len(path.name) == 64])


@pytest.fixture
def supervisor(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """What systemd would hear from the hub and the display."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(f"{folder}/notify")
        ear.settimeout(0)
        monkeypatch.setenv("NOTIFY_SOCKET", ear.getsockname())
        monkeypatch.setenv("WATCHDOG_USEC", "3000000")
        yield ear


def heard(ear: socket.socket) -> list[bytes]:
    messages = []
    with suppress(BlockingIOError):
        while True:
            messages.append(ear.recv(100))
    return messages


@pytest.mark.skipif(sys.platform == "win32", reason="its supervisor is systemd")
def test_a_notice_from_its_writing_to_its_end(tmp_path: Path, supervisor: socket.socket) -> None:
    city = make(tmp_path / "city")
    give_one_notice(city)
    with (
        LiveHub(city) as hub,
        Newsdesk(city) as desk,
        Terminal(city, "signage", "display-1") as display,
    ):
        display.hand.do(read="notice-title", text=FIRST, seconds=30)
        assert b"READY=1" in heard(supervisor)
        # Also what is shown another time is here.
        eventually(lambda: held(display) == 2, "both files")
        desk.write("弐")
        display.hand.do(read="notice-title", text=FIRST)
        desk.publish()
        display.hand.do(read="notice-title", text="弐", seconds=SWITCH)

        # Neither hub nor network, and a cut: it starts with what it has.
        hub.kill()
        display.kill()
        heard(supervisor)
        display.start()
        display.hand.do(read="notice-title", text="弐", seconds=START)

        # The display itself is up, and its loop goes round.
        assert b"READY=1" in heard(supervisor)
        eventually(lambda: b"WATCHDOG=1" in heard(supervisor), "a sign of life")

        hub.start()
        eventually(lambda: "第2版" in desk.page("/contents/screens"), "the second edition")
        desk.delete()
        display.hand.do(see="clock-card", seconds=SWITCH + RECONNECT)
        eventually(lambda: "第3版" in desk.page("/contents/screens"), "the third edition")
        display.hand.do(end=True)
        assert display.program.process.wait(20) == 0
        assert not [line for line in display.log.splitlines() if '"critical"' in line]
