"""From 「予約の方」 or a scanned code to the ticket, and every way off that path."""

from datetime import time

import pytest

from hub.domain.appointments.codes import with_check
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.scanning import read
from kiosk.flow.state import (
    INITIAL,
    Arrival,
    ArrivalTrouble,
    CheckIn,
    CodeKind,
    CountAnswer,
    IssueNumber,
    Limits,
    Overlay,
    Print,
    PrintTicket,
    Scanned,
    Screen,
)
from tests.unit.kiosk.flow.visits import REQUEST, Visit, issued, kinds

NUMBER = with_check("4711471")
TOKEN = "aB3_-" + "x" * 27
ADDRESS = f"https://machi.example:8443/a/{TOKEN}"
LIMITS = Limits(checks_in=True, surveys=True)
ENTER = ar.ArrivalEntered(REQUEST)
AWAY, UNKNOWN, SHORT = ArrivalTrouble.AWAY, ArrivalTrouble.UNKNOWN, ArrivalTrouble.SHORT
WHEN = time(14, 15)


def visit() -> Visit:
    return Visit(limits=LIMITS)


def typed(number: str = NUMBER) -> Visit:
    return visit().do(ar.ArrivalWanted(), *map(ar.ArrivalDigit, number))


def refused(trouble: ArrivalTrouble) -> Visit:
    return typed().do(ENTER, ar.ArrivalRefused(REQUEST, trouble, WHEN))


def test_the_number_is_typed_checked_in_and_printed_as_any_ticket() -> None:
    arriving = typed().do(ENTER)
    assert arriving.shows(Screen.ISSUING)
    assert arriving.effects == [CheckIn(REQUEST, NUMBER, "ja")]
    arriving.do(ev.NumberGiven(REQUEST, issued()))
    assert arriving.shows(Screen.TICKET)
    assert arriving.state.arrival is None, "the code is forgotten"
    assert arriving.effects[1:] == [PrintTicket(issued(), "ja")]
    assert arriving.do(ev.PrintEnded(REQUEST, Print.DONE), ev.Finished()).state == INITIAL


def test_a_code_scanned_on_the_first_screen_checks_in_at_once() -> None:
    scanned = ev.CodeScanned(read(ADDRESS, whole=True), request=REQUEST)
    for begin in (visit(), visit().do(ar.ArrivalWanted()), typed("12"), refused(AWAY)):
        assert begin.do(scanned).shows(Screen.ISSUING)
        assert begin.effects[-1] == CheckIn(REQUEST, TOKEN, "ja")


def test_a_kiosk_that_takes_no_appointments_says_who_does() -> None:
    scanned = ev.CodeScanned(read(ADDRESS, whole=True), request=REQUEST)
    elsewhere = Visit().do(ar.ArrivalWanted())
    assert elsewhere.state == INITIAL
    assert elsewhere.do(scanned).shows(Screen.TICKET_STATE)
    assert elsewhere.effects == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ADDRESS, TOKEN),
        (ADDRESS[5:], TOKEN),
        (f"+//machi.example/a/{TOKEN}", TOKEN),
        (NUMBER, NUMBER),
    ],
)
def test_a_code_is_known_by_its_end(text: str, code: str) -> None:
    assert read(text, whole=True) == Scanned(CodeKind.APPOINTMENT, code=code)


def test_half_a_code_and_a_number_with_a_wrong_digit_are_none() -> None:
    assert read(ADDRESS[:-1], whole=True) == Scanned(CodeKind.PARTIAL)
    wrong = f"{(int(NUMBER) + 1) % 10**8:08}"
    assert read(wrong, whole=True).kind is CodeKind.OTHER
    assert "aB3" not in repr(read(ADDRESS, whole=True)), "a code is a key: it is not logged"


def test_a_wrong_digit_is_told_on_the_pad_without_asking_the_hub() -> None:
    wrong = typed(f"{(int(NUMBER) + 1) % 10**8:08}").do(ENTER)
    assert wrong.shows(Screen.ARRIVAL)
    assert wrong.state.arrival is not None
    assert (wrong.state.arrival.trouble, wrong.state.arrival.digits) == (UNKNOWN, "")
    short = typed("123").do(ENTER)
    assert short.state.arrival is not None
    assert (short.state.arrival.trouble, short.state.arrival.digits) == (SHORT, "123")
    assert wrong.effects == short.effects == []
    assert short.do(ar.ArrivalErased()).state.arrival == type(short.state.arrival)("12")


def test_no_more_digits_than_there_are() -> None:
    full = typed(NUMBER + "99")
    assert full.state.arrival is not None
    assert full.state.arrival.digits == NUMBER


def test_an_unknown_number_can_be_typed_again() -> None:
    unknown = refused(UNKNOWN)
    assert unknown.shows(Screen.ARRIVAL)
    assert unknown.do(*map(ar.ArrivalDigit, NUMBER), ENTER).shows(Screen.ISSUING)


@pytest.mark.parametrize(
    "trouble", [t for t in ArrivalTrouble if t.value not in ("short", "unknown")]
)
def test_every_other_trouble_is_explained_and_a_number_can_be_taken(
    trouble: ArrivalTrouble,
) -> None:
    told = refused(trouble)
    assert told.state.arrival == Arrival(code=NUMBER, trouble=trouble, when=WHEN)
    assert told.do(ev.TakeNumber()).shows(Screen.SERVICES)
    assert told.do(ar.ArrivalRefused(REQUEST, UNKNOWN)).shows(Screen.SERVICES)
    assert told.do(ev.Finished()).state == INITIAL


def test_a_hub_that_is_silent_is_away_and_what_it_says_late_still_counts() -> None:
    away = typed().do(ENTER).wait(LIMITS.issuing)
    assert away.shows(Screen.ARRIVAL_TROUBLE)
    assert away.state.arrival is not None
    assert away.state.arrival.trouble is AWAY
    away.do(ev.TryAgain())
    assert away.effects[0] == away.effects[1], "the same ticket"
    assert away.wait(LIMITS.issuing).do(ev.NumberGiven(REQUEST, issued())).shows(Screen.TICKET)


def test_who_waits_is_asked_for_again_with_the_same_ticket_once_the_hub_is_back() -> None:
    waiting = refused(AWAY).do(ar.HubBack())
    assert waiting.shows(Screen.ISSUING)
    assert waiting.effects == [CheckIn(REQUEST, NUMBER, "ja")] * 2
    assert waiting.do(ev.NumberGiven(REQUEST, issued())).shows(Screen.TICKET)


def test_nothing_is_asked_for_whoever_is_gone_or_was_told_for_certain() -> None:
    gone = refused(AWAY).wait(LIMITS.idle)
    assert gone.state.warned
    for other in (gone, refused(ArrivalTrouble.OVER), typed(), visit(), Visit().asks_for_number()):
        before, asked = other.state, list(other.effects)
        assert other.do(ar.HubBack()).state == before
        assert other.effects == asked


def test_a_number_that_is_taken_after_a_missed_answer_is_the_same_ticket() -> None:
    other = ev.ServiceChosen("residence", "0" * 31 + "2", is_open=True)
    instead = refused(AWAY).do(ev.TakeNumber(), other)
    assert instead.effects[1:] == [IssueNumber(REQUEST, "residence", "ja", None)]
    fresh = refused(ArrivalTrouble.OVER).do(ev.TakeNumber(), other)
    assert fresh.effects[1:] == [IssueNumber(other.request, "residence", "ja", None)]
    assert refused(AWAY).do(ev.TakeNumber(), ev.Back()).state == INITIAL


def test_the_answer_for_a_visitor_who_has_gone_is_not_shown_to_the_next() -> None:
    gone = refused(AWAY).do(ev.Finished())
    gone.do(ev.NumberGiven(REQUEST, issued()), ar.ArrivalRefused(REQUEST, UNKNOWN))
    assert gone.state == INITIAL


def test_a_double_tap_asks_once() -> None:
    assert kinds(typed().do(ENTER, ENTER).effects) == ["CheckIn"]


def test_back_forgets_the_digits() -> None:
    assert typed("1234").do(ev.Back()).state == INITIAL
    opened = typed("1234").do(ev.Opened(Overlay.LANGUAGE), ev.LanguageChosen("en"))
    assert opened.state.arrival is not None
    assert opened.state.arrival.digits == "1234"


def test_one_touch_says_how_it_was_and_leads_home_in_3_seconds() -> None:
    asked = visit().do(ar.SurveyWanted())
    assert asked.shows(Screen.SURVEY)
    asked.do(ar.SurveyAnswered(4), ar.SurveyAnswered(1))
    assert asked.shows(Screen.SURVEY_THANKS)
    assert asked.effects == [CountAnswer(4)]
    assert asked.wait(2.9).shows(Screen.SURVEY_THANKS)
    assert asked.wait(0.1).state == INITIAL


def test_nobody_is_asked_where_the_city_does_not_ask() -> None:
    assert Visit().do(ar.SurveyWanted(), ar.SurveyAnswered(5)).state == INITIAL
