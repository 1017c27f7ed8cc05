"""A visitor who fills a form at the kiosk by touches, answering whatever the book asks."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hub.cli.demo.processes import Hand
from hub.cli.demo.visits import Visit
from hub.domain.forms.answers import Address, Answers, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Field, Kind
from hub.domain.forms.checking import notes
from hub.domain.forms.walking import Stop, slots, view_at, way
from hub.domain.forms.wareki import eras

EVENT = "residence-certificate"
KIND = "without-a-pen"

BIRTH = PartialDate.of(date(1980, 4, 1))
PHONE = "09012345678"
POSTAL, STREET = "8600806", "12-34"
# Keys of the board: だ is た and the key for dots.
FAMILY, GIVEN = ("key-や", "key-ま", "key-た", "modify"), ("key-は", "key-な", "key-こ")
# The kiosk offers so many numbers at once; more are counted up.
FEW = 12


@dataclass(frozen=True, slots=True)
class Writer:
    """Who fills the form of EVENT at the kiosk of `hand`; its pictures go to `shots`."""

    hand: Hand
    book: Book
    today: date
    shots: Path
    # The kiosk begins by asking for a card: this visitor has none at hand.
    by_hand: bool = False

    def fill(self) -> None:
        """From home to the review, with a picture of each kind of question."""
        self.hand.do(tap="write-free", see="screen-form_shelf")
        self._look("form_shelf")
        self.hand.do(tap=f"event-{EVENT}", see="by-hand" if self.by_hand else "ask")
        if self.by_hand:
            self.hand.do(tap="by-hand", see="ask")
        self._think_twice()
        answers: dict[Slot, Value] = {}
        seen: set[Kind] = set()
        while (stop := self._next(answers)) is not None:
            self._answer(stop, answers, seen)
        self.hand.do(see="screen-form_review")
        self._look("form_review")

    def send(self) -> None:
        """The code is sealed; a number cannot be had as long as hub and disk hang."""
        self.hand.do(tap="confirm", see="screen-form_sending")
        self._look("form_sending")
        self.hand.do(see="screen-form_trouble")
        self._look("form_trouble")

    def take(self) -> Visit:
        """Ask again: the number, the list and the code on paper."""
        began = time.perf_counter()
        shown = self.hand.do(tap="try-again", see="screen-form_done", read="guide-number")
        milliseconds = (time.perf_counter() - began) * 1000
        self.hand.do(see="print-again")
        self._look("form_done")
        self.hand.do(tap="done", see="screen-home")
        return Visit(KIND, shown["text"], milliseconds)

    def _think_twice(self) -> None:
        """Leave? Rather not."""
        self.hand.do(tap="leave", see="overlay-leave")
        self._look("leave")
        self.hand.do(tap="stay", see="ask")

    def _next(self, answers: Answers) -> Stop | None:
        """The first question that is not answered yet."""
        stops = way(self.book, self.book.events[EVENT], answers, self.today).stops
        asked = ((stop, slot) for stop in stops for slot, _ in slots(self.book, stop))
        return next((stop for stop, slot in asked if slot not in answers), None)

    def _answer(self, stop: Stop, answers: dict[Slot, Value], seen: set[Kind]) -> None:
        """Answer one question; what this visitor has no answer to, the counter will ask."""
        (slot, item), *more = slots(self.book, stop)
        if more or item.kind not in _VALUES:
            self.hand.do(tap="ask-at-counter")
            answers |= dict.fromkeys((slot, *(other for other, _ in more)), Ask.AT_COUNTER)
            return
        answers[slot] = _VALUES[item.kind](item)
        *touches, last = _touches(item)
        if not self._goes_on_alone(stop, item, answers):
            touches, last = [*touches, last], "next"
        for touch in touches:
            self.hand.do(tap=touch)
        if item.kind not in seen:
            self._look(f"{item.kind}-form_question")
            seen.add(item.kind)
        self.hand.do(tap=last)

    def _goes_on_alone(self, stop: Stop, item: Field, answers: Answers) -> bool:
        """A choice is one touch, where it leads to nothing that must be read."""
        the_way = way(self.book, self.book.events[EVENT], answers, self.today)
        view = view_at(self.book, the_way, stop)
        return item.kind is Kind.CHOICE and not notes(self.book, stop, view)

    def _look(self, name: str) -> None:
        self.hand.do(shot=str(self.shots / f"kiosk-{name}.png"))


def asks_for_card(book: Book, today: date) -> bool:
    """Does the form of EVENT ask for something that the visitor's card tells?"""
    stops = way(book, book.events[EVENT], {}, today).stops
    return any(item.card for stop in stops for _, item in slots(book, stop))


_VALUES: Mapping[Kind, Callable[[Field], Value]] = {
    Kind.CHOICE: lambda item: item.options[0].id,
    Kind.CHOICES: lambda item: (item.options[0].id,),
    Kind.COUNT: lambda item: item.least or 0,
    Kind.DATE: lambda _: BIRTH,
    Kind.NAME: lambda _: Name("山田", "花子", "やまだ", "はなこ"),
    Kind.ADDRESS: lambda _: Address(POSTAL, "", STREET),
    Kind.PHONE: lambda _: PHONE,
}


def _touches(item: Field) -> Iterator[str]:
    """The controls that give a field its value, one after another."""
    match item.kind:
        case Kind.CHOICE | Kind.CHOICES:
            yield f"option-{item.id}-{item.options[0].id}"
        case Kind.COUNT:
            least, most = item.least or 0, item.most or 0
            yield f"number-{least}" if most - least < FEW else "count-more"
        case Kind.NAME:
            yield from (*FAMILY, "candidate-0", "next", *GIVEN, "candidate-0")
        case Kind.ADDRESS:
            yield from (*_keys(POSTAL), "next", "layout-digits", *_keys(STREET), "next")
        case Kind.DATE:
            written = eras(BIRTH)[0]
            numbers = (written.year, written.month or 0, written.day or 0)
            yield f"era-{written.era.value}"
            yield from _keys("".join(f"{number:02}" for number in numbers))
        case _:
            yield from _keys(PHONE)


def _keys(text: str) -> Iterator[str]:
    return (f"key-{sign}" for sign in text)
