"""PC/SC as pyscard's raw module has it, with types, and with exceptions in the place of codes.

The raw module, because pyscard's CardMonitor does not outlive its service: its thread ends with
pcscd and never starts again (pyscard issues 82, 128, 228; measured with 2.3.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from smartcard import scard as pyscard

from devices.cards.codes import Code, check, unsigned

# A reader of this name stands for "a reader was plugged in or out" (PC/SC part 5; pcsc-lite too).
PLUGGED = "\\\\?PnP?\\Notification"

UNAWARE = 0
CHANGED = 0x0002
PRESENT = 0x0020
EXCLUSIVE = 0x0080
IN_USE = 0x0100


@dataclass(frozen=True, slots=True)
class Handle:
    """A connected card."""

    number: int
    protocol: int


class Context:
    """One line to the PC/SC service, for one thread; `cancel` may come from another one."""

    def __init__(self, scard: Any = pyscard) -> None:
        """Raises PcscFailure: mostly the service does not run."""
        self._scard = scard
        self._plugged = UNAWARE
        code, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        check(code)

    def release(self) -> None:
        """Give it back. If the service is away, it has gone with it."""
        self._scard.SCardReleaseContext(self._context)

    def readers(self) -> list[str]:
        """The names of all readers, perhaps none. Raises PcscFailure."""
        code, names = self._scard.SCardListReaders(self._context, [])
        if unsigned(code) == Code.NO_READERS_AVAILABLE:
            return []
        check(code)
        return list(names)

    def states(self, readers: list[str]) -> dict[str, int]:
        """The state of each reader, now. Raises PcscFailure."""
        if not readers:
            return {}
        asked = [(reader, UNAWARE) for reader in readers]
        code, found = self._scard.SCardGetStatusChange(self._context, 0, asked)
        check(code)
        return {reader: unsigned(state) for reader, state, *_ in found}

    def until_change(self, known: Mapping[str, int], seconds: float) -> None:
        """Return when a reader leaves the state known of it, or at `cancel`.

        Raises PcscFailure for all else but the end of the time.
        """
        self._wait(known, seconds)

    def until_any_change(self, known: Mapping[str, int], seconds: float) -> None:
        """As until_change, and also when a reader is plugged in or out."""
        found = self._wait({**known, PLUGGED: self._plugged}, seconds)
        # WinSCard counts the readers in it, and compares: handed back 0, it would never wait.
        self._plugged = found.get(PLUGGED, self._plugged)

    def _wait(self, known: Mapping[str, int], seconds: float) -> dict[str, int]:
        """The new states, or none at the end of the time."""
        asked = [(reader, state & ~CHANGED) for reader, state in known.items()]
        milliseconds = ceil(seconds * 1000)
        code, found = self._scard.SCardGetStatusChange(self._context, milliseconds, asked)
        if unsigned(code) in (Code.TIMEOUT, Code.CANCELLED):
            return {}
        check(code)
        return {reader: unsigned(state) for reader, state, *_ in found}

    def cancel(self) -> None:
        """End a wait for changes in another thread, if it has begun already."""
        self._scard.SCardCancel(self._context)

    def connect(self, reader: str) -> Handle:
        """Switch the card on, for us alone. Raises PcscFailure."""
        scard = self._scard
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, number, protocol = scard.SCardConnect(
            self._context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols
        )
        check(code)
        return Handle(number, protocol)

    def transmit(self, handle: Handle, apdu: bytes) -> bytes:
        """The card's answer, perhaps empty. Raises PcscFailure."""
        scard = self._scard
        first = handle.protocol == scard.SCARD_PROTOCOL_T0
        protocol = scard.SCARD_PCI_T0 if first else scard.SCARD_PCI_T1
        code, answer = scard.SCardTransmit(handle.number, protocol, list(apdu))
        check(code)
        return bytes(answer)

    def disconnect(self, handle: Handle) -> None:
        """Switch the card off: only that makes it forget the PIN. Raises PcscFailure."""
        check(self._scard.SCardDisconnect(handle.number, self._scard.SCARD_UNPOWER_CARD))
