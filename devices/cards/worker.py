"""The card thread of a terminal: orders in, callbacks out; no fault ends it. Knows no Qt."""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

from devices.cards.bugs import described
from devices.cards.cards import CardInfo
from devices.cards.faults import CardFault, ReaderInUse
from devices.cards.orders import VOID, Orders, Pending
from devices.cards.outcomes import failed, without_card
from devices.cards.reading import identify, read
from devices.cards.sight import Done, Order, Place, Reason, Sight
from devices.cards.source import CardSource, Presence, Slot

_T = TypeVar("_T")

_log = logging.getLogger(__name__)


class CardWorker:
    """A reader with a thread of its own, from `start` to `stop`.

    `on_sight` and `on_done` are called in that thread, and never after `stop` has returned. Every
    order gets exactly one Done. A card is switched on to be looked at or read, and off at once. A
    bug is logged, and `after_bug_seconds` later the thread goes on.
    """

    def __init__(
        self,
        source: CardSource,
        on_sight: Callable[[Sight], None],
        on_done: Callable[[Done], None],
        *,
        after_bug_seconds: float = 0.5,
    ) -> None:
        self._source = source
        self._on_sight = on_sight
        self._on_done = on_done
        self._after_bug_seconds = after_bug_seconds
        self._orders = Orders()
        self._stopping = Event()
        self._asked = Event()
        self._silent = False
        self._thread = Thread(target=self._run, name="cards", daemon=True)
        self._presence = Presence(Slot.NO_SERVICE)
        self._sight: Sight | None = None
        self._certain = False
        self._misses = 0

    def start(self) -> None:
        """Begin; what is at the reader is told at once."""
        self._thread.start()

    def read(self, order: Order) -> None:
        """Read the card as soon as possible; only the one that the order is for."""
        sight = self._sight
        self._orders.put(order, order.insertion or (sight.insertion if sight else 0))
        self._source.wake()

    def look(self) -> None:
        """Tell once more what is at the reader."""
        self._asked.set()
        self._source.wake()

    def release(self) -> None:
        """The visit is over: an order that is not begun yet is not begun any more."""
        self._orders.void()

    def stop(self, seconds: float = 5.0) -> bool:
        """End after the order at hand; orders that wait are not begun. False: it still hangs."""
        self._stopping.set()
        self._orders.void()
        self._source.wake()
        self._thread.join(seconds)
        self._silent = True
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._survives(self._turn):
                self._survives(self._give_up)
                self._stopping.wait(self._after_bug_seconds)
        self._orders.close()
        self._survives(self._serve)
        self._survives(self._source.close)

    def _survives(self, step: Callable[[], object]) -> bool:
        try:
            step()
        except Exception as bug:  # noqa: BLE001 - thread boundary: no bug may end the day
            _log.error("a bug in the card thread: %s", described(bug))
            return False
        return True

    def _turn(self) -> None:
        """One step: see what is there, do what was ordered, and see what came of it."""
        before = self._presence if self._sight else None
        self._presence = self._source.wait(before)
        self._see(self._presence, changed=self._presence != before)
        if self._serve():
            self._see(self._presence, changed=True)
        if self._asked.is_set() and self._sight:
            self._asked.clear()
            self._emit(self._on_sight, self._sight)

    def _see(self, presence: Presence, *, changed: bool) -> None:
        if presence.slot is not Slot.CARD:
            self._show(Place(presence.slot.value), presence)
            return
        if self._sight is None or presence.insertion != self._sight.insertion:
            self._doubt()
            self._show(Place.LOOKING, presence)
        if self._certain:
            return
        if not presence.taken:
            self._look_at(presence)
        elif not changed:  # some hold a card for a moment only; Windows looks at each new one
            self._show(Place.IN_USE, presence)

    def _doubt(self) -> None:
        self._certain = False
        self._misses = 0

    def _look_at(self, presence: Presence) -> None:
        try:
            with self._source.connect(presence) as port:
                card = identify(port)
        except CardFault as fault:
            self._miss(presence, fault)
        else:
            self._certain = True
            self._show(Place.CARD, presence, card)

    def _miss(self, presence: Presence, fault: CardFault) -> None:
        """The first miss is told to nobody: a card is often seen before it lies still."""
        self._misses += 1
        if self._misses > 1:
            in_use = isinstance(fault, ReaderInUse)
            self._show(Place.IN_USE if in_use else Place.UNREADABLE, presence)

    def _give_up(self) -> None:
        """A bug came in between: this card is not looked at any more."""
        self._certain = True
        if self._sight and self._sight.place is Place.LOOKING:
            self._show(Place.UNREADABLE, self._presence)

    def _show(self, place: Place, presence: Presence, card: CardInfo | None = None) -> None:
        sight = Sight(place, card, presence.reader, presence.simulated, presence.insertion)
        if sight != self._sight:
            self._sight = sight
            _log.info("card reader %s: %s", presence.reader, place)
            self._emit(self._on_sight, sight)

    def _serve(self) -> bool:
        """Do what was ordered; whether that was anything."""
        served = False
        while pending := self._orders.take():
            self._answer(pending)
            served = True
        return served

    def _answer(self, pending: Pending) -> None:
        # What is told if a bug comes in between: perhaps the digits were sent.
        done = Done(pending.order.id, reason=Reason.UNCERTAIN)
        try:
            done = self._done(pending)
        finally:
            pending.order.wipe()
            self._emit(self._on_done, done)

    def _done(self, pending: Pending) -> Done:
        obstacle = self._obstacle(pending)
        if obstacle:
            return Done(pending.order.id, reason=obstacle)
        self._doubt()  # its tries change by the order
        return self._executed(pending.order)

    def _obstacle(self, pending: Pending) -> Reason | None:
        """Why an order is not begun at all."""
        if pending.insertion == VOID or self._sight is None or self._stopping.is_set():
            return Reason.TROUBLE
        if self._sight.place is not Place.CARD:
            return without_card(self._sight.place)
        return None if pending.insertion == self._sight.insertion else Reason.REMOVED

    def _executed(self, order: Order) -> Done:
        try:
            with self._source.connect(self._presence) as port:
                found = read(port, order.secret, order.digits, order.items, last_try=order.last_try)
        except CardFault as fault:
            return failed(order.id, fault)
        return Done(order.id, found)

    def _emit(self, listener: Callable[[_T], None], news: _T) -> None:
        """Tell it; a listener's bug is logged, and is no bug of ours."""
        if not self._silent:
            self._survives(lambda: listener(news))
