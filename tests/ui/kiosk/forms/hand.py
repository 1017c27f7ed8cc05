"""A hand that answers the questions of a form by touches alone, as a visitor does."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from hub.domain.forms.answers import Address, Answers, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Field, Kind
from hub.domain.forms.walking import Stop, slots
from hub.domain.forms.wareki import eras
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import Screen
from kiosk.typing.board import modified, rows
from tests.ui.kiosk.kit import Stand
from tests.ui.qml import until


class Hand:
    """Touches what is on the screen of a stand."""

    def __init__(self, here: Stand) -> None:
        self.here = here

    @property
    def form(self) -> FormState:
        """The form on the screen."""
        form = self.here.kiosk.engine.state.form
        assert form is not None
        return form

    @property
    def stop(self) -> Stop | None:
        """The question on the screen."""
        return self.form.stop

    def begin(self, event: str) -> None:
        """From home to the first question."""
        self.here.tap("write-free")
        self.here.tap(f"event-{event}")
        self.here.shows("form_question")

    def fill(self, answers: Answers) -> None:
        """Answer every question up to the review."""
        while self.here.kiosk.engine.state.screen is Screen.FORM_QUESTION:
            self.answer(answers)
        self.here.shows("form_review")

    def until(self, stop: Stop, answers: Answers) -> None:
        """Answer every question before this one."""
        while self.stop != stop:
            self.answer(answers)

    def answer(self, answers: Answers) -> None:
        """Answer the question on the screen, and go on."""
        form, stop = self.form, self.stop
        assert stop is not None
        for slot, item in slots(form.book, stop):
            if slot in answers:
                self.put(item, answers[slot])
        for _ in range(6):  # boxes that may stay empty are asked one by one
            if self.stop != stop:
                return
            self.here.tap("next")
            assert not self.form.wrongs or self.stop != stop, (stop, self.form.wrongs)

    def say(self, answers: Answers) -> None:
        """Answer the question without touching, and go on."""
        form, stop = self.form, self.stop
        assert stop is not None
        for slot, _ in slots(form.book, stop):
            self.here.send(ev.Answered(slot, answers.get(slot)))
        self.here.send(ev.PageDone())
        assert self.stop != stop, (stop, self.form.wrongs)

    @property
    def forms(self) -> Any:
        """The screens of forms, a kiosk.app.forms.screens.Forms; its properties hold values."""
        return self.here.kiosk.forms

    def entry(self) -> Mapping[str, Any]:
        """The box that is typed into."""
        place = self.forms.boxes.at
        found: Mapping[str, Any] = self.forms.question["entries"][place]
        return found

    def sees(self, name: str) -> bool:
        """Is there an item of this name to be seen?"""
        items = self.here.screen.items()
        return any(item.objectName() == name and item.isVisible() for item in items)

    def texts(self, name: str) -> list[str]:
        """What the items of this name say."""
        shown = (item for item in self.here.screen.items() if item.isVisible())
        return [str(item.property("plain")) for item in shown if item.objectName() == name]

    def all_texts(self) -> list[str]:
        """All texts on the screen."""
        shown = (item for item in self.here.screen.items() if item.isVisible())
        return [str(item.property("text")) for item in shown if item.inherits("QQuickText")]

    def told(self, name: str) -> str:
        """What a reader is told of an item."""
        return str(self.here.screen.accessible(name).text(QAccessible.Text.Name))

    def put(self, item: Field, value: Value) -> None:
        """Answer one field."""
        if isinstance(value, Ask):
            self.here.tap("ask-at-counter")
        else:
            _HANDS[item.kind](self, item, value)

    def choose(self, item: Field, value: str) -> None:
        self.here.tap(f"option-{item.id}-{value}")

    def choose_all(self, item: Field, value: tuple[str, ...]) -> None:
        for option in value:
            self.here.tap(f"option-{item.id}-{option}")

    def count(self, item: Field, value: int) -> None:
        del item
        self.here.tap(f"number-{value}")

    def date(self, item: Field, value: PartialDate) -> None:
        self.box(item)
        self.put_date(value)

    def put_date(self, value: PartialDate) -> None:
        """Era and digits on the pad."""
        written = eras(value)[0]
        self.here.tap(f"era-{written.era.value}")
        for number, width in ((written.year, 2), (value.month, 2), (value.day, 2)):
            self.here.tap("unknown") if number is None else self.digits(f"{number:0{width}}")

    def name(self, item: Field, value: Name) -> None:
        """Read, then choose the writing; the reading follows by itself."""
        self.box(item, "family")
        self.write(value.family_kana, value.family)
        self.box(item, "given")
        self.write(value.given_kana, value.given)

    def address(self, item: Field, value: Address) -> None:
        """The postal code gives the area."""
        self.box(item, "postal")
        self.digits(value.postal)
        self.wait_for(item, "area", value.area)
        self.box(item, "street")
        self.here.tap("layout-digits")
        self.digits(value.street)

    def wait_for(self, item: Field, part: str, text: str) -> None:
        """Wait until a part of the answer is there."""
        slot = Slot(item.id, self.stop.member if self.stop else None)
        until(lambda: getattr(self.form.answers.get(slot), part, "") == text, f"{part} {text}")

    def plain(self, item: Field, value: str) -> None:
        self.box(item)
        self.digits(value)

    def kana(self, item: Field, value: str) -> None:
        self.box(item)
        self.keys(value)

    def box(self, item: Field, part: str = "") -> None:
        """Go on to this box."""
        for _ in range(6):
            entry = self.entry()
            if (entry["field"], entry["part"]) == (item.id, part):
                return
            self.here.tap("next")
        raise AssertionError(f"no way to {item.id}.{part}")

    def write(self, reading: str, written: str) -> None:
        """Kana on the board, then the candidate."""
        self.keys(reading)
        typing = self.forms.typing
        until(lambda: written in typing.candidates, f"{written} for {reading}")
        place = list(typing.candidates).index(written)
        # A row puts its keys into their places with the next frame.
        self.here.screen.wait("candidate-1")
        until(lambda: self.here.screen.find("candidate-1").x() > 0, f"the place of {written}")
        self.here.tap(f"candidate-{place}")

    def strike(self, text: str) -> None:
        """Keys of a keyboard, or what a scanner reads."""
        for sign in text:
            QTest.keyClick(self.here.screen.window, ord(sign.upper()))

    def keys(self, kana: str) -> None:
        """Touch the keys of kana."""
        self.here.screen.grab()  # keys get their places with the first frame
        for sign in kana:
            base, times = strokes()[sign]
            self.here.tap(f"key-{base}")
            for _ in range(times):
                self.here.tap("modify")

    def digits(self, text: str) -> None:
        """Touch the keys of digits and letters."""
        self.here.screen.grab()
        for sign in text:
            self.here.tap(f"key-{sign}")


@cache
def strokes() -> Mapping[str, tuple[str, int]]:
    """How each kana is typed: a key, and how often it is modified."""
    return {kana: stroke for base in _keys() for kana, stroke in _modified(base)}


def _keys() -> Iterator[str]:
    yield "ー"
    yield from (key for row in rows(katakana=False) for key in row if key)


def _modified(base: str) -> Iterator[tuple[str, tuple[str, int]]]:
    kana = base
    for times in range(4):
        yield kana, (base, times)
        kana = modified(kana)
        if kana == base:
            return


_HANDS: Mapping[Kind, Callable[[Hand, Field, Any], None]] = {
    Kind.CHOICE: Hand.choose,
    Kind.CHOICES: Hand.choose_all,
    Kind.COUNT: Hand.count,
    Kind.DATE: Hand.date,
    Kind.NAME: Hand.name,
    Kind.ADDRESS: Hand.address,
    Kind.KANA: Hand.kana,
    Kind.PHONE: Hand.plain,
    Kind.DIGITS: Hand.plain,
    Kind.CODE: Hand.plain,
    Kind.TEXT: Hand.kana,
}
