"""Where cards come from: a reader of this machine, cards for practice, or whichever there is."""

from contextlib import AbstractContextManager
from dataclasses import replace

from devices.cards.pcsc import PcscSource
from devices.cards.port import CardPort
from devices.cards.simulator.source import SimulatedSource
from devices.cards.source import CardSource, Presence, Slot
from hub.client import Card as CardSettings

# A source, and the cards for practice that can be laid on it.
Opened = tuple[CardSource, SimulatedSource | None]
_AWAY = (Slot.NO_SERVICE, Slot.NO_READER)


def open_source(settings: CardSettings) -> Opened:
    """The source that the city configured, and the cards for practice if it has them."""
    if settings.kind == "pcsc":
        return PcscSource(settings.reader), None
    simulated = SimulatedSource()
    if settings.kind == "simulator":
        return simulated, simulated
    return DemoSource(PcscSource(settings.reader), simulated), simulated


class DemoSource:
    """A real reader as long as there is one, else the cards for practice.

    Each counts its insertions by itself: even numbers are the real ones.
    """

    def __init__(self, real: CardSource, simulated: CardSource) -> None:
        self._real = real
        self._simulated = simulated

    def wait(self, seen: Presence | None) -> Presence:
        """As CardSource has it."""
        before = _inner(seen) if seen else None
        practised = before is not None and before.simulated
        now = self._real.wait(None if practised else before)
        if now.slot not in _AWAY:
            return _outer(now)
        return _outer(self._simulated.wait(before if practised else None))

    def connect(self, presence: Presence) -> AbstractContextManager[CardPort]:
        """As CardSource has it."""
        source = self._simulated if presence.simulated else self._real
        return source.connect(_inner(presence))

    def wake(self) -> None:
        """As CardSource has it."""
        self._real.wake()
        self._simulated.wake()

    def close(self) -> None:
        """As CardSource has it."""
        self._real.close()
        self._simulated.close()


def _outer(presence: Presence) -> Presence:
    """With a number that no card of the other source has."""
    number = 2 * presence.insertion + int(presence.simulated) if presence.insertion else 0
    return replace(presence, insertion=number)


def _inner(presence: Presence) -> Presence:
    """As the source itself told it."""
    return replace(presence, insertion=presence.insertion // 2)
