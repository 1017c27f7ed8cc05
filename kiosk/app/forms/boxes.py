"""Which box of a question is typed into, and the way of its text into the answers."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hub.domain.forms.answers import Name, PartialDate, Value
from kiosk.app.dating import Dating
from kiosk.app.forms.entries import READINGS, Entry, part_of, with_part
from kiosk.app.forms.given import answer
from kiosk.app.typing import Typing
from kiosk.flow.forms.filling import FormState

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Put = Callable[[str, Value | None], None]


@QmlElement
class Boxes(QObject):
    """One box at a time has the board. What is typed is an answer at once, so nothing can get lost.

    `put` gives an answer to a field of the question on the screen.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, typing: Typing, dates: Dating, put: Put, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._typing, self._dates, self._put = typing, dates, put
        self._language = "ja"
        self._forget()
        typing.changed.connect(self._typed)
        typing.submitted.connect(self.left)
        dates.changed.connect(self._dated)
        dates.submitted.connect(self.left)

    def _forget(self) -> None:
        self._form: FormState | None = None
        self._entries: tuple[Entry, ...] = ()
        self._at = -1
        # The readings that came with a writing, by field and part: those follow it.
        self._followed: dict[tuple[str, str], str] = {}

    def forget(self) -> None:
        """The visit's form is over."""
        self._forget()
        self._typing.reset()
        self._dates.reset()
        self.changed.emit()

    def show(self, form: FormState, entries: tuple[Entry, ...], language: str) -> None:
        """The boxes of the question on the screen; a new question begins at its first empty one."""
        before, self._form = self._form, form
        self._entries, self._language = entries, language
        if before is None or before.stop != form.stop:
            self._followed = {}
            empty = (place for place in range(len(entries)) if self._is_empty(place))
            self._begin(next(empty, 0 if entries else -1))
        elif form.wrongs and not before.wrongs:
            self._begin(self._wrong_place(form))

    def _wrong_place(self, form: FormState) -> int:
        wrong = {(each.slot.field, each.part) for each in form.wrongs}
        places = (n for n, box in enumerate(self._entries) if (box.field, box.part) in wrong)
        return next(places, self._at)

    # For QML

    @Property(int, notify=changed)
    def at(self) -> int:
        """The place of the box among the question's entries; -1 where nothing is typed."""
        return self._at

    @Property(str, notify=changed)
    def board(self) -> str:
        """What to type with: "text", "date", or "" for nothing."""
        box = self._box
        return "" if box is None else "date" if box.kind == "date" else "text"

    @Slot(int)
    def focus(self, place: int) -> None:
        """A box was touched."""
        if place != self._at:
            self.leave()
            self._begin(place)

    @Slot(str)
    def chooseArea(self, area: str) -> None:
        """One of the towns of a postal code."""
        self._put_part("area", area)
        self.go_on()

    # For the screens

    def go_on(self) -> bool:
        """To the next empty box of the page; False if there is none."""
        self.leave()
        later = range(self._at + 1, len(self._entries))
        place = next((place for place in later if self._is_empty(place)), None)
        if place is not None:
            self._begin(place)
        return place is not None

    def leave(self) -> None:
        """Take what waits in the present box as it is shown."""
        box = self._box
        if box is not None and box.kind != "date":
            self._typing.finish()
            self._typed()

    @property
    def _box(self) -> Entry | None:
        return self._entries[self._at] if 0 <= self._at < len(self._entries) else None

    def _begin(self, place: int) -> None:
        self._at = -1  # What the boards tell while they begin is no answer.
        box = self._entries[place] if place >= 0 else None
        if box is not None and box.kind == "date":
            day = answer(self._form, box.field)
            known = day if isinstance(day, PartialDate) else PartialDate(0)
            self._dates.begin(
                known.year, known.month or 0, known.day or 0, box.partial, self._language
            )
        elif box is not None:
            text = part_of(answer(self._form, box.field), box.part)
            self._typing.begin(box.kind, text, box.most, self._language)
        self._at = place
        self.changed.emit()

    def _is_empty(self, place: int) -> bool:
        box = self._entries[place]
        value = answer(self._form, box.field)
        if box.part == "given_kana" and isinstance(value, Name) and not value.given:
            return False  # A person of one name alone.
        return value is None or (bool(box.part) and not getattr(value, box.part, "ask"))

    def _typed(self) -> None:
        box = self._box
        if box is None or box.kind == "date":
            return
        self._put_part(box.part, str(self._typing.property("text")))
        if box.kind == "name":
            self._follow(READINGS[box.part], str(self._typing.property("reading")))
        areas = self._typing.property("areas")
        if box.kind == "postal" and len(areas) == 1:
            self._follow("area", areas[0])

    def _put_part(self, part: str, text: str) -> None:
        """Text for a box of the present field."""
        form, box = self._form, self._box
        if form is None or form.stop is None or box is None:
            return
        value = answer(self._form, box.field)
        if part_of(value, part) != text:
            fields = {item.id: item for item in form.book.pages[form.stop.page].fields}
            self._put(box.field, with_part(fields[box.field], value, part, text))

    def _follow(self, part: str, text: str) -> None:
        """Fill another box of the present field, unless the visitor has written there."""
        box = self._box
        if box is None or not text:
            return
        here = part_of(answer(self._form, box.field), part)
        if here in ("", self._followed.get((box.field, part))):
            self._followed[box.field, part] = text
            self._put_part(part, text)

    def _dated(self) -> None:
        box = self._box
        if box is None or box.kind != "date":
            return
        day, before = self._dates.value, answer(self._form, box.field)
        if day is not None or isinstance(before, PartialDate):
            self._put(box.field, day)
