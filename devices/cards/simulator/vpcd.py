"""A card in a virtual reader: the client of vsmartcard's vpcd, which pcscd takes for a reader.

The reader sends packets of two bytes length, big-endian, and payload. A payload of one byte is
about power; all else is an APDU. A closed connection is a card that was taken out.
Source: measured with Debian's vsmartcard-vpcd 3.3.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from enum import IntEnum
from threading import Event, Thread

from devices.cards.simulator.contact import Card, Mute, Removed

# The reader sends length and payload in segments of their own, and Nagle's algorithm holds the
# second back until the first is acknowledged: 44 ms an APDU with Linux's delayed acknowledgement,
# 0.1 ms without. The kernel forgets the wish, so it is told around every read.
_QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)


# Of the first slot; the next slot has the next port.
FIRST_PORT = 0x8C7B

# A card that is silent for so long is taken for gone. The reader itself would wait for ever.
MUTE_SECONDS = 5


class Control(IntEnum):
    """What a payload of one byte asks for. Only ATR is answered."""

    OFF = 0
    ON = 1
    RESET = 2
    ATR = 4


class Inserted:
    """One card in one slot, served by a thread of its own until the card is taken out."""

    def __init__(self, card: Card, wire: socket.socket) -> None:
        self.card = card
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
                if fault.sent:
                    self._send(fault.answer, fault.sent)
        self.card.power_off()

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
