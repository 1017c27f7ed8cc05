"""A kiosk with a reader, its thread and cards of people who do not exist, on one window."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from devices.cards.sight import Place, Sight
from devices.cards.simulator.people import Person
from devices.cards.simulator.source import SimulatedSource
from hub.client import Card
from hub.domain.forms.answers import Answers
from kiosk.app.cards.carding import Carding
from kiosk.app.cards.reminder import Reminder
from kiosk.app.world import NO_READER
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import LookAtCard
from tests.small_book import TODAY
from tests.ui.kiosk.cards.gallery import card_world, cards
from tests.ui.kiosk.forms.hand import Hand
from tests.ui.kiosk.kit import Stand, stand
from tests.ui.qml import until

EVENT = "with-card"


@dataclass
class Table:
    """What stands before a visitor: screen and reader; and what was heard."""

    here: Stand
    source: SimulatedSource
    heard: list[tuple[Path, ...]]

    @property
    def screens(self) -> Any:
        """A kiosk.app.cards.screens.Cards."""
        return cards(self.here)

    @property
    def hand(self) -> Hand:
        return Hand(self.here)

    @property
    def form(self) -> FormState:
        return self.hand.form

    @property
    def answers(self) -> Answers:
        return self.form.answers

    def begin(self) -> None:
        """From home to the form, which begins with the card."""
        book = self.here.kiosk.world.book
        self.here.send(ev.FormsWanted(), ev.EventChosen(book, EVENT, TODAY))

    def lay(self, person: Person) -> None:
        """Put a card on, and see what the screen says of it."""
        self.source.insert(person)
        self.shows("card_consent")

    def shows(self, screen: str) -> None:
        """Wait for a screen that comes by itself, which the visitor then looks at."""
        self.here.shows(screen)
        self.here.clock.wait(1)

    def touch(self, digits: str) -> None:
        """Touch the keys of the pad, and confirm."""
        for digit in digits:
            self.here.tap(f"digit-{digit}")
        self.here.tap("digit-enter")

    def type(self, digits: str) -> None:
        """Press the keys of the pad, wherever they stand."""
        for digit in digits:
            self.screens.press(self.screens.pad["keys"].index(digit))

    def enter(self, digits: str) -> None:
        """Type, and confirm."""
        self.type(digits)
        self.here.clock.wait(1)
        self.screens.enter()

    def to_pad(self, person: Person) -> None:
        """From home to the pad, with somebody's card."""
        self.begin()
        self.shows("card_place")
        self.lay(person)
        self.here.tap("agree")
        self.shows("card_secret")

    def says(self, name: str) -> str:
        """The text of an item."""
        return str(self.here.screen.wait(name).property("plain"))

    def sees(self, sight: Sight) -> None:
        """The reader's thread has told this."""
        self.here.kiosk.learn(replace(self.here.kiosk.world, sight=sight))


@pytest.fixture(scope="package")
def one_stand(qapp: object) -> Iterator[Stand]:
    """The window, for all visits one after another."""
    del qapp
    here = stand(card_world())
    yield here
    here.close()


@pytest.fixture
def table(one_stand: Stand) -> Iterator[Table]:
    """A new day: everybody's tries are all there, and nothing lies on the reader."""
    source, heard = SimulatedSource(), list[tuple[Path, ...]]()
    made = Table(one_stand, source, heard)
    world = replace(card_world(), sight=NO_READER)
    one_stand.begin(world, "ja", ())
    one_stand.effects.clear()
    one_stand.kiosk.reminder = Reminder(lambda *files: heard.append(files))
    carding = Carding(
        Card("simulator"),
        one_stand.kiosk.pad.give,
        one_stand.kiosk.send,
        made.sees,
        lambda _: (source, source),
    )
    one_stand.effects.reader = carding
    one_stand.kiosk.practise(carding)
    until(lambda: one_stand.kiosk.world.sight.place is Place.EMPTY, "the reader")
    yield made
    source.remove()
    carding.perform(LookAtCard())
    until(lambda: one_stand.kiosk.world.sight.place is Place.EMPTY, "the empty reader")
    carding.close()
    one_stand.effects.reader = None
    one_stand.kiosk.practise(None)
    one_stand.kiosk.reminder = None
