"""Where cards come from; in a demonstration a real reader goes before the cards for practice."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from devices.cards.pcsc import PcscSource
from devices.cards.port import CardPort
from devices.cards.simulator.people import ORDINARY
from devices.cards.simulator.source import SimulatedSource
from devices.cards.source import Presence, Slot
from hub.client import Card
from kiosk.app.cards.sources import DemoSource, open_source

AWAY = Presence(Slot.NO_READER)


class Reader:
    """A real reader that shows what the test says."""

    def __init__(self) -> None:
        self.shows = AWAY
        self.seen: list[Presence | None] = []
        self.connected: list[Presence] = []
        self.woken = self.closed = 0

    def wait(self, seen: Presence | None) -> Presence:
        self.seen.append(seen)
        return self.shows

    @contextmanager
    def connect(self, presence: Presence) -> Iterator[CardPort]:
        self.connected.append(presence)
        yield self  # type: ignore[misc] # nothing is sent

    def wake(self) -> None:
        self.woken += 1

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize(
    ("kind", "source", "practises"),
    [("pcsc", PcscSource, False), ("simulator", SimulatedSource, True), ("demo", DemoSource, True)],
)
def test_the_city_says_where_cards_come_from(kind: str, source: type, practises: bool) -> None:
    found, simulated = open_source(Card(kind))  # type: ignore[arg-type] # one of them
    assert isinstance(found, source)
    assert (simulated is not None) is practises


def test_without_a_reader_there_are_cards_for_practice() -> None:
    simulated = SimulatedSource()
    demo = DemoSource(Reader(), simulated)
    empty = demo.wait(None)
    assert (empty.slot, empty.simulated) == (Slot.EMPTY, True)
    simulated.insert(ORDINARY)
    lying = demo.wait(empty)
    assert (lying.slot, lying.simulated) == (Slot.CARD, True)
    with demo.connect(lying) as port:
        assert port.send_and_receive(bytes.fromhex("00A4040C0AD392F000260100000001")) == b"\x90\x00"
    demo.close()


def test_a_reader_that_is_plugged_in_goes_first_and_no_number_comes_twice() -> None:
    real, simulated = Reader(), SimulatedSource()
    demo = DemoSource(real, simulated)
    simulated.insert(ORDINARY)
    practised = demo.wait(None)
    real.shows = Presence(Slot.CARD, "ACS", 1)
    lying = demo.wait(practised)
    assert not lying.simulated
    assert lying.insertion != practised.insertion
    assert real.seen == [None, None], "a card for practice is nothing to it"
    assert demo.wait(lying) == lying
    assert real.seen[-1] == real.shows, "as it told it itself"
    with demo.connect(lying):
        assert real.connected == [real.shows]
    real.shows = AWAY
    assert demo.wait(lying).simulated
    demo.wake()
    demo.close()
    assert (real.woken, real.closed) == (1, 1)
