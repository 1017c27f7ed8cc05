"""The orders that wait for the card thread. Their digits are overwritten, whatever becomes of them.

Handed in by one thread and taken out by another.
"""

from collections import deque
from dataclasses import dataclass
from threading import Lock

from devices.cards.sight import Order

# In the place of an insertion: for no card at all.
VOID = -1


@dataclass(frozen=True, slots=True)
class Pending:
    """An order and the insertion that it is for."""

    order: Order
    insertion: int


class Orders:
    """First come, first served."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[Pending] = deque()
        self._closed = False

    def put(self, order: Order, insertion: int) -> None:
        """Let it wait; once closed, it is wiped and forgotten."""
        with self._lock:
            if self._closed:
                order.wipe()
            else:
                self._waiting.append(Pending(order, insertion))

    def take(self) -> Pending | None:
        """The next one, if any."""
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def void(self) -> None:
        """Those that wait are for no card any more, and hold no digits."""
        with self._lock:
            for pending in self._waiting:
                pending.order.wipe()
            self._waiting = deque(Pending(each.order, VOID) for each in self._waiting)

    def close(self) -> None:
        """No more of them, and those that wait are void."""
        with self._lock:
            self._closed = True
        self.void()
