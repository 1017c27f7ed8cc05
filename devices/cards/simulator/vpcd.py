"""A card in a virtual reader: the client of vsmartcard's vpcd, which pcscd takes for a reader.

The reader sends packets of two bytes length, big-endian, and payload. A payload of one byte is
about power; all else is an APDU. A closed connection is a card that was taken out.
Source: measured with Debian's vsmartcard-vpcd 3.3.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from math import inf
from threading import Event, Thread
from time import monotonic, sleep

from devices.cards.simulator.contact import Card, Mute, Removed

# The reader sends length and payload in segments of their own, and Nagle's algorithm holds the
# second back until the first is acknowledged: 44 ms an APDU with Linux's delayed acknowledgement,
# 0.1 ms without. The kernel forgets the wish, so it is told around every read.
_QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)

# Of the first slot; the next slot has the next port.
FIRST_PORT = 0x8C7B

# pcscd looks every 0.4 s.
NOTICED_SECONDS = 0.45

# A card that was silent for so long is taken out: the virtual reader itself waits for ever, also
# after an empty answer.
MUTE_SECONDS = 2


class Control(IntEnum):
    """What a payload of one byte asks for. Only ATR is answered."""

    OFF = 0
    ON = 1
    RESET = 2
    ATR = 4


class Slot:
    """A slot of the virtual reader and the hand before it; ``connect`` makes a connection to it."""

    def __init__(self, connect: Callable[[], socket.socket]) -> None:
        self._connect = connect
        self._inserted: Inserted | None = None
        self._empty_since = -inf

    @property
    def card(self) -> Card | None:
        """The card that lies in it; it also does when the reader itself has gone away."""
        return self._inserted.card if self._inserted and not self._inserted.out else None

    def insert(self, card: Card) -> None:
        """Put a card in, in the place of another one. Raises OSError if there is no reader.

        It waits until the reader has noticed that the slot was empty: a card that is swapped
        between two looks is taken for the one before, or never seen (measured with pcscd 1.9.9).
        """
        self.remove()
        sleep(max(0.0, self._empty_since + NOTICED_SECONDS - monotonic()))
        self._inserted = Inserted(card, self._connect())

    def remove(self) -> None:
        """Take the card out, if there is one."""
        if self._inserted:
            self._inserted.close()
            self._empty_since = self._inserted.ended_at
            self._inserted = None


class Inserted:
    """One card in one slot, served by a thread of its own until the card is taken out."""

    def __init__(self, card: Card, wire: socket.socket) -> None:
        self.card = card
        self.out = False
        self.ended_at = inf
        self._wire = wire
        self._taken = Event()
        self._thread = Thread(target=self._serve, name="virtual card", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take the card out."""
        self._taken.set()
        with suppress(OSError):  # the reader has gone before
            self._wire.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _serve(self) -> None:
        with self._wire, suppress(OSError):  # the reader went away
            try:
                while payload := self._receive():
                    self._handle(payload)
            except Removed as fault:
                self.out = True
                if fault.sent:
                    self._send(fault.answer, fault.sent)
        self.card.power_off()
        self.ended_at = monotonic()

    def _handle(self, payload: bytes) -> None:
        if len(payload) > 1:
            self._send(self._answer(payload))
        elif payload[0] == Control.ATR:
            self._send(self.card.atr)
        elif payload[0] == Control.OFF:
            self.card.power_off()
        elif payload[0] == Control.RESET:
            self.card.reset()

    def _answer(self, apdu: bytes) -> bytes:
        try:
            return self.card.answer(apdu)
        except Mute:
            self._taken.wait(MUTE_SECONDS)
            raise Removed from None

    def _receive(self) -> bytes:
        """One payload; empty when the reader has closed."""
        return self._exactly(int.from_bytes(self._exactly(2)))

    def _exactly(self, wanted: int) -> bytes:
        received = b""
        while len(received) < wanted:
            self._acknowledge_at_once()
            part = self._wire.recv(wanted - len(received))
            self._acknowledge_at_once()
            if not part:
                return b""
            received += part
        return received

    def _send(self, answer: bytes, sent: int | None = None) -> None:
        self._wire.sendall(len(answer).to_bytes(2) + answer[:sent])

    def _acknowledge_at_once(self) -> None:
        if _QUICK_ACK is not None:
            self._wire.setsockopt(socket.IPPROTO_TCP, _QUICK_ACK, 1)
