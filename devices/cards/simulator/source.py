"""Virtual cards without PC/SC, in this process: for the demo and for quick tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from devices.cards.faults import CardRemoved, ReaderTrouble
from devices.cards.simulator.contact import Card, Mute, Removed
from devices.cards.simulator.faults import Fault, Faulty
from devices.cards.simulator.people import Person
from devices.cards.simulator.wallet import Wallet
from devices.cards.source import Presence, Slot

READER = "Simulated card reader"
BEAT_SECONDS = 1.0


class SimulatedSource:
    """A reader of nothing but virtual cards: CardSource for the worker, and two hands.

    ``insert`` and ``remove`` may be called from any thread, also while a card is being read.
    """

    def __init__(self, wallet: Wallet | None = None) -> None:
        self._wallet = wallet or Wallet()
        self._changed = Condition()
        self._woken = False
        self._card: Card | None = None
        self._insertions = 0
        self._presence = Presence(Slot.EMPTY, READER, simulated=True)

    def insert(self, whose: Person | Card, *faults: Fault) -> None:
        """Put somebody's card on the reader, in the place of another one."""
        card = self._wallet.card(whose) if isinstance(whose, Person) else whose
        for fault in faults:
            card = Faulty(card, fault)
        with self._changed:
            self._card = card
            self._insertions += 1
            self._show(Presence(Slot.CARD, READER, self._insertions, simulated=True))

    def remove(self) -> None:
        """Take the card away, if there is one."""
        with self._changed:
            self._card = None
            self._show(Presence(Slot.EMPTY, READER, simulated=True))

    def wait(self, seen: Presence | None) -> Presence:
        """As CardSource has it."""
        with self._changed:
            self._changed.wait_for(lambda: self._woken or self._presence != seen, BEAT_SECONDS)
            self._woken = False
            return self._presence

    @contextmanager
    def connect(self, presence: Presence) -> Iterator[_Contact]:
        """As CardSource has it; nobody else ever holds a virtual card."""
        with self._changed:
            card = self._card if presence == self._presence else None
        if card is None:
            raise CardRemoved
        try:
            yield _Contact(self, card, presence)
        finally:
            card.power_off()

    def wake(self) -> None:
        """As CardSource has it."""
        with self._changed:
            self._woken = True
            self._changed.notify_all()

    def close(self) -> None:
        """As CardSource has it: there is nothing to let go of."""

    def still(self, presence: Presence) -> bool:
        """Whether nobody has touched the card since."""
        return self._presence == presence

    def _show(self, presence: Presence) -> None:
        self._presence = presence
        self._changed.notify_all()


class _Contact:
    """The card as the protocol's port."""

    def __init__(self, source: SimulatedSource, card: Card, presence: Presence) -> None:
        self._source = source
        self._card = card
        self._presence = presence

    def send_and_receive(self, apdu: bytes) -> bytes:
        """As CardPort has it."""
        answer = self._answer(apdu) if self._source.still(self._presence) else b""
        if not self._source.still(self._presence):
            raise CardRemoved
        return answer

    def _answer(self, apdu: bytes) -> bytes:
        try:
            return self._card.answer(apdu)
        except Removed:
            self._source.remove()
            raise CardRemoved from None
        except Mute:
            raise ReaderTrouble("the card did not answer") from None
