"""A visitor is asked before anything is wiped, and nothing of one visit reaches the next."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.state import (
    INITIAL,
    Aid,
    ArrivalTrouble,
    CodeKind,
    Limits,
    Overlay,
    Print,
    Scanned,
    Screen,
)
from kiosk.flow.taps import SETTLE, Presses, is_stray, pressed
from kiosk.flow.timing import counts_down, seconds_left
from tests.unit.kiosk.flow.visits import LIMITS, REQUEST, Visit, issued, kinds, offline

requests = st.sampled_from([REQUEST, "a" * 32, "b" * 32])
numbers = st.builds(issued, requests) | st.builds(offline, requests)
by_person = st.one_of(
    st.builds(ev.Touched),
    st.builds(ev.TakeNumber),
    st.builds(ev.ServiceChosen, st.sampled_from(["residence", "tax"]), requests, st.booleans()),
    st.builds(ev.PriorityWanted),
    st.builds(ev.PriorityChosen, st.sampled_from([None, "elderly"])),
    st.builds(ev.Opened, st.sampled_from(Overlay)),
    st.builds(ev.LanguageChosen, st.sampled_from(["ja", "en", "ne"])),
    st.builds(ev.AidToggled, st.sampled_from(Aid)),
    st.builds(ev.Back),
    st.builds(ev.Finished),
    st.builds(ev.PrintAgain),
    st.builds(ev.TryAgain),
    st.builds(ev.StaffGesture),
    st.builds(ev.PinDigit, st.sampled_from("0123456789")),
    st.builds(ev.PinErased),
    st.builds(ev.PinEntered),
    st.builds(ev.TestPrintWanted),
    st.builds(ev.ReissueWanted),
    st.builds(ev.ExitWanted),
    st.builds(ar.ArrivalWanted),
    st.builds(ar.ArrivalDigit, st.sampled_from("0123456789")),
    st.builds(ar.ArrivalErased),
    st.builds(ar.ArrivalEntered, requests),
    st.builds(ar.SurveyWanted),
    st.builds(ar.SurveyAnswered, st.integers(1, 5)),
    st.builds(
        ev.CodeScanned, st.just(Scanned(CodeKind.APPOINTMENT, code="12345678")), request=requests
    ),
)
outcomes = st.one_of(
    st.builds(ev.NumberGiven, requests, numbers),
    st.builds(ev.NumberRefused, requests),
    st.builds(ev.NumberFailed, requests),
    st.builds(ar.ArrivalRefused, requests, st.sampled_from(ArrivalTrouble)),
    st.builds(ev.PrintEnded, requests, st.sampled_from(Print)),
    st.builds(ev.PinChecked, st.booleans()),
    st.builds(ev.VoiceWanted),
    st.builds(ev.VolumeChanged, st.integers(-2, 2)),
)
moments = st.tuples(st.floats(0, 400), by_person | outcomes | st.builds(ev.Tick))
limits = st.builds(
    Limits, has_printer=st.booleans(), checks_in=st.booleans(), surveys=st.booleans()
)


def played(story: list[tuple[float, ev.Event]], these: Limits) -> Visit:
    visit = Visit(limits=these)
    for seconds, event in story:
        visit.wait(seconds).do(event)
    return visit


@given(st.lists(moments, max_size=40), limits)
def test_a_kiosk_that_is_left_alone_forgets_everything(
    story: list[tuple[float, ev.Event]], these: Limits
) -> None:
    visit = played(story, these)
    for _ in range(4):
        visit.wait(max(these.maintenance, these.idle, these.grace))
    assert visit.state == INITIAL


@given(st.lists(moments, max_size=40), limits)
def test_asked_once_answered_once(story: list[tuple[float, ev.Event]], these: Limits) -> None:
    """However people tap, each visit asks for one number at a time and prints only its own."""
    visit = Visit(limits=these)
    for seconds, event in story:
        before = visit.wait(seconds).state
        effects = visit.effects.copy()
        visit.do(event)
        new = kinds(visit.effects[len(effects) :])
        if "IssueNumber" in new:
            assert before.screen in (Screen.SERVICES, Screen.TROUBLE)
            assert visit.shows(Screen.ISSUING)
        if "PrintTicket" in new:
            assert before.given == visit.state.given or before.given is None
            assert visit.state.printed is Print.RUNNING


@given(st.lists(moments, max_size=40), limits)
def test_there_is_always_a_way_on(story: list[tuple[float, ev.Event]], these: Limits) -> None:
    """No screen but home lasts for ever, and none but issuing refuses to end at a touch."""
    visit = played(story, these)
    assert (visit.state.deadline is None) == (visit.state == INITIAL)
    if visit.state.screen is not Screen.ISSUING:
        assert visit.do(ev.Finished()).state == INITIAL


def test_a_visitor_is_asked_and_has_at_least_20_seconds_to_answer() -> None:
    assert LIMITS.grace >= 20
    visit = Visit().do(ev.TakeNumber()).wait(LIMITS.idle - 0.1)
    assert not visit.state.warned
    assert visit.wait(0.1).state.warned
    assert seconds_left(visit.state, visit.at) == LIMITS.grace
    assert visit.wait(LIMITS.grace - 1).shows(Screen.SERVICES)
    assert visit.wait(1).state == INITIAL


def test_one_touch_gives_more_time_as_often_as_wanted() -> None:
    visit = Visit().do(ev.TakeNumber())
    for _ in range(30):
        assert visit.wait(LIMITS.idle).state.warned
        assert not visit.wait(LIMITS.grace - 1).do(ev.Touched()).state.warned
    assert visit.shows(Screen.SERVICES)


def test_a_printed_ticket_counts_down_and_a_touch_begins_it_anew() -> None:
    visit = Visit().has_ticket()
    assert counts_down(visit.state)
    visit.wait(LIMITS.ticket - 1).do(ev.Touched())
    assert visit.wait(LIMITS.ticket - 1).shows(Screen.TICKET)
    assert visit.wait(1).state == INITIAL


def test_a_number_that_is_only_on_the_screen_is_not_wiped_unasked() -> None:
    for visit in (Visit().has_ticket(Print.FAILED), Visit().has_ticket(Print.UNCERTAIN)):
        assert visit.wait(LIMITS.idle).state.warned


def test_tapping_does_not_hold_up_the_wait_for_a_number() -> None:
    visit = Visit().asks_for_number()
    for _ in range(int(LIMITS.issuing)):
        visit.wait(1).do(ev.Touched())
    assert visit.shows(Screen.TROUBLE)


def test_home_alone_has_no_time_limit_but_a_language_chosen_there_has() -> None:
    visit = Visit().do(ev.Touched())
    assert visit.state == INITIAL
    visit.do(ev.Opened(Overlay.LANGUAGE), ev.LanguageChosen("en"))
    assert visit.wait(LIMITS.idle).state.warned
    assert visit.wait(LIMITS.grace).state == INITIAL


def test_staffs_pages_close_by_themselves_without_asking() -> None:
    visit = Visit().do(ev.StaffGesture())
    assert visit.wait(LIMITS.pin).state == INITIAL
    visit.do(ev.StaffGesture(), ev.PinChecked(right=True))
    assert visit.wait(LIMITS.maintenance).state == INITIAL


def test_a_clock_that_sleeps_through_a_deadline_still_gives_the_grace() -> None:
    visit = Visit().do(ev.TakeNumber()).wait(10_000)
    assert visit.state.warned
    assert seconds_left(visit.state, visit.at) == LIMITS.grace


def test_the_second_tap_of_a_double_tap_is_not_for_the_new_screen() -> None:
    assert is_stray(changed_at=10, at=10.2)
    assert not is_stray(changed_at=10, at=10.01 + SETTLE)


def test_the_pattern_of_staff() -> None:
    def tapped(sides: str, every: float) -> bool:
        presses: Presses = ()
        found = False
        for number, side in enumerate(sides):
            presses, found = pressed(presses, side, number * every)
        return found

    assert tapped("LRLR", 1)
    assert tapped("RRLRLR", 0.5)
    assert not tapped("LRLRL", 1), "it begins anew after it was found"
    assert not tapped("LLRR", 1)
    assert not tapped("LRLR", 2)


def test_who_listens_has_twice_the_time() -> None:
    visit = Visit().do(ev.TakeNumber(), ev.VoiceWanted())
    visit.wait(2 * LIMITS.idle - 1).do(ev.Tick())
    assert [visit.state.warned, visit.wait(1).do(ev.Tick()).state.warned] == [False, True]
    visit.wait(2 * LIMITS.grace - 1).do(ev.Tick())
    assert visit.state != INITIAL
    assert visit.wait(1).do(ev.Tick()).state == INITIAL


def test_a_reader_is_not_waited_for_any_longer() -> None:
    visit = Visit().do(ev.VoiceWanted(), ev.TakeNumber())
    visit.do(ev.ServiceChosen("residence", REQUEST, is_open=True))
    visit.wait(LIMITS.issuing).do(ev.Tick())
    assert visit.shows(Screen.TROUBLE)
