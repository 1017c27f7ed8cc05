"""Scanners on a serial port: framing, and a real port that comes and goes."""

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.scanners import serial_scanner
from devices.scanners.framing import LONGEST, Frame
from devices.scanners.serial_scanner import SerialScanner

CODE = "MC111ABCDEFG" * 60
PATIENCE = 20


def codes(*chunks: bytes) -> list[str]:
    frame = Frame()
    found: list[str] = []
    for chunk in chunks:
        frame, ended = frame.add(chunk)
        found += ended
    return found + list(frame.end()[1])


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b""])
def test_a_code_ends_with_any_terminator_or_none(end: bytes) -> None:
    assert codes(CODE.encode() + end) == [CODE]


@given(st.lists(st.integers(1, 700), max_size=8))
def test_a_code_may_come_in_any_pieces(cuts: list[int]) -> None:
    data = f"{CODE}\r{CODE[::-1]}\r".encode()
    edges = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
    chunks = [data[start:end] for start, end in itertools.pairwise(edges)]
    assert codes(*chunks) == [CODE, CODE[::-1]]


def test_noise_is_no_code_and_fills_no_memory() -> None:
    assert codes(b"\xff\x00\x1b\r\r\n") == []
    frame, _ = Frame().add(b"A" * (LONGEST * 3))
    assert len(frame.begun) == LONGEST


@pytest.fixture
def port(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A scanner's side of a pseudo terminal, and the port's name for us."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo terminals; its ports are read by the same code")
    import pty  # noqa: PLC0415 - not on Windows
    import tty  # noqa: PLC0415 - POSIX

    scanner, ours = pty.openpty()
    tty.setraw(ours)
    name = tmp_path / "ttyACM0"
    name.symlink_to(os.ttyname(ours))
    yield scanner, name
    os.close(ours)
    os.close(scanner)


def test_codes_of_a_real_port_arrive_whole(port: tuple[int, Path]) -> None:
    wire, name = port
    found: Queue[str] = Queue()
    scanner = SerialScanner(str(name), 115200, found.put)
    scanner.start()
    assert scanner.connected.wait(PATIENCE)
    os.write(wire, f"{CODE}\r".encode())
    assert found.get(timeout=PATIENCE) == CODE
    os.write(wire, b"WITHOUT-AN-END")
    assert found.get(timeout=PATIENCE) == "WITHOUT-AN-END"
    scanner.stop()


def test_a_scanner_may_be_plugged_in_later(
    port: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial_scanner, "RETRY", 0.05)
    wire, name = port
    target = name.readlink()
    name.unlink()
    found: Queue[str] = Queue()
    scanner = SerialScanner(str(name), 115200, found.put)
    scanner.start()
    name.symlink_to(target)
    assert scanner.connected.wait(PATIENCE)
    os.write(wire, b"LATER\n")
    assert found.get(timeout=PATIENCE) == "LATER"
    scanner.stop()


def test_a_port_that_is_never_there_stops_nobody(tmp_path: Path) -> None:
    scanner = SerialScanner(str(tmp_path / "none"), 9600, lambda _: None)
    scanner.start()
    scanner.stop()
    assert not scanner.connected.is_set()


def test_a_scanner_that_was_never_started_can_be_stopped() -> None:
    SerialScanner("none", 9600, lambda _: None).stop()


def test_a_scanner_that_is_unplugged_in_the_middle_of_a_code_says_so_and_comes_back(
    port: tuple[int, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial_scanner, "RETRY", 0.05)
    import pty  # noqa: PLC0415 - not on Windows
    import tty  # noqa: PLC0415 - POSIX

    wire, name = port
    first, inner = pty.openpty()
    tty.setraw(inner)
    usual, plug = name.readlink(), tmp_path / "plug"
    plug.symlink_to(os.ttyname(inner))
    found: Queue[str] = Queue()
    states: Queue[bool] = Queue()
    scanner = SerialScanner(str(plug), 115200, found.put, states.put)
    scanner.start()
    assert states.get(timeout=PATIENCE)
    os.write(first, b"WHOLE\rHALF-OF-A-")
    assert found.get(timeout=PATIENCE) == "WHOLE"
    os.close(inner)
    os.close(first)
    plug.unlink()
    assert states.get(timeout=PATIENCE) is False

    plug.symlink_to(usual)
    assert states.get(timeout=PATIENCE)
    os.write(wire, b"AGAIN\r")
    assert found.get(timeout=PATIENCE) == "AGAIN"
    scanner.stop()
    assert states.empty()


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX terminal's own fault")
def test_a_port_that_goes_while_it_is_opened_is_tried_again(
    port: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel answers the flush that ends pyserial's opening with an error of termios."""
    import termios  # noqa: PLC0415 - not on Windows

    import serial  # noqa: PLC0415 - as termios

    # The last step of opening.
    usual, first = vars(serial.Serial)["_reset_input_buffer"], iter([True])

    def gone_once(self: serial.Serial) -> None:
        if next(first, False):
            raise termios.error(5, "Input/output error")
        usual(self)

    monkeypatch.setattr(serial.Serial, "_reset_input_buffer", gone_once)
    states: Queue[bool] = Queue()
    monkeypatch.setattr(serial_scanner, "RETRY", 0.05)
    scanner = SerialScanner(str(port[1]), 9600, lambda _: None, states.put)
    scanner.start()
    assert [states.get(timeout=PATIENCE) for _ in range(2)] == [False, True]
    scanner.stop()


def test_two_scanners_on_two_ports_are_told_apart(port: tuple[int, Path]) -> None:
    import pty  # noqa: PLC0415 - not on Windows
    import tty  # noqa: PLC0415 - POSIX

    wire, name = port
    other, ours = pty.openpty()
    tty.setraw(ours)
    found: Queue[tuple[str, str]] = Queue()
    ports = {"left": str(name), "right": os.ttyname(ours)}
    scanners = [
        SerialScanner(device, 9600, lambda text, side=side: found.put((side, text)))  # type: ignore[misc]
        for side, device in ports.items()
    ]
    for scanner in scanners:
        scanner.start()
        assert scanner.connected.wait(PATIENCE)
    for piece in range(3):
        os.write(wire, f"L{piece}".encode())
        os.write(other, f"R{piece}".encode())
    os.write(wire, b"\r")
    os.write(other, b"\r")
    assert {found.get(timeout=PATIENCE) for _ in ports} == {("left", "L0L1L2"), ("right", "R0R1R2")}
    for scanner in scanners:
        scanner.stop()
    os.close(ours)
    os.close(other)
