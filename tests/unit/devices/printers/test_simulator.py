"""The virtual printer: bytes back to dots, and the faults of a real one on demand."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.printers import status
from devices.printers.port import READY, Cover, Paper, PrinterState
from devices.printers.simulator.mishaps import STOPPED, Mishap, Trap, parse
from devices.printers.simulator.server import SimulatorServer
from devices.printers.simulator.virtual import VirtualPrinter, decode

OUT = PrinterState(True, Paper.OUT, Cover.CLOSED)
ROW = b"\x1dv0\x00\x02\x00\x03\x00" + b"\xff\x00" * 3  # 16 dots by 3 rows: left half black
CUT = b"\x1dVB\x00"
TICKET = b"\x1b@" + ROW + b"\x1bJ\x05" + ROW + CUT


def black(receipt: Image.Image) -> int:
    return receipt.convert("L").histogram()[0]


def test_bytes_become_the_dots_they_stand_for() -> None:
    receipts, complaints = decode(TICKET, 16)
    assert not complaints
    assert [receipt.size for receipt in receipts] == [(16, 11)]
    assert black(receipts[0]) == 2 * 3 * 8
    assert receipts[0].getpixel((0, 0)) == 0
    assert receipts[0].getpixel((8, 0)) == 255
    assert receipts[0].getpixel((0, 5)) == 255


@given(st.lists(st.integers(0, len(TICKET) * 2)))
def test_it_does_not_matter_how_the_network_cuts_the_bytes(places: list[int]) -> None:
    data = TICKET * 2
    cuts = [0, *sorted(places), len(data)]
    receipts: list[Image.Image] = []
    printer = VirtualPrinter(16, receipts.append)
    for start, end in pairwise(cuts):
        printer.feed(data[start:end])
    assert [receipt.tobytes() for receipt in receipts] == [
        receipt.tobytes() for receipt in decode(data, 16)[0]
    ]
    assert not printer.complaints


@given(st.binary(max_size=300))
def test_no_bytes_can_break_it(data: bytes) -> None:
    receipts, complaints = decode(data, 16)
    assert all(receipt.width == 16 for receipt in receipts)
    assert all("byte" in text or "dots" in text for text in complaints)


def test_bytes_that_no_ticket_has_are_complained_about() -> None:
    assert decode(b"hello", 16)[1] == [
        f"byte 0x{byte:02x} starts no command of a ticket" for byte in b"hello"
    ]
    assert decode(ROW + CUT, 8)[1] == ["16 dots on paper for 8"]


def test_without_paper_it_waits_and_still_answers() -> None:
    receipts: list[Image.Image] = []
    printer = VirtualPrinter(16, receipts.append)
    printer.set_state(OUT)
    assert printer.feed(TICKET + status.ask_when_done()) == b""
    assert printer.feed(status.ask(status.PAPER_SENSOR)) == b"\x7e"
    assert not receipts
    assert printer.set_state(READY) == b"\x00"
    assert len(receipts) == 1


def test_a_question_is_heard_in_the_middle_of_an_image() -> None:
    printer = VirtualPrinter(16, lambda _: None)
    assert printer.feed(ROW[:9] + status.DLE_EOT) == b""
    assert printer.feed(b"\x01") == b"\x12"


def test_switched_off_it_answers_nothing() -> None:
    printer = VirtualPrinter(16, lambda _: None)
    printer.set_state(PrinterState(online=False))
    assert printer.feed(status.ask(status.PRINTER)) == b""


def ask(client: socket.socket) -> bytes:
    client.sendall(status.ask(status.PRINTER))
    client.settimeout(5)
    return client.recv(1)


def connected(server: SimulatorServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), 5)


def test_tickets_are_written_and_only_the_last_are_kept(tmp_path: Path) -> None:
    with SimulatorServer(58, folder=tmp_path) as server, connected(server) as client:
        client.sendall(TICKET * 25)
        assert server.wait_for(25)
        assert len(server.receipts) == 20
    assert len(list(tmp_path.iterdir())) == 25
    with Image.open(tmp_path / "ticket-0025.png") as written:
        assert written.size == (384, 11)


def test_a_second_run_keeps_the_tickets_of_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        with SimulatorServer(58, folder=tmp_path) as server, connected(server) as client:
            client.sendall(TICKET)
            assert server.wait_for(1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "ticket-0001.png",
        "ticket-0002.png",
    ]


def test_a_folder_that_cannot_be_written_does_not_stop_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with SimulatorServer(folder=tmp_path / "file") as server, connected(server) as client:
        client.sendall(TICKET)
        assert server.wait_for(1)
        assert ask(client) == b"\x12"
    assert "cannot write a simulated ticket" in caplog.text


def test_the_connection_breaks_at_the_byte_that_was_ordered() -> None:
    with SimulatorServer() as server, connected(server) as client:
        server.spoil(Mishap.DROP, 3)
        client.sendall(status.ask(status.PRINTER))
        client.settimeout(5)
        with pytest.raises(ConnectionResetError):
            client.recv(1)
        with connected(server) as again:
            assert ask(again) == b"\x12"


def test_answers_come_late_when_they_are_held() -> None:
    with SimulatorServer() as server, connected(server) as client:
        assert ask(client) == b"\x12"
        server.spoil(Mishap.LATE)
        client.sendall(status.ask(status.PRINTER))
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(1)
        server.mend()
        client.settimeout(5)
        assert client.recv(1) == b"\x12"


def test_a_host_that_hangs_makes_way_for_the_next() -> None:
    with SimulatorServer() as server, connected(server) as first:
        assert ask(first) == b"\x12"
        server.spoil(Mishap.HANG)
        with connected(server) as second:
            assert ask(second) == b"\x12"


def test_what_a_host_sent_before_it_left_is_printed() -> None:
    with SimulatorServer() as server:
        for _ in range(10):
            with connected(server) as client:
                client.sendall(TICKET * 50)
        assert server.wait_for(500)


def test_it_is_switched_off_and_on_at_the_same_port() -> None:
    server = SimulatorServer().start()
    port = server.port
    with connected(server) as client:
        client.sendall(ROW)
        server.stop()
        server.stop()
    with pytest.raises(OSError, match=r"."):
        connected(server)
    with pytest.raises(RuntimeError, match="switched off"):
        server.set_state(READY)
    with server, connected(server) as client:
        assert server.port == port
        assert ask(client) == b"\x12"


@pytest.mark.skipif(os.name != "posix", reason="a signal stands for Ctrl-C")
def test_as_a_program_it_names_its_port_prints_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "devices.printers.simulator", "--port", "0"]
    with subprocess.Popen(
        [*command, "--width", "58", "--out", str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        port = int(program.stdout.readline().split(":")[1].split()[0])
        with socket.create_connection(("127.0.0.1", port), 5) as client:
            client.sendall(TICKET)
            assert ask(client) == b"\x12"
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["ticket-0001.png"]


@pytest.mark.skipif(os.name != "posix", reason="a signal stands for Ctrl-C")
def test_as_a_program_it_has_the_mishap_that_was_chosen_and_is_mended(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "devices.printers.simulator", "--port", "0"]
    chosen = ["--width", "58", "--out", str(tmp_path), "--fault", "no-paper@2", "--mend", "0.1"]
    with subprocess.Popen([*command, *chosen], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        port = int(program.stdout.readline().split(":")[1].split()[0])
        with socket.create_connection(("127.0.0.1", port), 5) as client:
            client.sendall(TICKET + status.ask_when_done())
            assert program.stdout.readline() == "no-paper, for 0.1 s\n"
            client.settimeout(10)
            assert client.recv(1) == b"\x00"
        assert program.stdout.readline() == "mended\n"
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["ticket-0001.png"]


@pytest.mark.parametrize("text", ["fire", "jam@x", "jam@-1", ""])
def test_a_mishap_that_there_is_not_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="no-paper, cover, jam"):
        parse(text)


def test_mishaps_are_chosen_by_name_and_byte() -> None:
    assert parse("jam@2000") == Trap(Mishap.JAM, 2000)
    assert parse("drop") == Trap(Mishap.DROP, 0)


@pytest.mark.parametrize("mishap", [*STOPPED, Mishap.HANG])
def test_a_printer_that_stopped_goes_on_when_it_is_mended(mishap: Mishap) -> None:
    with SimulatorServer(58) as server, connected(server) as client:
        assert ask(client) == b"\x12"
        server.spoil(mishap, 4)
        client.sendall(TICKET)
        assert server.sprung.wait(10)
        assert not server.receipts
        server.mend()
        assert server.wait_for(1)


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with SimulatorServer() as server:
        command = [sys.executable, "-m", "devices.printers.simulator", "--port", str(server.port)]
        ended = subprocess.run(
            [*command, "--out", str(tmp_path)], capture_output=True, text=True, check=False
        )
    assert ended.returncode == 1
    assert str(server.port) in ended.stderr
