"""My Number cards: a virtual one in the real pcscd, through the kiosk's own card thread."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from typing import Self
from uuid import uuid4

from devices.cards import jpki
from devices.cards.apdu import Ins
from devices.cards.cards import Item, Secret
from devices.cards.certificates import Authorities, Chain
from devices.cards.pcsc import PcscSource
from devices.cards.port import CardPort
from devices.cards.profile import CARD_2016
from devices.cards.sight import Done, Order, Place, Sight
from devices.cards.simulator import people
from devices.cards.simulator.ca import Authority
from devices.cards.simulator.contact import Card
from devices.cards.simulator.wallet import Wallet
from devices.cards.worker import CardWorker
from tests.bench.figures import Figure, percentile
from tests.pcscd import Pcscd, point_clients_here

FOUR = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX})
# pcscd asks the virtual reader so often whether a card is there (measured: mynumber facts; its
# PCSCLITE_STATUS_POLLING_RATE), and a card comes at any moment in between.
SENSING = 0.4
INSERTIONS, READS, ROUND_TRIPS, SIGNATURES = 40, 50, 500, 50
# Seconds after which something is broken.
PATIENCE = 10

CA = Authority()


class Counted:
    """A card that counts the commands of each connection in which a secret was sent."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._commands: list[bytes] = []
        self.counts: list[int] = []

    @property
    def atr(self) -> bytes:
        return self._card.atr

    def answer(self, apdu: bytes) -> bytes:
        self._commands.append(apdu[:5])
        return self._card.answer(apdu)

    def reset(self) -> None:
        self._card.reset()

    def power_off(self) -> None:
        if any(apdu[1] == Ins.VERIFY and len(apdu) > 4 for apdu in self._commands):
            self.counts.append(len(self._commands))
        self._commands.clear()
        self._card.power_off()


class Thread:
    """The card thread, and what it told."""

    def __init__(self) -> None:
        self._sights: Queue[Sight] = Queue()
        self._done: Queue[Done] = Queue()
        self._worker = CardWorker(PcscSource(), self._sights.put, self._done.put)

    def __enter__(self) -> Self:
        self._worker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.stop()

    def until(self, place: Place) -> None:
        while self._sights.get(timeout=PATIENCE).place is not place:
            pass

    def read(self) -> float:
        """Seconds until the four attributes were there."""
        digits = bytearray(people.PIN.encode())
        began = time.perf_counter()
        self._worker.read(Order(uuid4().hex, Secret.PIN, digits, FOUR))
        done = self._done.get(timeout=PATIENCE)
        taken = time.perf_counter() - began
        assert done.found is not None, done
        assert done.found.name == people.ORDINARY.name
        return taken

    def rest(self) -> None:
        """Until it has looked at the card again, as it does after each order."""
        self._worker.look()
        self.until(Place.CARD)


def measure(_folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """All figures whose bench has `only` in its name."""
    point_clients_here()
    benches: dict[str, Callable[[Pcscd, Counted], Iterator[Figure]]] = {
        "insert": insertions,
        "read": reads,
        "transport": transport,
        "authenticate": signatures,
    }
    card = Wallet(CA).card(people.ORDINARY)
    with Pcscd() as pcscd:
        for name, bench in benches.items():
            if only in name:
                yield from bench(pcscd, Counted(card))
                pcscd.remove()


def insertions(pcscd: Pcscd, card: Counted) -> Iterator[Figure]:
    """From a card that is put on to a card that is known, at all phases of the reader's beat."""
    times = []
    with Thread() as thread:
        thread.until(Place.EMPTY)
        for number in range(INSERTIONS):
            time.sleep(SENSING * number / INSERTIONS)
            began = time.perf_counter()
            pcscd.insert(card)
            thread.until(Place.CARD)
            times.append(time.perf_counter() - began)
            pcscd.remove()
            thread.until(Place.EMPTY)
    yield Figure("card put on to card known, p50", percentile(times, 0.5), "s", 0.5)
    yield Figure("card put on to card known, p95", percentile(times, 0.95), "s", 0.5)
    yield Figure("of which the reader's sensing interval, at most", SENSING, "s")


def reads(pcscd: Pcscd, card: Counted) -> Iterator[Figure]:
    """From the order with its PIN to the four attributes, the card switched on and off."""
    times = []
    with Thread() as thread:
        pcscd.insert(card)
        thread.until(Place.CARD)
        for _ in range(READS):
            times.append(thread.read())
            thread.rest()
    yield Figure("PIN to four attributes, p50", percentile(times, 0.5) * 1000, "ms", 20)
    yield Figure("PIN to four attributes, p95", percentile(times, 0.95) * 1000, "ms")
    yield Figure("commands (APDUs) for four attributes", max(card.counts), "", 8)


def transport(pcscd: Pcscd, card: Counted) -> Iterator[Figure]:
    """One command there and its answer back, without anything of ours around it."""
    command = b"\x00\xa4\x04\x0c\x0a" + CARD_2016.text.aid
    times = []
    _put(pcscd, card)
    with _connected() as port:
        for _ in range(ROUND_TRIPS):
            began = time.perf_counter()
            port.send_and_receive(command)
            times.append(time.perf_counter() - began)
    yield Figure("one command by the transport alone, p50", percentile(times, 0.5) * 1000, "ms")


def signatures(pcscd: Pcscd, card: Counted) -> Iterator[Figure]:
    """Certificate, PIN, signature by the virtual card, and the checks of both."""
    trusted = Authorities((CA.auth_authority,))
    times = []
    _put(pcscd, card)
    for number in range(SIGNATURES):
        with _connected() as port:
            began = time.perf_counter()
            pin, challenge = bytearray(people.AUTH_PIN.encode()), number.to_bytes(32)
            found = jpki.authenticate(port, pin, challenge, trusted, datetime.now(UTC))
            times.append(time.perf_counter() - began)
        assert found.chain is Chain.OK
    yield Figure("authenticate by JPKI, p50", percentile(times, 0.5) * 1000, "ms")
    yield Figure("commands (APDUs) to authenticate", max(card.counts), "")


def _put(pcscd: Pcscd, card: Card) -> None:
    """Put a card on and wait until it lies still: the first connection may come too early."""
    pcscd.insert(card)
    with Thread() as thread:
        thread.until(Place.CARD)


@contextmanager
def _connected() -> Iterator[CardPort]:
    """The card that lies there."""
    source = PcscSource()
    try:
        with source.connect(source.wait(None)) as port:
            yield port
    finally:
        source.close()
