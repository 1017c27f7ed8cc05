"""The card's screens as QML sees them: what to show, the pad's dots, and a slot for each action.

What was read is dropped as soon as the visit's card is, and the pad is wiped whenever it is not on
the screen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from assets.words import Words
from kiosk.app.cards import views
from kiosk.app.cards.pad import Pad
from kiosk.app.cards.views import OTHER
from kiosk.app.lines import held, shown
from kiosk.app.strokes import struck
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.state import CardKey, CardVisit, Screen, State

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Send = Callable[[ev.Event], None]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist, whose card can be laid on the reader for practice."""

    key: str
    name: str
    hint: str


class Practice(Protocol):
    """Cards that are not real: kiosk.app.cards.carding.Carding."""

    @property
    def people(self) -> Sequence[Person]:
        """Whose cards there are."""

    def insert(self, person: str) -> None:
        """Lay a card on the reader."""

    def pull(self) -> None:
        """Take it away."""


@QmlElement
class Cards(QObject):
    """Lives in the GUI thread; `send` plays an event on the machine."""

    changed = Signal()
    padChanged = Signal()
    leftChanged = Signal()

    def __init__(self, send: Send, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self.digits = Pad()
        self.practice: Practice | None = None
        self._visit: CardVisit | None = None
        self._entry: tuple[Screen, CardKey] | None = None
        self._visited = False
        self._left = False
        self._returned = False
        self._words: Words | None = None
        self._view = shown(views.CardView())
        self._pad = shown(views.PadView())

    # For the kiosk

    def show(self, state: State, world: World, words: Words) -> None:
        """Show what belongs to this state; without a card nothing is kept of any."""
        self._visit, self._words = state.card, words
        self._show_entry(state, world)
        view = views.card(state, world.sight, words)
        self._change("_view", _texts(view, words), self.changed)
        self._show_pad()
        left = views.is_left(state, world.sight, was_left=self._left, visited=self._visited)
        self._visited = state.screen is not Screen.HOME
        self._returned = state.screen is Screen.CARD_REMOVE
        self._change("_left", left and not self._visited, self.leftChanged)

    def _show_entry(self, state: State, world: World) -> None:
        """A new entry has an empty pad, with its keys in a new order if the city wants that."""
        shown_now = state.screen is Screen.CARD_SECRET and state.card is not None
        entry = (state.screen, state.card.key) if shown_now and state.card else None
        if entry == self._entry:
            return
        self._entry = entry
        if entry is None:
            self.digits.wipe()
        else:
            scrambled = world.settings is not None and world.settings.card.scrambled
            self.digits.begin(entry[1], scrambled=scrambled)

    def _show_pad(self) -> None:
        if self._words is not None:
            self._change("_pad", shown(views.pad(self.digits, self._words)), self.padChanged)

    def _change(self, name: str, value: Any, signal: Any) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            signal.emit()

    @property
    def is_left(self) -> bool:
        """Does the reader hold a card of a visit that is over?"""
        return self._left

    @property
    def is_to_be_taken(self) -> bool:
        """Does somebody have to take a card?"""
        return self._left or self._returned

    # For QML: what to show

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def view(self) -> dict[str, Any]:
        """views.CardView."""
        return self._view

    @Property("QVariantMap", notify=padChanged)  # type: ignore[arg-type] # a C++ type's name
    def pad(self) -> dict[str, Any]:
        """views.PadView: how much is typed, never what."""
        return self._pad

    @Property(bool, notify=leftChanged)
    def left(self) -> bool:
        """Is a card to be taken before anybody goes on?"""
        return self._left

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def people(self) -> list[dict[str, Any]]:
        """Rows: Person."""
        return [shown(person) for person in self.practice.people] if self.practice else []

    # For QML: what a person does

    @Slot()
    def want(self) -> None:
        """「マイナンバーカードから入れる」."""
        self._send(ev.CardWanted())

    @Slot()
    def byHand(self) -> None:
        """「自分で入力する」."""
        self._send(ev.HandEntry())

    @Slot()
    def agree(self) -> None:
        """What was told may be read."""
        self._send(ev.CardConsent())

    @Slot()
    def useOtherKey(self) -> None:
        """照合番号B in place of the PIN, or the PIN in its place."""
        if self._visit is not None:
            self._send(ev.KeyChosen(OTHER[self._visit.key]))

    @Slot(int)
    def press(self, place: int) -> None:
        """The key at this place of the pad."""
        if self._takes_digits():
            self.digits.press(place)
            self._pressed()

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        if self._takes_digits():
            self.digits.erase()
            self._pressed()

    @Slot()
    def enter(self) -> None:
        """All digits are there."""
        if self._takes_digits() and self.digits.is_full:
            self._send(ev.SecretEntered(uuid4().hex))

    @Slot(int, result=bool)
    def stroke(self, key: int) -> bool:
        """A key of a keypad with keys that can be felt; was it one of ours?"""
        return struck(key, self._strike, self.erase, self.enter)

    def _strike(self, digit: str) -> None:
        self.press(self.digits.keys.index(int(digit)))

    @Slot()
    def accept(self) -> None:
        """「これでよい」."""
        self._send(ev.CardAccepted())

    @Slot(int)
    def change(self, place: int) -> None:
        """Take over what was read, and put the answer in this row right."""
        slots = list(self._visit.values) if self._visit else []
        if place < len(slots):
            self._send(ev.CardAccepted(slots[place]))

    @Slot(str)
    def goOn(self, action: str) -> None:
        """The way on of a trouble: troubles.Trouble.action."""
        if action == "again":
            self._send(ev.TryAgain())
        elif action == "last_try":
            self._send(ev.CardConsent(last_try=True))
        else:
            self._send(ev.KeyChosen(CardKey(action)))

    @Slot()
    def leaveIt(self) -> None:
        """Use the screen although somebody's card is on the reader."""
        self._change("_left", False, self.leftChanged)

    @Slot(str)
    def insert(self, person: str) -> None:
        """Lay a card for practice on the reader."""
        if self.practice is not None:
            self.practice.insert(person)

    @Slot()
    def pull(self) -> None:
        """Take the card for practice away."""
        if self.practice is not None:
            self.practice.pull()

    def _takes_digits(self) -> bool:
        """Not while an entry waits for its card to be put back."""
        return self._entry is not None and self._visit is not None and not self._visit.order

    def _pressed(self) -> None:
        self._send(ev.Touched())
        self._show_pad()


def _texts(view: Any, words: Words) -> dict[str, Any]:
    """A view for QML. What was read stays as it is: phrases are remembered."""
    found = shown(view)
    rows = found.pop("rows", [])
    return {**held(found, words), "rows": rows}
