"""A reader of a test's own, and what a card thread told about it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, Queue

from devices.cards.cards import Item, Secret
from devices.cards.faults import CardRemoved, ReaderInUse
from devices.cards.port import CardPort
from devices.cards.sight import Done, Order, Sight
from devices.cards.source import Presence, Slot
from tests.unit.devices.cards.small_card import CODE_B, PIN

SECONDS = 10.0
FOUR = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX})


class ScriptedSource:
    """A reader to which one thing after another happens, each while the thread waits.

    After the last one it waits until it is woken: `over` is set.
    """

    def __init__(self, steps: Sequence[Callable[[], None]] = ()) -> None:
        self.over = threading.Event()
        self.closed = False
        self.connected = 0
        self.switched_off = 0
        self._steps = iter(steps)
        self._woken = threading.Event()
        self._presence = Presence(Slot.EMPTY, "Reader")
        self._card: CardPort | None = None
        self._insertions = 0

    def play(self, *steps: Callable[[], None]) -> None:
        """Let this happen, when what came before is over; return when it has."""
        self.begin(*steps)
        assert self.over.wait(SECONDS)

    def begin(self, *steps: Callable[[], None]) -> None:
        """Let this happen, when what came before is over."""
        assert self.over.wait(SECONDS)
        self.over.clear()
        self._steps = iter(steps)
        self._woken.set()

    def await_wake(self, ready: threading.Event) -> None:
        """The end of a step that lasts until another thread wakes this one."""
        self._woken.clear()
        ready.set()
        assert self._woken.wait(SECONDS)

    def insert(self, card: CardPort) -> None:
        self._insertions += 1
        self._card = card
        self._presence = Presence(Slot.CARD, "Reader", self._insertions)

    def remove(self) -> None:
        self.lose(Slot.EMPTY)

    def lose(self, slot: Slot) -> None:
        """No card, and perhaps no reader and no service either."""
        self._card = None
        self._presence = Presence(slot, "Reader" if slot is Slot.EMPTY else "")

    def take(self, *, taken: bool) -> None:
        """Another program holds the card, or lets go of it."""
        now = self._presence
        if now.slot is Slot.CARD:
            self._presence = Presence(now.slot, now.reader, now.insertion, taken)

    def wait(self, seen: Presence | None) -> Presence:  # noqa: ARG002 - it is told too often here
        step = next(self._steps, None)
        if step:
            step()
            self._woken.clear()
        else:
            self.over.set()
            assert self._woken.wait(SECONDS)
            self._woken.clear()
        return self._presence

    @contextmanager
    def connect(self, presence: Presence) -> Iterator[CardPort]:
        if self._card is None or presence.insertion != self._presence.insertion:
            raise CardRemoved
        if self._presence.taken:
            raise ReaderInUse
        self.connected += 1
        try:
            yield self._card
        finally:
            self.switched_off += 1

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        self.closed = True


@dataclass
class Heard:
    """What was told, in its order, and by which thread."""

    sights: list[Sight] = field(default_factory=list)
    dones: list[Done] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    _news: Queue[Sight | Done] = field(default_factory=Queue)

    def on_sight(self, sight: Sight) -> None:
        self._hear(sight)
        self.sights.append(sight)

    def on_done(self, done: Done) -> None:
        self._hear(done)
        self.dones.append(done)

    def _hear(self, news: Sight | Done) -> None:
        self.threads.add(threading.current_thread().name)
        self._news.put(news)

    def next(self) -> Sight | Done:
        return self._news.get(timeout=SECONDS)

    def nothing_more(self) -> bool:
        try:
            self._news.get_nowait()
        except Empty:
            return True
        return False


def by_pin(name: str = "order", digits: bytes = PIN, *, insertion: int = 0) -> Order:
    return Order(name, Secret.PIN, bytearray(digits), FOUR, insertion=insertion)


def by_code(name: str = "order", digits: bytes = CODE_B) -> Order:
    return Order(name, Secret.CODE_B, bytearray(digits), FOUR)
