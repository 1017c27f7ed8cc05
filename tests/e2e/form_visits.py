"""A visitor who fills a form at a real kiosk's process, touch by touch, by its rehearsal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.cli.demo.processes import Hand
from hub.domain.forms.answers import Address, Name, PartialDate, Value
from hub.domain.forms.book import Field, Kind
from hub.domain.forms.walking import slots
from hub.domain.forms.wareki import eras
from tests.forms_people import Visitor, book
from tests.ui.kiosk.forms.hand import strokes


@dataclass
class FormHand:
    """Touches the screens of one kiosk."""

    hand: Hand

    def tap(self, name: str, see: str = "") -> None:
        """Touch a control, and wait for what it leads to."""
        self.hand.do(tap=name, see=see)

    def read(self, name: str) -> str:
        """What an item says."""
        return str(self.hand.do(read=name)["text"])

    def open(self, event: str) -> None:
        """From home to the first question; papers stand below the fold."""
        self.tap("write-free", see="shelf-down")
        self.tap("shelf-down")
        self.tap(f"event-{event}", see="ask")

    def fill(self, visitor: Visitor) -> None:
        """Answer all questions, up to the review."""
        stops = visitor.way().stops
        for stop in stops:
            for slot, item in slots(book(), stop):
                if slot in visitor.answers:
                    _HANDS[item.kind](self, item, visitor.answers[slot])
            if not _by_one_touch(book().pages[stop.page].fields):
                self.tap("next")
        self.hand.do(see="confirm")

    def choose(self, item: Field, value: str) -> None:
        self.tap(f"option-{item.id}-{value}")

    def choose_all(self, item: Field, value: tuple[str, ...]) -> None:
        for option in value:
            self.choose(item, option)

    def count(self, _: Field, value: int) -> None:
        while self.read("count") != str(value):
            self.tap("count-more")

    def date(self, _: Field, value: PartialDate) -> None:
        written = eras(value)[0]
        self.tap(f"era-{written.era.value}")
        for number in (written.year, written.month, written.day):
            assert number is not None
            self.keys(f"{number:02}")

    def name(self, _: Field, value: Name) -> None:
        """Family name and given name, each taken as the first candidate writes it."""
        for part in (value.family_kana, value.given_kana):
            for sign in part:
                base, times = strokes()[sign]
                self.tap(f"key-{base}")
                for _again in range(times):
                    self.tap("modify")
            self.tap("candidate-0")
            if part is value.family_kana:
                self.tap("next")

    def address(self, _: Field, value: Address) -> None:
        self.keys(value.postal)
        self.tap("next")
        self.tap("layout-digits")
        self.keys(value.street)
        self.tap("next")

    def digits(self, _: Field, value: str) -> None:
        self.keys(value)

    def keys(self, text: str) -> None:
        for sign in text:
            self.tap(f"key-{sign}")


def _by_one_touch(fields: tuple[Field, ...]) -> bool:
    return len(fields) == 1 and fields[0].kind is Kind.CHOICE


_HANDS: Mapping[Kind, Callable[[FormHand, Field, Any], None]] = {
    Kind.CHOICE: FormHand.choose,
    Kind.CHOICES: FormHand.choose_all,
    Kind.COUNT: FormHand.count,
    Kind.DATE: FormHand.date,
    Kind.NAME: FormHand.name,
    Kind.ADDRESS: FormHand.address,
    Kind.PHONE: FormHand.digits,
}


def said(visitor: Visitor, field: str) -> Value:
    """One answer of a visitor, by field."""
    return next(value for slot, value in visitor.answers.items() if slot.field == field)
