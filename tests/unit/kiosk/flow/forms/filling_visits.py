"""Visits that fill a form, for tests of the machine."""

from hub.domain.forms.answers import Answers, Slot
from hub.domain.forms.walking import Stop, slots
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import Screen
from tests.small_book import TODAY, book, moving_in
from tests.unit.kiosk.flow.visits import REQUEST, Visit

BOOK = book()
MOVING = ev.EventChosen(BOOK, "moving-in", TODAY)
CERTIFICATE = ev.EventChosen(BOOK, "certificate", TODAY)
FAMILY = moving_in(2)


def form_of(visit: Visit) -> FormState:
    """The form on the screen."""
    assert visit.state.form is not None
    return visit.state.form


def asked(visit: Visit) -> Stop | None:
    """The question on the screen."""
    return form_of(visit).stop


def begun(choice: ev.EventChosen = MOVING) -> Visit:
    """At the first question."""
    visit = Visit().do(ev.FormsWanted(), choice)
    assert visit.shows(Screen.FORM_QUESTION)
    return visit


def answer(visit: Visit, answers: Answers = FAMILY) -> Visit:
    """Answer the question on the screen, and go on."""
    form = form_of(visit)
    assert form.stop is not None
    for slot, _ in slots(form.book, form.stop):
        visit.do(ev.Answered(slot, answers.get(slot)))
    return visit.do(ev.PageDone())


def at(stop: Stop, answers: Answers = FAMILY) -> Visit:
    """At this question, everything before it answered."""
    visit = begun()
    while asked(visit) != stop:
        answer(visit, answers)
    return visit


def reviewed(answers: Answers = FAMILY) -> Visit:
    """At the review, everything answered."""
    visit = begun()
    while visit.shows(Screen.FORM_QUESTION):
        answer(visit, answers)
    assert visit.shows(Screen.FORM_REVIEW)
    return visit


def confirmed() -> Visit:
    """Waiting for the codes."""
    visit = reviewed().do(ev.Confirmed(REQUEST))
    assert visit.shows(Screen.FORM_SENDING)
    return visit


def who(member: int) -> Slot:
    """The name of a member."""
    return Slot("who", member)
