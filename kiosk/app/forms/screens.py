"""The screens of forms as QML sees them, apart from the rest so that a key redraws little.

Everything of a visitor in here is dropped as soon as the visit's form is.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from assets.words import Words
from hub.domain.forms.answers import Slot as Place
from hub.domain.forms.answers import Value
from kiosk.app.dating import Dating
from kiosk.app.forms import views
from kiosk.app.forms.boxes import Boxes
from kiosk.app.forms.entries import Entry
from kiosk.app.forms.given import NO_FAULTS, answer, faults, given, texts
from kiosk.app.lines import held, shown
from kiosk.app.lookup import Lookup
from kiosk.app.moment import Clock
from kiosk.app.sealing import oversize
from kiosk.app.typing import Typing
from kiosk.app.world import World, events, symbol
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import Screen, State

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

Send = Callable[[ev.Event], None]


@QmlElement
class Forms(QObject):
    """Shelf, question and review. Lives in the GUI thread; `send` plays an event on the machine."""

    shelfChanged = Signal()
    questionChanged = Signal()
    answersChanged = Signal()
    reviewChanged = Signal()

    def __init__(
        self, send: Send, clock: Clock, lookup: Lookup, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._send, self._clock = send, clock
        self._form: FormState | None = None
        self._world = World()
        self._typing = Typing(lookup, self)
        self._dates = Dating(self, self._today)
        self._boxes = Boxes(self._typing, self._dates, self._put, self)
        self._boxes.left.connect(self.next)
        self._forget()

    def _forget(self) -> None:
        self._shelf = shown(views.ShelfView())
        self._question = shown(views.QuestionView())
        self._answers = _answers()
        self._review = shown(views.ReviewView())

    # For the kiosk

    def show(self, state: State, world: World, words: Words) -> None:
        """Show what belongs to this state; without a form nothing is kept of any."""
        form, before = state.form, self._form
        self._form, self._world = form, world
        if state.screen is Screen.FORM_SHELF:
            shelf = held(shown(views.shelf(events(world), words)), words)
            self._change("_shelf", shelf, self.shelfChanged)
        if form is None:
            if before is not None:
                self._wipe()
            return
        if state.screen is Screen.FORM_QUESTION:
            self._show_question(form, words)
        elif state.screen is Screen.FORM_REVIEW:
            self._change("_review", shown(views.review(form, words)), self.reviewChanged)

    def _show_question(self, form: FormState, words: Words) -> None:
        view = views.question(form, words)
        self._change("_question", _question(view, words), self.questionChanged)
        self._boxes.show(form, view.entries, words.language)
        self._change("_answers", _answers(form, view.entries, words), self.answersChanged)

    def _wipe(self) -> None:
        self._boxes.forget()
        self._forget()
        for signal in (self.questionChanged, self.answersChanged, self.reviewChanged):
            signal.emit()

    def _change(self, name: str, value: dict[str, Any], signal: Any) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            signal.emit()

    # For QML: what to show

    @Property("QVariantMap", notify=shelfChanged)  # type: ignore[arg-type] # a C++ type's name
    def shelf(self) -> dict[str, Any]:
        """views.ShelfView."""
        return self._shelf

    @Property("QVariantMap", notify=questionChanged)  # type: ignore[arg-type] # a C++ type's name
    def question(self) -> dict[str, Any]:
        """views.QuestionView."""
        return self._question

    @Property("QVariantMap", notify=answersChanged)  # type: ignore[arg-type] # a C++ type's name
    def answers(self) -> dict[str, Any]:
        """What may change with every key: `given`, `texts`, `faults`, `notes`, `progress`."""
        return self._answers

    @Property("QVariantMap", notify=reviewChanged)  # type: ignore[arg-type] # a C++ type's name
    def review(self) -> dict[str, Any]:
        """views.ReviewView."""
        return self._review

    @Property(Typing, constant=True)
    def typing(self) -> Typing:
        """The text under way."""
        return self._typing

    @Property(Dating, constant=True)
    def dates(self) -> Dating:
        """The date under way."""
        return self._dates

    @Property(Boxes, constant=True)
    def boxes(self) -> Boxes:
        """Which box is typed into."""
        return self._boxes

    # For QML: what a person does

    @Slot()
    def want(self) -> None:
        """「書かずに手続き」."""
        self._send(ev.FormsWanted())

    @Slot(str)
    def chooseEvent(self, event: str) -> None:
        """An event of the shelf."""
        self._send(ev.EventChosen(self._world.book, event, self._today()))

    @Slot(str, str)
    def choose(self, field: str, option: str) -> None:
        """One of several: that answers the question, unless there is a word to be read first."""
        self._put(field, option)
        form = self._form
        if form is not None and views.chooses_one(form) and not self._answers["notes"]:
            self._page_done()

    @Slot(str, str)
    def toggle(self, field: str, option: str) -> None:
        """One of several that go together."""
        value = answer(self._form, field)
        chosen = value if isinstance(value, tuple) else ()
        others = tuple(each for each in chosen if each != option)
        self._put(field, others if option in chosen else (*chosen, option))

    @Slot(str, int)
    def count(self, field: str, number: int) -> None:
        """A number."""
        self._put(field, number)

    @Slot()
    def next(self) -> None:
        """「つぎへ」: the next empty box of the page, then the next question."""
        if not self._boxes.go_on():
            self._page_done()

    @Slot()
    def askAtCounter(self) -> None:
        """「わからないので、窓口で聞く」."""
        self._boxes.leave()
        self._send(ev.AskAtCounter())

    @Slot()
    def toReview(self) -> None:
        """Back to the answers."""
        self._send(ev.Review())

    @Slot(int)
    def change(self, place: int) -> None:
        """Change an answer of the review, by the place of its question."""
        if self._form is not None and place < len(self._form.way.stops):
            self._send(ev.ChangeWanted(self._form.way.stops[place]))

    @Slot()
    def confirm(self) -> None:
        """Everything is right."""
        self._send(ev.Confirmed(uuid4().hex))

    def _today(self) -> date:
        """The day on the lobby's wall."""
        lobby = self._world.lobby
        return self._clock().local(lobby.site.timezone if lobby else "Asia/Tokyo").date()

    def _page_done(self) -> None:
        """Go on, unless the answers fit into no code any more: better said now than at the end."""
        form = self._form
        self._send(ev.PageDone(oversize(form, symbol(self._world)) if form else ()))

    def _put(self, field: str, value: Value | None) -> None:
        form = self._form
        if form is not None and form.stop is not None:
            self._send(ev.Answered(Place(field, form.stop.member), value))


def _question(view: views.QuestionView, words: Words) -> dict[str, Any]:
    return {**held({**shown(view), "person": ""}, words), "person": view.person}


def _answers(
    form: FormState | None = None,
    boxes: tuple[Entry, ...] = (),
    words: Words | None = None,
) -> dict[str, Any]:
    if form is None or words is None:
        progress = shown(views.ProgressView())
        none: dict[str, Any] = {"given": {}, "texts": [], "faults": NO_FAULTS, "notes": []}
        return {**none, "progress": progress}
    return {
        "given": given(form),
        "texts": texts(form, boxes, words),
        "faults": held(faults(form, words), words),
        "notes": held(views.said(form, words), words),
        "progress": held(shown(views.progress_view(form, words)), words),
    }
