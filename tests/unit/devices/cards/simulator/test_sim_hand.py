"""The command line of the simulator: words in, cards on the reader, words out."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.cards.certificates import load
from devices.cards.simulator.__main__ import main
from devices.cards.simulator.hand import FAULTS, HELP, Hand
from devices.cards.simulator.people import PEOPLE
from devices.cards.simulator.wallet import Wallet
from tests.unit.devices.cards.simulator.cards import TEXT, file, verify

ATR = bytes((0, 1, 4))


@pytest.fixture
def reader() -> Iterator[socket.socket]:
    """A port that cards come to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        yield server


@pytest.fixture
def hand(reader: socket.socket) -> Iterator[Hand]:
    with Hand(Wallet(), reader.getsockname()) as hand:
        yield hand


def test_a_card_is_put_on_and_taken_away(hand: Hand, reader: socket.socket) -> None:
    assert hand.obey("insert kato") == (
        "カードを置きました: kato (暗証番号をあと1回しか試せないカード)"
    )
    with reader.accept()[0] as wire:
        wire.sendall(ATR)
        assert wire.recv(100).hex() == "000d3b888001000041e0b381a1003b"

        assert hand.obey("remove") == "カードを取りました"
        assert wire.recv(1) == b""


def test_a_card_with_a_fault(hand: Hand, reader: socket.socket) -> None:
    hand.obey("insert sato removed:1")
    with reader.accept()[0] as wire:
        wire.sendall(bytes.fromhex("000400200080"))

        assert wire.recv(1) == b""


def test_removing_nothing_does_no_harm(hand: Hand) -> None:
    assert hand.obey("remove") == "カードを取りました"


@pytest.mark.parametrize("line", ["", "help", "dance", "insert a b c"])
def test_what_it_does_not_know_it_answers_with_help(hand: Hand, line: str) -> None:
    assert hand.obey(line) == HELP


def test_a_stranger_is_named_and_everybody_listed(hand: Hand) -> None:
    answer = hand.obey("insert alice")

    assert answer.startswith("alice という人はいません")
    assert all(person.key in answer and person.about in answer for person in PEOPLE)


def test_an_unknown_fault_is_named_and_known_ones_listed(hand: Hand) -> None:
    assert hand.obey("insert sato burnt").startswith("burnt という故障はありません")
    assert all(trouble in hand.obey("faults") for trouble in FAULTS)


def test_without_a_reader_it_says_what_is_missing() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with Hand(Wallet(), unused.getsockname()) as hand:
            answer = hand.obey("insert")

    assert "仮想リーダーがありません" in answer
    assert "vsmartcard-vpcd" in answer


def test_the_program_keeps_tries_and_authority(reader: socket.socket, tmp_path: Path) -> None:
    port, tries, ca = reader.getsockname()[1], tmp_path / "tries.json", tmp_path / "ca"
    options = ("--port", str(port), "--person", "sato", "--counters", str(tries), "--ca", str(ca))
    with _simulator(*options) as process:
        with reader.accept()[0] as wire:
            assert _ask(wire, TEXT) == "9000"
            assert _ask(wire, file(0x0011)) == "9000"
            assert _ask(wire, verify("1111")) == "63C2"
        said, complaints = process.communicate("quit\n", timeout=30)

    assert tries.read_text(encoding="utf-8") == '{\n "sato/text/0011": 2\n}'
    assert len(load(ca).certificates) == 2
    assert said.startswith("カードを置きました: sato (ふつうのカード)\n" + HELP)
    assert complaints == ""


def test_the_program_lists_everybody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["simulator", "--list"])

    assert main() == 0
    assert "watanabe" in capsys.readouterr().out


def test_the_program_names_a_broken_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "tries.json"
    broken.write_text("?", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["simulator", "--counters", str(broken)])

    assert main() == 1
    assert "tries.json: not a file of tries left" in capsys.readouterr().err


def _ask(wire: socket.socket, apdu: str) -> str:
    command = bytes.fromhex(apdu)
    wire.sendall(len(command).to_bytes(2) + command)
    return wire.recv(1000)[2:].hex().upper()


def _simulator(*options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "devices.cards.simulator", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
