"""A secret is typed at a real terminal, and shows nowhere."""

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest

from hub.cli.secrets_typed import NoTerminal, typed_secret

termios = pytest.importorskip("termios", reason="Windows has no pseudo-terminals")


@dataclass
class Keyboard:
    """The other side of the terminal: what a person types and sees."""

    side: int

    def type(self, keys: bytes) -> None:
        os.write(self.side, keys)

    def seen(self) -> bytes:
        """What the screen got so far; a marker shows where that ends."""
        os.write(self.side, b"END\n")
        seen = b""
        while not seen.endswith(b"END\r\n"):
            seen += os.read(self.side, 1000)
        return seen.removesuffix(b"END\r\n")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyboard]:
    side, terminal = os.openpty()
    with open(terminal, encoding="utf-8") as stdin:  # noqa: PTH123 - a descriptor
        monkeypatch.setattr(sys, "stdin", stdin)
        yield Keyboard(side)
    os.close(side)


def ask(keyboard: Keyboard, keys: bytes) -> bytearray:
    """The answer to the question, typed once the terminal is silent."""
    Thread(target=_type_when_silent, args=(keyboard, keys)).start()
    return typed_secret("暗証番号: ")


def _type_when_silent(keyboard: Keyboard, keys: bytes) -> None:
    while termios.tcgetattr(keyboard.side)[3] & termios.ECHO:
        pass
    keyboard.type(keys)


def test_what_is_typed_is_returned_and_not_shown(
    keyboard: Keyboard, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(keyboard, b"1234\n") == bytearray(b"1234")
    assert keyboard.seen() == b""
    assert capsys.readouterr() == ("", "暗証番号: \n")


def test_a_wrong_key_can_be_taken_back(keyboard: Keyboard) -> None:
    assert ask(keyboard, b"1239\x7f4\n") == bytearray(b"1234")


def test_what_was_typed_before_the_question_is_thrown_away(keyboard: Keyboard) -> None:
    keyboard.type(b"9999\n")
    assert os.read(keyboard.side, 6) == b"9999\r\n", "the terminal has it, and shows it"
    assert ask(keyboard, b"1234\n") == bytearray(b"1234")


def test_far_too_long_a_line_is_cut(keyboard: Keyboard) -> None:
    assert ask(keyboard, b"1" * 300 + b"\n") == bytearray(b"1" * 64)


def test_an_unfinished_line_is_no_answer(keyboard: Keyboard) -> None:
    with pytest.raises(EOFError):
        ask(keyboard, b"\x04")
    assert termios.tcgetattr(keyboard.side)[3] & termios.ECHO


def test_a_pipe_is_no_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("1234\n"))
    with pytest.raises(NoTerminal):
        typed_secret("暗証番号: ")
