"""From home to the ticket, and every way off that path."""

from dataclasses import replace

import pytest

from kiosk.flow import events as ev
from kiosk.flow.machine import can_print_again
from kiosk.flow.state import (
    INITIAL,
    LOUDEST,
    QUIETEST,
    Aid,
    CheckPin,
    IssueNumber,
    Leave,
    Limits,
    Overlay,
    Print,
    PrintLast,
    PrintTestPage,
    PrintTicket,
    Screen,
)
from tests.unit.kiosk.flow.visits import REQUEST, Visit, issued, kinds, offline

CHOICE = ev.ServiceChosen("residence", REQUEST, is_open=True)


def test_a_visitor_takes_a_number_and_goes() -> None:
    visit = Visit().do(ev.TakeNumber())
    assert visit.shows(Screen.SERVICES)

    visit.do(CHOICE)
    assert visit.shows(Screen.ISSUING)
    assert visit.effects == [IssueNumber(REQUEST, "residence", "ja", None)]

    visit.do(ev.NumberGiven(REQUEST, issued()))
    assert visit.shows(Screen.TICKET)
    assert visit.effects[1:] == [PrintTicket(issued(), "ja")]

    visit.do(ev.PrintEnded(REQUEST, Print.DONE))
    assert visit.state.printed is Print.DONE

    assert visit.do(ev.Finished()).state == INITIAL


def test_language_and_class_travel_with_the_request() -> None:
    visit = Visit().do(
        ev.Opened(Overlay.LANGUAGE),
        ev.LanguageChosen("ne"),
        ev.TakeNumber(),
        ev.PriorityWanted(),
        ev.PriorityChosen("infant"),
        CHOICE,
    )
    assert visit.effects == [IssueNumber(REQUEST, "residence", "ne", "infant")]


def test_the_class_can_be_taken_back() -> None:
    visit = Visit().do(ev.TakeNumber(), ev.PriorityWanted(), ev.PriorityChosen("infant"))
    visit.do(ev.PriorityWanted(), ev.PriorityChosen(None))
    assert visit.shows(Screen.SERVICES)
    assert visit.state.priority is None


@pytest.mark.parametrize("second", [CHOICE, replace(CHOICE, request="f" * 32)])
def test_a_double_tap_asks_for_one_number(second: ev.ServiceChosen) -> None:
    visit = Visit().do(ev.TakeNumber(), CHOICE, second)
    assert kinds(visit.effects) == ["IssueNumber"]
    visit.do(ev.NumberGiven(REQUEST, issued()), ev.NumberGiven(REQUEST, issued()))
    assert kinds(visit.effects) == ["IssueNumber", "PrintTicket"]


def test_a_closed_service_is_explained_and_another_one_can_be_chosen() -> None:
    visit = Visit().do(ev.TakeNumber(), ev.ServiceChosen("childcare", REQUEST, is_open=False))
    assert (visit.state.screen, visit.state.service) == (Screen.CLOSED, "childcare")
    assert visit.effects == []
    assert visit.do(ev.Back()).shows(Screen.SERVICES)


def test_a_service_that_closes_in_that_moment_is_explained_too() -> None:
    visit = Visit().asks_for_number().do(ev.NumberRefused(REQUEST))
    assert (visit.state.screen, visit.state.service) == (Screen.CLOSED, "residence")


def test_after_a_trouble_the_same_number_is_asked_for_again() -> None:
    visit = Visit().asks_for_number().do(ev.NumberFailed(REQUEST))
    assert visit.shows(Screen.TROUBLE)
    visit.do(ev.TryAgain())
    assert visit.shows(Screen.ISSUING)
    assert visit.effects[0] == visit.effects[1]


def test_a_number_that_comes_late_is_shown_all_the_same() -> None:
    visit = Visit().asks_for_number().wait(60)
    assert visit.shows(Screen.TROUBLE)
    assert visit.do(ev.NumberGiven(REQUEST, issued())).shows(Screen.TICKET)


def test_a_number_for_a_visitor_who_has_gone_is_not_shown_to_the_next() -> None:
    visit = Visit().asks_for_number().do(ev.NumberFailed(REQUEST), ev.Finished())
    visit.do(ev.NumberGiven(REQUEST, issued()), ev.NumberFailed(REQUEST))
    assert visit.state == INITIAL
    visit.do(ev.PrintEnded(REQUEST, Print.FAILED))
    assert visit.state == INITIAL


def test_a_number_of_the_kiosks_own_series_is_printed_alike() -> None:
    visit = Visit().asks_for_number(offline())
    assert visit.state.given == offline()
    assert visit.effects[1:] == [PrintTicket(offline(), "ja")]


def test_the_number_stays_when_there_is_no_paper() -> None:
    visit = Visit().has_ticket(Print.FAILED)
    assert visit.state.given == issued()


def test_a_kiosk_without_a_printer_prints_nothing() -> None:
    visit = Visit(limits=Limits(has_printer=False)).asks_for_number(issued())
    assert visit.state.printed is Print.NO_PRINTER
    assert kinds(visit.effects) == ["IssueNumber"]
    assert not can_print_again(visit.state, visit.limits)


def test_the_paper_can_be_printed_again_twice_and_never_while_it_prints() -> None:
    visit = Visit().has_ticket()
    for _ in range(5):
        visit.do(ev.PrintAgain(), ev.PrintAgain(), ev.PrintEnded(REQUEST, Print.DONE))
    assert kinds(visit.effects) == ["IssueNumber", *["PrintTicket"] * 3]


def test_the_paper_follows_the_language() -> None:
    visit = Visit().has_ticket()
    visit.do(ev.Opened(Overlay.LANGUAGE), ev.LanguageChosen("en"), ev.PrintAgain())
    assert visit.effects[-1] == PrintTicket(issued(), "en", reissue=True)


@pytest.mark.parametrize(
    ("printed", "reissue"), [(Print.DONE, True), (Print.UNCERTAIN, True), (Print.FAILED, False)]
)
def test_another_paper_says_so_unless_there_certainly_was_none(
    printed: Print, reissue: bool
) -> None:
    visit = Visit().has_ticket(printed).do(ev.PrintAgain())
    assert visit.effects[-1] == PrintTicket(issued(), "ja", reissue)


def test_back_leads_home_step_by_step_and_forgets_the_class_there() -> None:
    visit = Visit().do(ev.TakeNumber(), ev.PriorityWanted(), ev.PriorityChosen("elderly"))
    visit.do(ev.PriorityWanted(), ev.Opened(Overlay.LANGUAGE), ev.Back())
    assert visit.shows(Screen.PRIORITY)
    assert visit.do(ev.Back()).shows(Screen.SERVICES)
    assert visit.state.priority == "elderly"
    assert visit.do(ev.Back()).state == INITIAL


def test_back_does_not_take_a_number_away() -> None:
    visit = Visit().has_ticket()
    before = visit.state
    assert visit.do(ev.Back()).state == before


def test_aids_are_switched_on_and_off_on_every_page() -> None:
    visit = Visit().do(ev.AidToggled(Aid.ENLARGE), ev.AidToggled(Aid.LOW_REACH))
    assert visit.state.aids == {Aid.ENLARGE, Aid.LOW_REACH}
    visit.do(ev.TakeNumber(), ev.AidToggled(Aid.ENLARGE))
    assert visit.state.aids == {Aid.LOW_REACH}
    assert visit.do(ev.Finished()).state == INITIAL


def test_the_page_of_the_voice_begins_to_speak_and_leaving_it_does_not_end_that() -> None:
    visit = Visit().do(ev.Opened(Overlay.VOICE), ev.Back())
    assert visit.state.aids == {Aid.VOICE}
    visit.do(ev.VoiceWanted(), ev.VolumeChanged(99))
    assert (visit.state.aids, visit.state.volume) == (frozenset({Aid.VOICE}), LOUDEST)
    assert visit.do(ev.VolumeChanged(-99)).state.volume == QUIETEST
    assert visit.do(ev.Finished()).state == INITIAL


@pytest.mark.parametrize(
    "event", [ev.VoiceWanted(), ev.AidToggled(Aid.VOICE), ev.Opened(Overlay.VOICE)]
)
def test_a_kiosk_without_sound_never_says_that_it_speaks(event: ev.Event) -> None:
    assert Aid.VOICE not in Visit(limits=Limits(has_voice=False)).do(event).state.aids


def test_staff_come_in_with_the_pin() -> None:
    visit = Visit().do(ev.StaffGesture(), *map(ev.PinDigit, "0427"), ev.PinEntered())
    assert visit.effects == [CheckPin("0427")]
    assert visit.state.pin == ""
    visit.do(ev.PinChecked(right=True), ev.TestPrintWanted(), ev.ReissueWanted())
    visit.do(ev.ExitWanted())
    assert visit.shows(Screen.MAINTENANCE)
    assert visit.effects[1:] == [PrintTestPage(), PrintLast(), Leave()]
    assert visit.do(ev.Finished()).state == INITIAL


def test_a_wrong_pin_says_so_until_the_next_digit() -> None:
    visit = Visit().do(ev.StaffGesture(), ev.PinDigit("1"), ev.PinEntered())
    visit.do(ev.PinChecked(right=False))
    assert (visit.state.screen, visit.state.pin_wrong) == (Screen.PIN, True)
    assert not visit.do(ev.PinDigit("2"), ev.PinDigit("3"), ev.PinErased()).state.pin_wrong
    assert visit.state.pin == "2"
    assert visit.do(ev.Back()).state == INITIAL


def test_staffs_pages_open_by_the_pin_alone() -> None:
    visit = Visit().do(ev.PinChecked(right=True), ev.TestPrintWanted(), ev.ExitWanted())
    visit.do(ev.ReissueWanted())
    assert visit.state == INITIAL
    assert visit.effects == []


def test_the_pattern_wipes_the_visit_but_not_a_number_on_its_way() -> None:
    assert Visit().asks_for_number().do(ev.StaffGesture()).shows(Screen.ISSUING)
    visit = Visit().do(ev.AidToggled(Aid.CONTRAST), ev.TakeNumber(), ev.StaffGesture())
    assert visit.shows(Screen.PIN)
    assert not visit.state.aids
