"""Every visitor of the demo city gets through the kiosk's questions to the first counter."""

import pytest

from hub.domain.forms.walking import slots
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import progress
from kiosk.flow.state import IssueNumber, Screen
from tests.forms_people import TODAY, VISITORS, book
from tests.unit.kiosk.flow.visits import REQUEST, Visit


@pytest.mark.parametrize("event", VISITORS)
def test_from_the_shelf_to_the_first_counter(event: str) -> None:
    answers = VISITORS[event].answers
    visit = Visit().do(ev.FormsWanted(), ev.EventChosen(book(), event, TODAY))
    while visit.shows(Screen.FORM_QUESTION):
        form = visit.state.form
        assert form is not None
        assert form.stop is not None
        before = progress(form)
        for slot, _ in slots(form.book, form.stop):
            visit.do(ev.Answered(slot, answers.get(slot)))
        visit.do(ev.PageDone())
        assert visit.state.form is not None
        assert not visit.state.form.wrongs, form.stop
        assert progress(visit.state.form).number >= before.number
    visit.do(ev.Confirmed(REQUEST), ev.FormsSealed(REQUEST, ("CODE",)))
    asked = visit.effects[-1]
    assert isinstance(asked, IssueNumber)
    assert asked.service not in asked.then
