"""After the review: codes, number and paper, whatever of them can be had."""

from dataclasses import replace

from kiosk.flow import events as ev
from kiosk.flow.forms.filling import Numbering
from kiosk.flow.state import INITIAL, IssueNumber, Limits, Print, PrintGuide, Screen, SealForms
from tests.unit.kiosk.flow.forms.filling_visits import BOOK, MOVING, confirmed, form_of
from tests.unit.kiosk.flow.visits import LIMITS, REQUEST, Visit, issued, kinds, offline

CODES = ("MACHIAI1",)
SEALED = ev.FormsSealed(REQUEST, CODES)


def test_codes_then_the_number_with_all_counters_then_the_paper() -> None:
    visit = confirmed()
    sealed = visit.effects.pop()
    assert isinstance(sealed, SealForms)
    assert sealed.form.answers
    visit.do(SEALED)
    assert visit.effects == [IssueNumber(REQUEST, "moving", "ja", None, ("insurance",))]
    visit.do(ev.NumberGiven(REQUEST, issued()))
    assert visit.shows(Screen.FORM_DONE)
    assert visit.effects[1:] == [PrintGuide(REQUEST, form_of(visit), issued(), "ja")]
    assert form_of(visit).codes == CODES
    visit.do(ev.PrintEnded(REQUEST, Print.DONE))
    assert visit.state.printed is Print.DONE
    assert visit.do(ev.Finished()).state == INITIAL


def test_a_number_of_the_kiosks_own_series_is_as_good() -> None:
    visit = confirmed().do(SEALED, ev.NumberGiven(REQUEST, offline()))
    assert visit.state.given == offline()
    assert form_of(visit).number is Numbering.GIVEN


def test_without_a_printer_all_is_on_the_screen() -> None:
    visit = confirmed()
    visit.limits = Limits(has_printer=False)
    visit.do(SEALED, ev.NumberGiven(REQUEST, issued()))
    assert visit.state.printed is Print.NO_PRINTER
    assert kinds(visit.effects) == ["SealForms", "IssueNumber"]


def test_the_paper_comes_again_if_it_is_asked_for() -> None:
    visit = confirmed().do(SEALED, ev.NumberGiven(REQUEST, issued()))
    visit.do(ev.PrintEnded(REQUEST, Print.FAILED), ev.PrintAgain())
    assert kinds(visit.effects)[2:] == ["PrintGuide", "PrintGuide"]
    assert visit.state.printed is Print.RUNNING


def test_a_counter_that_has_closed_leaves_the_code() -> None:
    visit = confirmed().do(SEALED, ev.NumberRefused(REQUEST))
    assert visit.shows(Screen.FORM_DONE)
    assert form_of(visit).number is Numbering.REFUSED
    assert visit.effects[-1] == PrintGuide(REQUEST, form_of(visit), None, "ja")


def test_what_failed_is_tried_again() -> None:
    visit = confirmed().do(ev.FormsFailed(REQUEST))
    assert visit.shows(Screen.FORM_TROUBLE)
    visit.do(ev.TryAgain(), SEALED, ev.NumberFailed(REQUEST))
    assert visit.shows(Screen.FORM_TROUBLE)
    visit.do(ev.TryAgain())
    assert kinds(visit.effects) == ["SealForms", "SealForms", "IssueNumber", "IssueNumber"]
    assert visit.do(ev.NumberGiven(REQUEST, issued())).shows(Screen.FORM_DONE)


def test_a_visitor_goes_on_without_what_cannot_be_had() -> None:
    visit = confirmed().do(ev.FormsFailed(REQUEST), ev.GoWithout())
    assert kinds(visit.effects) == ["SealForms", "IssueNumber"]
    visit.do(ev.NumberFailed(REQUEST), ev.GoWithout())
    assert visit.shows(Screen.FORM_DONE)
    assert kinds(visit.effects)[2:] == ["PrintGuide"]


def test_neither_code_nor_number_keeps_anybody_waiting_for_ever() -> None:
    for visit in (confirmed(), confirmed().do(SEALED)):
        visit.wait(LIMITS.issuing)
        assert visit.shows(Screen.FORM_TROUBLE)


def test_what_comes_late_is_welcome() -> None:
    visit = confirmed().wait(LIMITS.issuing).do(SEALED).wait(LIMITS.issuing)
    assert visit.do(ev.NumberGiven(REQUEST, issued())).shows(Screen.FORM_DONE)
    late = confirmed().do(SEALED, ev.NumberFailed(REQUEST), ev.GoWithout())
    late.do(ev.NumberGiven(REQUEST, issued()))
    assert late.state.given == issued()
    assert kinds(late.effects)[-2:] == ["PrintGuide", "PrintGuide"]


def test_what_is_not_this_visitors_is_not_shown() -> None:
    visit = confirmed().do(ev.FormsSealed("f" * 32, ("OTHER",)), ev.FormsFailed("f" * 32))
    assert visit.shows(Screen.FORM_SENDING)
    visit.do(SEALED, ev.NumberGiven("f" * 32, issued("f" * 32)))
    assert visit.shows(Screen.FORM_SENDING)


def test_while_it_is_sent_nothing_interrupts() -> None:
    visit = confirmed()
    before = visit.state
    visit.do(ev.Finished(), ev.Back(), ev.StaffGesture(), ev.Confirmed("a" * 32), ev.PageDone())
    assert visit.state == before


def test_an_event_without_counters_ends_with_its_code() -> None:
    alone = replace(BOOK.events["moving-in"], asks=(), procedures=())
    chosen = replace(MOVING, book=replace(BOOK, events={"moving-in": alone}))
    visit = Visit().do(ev.FormsWanted(), chosen, ev.Confirmed(REQUEST), SEALED)
    assert visit.shows(Screen.FORM_DONE)
    assert kinds(visit.effects) == ["SealForms", "PrintGuide"]


def test_a_form_gives_two_minutes_before_it_asks_and_as_often_as_wanted() -> None:
    visit = Visit().do(ev.FormsWanted(), MOVING)
    assert not visit.wait(LIMITS.form - 1).state.warned
    for _ in range(30):
        assert visit.wait(LIMITS.form).state.warned
        assert not visit.do(ev.Touched()).state.warned
    assert visit.shows(Screen.FORM_QUESTION)


def test_the_last_screen_ends_by_itself_once_all_is_on_paper() -> None:
    visit = confirmed().do(SEALED, ev.NumberGiven(REQUEST, issued()))
    visit.do(ev.PrintEnded(REQUEST, Print.DONE))
    assert visit.wait(LIMITS.guide - 1).shows(Screen.FORM_DONE)
    assert visit.wait(1).state == INITIAL
