"""`machiai card` as a process of its own, at a terminal, with the real pcscd."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.cards import listing
from devices.cards.faults import ReaderTrouble
from devices.cards.pcsc import PcscSource
from devices.cards.simulator.people import ORDINARY, PIN
from devices.cards.simulator.wallet import Wallet
from devices.cards.source import Slot
from tests.pcscd import Pcscd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pcscd is not Windows' service")

ROOT = Path(__file__).resolve().parents[4]
WALLET = Wallet()
# Two readers, the second one empty.
FIRST, SECOND = "Virtual PCD 00 00", "Virtual PCD 00 01"


@pytest.fixture(scope="module")
def pcscd() -> Iterator[Pcscd]:
    with Pcscd() as running:
        yield running


@pytest.fixture
def card(pcscd: Pcscd) -> Iterator[None]:
    """A card in the first reader, which the service has noticed."""
    pcscd.insert(WALLET.card(ORDINARY))
    source = PcscSource()
    seen = source.wait(None)
    while seen.slot is not Slot.CARD:
        seen = source.wait(seen)
    source.close()
    yield
    pcscd.remove()


class Terminal:
    """A person at a terminal, who answers when asked."""

    def __init__(self, pcscd: Pcscd, *words: str) -> None:
        self._side, theirs = os.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hub.cli", "card", *words],
            cwd=ROOT,
            env={**os.environ, **pcscd.env},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""

    def answer(self, question: str, words: str) -> None:
        while question not in self.seen:
            self._see()
        os.write(self._side, f"{words}\n".encode())

    def end(self) -> int:
        """The exit code; everything was seen."""
        while self._see():
            pass
        os.close(self._side)
        return self._process.wait()

    def _see(self) -> bool:
        try:
            more = os.read(self._side, 4096)
        except OSError:  # Linux' end of a terminal whose other side was closed
            return False
        self.seen += more.decode()
        return bool(more)


@pytest.mark.usefixtures("card")
def test_a_pin_typed_at_a_terminal_reads_a_card_and_shows_nowhere(pcscd: Pcscd) -> None:
    terminal = Terminal(pcscd, "read", "--reveal", "--reader", "00 00")
    terminal.answer("同意を得ましたか", "y")
    terminal.answer("数字4けた", PIN)
    assert terminal.end() == 0, terminal.seen
    assert f"氏名: {ORDINARY.name}" in terminal.seen
    assert PIN not in terminal.seen
    assert PIN not in pcscd.log()


@pytest.mark.usefixtures("card")
def test_the_readers_of_the_machine_are_listed() -> None:
    found = {reader.name: reader.card for reader in listing.readers()}
    assert found == {FIRST: True, SECOND: False}


def test_a_service_that_is_away_is_trouble(pcscd: Pcscd) -> None:
    pcscd.stop()
    with pytest.raises(ReaderTrouble):
        listing.readers()
    pcscd.start()
