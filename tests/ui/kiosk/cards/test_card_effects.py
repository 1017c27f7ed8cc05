"""A kiosk that reads no cards answers at once; one that does hands on what the machine asks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.client.keys import SealingKeys
from kiosk.app.effects import Performer
from kiosk.app.pin import PinGuard
from kiosk.flow import events as ev
from kiosk.flow.state import CardKey, CardTrouble, LookAtCard, ReadCard, ReleaseCard
from tests.ui.kiosk.kit import TestClock

READ = ReadCard("7" * 32, CardKey.PIN, 1, last_try=False, wants_expiry=False)


@pytest.fixture
def told() -> list[ev.Event]:
    return []


@pytest.fixture
def performer(qapp: object, tmp_path: Path, told: list[ev.Event]) -> Iterator[Performer]:
    del qapp
    desk: Any = None
    made = Performer(
        desk, PinGuard(), SealingKeys(tmp_path), TestClock(), told.append, lambda: None
    )
    yield made
    made.close()


def test_without_a_reader_every_card_leads_to_the_hand(
    performer: Performer, told: list[ev.Event]
) -> None:
    for effect in (LookAtCard(), READ, ReleaseCard()):
        performer.perform(effect)
    assert told == [
        ev.CardSeen(ev.Reader(ev.ReaderPlace.NO_READER)),
        ev.CardFailed(READ.order, CardTrouble.NO_READER),
    ]


def test_with_a_reader_it_gets_what_is_asked_of_it(
    performer: Performer, told: list[ev.Event]
) -> None:
    class Reader:
        def __init__(self) -> None:
            self.asked: list[object] = []

        def perform(self, effect: ReadCard | LookAtCard | ReleaseCard) -> None:
            self.asked.append(effect)

    performer.reader = reader = Reader()
    for effect in (LookAtCard(), READ, ReleaseCard()):
        performer.perform(effect)
    assert reader.asked == [LookAtCard(), READ, ReleaseCard()]
    assert told == []
