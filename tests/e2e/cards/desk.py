"""A card thread at the real PC/SC service, what it told, and cards that something befalls."""

from collections.abc import Callable
from queue import Queue
from typing import Self

from devices.cards.cards import Item, Secret
from devices.cards.context import Context
from devices.cards.pcsc import PcscSource
from devices.cards.sight import Done, Order, Place, Sight
from devices.cards.simulator.contact import Card
from devices.cards.worker import CardWorker

SECONDS = 15.0
FOUR = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX})
FIRST, SECOND = "Virtual PCD 00 00", "Virtual PCD 00 01"


class Desk:
    """The thread of one kiosk, between `with` and its end."""

    def __init__(self, reader: str = "") -> None:
        self.contexts = 0
        self.places: list[Place] = []
        self._sights: Queue[Sight] = Queue()
        self._dones: Queue[Done] = Queue()
        source = PcscSource(reader, establish=self._establish)
        self.worker = CardWorker(source, self._sights.put, self._dones.put)

    def __enter__(self) -> Self:
        self.worker.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.worker.stop()

    def _establish(self) -> Context:
        context = Context()
        self.contexts += 1
        return context

    def until(self, place: Place) -> Sight:
        """The next sight of this place; all on the way to it are in `places`."""
        while True:
            sight = self._sights.get(timeout=SECONDS)
            self.places.append(sight.place)
            if sight.place is place:
                return sight

    def until_empty(self) -> None:
        """Begin with an empty reader: the one before left its card in it, perhaps."""
        self.until(Place.EMPTY)
        self.places.clear()

    def done(self) -> Done:
        """The next answer to an order."""
        return self._dones.get(timeout=SECONDS)

    def read(self, digits: str, name: str = "order") -> Done:
        """Order a reading by PIN, and wait for its end."""
        self.order(digits, name)
        return self.done()

    def order(self, digits: str, name: str = "order") -> Order:
        order = Order(name, Secret.PIN, bytearray(digits.encode()), FOUR)
        self.worker.read(order)
        return order


class Trap:
    """A card that something befalls at one of the commands after it was set."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._before = 0
        self._after = 0
        self._spring: Callable[[], None] = lambda: None
        self.heard: list[bytes] = []

    @property
    def atr(self) -> bytes:
        return self._card.atr

    def set(self, spring: Callable[[], None], *, before: int = 0, after: int = 0) -> None:
        """Spring before or after the command of this number, from 1, is done."""
        self.heard.clear()
        self._spring, self._before, self._after = spring, before, after

    def answer(self, apdu: bytes) -> bytes:
        self.heard.append(apdu)
        if len(self.heard) == self._before:
            self._spring()
        answer = self._card.answer(apdu)
        if len(self.heard) == self._after:
            self._spring()
        return answer

    def reset(self) -> None:
        self._card.reset()

    def power_off(self) -> None:
        self._card.power_off()

    @property
    def guesses(self) -> int:
        """How many times a secret was sent."""
        return sum(apdu[1] == 0x20 and len(apdu) > 5 for apdu in self.heard)
