"""The kiosk as QML sees it: read-only properties of what to show, and a slot for each action."""

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from assets.words import Words, load
from kiosk.app import arrival_views, rows, views
from kiosk.app.arrivals import Arrivals
from kiosk.app.cards.pad import Pad
from kiosk.app.cards.reminder import Reminder
from kiosk.app.cards.screens import Cards, Practice
from kiosk.app.emergency import Emergency
from kiosk.app.engine import Engine
from kiosk.app.forms.ending import EndingView, ending, leaving
from kiosk.app.forms.screens import Forms
from kiosk.app.lines import held, shown
from kiosk.app.lookup import Lookup, open_mozc
from kiosk.app.models import RowsModel
from kiosk.app.moment import Clock, Moment
from kiosk.app.scanning_views import TicketState, ticket_state
from kiosk.app.staff import Staff
from kiosk.app.world import World, has_reader, limits, one_offered, reads_cards
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.carding import is_offered
from kiosk.flow.forms.filling import Numbering
from kiosk.flow.guidance import Hearing
from kiosk.flow.state import CARD_SCREENS, STAFF_SCREENS, Aid, Effect, Overlay, Screen

QML_IMPORT_NAME = "Machiai.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


View = views.View | TicketState | arrival_views.ArrivalView | arrival_views.SurveyView


@lru_cache(maxsize=16)
def _words(language: str) -> Words:
    return load(language, "common", "kiosk", "forms", "cards", "arrival", "survey")


def _texts(view: View, words: Words) -> dict[str, Any]:
    """The fields of a view for QML."""
    values = asdict(view)
    return {key: held(value, words) for key, value in values.items()}


def _row(row: rows.ServiceRow, words: Words) -> rows.ServiceRow:
    name, description = held(row.name, words), held(row.description, words)
    return replace(row, name=name, description=description)


@QmlElement
class Kiosk(QObject):
    """Owns the engine and the world. Lives in the GUI thread."""

    changed = Signal()
    languageChanged = Signal()
    endingChanged = Signal()

    def __init__(
        self,
        clock: Clock,
        perform: Callable[[Effect], None],
        staff: Staff,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lookup = Lookup(open_mozc, self)
        self._forms = Forms(self.send, clock, self._lookup, self)
        self._cards = Cards(self.send, self)
        self._arrivals = Arrivals(self.send, self)
        self._emergency = Emergency(self._show, self)
        self._engine = Engine(clock, perform, self._show)
        self._world = World()
        self._staff = staff
        self.reminder: Reminder | None = None
        self._view: dict[str, dict[str, Any]] = {}
        self._ending = shown(EndingView())
        self._words = _words("ja")
        self._say: dict[str, str] = held(dict(self._words.texts), self._words)
        self._services = RowsModel(rows.ServiceRow, self)
        self._classes = RowsModel(rows.ClassRow, self)
        self._languages = RowsModel(rows.LanguageRow, self)
        self._facts = RowsModel(rows.FactRow, self)
        self._show()

    # For the program

    @property
    def world(self) -> World:
        """What the kiosk knows now."""
        return self._world

    @property
    def engine(self) -> Engine:
        """The screen machine."""
        return self._engine

    @property
    def words(self) -> Words:
        """The words in the visitor's language."""
        return self._words

    @property
    def pad(self) -> Pad:
        """Where a card's secret is typed."""
        return self._cards.digits

    @property
    def is_card_left(self) -> bool:
        """Is somebody's card on the reader who is gone?"""
        return self._cards.is_left

    def practise(self, practice: Practice | None) -> None:
        """Offer cards that are not real, or no more."""
        self._cards.practice = practice

    def learn(self, world: World) -> None:
        """The lobby, the settings or the connection have changed."""
        is_back = world.live and not self._world.live
        self._world = world
        if world.settings is not None:
            voiced = world.hearing is not Hearing.NOTHING
            reader = has_reader(world)
            self._engine.limits = limits(world.settings, has_card=reader, has_voice=voiced)
        self._show()
        if is_back:
            self.send(ar.HubBack())

    def send(self, event: ev.Event) -> None:
        """Something has happened; an outcome of an effect, for the most part."""
        self._engine.send(event)

    def close(self) -> None:
        """End the worker that looks words up."""
        self._lookup.close()

    @Slot()
    def tick(self) -> None:
        """Time has passed: deadlines, countdowns, the clock on the screen."""
        self._engine.send(ev.Tick())
        self._show()

    def _show(self) -> None:
        moment = self._engine.clock()
        words = _words(self._engine.state.language)
        if words is not self._words:
            self._words, self._say = words, held(dict(words.texts), words)
            self.languageChanged.emit()
        self._show_lists(words, moment)
        self._forms.show(self._engine.state, self._world, words)
        self._cards.show(self._engine.state, self._world, words)
        self._emergency.show(self._engine.state, self._world, moment)
        self._show_ending(words)
        self._remind(moment)
        view = self._computed(words, moment)
        if view != self._view:
            self._view = view
            self.changed.emit()

    def _remind(self, moment: Moment) -> None:
        if self.reminder is not None:
            language, wanted = self._engine.state.language, self._cards.is_to_be_taken
            self.reminder.remind(wanted=wanted, language=language, at=moment.at)

    def _show_ending(self, words: Words) -> None:
        """Apart from the rest, which changes each second: lists must not jump under a finger."""
        state, limits_ = self._engine.state, self._engine.limits
        now = held(shown(ending(state, self._world, words, limits_)), words)
        if now != self._ending:
            self._ending = now
            self.endingChanged.emit()

    def _show_lists(self, words: Words, moment: Moment) -> None:
        state, world = self._engine.state, self._world
        if state.form is None:
            found = rows.service_rows(world, words, moment)
            self._services.show([_row(row, words) for row in found])
        self._classes.show(rows.class_rows(world, state))
        self._languages.show(rows.language_rows(world, state))
        if state.screen is Screen.MAINTENANCE:
            self._facts.show(self._staff.facts(world))

    def _computed(self, words: Words, moment: Moment) -> dict[str, dict[str, Any]]:
        state, world = self._engine.state, self._world
        always = {
            "visit": self._visit(),
            "head": asdict(views.head(state, world, words, moment)),
            "idle": _texts(views.idle(state, words, moment), words),
            "voice": _texts(views.voice(state, world, words), words),
        }
        filling = (Screen.FORM_QUESTION, Screen.FORM_REVIEW, *CARD_SCREENS)
        if self._view and state.screen in filling:
            # A key of a form must not wait for screens that nobody sees.
            return self._view | always
        return always | {
            "home": _texts(views.home(state, world, words, moment), words),
            "closed": _texts(views.closed(state, world, words, moment), words),
            "ticket": _texts(views.ticket(state, world, words, self._engine.limits, moment), words),
            "arrival": _texts(arrival_views.arrival(state, world, words), words),
            "survey": _texts(arrival_views.survey(world, words), words),
            "scanned": _texts(ticket_state(state, world, words, moment), words),
            "leaving": held(shown(leaving(state, words, moment)), words),
            "pin": asdict(self._staff.pin(state, moment)),
            "staff": dict(self._staff.words.texts),
        }

    def _visit(self) -> dict[str, Any]:
        state = self._engine.state
        known = self._world.is_known or state.screen in STAFF_SCREENS
        return {
            "screen": state.screen.value if known else Screen.PREPARING.value,
            "overlay": state.overlay.value if state.overlay else "",
            "warned": state.warned,
            "language": state.language,
            "enlarged": Aid.ENLARGE in state.aids,
            "highContrast": Aid.CONTRAST in state.aids,
            "lowReach": Aid.LOW_REACH in state.aids,
            "voice": Aid.VOICE in state.aids,
            "hasPriority": state.priority is not None,
            "card": self._card_offer(),
            "faults": list(self._world.faults),
            "lost": "number" if state.form and state.form.number is not Numbering.NONE else "seal",
        }

    def _card_offer(self) -> str:
        """On a question that a card can answer: "yes", or "away" while there is no reader."""
        state, here = self._engine.state, self._engine.limits
        if not reads_cards(self._world) or not is_offered(state, replace(here, has_card=True)):
            return ""
        return "yes" if here.has_card else "away"

    # For QML: what to show

    @Property("QVariantMap", notify=languageChanged)  # type: ignore[arg-type] # a C++ type's name
    def say(self) -> dict[str, str]:
        """All fixed words in the visitor's language, by key."""
        return self._say

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type] # a C++ type's name
    def view(self) -> dict[str, dict[str, Any]]:
        """The parts of what is shown: see views.py, staff.PinView and _visit."""
        return self._view

    @Property("QVariantMap", notify=endingChanged)  # type: ignore[arg-type] # a C++ type's name
    def ending(self) -> dict[str, Any]:
        """The last screen of a form: forms.ending.EndingView."""
        return self._ending

    @Property(Forms, constant=True)
    def forms(self) -> Forms:
        """Shelf, question and review of guided forms."""
        return self._forms

    @Property(Cards, constant=True)
    def cards(self) -> Cards:
        """The screens of a My Number card."""
        return self._cards

    @Property(Arrivals, constant=True)
    def arrivals(self) -> Arrivals:
        """Check-in with an appointment, and the survey."""
        return self._arrivals

    @Property(Emergency, constant=True)
    def emergency(self) -> Emergency:
        """The layer above everything."""
        return self._emergency

    @Property(QObject, constant=True)
    def services(self) -> QObject:
        """Rows: rows.ServiceRow."""
        return self._services

    @Property(QObject, constant=True)
    def classes(self) -> QObject:
        """Rows: rows.ClassRow."""
        return self._classes

    @Property(QObject, constant=True)
    def languages(self) -> QObject:
        """Rows: rows.LanguageRow."""
        return self._languages

    @Property(QObject, constant=True)
    def facts(self) -> QObject:
        """Rows: rows.FactRow."""
        return self._facts

    # For QML: what a person does

    @Slot()
    def touch(self) -> None:
        """Somebody is there."""
        self.send(ev.Touched())

    @Slot()
    def takeNumber(self) -> None:
        """「番号札をとる」."""
        self.send(ev.TakeNumber())

    @Slot(str)
    def chooseService(self, service: str) -> None:
        """A number for this service."""
        line = one_offered(self._world, self._engine.clock(), service)
        is_open = line is not None and line.opening.is_open
        self.send(ev.ServiceChosen(service, uuid4().hex, is_open))

    @Slot()
    def askPriority(self) -> None:
        """「優先のご案内を希望する」."""
        self.send(ev.PriorityWanted())

    @Slot(str)
    def choosePriority(self, priority: str) -> None:
        """A class, or "" for none."""
        self.send(ev.PriorityChosen(priority or None))

    @Slot(str)
    def open(self, overlay: str) -> None:
        """Show "language" or "voice" above the screen."""
        self.send(ev.Opened(Overlay(overlay)))

    @Slot(str)
    def chooseLanguage(self, language: str) -> None:
        """A language of the site."""
        self.send(ev.LanguageChosen(language))

    @Slot(str)
    def toggle(self, aid: str) -> None:
        """Switch "enlarge", "contrast", "low_reach" or "voice"."""
        self.send(ev.AidToggled(Aid(aid)))

    @Slot(int)
    def changeVolume(self, by: int) -> None:
        """The voice louder by so many steps, or softer."""
        self.send(ev.VolumeChanged(by))

    @Slot()
    def back(self) -> None:
        """One step back."""
        self.send(ev.Back())

    @Slot()
    def finish(self) -> None:
        """The visit is over."""
        self.send(ev.Finished())

    @Slot()
    def printAgain(self) -> None:
        """「もう一度印刷」."""
        self.send(ev.PrintAgain())

    @Slot()
    def tryAgain(self) -> None:
        """Ask for the same number once more."""
        self.send(ev.TryAgain())

    @Slot()
    def goWithout(self) -> None:
        """Go on without the code, or the number, that could not be had."""
        self.send(ev.GoWithout())

    @Slot(str)
    def pressHeader(self, side: str) -> None:
        """A tap on the left ("L") or right ("R") end of the header."""
        self._engine.press_header(side)

    @Slot(str)
    def pinDigit(self, digit: str) -> None:
        """A digit of the staff's PIN."""
        self.send(ev.PinDigit(digit))

    @Slot()
    def pinErase(self) -> None:
        """Take the last digit back."""
        self.send(ev.PinErased())

    @Slot()
    def pinEnter(self) -> None:
        """The PIN is complete."""
        self.send(ev.PinEntered())

    @Slot()
    def testPrint(self) -> None:
        """Staff want a test page."""
        self.send(ev.TestPrintWanted())

    @Slot()
    def reissue(self) -> None:
        """Staff want the last number's paper once more."""
        self.send(ev.ReissueWanted())

    @Slot()
    def exit(self) -> None:
        """Staff end the program."""
        self.send(ev.ExitWanted())
