"""Who moves too is not asked twice for what the card told of them."""

import pytest

from hub.domain.forms.answers import Answers, Ask, Name, Slot, Value
from hub.domain.forms.walking import Stop, slots
from kiosk.flow import events as ev
from kiosk.flow.forms import filling
from kiosk.flow.forms.carrying import carried
from kiosk.flow.forms.filling import FormState, begin
from kiosk.flow.state import Screen
from tests.forms_people import FAMILY, VISITORS, book
from tests.unit.kiosk.flow.cards.marked import CARD, EMPTY, FACTS, LIMITS, ORDER, TODAY
from tests.unit.kiosk.flow.forms.filling_visits import form_of
from tests.unit.kiosk.flow.visits import Visit

DEMO = book()
NAME, BIRTH = Slot("member-name", 0), Slot("member-birth", 0)
SELF = FAMILY.but(first_me="yes").answers
TYPED = Name("山田", "花子", "やまだ", "はなこ")
ALONE = FAMILY.but(member_count=1).answers


def with_card(event: str = "moving-in") -> Visit:
    """The card was read before the first question."""
    visit = Visit(limits=LIMITS).do(ev.FormsWanted(), ev.EventChosen(DEMO, event, TODAY))
    visit.do(CARD, ev.CardConsent(), ev.SecretEntered(ORDER), ev.CardRead(ORDER, FACTS))
    return visit.do(EMPTY, ev.CardAccepted())


def until(visit: Visit, stop: Stop, answers: Answers) -> Visit:
    """Answer everything before this question."""
    while visit.shows(Screen.FORM_QUESTION) and form_of(visit).stop != stop:
        form = form_of(visit)
        assert form.stop is not None
        for slot, _ in slots(DEMO, form.stop):
            visit.do(ev.Answered(slot, answers.get(slot)))
        visit.do(ev.PageDone())
        assert form_of(visit).wrongs == ()
    assert form_of(visit).stop == stop
    return visit


@pytest.mark.parametrize("answers", [SELF, ALONE])
def test_the_first_member_is_who_the_card_told_of(answers: Answers) -> None:
    visit = until(with_card(), Stop("member-name", 0), answers)
    assert form_of(visit).answers[NAME] == Name("山田", "花子")
    assert BIRTH not in form_of(visit).answers

    visit.do(ev.Answered(NAME, Name("山田", "花子", "やまだ", "はなこ")), ev.PageDone())
    assert form_of(visit).stop == Stop("member-birth", 0)
    assert form_of(visit).answers[BIRTH] == FACTS.birth


def test_each_answer_is_seen_and_can_be_taken_away() -> None:
    visit = until(with_card(), Stop("member-name", 0), SELF)
    visit.do(ev.Answered(NAME, None))
    assert NAME not in form_of(visit).answers


def test_a_first_member_who_is_somebody_else_is_asked() -> None:
    visit = until(with_card(), Stop("member-name", 0), FAMILY.answers)
    assert NAME not in form_of(visit).answers


def test_so_is_the_second() -> None:
    visit = until(with_card(), Stop("member-name", 1), SELF)
    assert Slot("member-name", 1) not in form_of(visit).answers


def test_whoever_leaves_it_open_who_comes_first_is_asked() -> None:
    answers: dict[Slot, Value] = {**SELF, Slot("first-me"): Ask.AT_COUNTER}
    visit = until(with_card(), Stop("member-name", 0), answers)
    assert NAME not in form_of(visit).answers


def test_nothing_is_known_of_a_visitor_without_a_card() -> None:
    visit = Visit().do(ev.FormsWanted(), ev.EventChosen(DEMO, "moving-in", TODAY))
    assert NAME not in form_of(until(visit, Stop("member-name", 0), SELF)).answers


def at(event: str, stop: Stop, *open_yet: Slot) -> FormState:
    """An event's visitor at a question, all answered but these."""
    known = {**VISITORS[event].answers, Slot("applicant-name"): TYPED}
    answers = {slot: value for slot, value in known.items() if slot not in open_yet}
    form = begin(DEMO, DEMO.events[event], TODAY, answers)
    assert stop in form.way.stops
    return filling.go(form, stop)


def test_children_are_not_taken_for_the_visitor() -> None:
    form = at("child-allowance", Stop("child-name", 0), Slot("child-name", 0))
    assert carried(form) == form


def test_a_name_that_was_typed_for_an_earlier_form_is_carried_with_its_reading() -> None:
    person = Slot("person-name", 0)
    form = carried(at("card-continuation", Stop("person-name", 0), person))
    assert form.answers[person] == TYPED
    assert form.stop == Stop("person-name", 0)
    assert form.done == frozenset()
