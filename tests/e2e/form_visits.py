"""A visitor who fills a form at a real kiosk's process, touch by touch, by its rehearsal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hub.cli.demo.processes import Hand
from hub.domain.forms.answers import Address, Name, PartialDate, Value
from hub.domain.forms.book import Field, Kind
from hub.domain.forms.checking import notes
from hub.domain.forms.walking import Stop, Way, slots, view_at
from hub.domain.forms.wareki import eras
from kiosk.typing.candidates import candidates
from kiosk.typing.mozc import Mozc
from tests.forms_people import Visitor, book
from tests.ui.kiosk.forms.hand import strokes

# A kiosk's process goes by the real time.
JAPAN = ZoneInfo("Asia/Tokyo")
# So many writings of a name fit into the row above the keys; the others are on pages.
IN_A_ROW = 3
# A number out of fewer is one touch.
FEW = 12


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
        """From home to the first question, without a card; papers stand below the fold."""
        self.tap("write-free", see="shelf-down")
        self.tap("shelf-down")
        self.tap(f"event-{event}", see="screen-card_place")
        self.tap("by-hand", see="ask")

    def fill(self, visitor: Visitor) -> None:
        """Answer all questions, up to the review."""
        the_way = visitor.way(datetime.now(JAPAN).date())
        for stop in the_way.stops:
            for slot, item in slots(book(), stop):
                if slot in visitor.answers:
                    _HANDS[item.kind](self, item, visitor.answers[slot])
            if not _by_one_touch(the_way, stop):
                self.tap("next")
        self.hand.do(see="confirm")

    def choose(self, item: Field, value: str) -> None:
        self.tap(f"option-{item.id}-{value}")

    def choose_all(self, item: Field, value: tuple[str, ...]) -> None:
        for option in value:
            self.choose(item, option)

    def count(self, item: Field, value: int) -> None:
        if (item.most or 0) - (item.least or 0) < FEW:
            self.tap(f"number-{value}")
            return
        while self.read("count") != str(value):
            self.tap("count-more")

    def date(self, _: Field, value: PartialDate) -> None:
        written = eras(value)[0]
        self.tap(f"era-{written.era.value}")
        for number in (written.year, written.month, written.day):
            assert number is not None
            self.keys(f"{number:02}")

    def name(self, _: Field, value: Name) -> None:
        """Family name and given name; a part without a writing takes the first candidate."""
        self.write(value.family_kana, value.family)
        self.tap("next")
        self.write(value.given_kana, value.given)

    def write(self, reading: str, writing: str) -> None:
        """Kana on the board, then the writing, from the row or from its pages."""
        for sign in reading:
            base, times = strokes()[sign]
            self.tap(f"key-{base}")
            for _again in range(times):
                self.tap("modify")
        offered = candidates(reading, mozc(), names=True)
        place = offered.index(writing) if writing else 0
        self.hand.do(read="candidate-0", text=offered[0])
        if place >= IN_A_ROW:
            self.tap("more", see=f"choice-{place}")
        key = f"candidate-{place}" if place < IN_A_ROW else f"choice-{place}"
        self.hand.do(read=key, text=offered[place])
        self.tap(key)

    def address(self, _: Field, value: Address) -> None:
        """The postal code gives the area; a building stands in a box of its own."""
        self.keys(value.postal)
        self.tap("next")
        self.tap("layout-digits")
        self.keys(value.street)
        self.tap("next")
        self.keys(value.building)

    def digits(self, _: Field, value: str) -> None:
        self.keys(value)

    def keys(self, text: str) -> None:
        for sign in text:
            self.tap(f"key-{sign}")


@cache
def mozc() -> Mozc:
    """The kiosk's dictionary, to know where on its screen a writing stands."""
    return Mozc()


def _by_one_touch(the_way: Way, stop: Stop) -> bool:
    """Does the kiosk go on by itself? Not where there is something to be read first."""
    fields = book().pages[stop.page].fields
    is_choice = len(fields) == 1 and fields[0].kind is Kind.CHOICE
    return is_choice and not notes(book(), stop, view_at(book(), the_way, stop))


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
