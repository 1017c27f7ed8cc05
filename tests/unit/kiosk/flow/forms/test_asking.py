"""From the shelf to the review: every way among the questions, and nothing lost on any."""

from dataclasses import replace

import pytest

from hub.domain.forms.answers import UNLISTED, Ask, Name, PartialDate, Slot
from hub.domain.forms.checking import Fault, Wrong
from hub.domain.forms.walking import Stop
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import progress
from kiosk.flow.state import INITIAL, Aid, Overlay, Screen
from tests.small_book import moving_in
from tests.unit.kiosk.flow.forms.filling_visits import (
    BOOK,
    CERTIFICATE,
    FAMILY,
    MOVING,
    answer,
    asked,
    at,
    begun,
    form_of,
    reviewed,
    who,
)
from tests.unit.kiosk.flow.visits import REQUEST, Visit

MANY, ROLE = Stop("many"), Stop("role", 1)


def test_a_family_is_asked_one_question_after_the_other() -> None:
    visit, seen = begun(), []
    while visit.shows(Screen.FORM_QUESTION):
        seen.append(asked(visit))
        answer(visit)
    assert [stop.page for stop in seen if stop] == [
        *("moved-on", "new-home", "many"),
        *("who", "born", "role") * 2,
        *("insured", "phone"),
    ]
    assert form_of(visit).answers == {s: v for s, v in FAMILY.items() if s.field != "account"}


def test_an_event_that_is_not_in_the_book_opens_nothing() -> None:
    assert Visit().do(ev.FormsWanted(), replace(MOVING, event="gone")).shows(Screen.FORM_SHELF)


def test_what_is_wrong_keeps_the_visitor_on_the_page_until_it_is_right() -> None:
    visit = at(Stop("phone")).do(ev.Answered(Slot("phone"), "12"), ev.PageDone())
    assert asked(visit) == Stop("phone")
    assert [wrong.fault for wrong in form_of(visit).wrongs] == [Fault.NOT_PHONE]
    visit.do(ev.Answered(Slot("phone"), "0312345678"))
    assert form_of(visit).wrongs == ()
    assert visit.do(ev.PageDone()).shows(Screen.FORM_REVIEW)


def test_an_empty_answer_is_none() -> None:
    visit = at(who_page(0)).do(ev.Answered(who(0), Name()))
    assert who(0) not in form_of(visit).answers


def who_page(member: int) -> Stop:
    return Stop("who", member)


def test_only_the_question_on_the_screen_takes_answers() -> None:
    visit = begun().do(ev.Answered(Slot("phone"), "0312345678"), ev.Answered(who(0), "?"))
    assert form_of(visit).answers == {}


def test_back_keeps_every_answer() -> None:
    visit = at(ROLE).do(ev.Answered(Slot("role", 1), "spouse"), ev.Back(), ev.Back())
    assert asked(visit) == Stop("who", 1)
    answer(answer(visit))
    assert asked(visit) == ROLE
    assert form_of(visit).answers[Slot("role", 1)] == "spouse"


def test_back_from_the_first_question_leads_to_the_shelf_and_on_to_home() -> None:
    visit = begun().do(ev.Answered(Slot("moved-on"), PartialDate(2026, 11, 20)), ev.Back())
    assert visit.shows(Screen.FORM_SHELF)
    visit.do(MOVING)
    assert form_of(visit).answers == {Slot("moved-on"): PartialDate(2026, 11, 20)}
    assert visit.do(ev.Back(), ev.Back()).state == INITIAL


def test_another_event_is_asked_with_the_answers_that_are_there() -> None:
    visit = begun(CERTIFICATE).do(ev.Answered(Slot("asker"), Name("山田", "", "やまだ")))
    visit.do(ev.Back(), MOVING, ev.Back(), CERTIFICATE)
    assert form_of(visit).answers == {Slot("asker"): Name("山田", "", "やまだ")}


def test_what_nobody_knows_is_left_to_the_counter() -> None:
    visit = at(MANY).do(ev.AskAtCounter())
    assert form_of(visit).answers[Slot("many")] is Ask.AT_COUNTER
    assert asked(visit) == Stop("insured"), "nobody is asked about people who cannot be counted"


def test_of_a_page_with_two_fields_only_the_open_one_is_left_to_the_counter() -> None:
    visit = begun(CERTIFICATE)
    answer(visit, {Slot("asker"): Name("山田", "", "やまだ")})
    answer(visit, {Slot("papers"): ("copy",)})
    visit.do(ev.Answered(Slot("card"), "AB12345678CD"), ev.AskAtCounter())
    answers = form_of(visit).answers
    assert answers[Slot("card")] == "AB12345678CD"
    assert answers[Slot("digits")] is Ask.AT_COUNTER


def test_a_character_that_was_not_found_is_a_right_answer() -> None:
    visit = at(who_page(0)).do(ev.Answered(who(0), Name(f"髙{UNLISTED}", "", "たか")))
    assert asked(visit.do(ev.PageDone())) == Stop("born", 0)


def test_one_answer_is_changed_from_the_review_and_straight_back() -> None:
    visit = reviewed().do(ev.ChangeWanted(who_page(0)))
    assert asked(visit) == who_page(0)
    visit.do(ev.Answered(who(0), Name("山田", "春子", "やまだ", "はるこ")), ev.PageDone())
    assert visit.shows(Screen.FORM_REVIEW)
    answers = form_of(visit).answers
    assert answers[who(0)] == Name("山田", "春子", "やまだ", "はるこ")
    assert answers[who(1)] == FAMILY[who(1)]


def test_a_change_that_opens_questions_asks_them_before_the_review() -> None:
    visit = reviewed().do(ev.ChangeWanted(MANY), ev.Answered(Slot("many"), 3), ev.PageDone())
    assert asked(visit) == Stop("who", 2)
    for _ in range(3):
        answer(visit, moving_in(3))
    assert visit.shows(Screen.FORM_REVIEW)


def test_back_from_a_change_leads_to_the_review() -> None:
    assert reviewed().do(ev.ChangeWanted(MANY), ev.Back()).shows(Screen.FORM_REVIEW)


def test_people_who_were_counted_too_few_come_back_with_their_answers() -> None:
    visit = reviewed().do(ev.ChangeWanted(MANY), ev.Answered(Slot("many"), 1), ev.PageDone())
    assert visit.shows(Screen.FORM_REVIEW)
    assert Stop("who", 1) not in form_of(visit).way.stops
    visit.do(ev.ChangeWanted(MANY), ev.Answered(Slot("many"), 2), ev.PageDone())
    assert visit.shows(Screen.FORM_REVIEW)
    assert form_of(visit).answers[who(1)] == FAMILY[who(1)]


def test_an_answer_that_has_become_wrong_must_be_put_right_before_it_is_confirmed() -> None:
    visit = reviewed().do(ev.ChangeWanted(who_page(1)), ev.Answered(who(1), None), ev.Back())
    assert visit.shows(Screen.FORM_REVIEW)
    visit.do(ev.Confirmed(REQUEST))
    assert asked(visit) == who_page(1)
    assert form_of(visit).wrongs == (Wrong(who(1), Fault.MISSING),)
    assert visit.effects == []


def test_the_review_is_reached_without_walking_once_all_is_answered() -> None:
    visit = reviewed().do(ev.Back(), ev.Back(), ev.Review())
    assert visit.shows(Screen.FORM_REVIEW)
    assert begun().do(ev.Review()).shows(Screen.FORM_QUESTION)


def test_a_fault_from_outside_of_the_book_is_shown_like_one_of_its_own() -> None:
    large = Wrong(Slot("moved-on"), Fault.RULE, say={"ja": "大きすぎます"})
    visit = begun().do(ev.Answered(Slot("moved-on"), PartialDate(2026, 11, 20)))
    visit.do(ev.PageDone((large,)))
    assert asked(visit) == Stop("moved-on")
    assert form_of(visit).wrongs == (large,)


@pytest.mark.parametrize("overlay", [Overlay.LANGUAGE, Overlay.VOICE, Overlay.LEAVE])
def test_language_and_aids_change_in_mid_form(overlay: Overlay) -> None:
    visit = at(ROLE).do(ev.Answered(Slot("role", 1), "spouse"))
    before = visit.state.form
    visit.do(ev.AidToggled(Aid.ENLARGE), ev.Opened(overlay))
    assert visit.state.overlay is overlay
    visit.do(ev.LanguageChosen("en"), ev.Back())
    assert visit.state.form == before or visit.state.language == "en"
    assert form_of(visit).answers[Slot("role", 1)] == "spouse"


def test_whether_to_leave_is_asked_only_where_something_would_be_lost() -> None:
    assert Visit().do(ev.Opened(Overlay.LEAVE)).state == INITIAL
    assert at(ROLE).do(ev.Opened(Overlay.LEAVE), ev.Finished()).state == INITIAL


def test_an_empty_event_is_reviewed_at_once() -> None:
    empty = replace(BOOK.events["moving-in"], asks=(), procedures=())
    book = replace(BOOK, events={"moving-in": empty})
    visit = Visit().do(ev.FormsWanted(), replace(MOVING, book=book))
    assert visit.shows(Screen.FORM_REVIEW)
    assert progress(form_of(visit)).left == 0
    assert visit.do(ev.Back()).shows(Screen.FORM_SHELF)


def test_nothing_that_was_typed_is_in_what_a_log_would_print() -> None:
    visit = reviewed()
    told = repr((visit.state, visit.effects, ev.Answered(who(0), FAMILY[who(0)])))
    assert "山田" not in told
    assert "09012345678" not in told
