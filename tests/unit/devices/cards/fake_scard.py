"""PC/SC as a test wants it: pyscard's raw module with readers that do as told.

Codes come signed, as pyscard gives them on Windows, or unsigned, as with pcsc-lite.
"""

# ruff: noqa: N802 - the names are those of PC/SC

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event

from devices.cards.codes import Code
from devices.cards.context import CHANGED, PLUGGED, PRESENT, UNAWARE, Context

EMPTY = 0x0010
SECONDS = 10.0


@dataclass
class FakeScard:
    """One service; `elapse` is what happens while a client waits, given the milliseconds."""

    windows: bool = False
    readers: dict[str, int] = field(default_factory=dict)
    elapse: Callable[[int], object] = lambda _: None
    # What calls answer, in their order, before they work again.
    failures: dict[str, list[int]] = field(default_factory=dict)
    answers: list[tuple[int, list[int]]] = field(default_factory=list)
    contexts: set[int] = field(default_factory=set)
    cards: set[int] = field(default_factory=set)
    calls: list[tuple[object, ...]] = field(default_factory=list)
    cancelled: bool = False

    SCARD_SCOPE_SYSTEM = 2
    SCARD_SHARE_EXCLUSIVE = 1
    SCARD_PROTOCOL_T0 = 1
    SCARD_PROTOCOL_T1 = 2
    SCARD_PCI_T0 = "T0"
    SCARD_PCI_T1 = "T1"
    SCARD_UNPOWER_CARD = 2

    def context(self) -> Context:
        return Context(self)

    def insert(self, reader: str = "Reader") -> None:
        """The upper half counts: as in life, once for each coming and going."""
        self.readers[reader] = ((self.readers[reader] >> 16) + 1 << 16) | PRESENT

    def remove(self, reader: str = "Reader") -> None:
        self.readers[reader] = ((self.readers[reader] >> 16) + 1 << 16) | EMPTY

    def fail(self, call: str, *codes: int) -> None:
        self.failures[call] = list(codes)

    def asked(self, call: str) -> int:
        return sum(name == call for name, *_ in self.calls)

    def SCardEstablishContext(self, scope: int) -> tuple[int, int]:
        code = self._call("SCardEstablishContext", scope)
        context = len(self.calls)
        if code == Code.SUCCESS:
            self.contexts.add(context)
        return code, context

    def SCardReleaseContext(self, context: int) -> int:
        self.contexts.remove(context)
        return self._call("SCardReleaseContext")

    def SCardListReaders(self, context: int, groups: list[str]) -> tuple[int, list[str]]:
        assert context in self.contexts
        assert groups == []
        code = self._call("SCardListReaders")
        if not code and not self.readers:
            code = self._number(Code.NO_READERS_AVAILABLE)
        return code, [] if code else list(self.readers)

    def SCardGetStatusChange(
        self, context: int, milliseconds: int, asked: Iterable[tuple[str, int]]
    ) -> tuple[int, list[tuple[str, int, list[int]]]]:
        assert context in self.contexts
        asked = list(asked)
        code = self._call("SCardGetStatusChange", milliseconds)
        if code:
            return code, []
        if self._unknown(asked):
            return self._number(Code.UNKNOWN_READER), []
        changed = self._changed(asked)
        if not changed and milliseconds:
            self.cancelled = False
            self.elapse(milliseconds)
            if self._unknown(asked):
                return self._number(Code.UNKNOWN_READER), []
            changed = self._changed(asked)
        if changed:
            return 0, [(name, self._state(name) | CHANGED, []) for name, _ in asked]
        return self._number(Code.CANCELLED if self.cancelled else Code.TIMEOUT), []

    def SCardCancel(self, _context: int) -> int:
        self.cancelled = True
        return self._call("SCardCancel")

    def SCardConnect(
        self, context: int, reader: str, share: int, protocols: int
    ) -> tuple[int, int, int]:
        assert context in self.contexts
        code = self._call("SCardConnect", reader, share, protocols)
        card = len(self.calls)
        if not code:
            self.cards.add(card)
        return code, card, self.SCARD_PROTOCOL_T1

    def SCardDisconnect(self, card: int, disposition: int) -> int:
        self.cards.remove(card)
        return self._call("SCardDisconnect", disposition)

    def SCardTransmit(self, card: int, pci: str, apdu: list[int]) -> tuple[int, list[int]]:
        assert card in self.cards
        self._call("SCardTransmit", pci, bytes(apdu))
        code, answer = self.answers.pop(0)
        return self._number(code), answer

    def _call(self, name: str, *arguments: object) -> int:
        self.calls.append((name, *arguments))
        codes = self.failures.get(name)
        return self._number(codes.pop(0)) if codes else 0

    def _number(self, code: int) -> int:
        return code - (1 << 32) if self.windows and code >> 31 else int(code)

    def _unknown(self, asked: list[tuple[str, int]]) -> bool:
        return any(name not in self.readers for name, _ in asked if name != PLUGGED)

    def _changed(self, asked: list[tuple[str, int]]) -> bool:
        return any(
            (name != PLUGGED or self.windows) and known != self._state(name)
            for name, known in asked
        ) or any(known == UNAWARE for name, known in asked if name != PLUGGED)

    def _state(self, name: str) -> int:
        if name == PLUGGED:
            return len(self.readers) << 16 if self.windows else 0
        return self.readers[name]


class Sleeper(FakeScard):
    """A service in which clients wait until they are told to stop, if it hears that."""

    def __init__(self, deaf: int) -> None:
        super().__init__(readers={"Reader": EMPTY}, elapse=self._sleep)
        self.waiting = Event()
        self._deaf = deaf
        self._told = Event()

    def _sleep(self, _: int) -> None:
        self.waiting.set()
        assert self._told.wait(SECONDS)

    def SCardCancel(self, context: int) -> int:
        self._deaf -= 1
        if self._deaf < 0:
            super().SCardCancel(context)
            self._told.set()
        return 0
