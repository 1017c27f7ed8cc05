"""The screen machine.

Each event has one small function here; one that does not fit the screen changes nothing, so a
second tap on a button that is already gone is harmless. A visit ends in `INITIAL`: no field of
one visitor can reach the next, because none is copied.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hub.domain.issuing import Issued
from kiosk.flow import arriving, asking, carding, opinion, scanning
from kiosk.flow import events as ev
from kiosk.flow.asking import Step
from kiosk.flow.state import (
    BUSY_SCREENS,
    CARD_SCREENS,
    FORM_SCREENS,
    INITIAL,
    LOUDEST,
    QUIETEST,
    STAFF_SCREENS,
    Aid,
    CheckPin,
    Given,
    IssueNumber,
    Leave,
    Limits,
    Overlay,
    Print,
    PrintLast,
    PrintTestPage,
    PrintTicket,
    Screen,
    State,
)
from kiosk.flow.timing import run_out, timed


def step(state: State, event: ev.Event, at: float, limits: Limits) -> Step:
    """The state after `event` at the instant `at` (seconds of a steady clock), and what to do."""
    if isinstance(event, ev.Tick):
        over = run_out(state, at, limits)
        return over, carding.let_go(state, over, event)
    after, effects = HANDLERS[type(event)](state, event, limits)
    timely = timed(after, at, limits) if _renews(state, event, after) else after
    return timely, (*effects, *carding.let_go(state, after, event))


def _renews(state: State, event: ev.Event, after: State) -> bool:
    """Does the time begin anew? With what people do, and with what changes the screen for them.

    Asking for a number ends, however often one taps; so does a reading. And a reader that comes
    and goes by itself keeps no screen up.
    """
    if isinstance(event, ev.CardSeen):
        return after != state and carding.is_by_hand(state, event)
    patient = state.screen not in (*BUSY_SCREENS, Screen.CARD_READING)
    return after != state or (isinstance(event, ev.ByPerson) and patient)


def ticket_id(given: Given) -> str:
    """The id of a number, however it was given."""
    return given.ticket.id if isinstance(given, Issued) else given.id


def _touched(state: State, _: ev.Touched, __: Limits) -> Step:
    return state, ()


def _take_number(state: State, _: ev.TakeNumber, __: Limits) -> Step:
    """Whoever cannot be checked in takes a number as anybody.

    Where the hub's answer was missed it is the same ticket: no second one may wait for nobody.
    """
    if state.screen not in (Screen.HOME, Screen.ARRIVAL_TROUBLE):
        return state, ()
    request = arriving.missed(state)
    return replace(state, screen=Screen.SERVICES, overlay=None, arrival=None, request=request), ()


def _service_chosen(state: State, event: ev.ServiceChosen, _: Limits) -> Step:
    if state.screen is not Screen.SERVICES:
        return state, ()
    chosen = replace(state, service=event.service, overlay=None)
    if not event.is_open:
        return replace(chosen, screen=Screen.CLOSED), ()
    return _issue(replace(chosen, request=state.request or event.request))


def _issue(state: State) -> Step:
    if state.request is None or state.service is None:
        return state, ()
    effect = IssueNumber(state.request, state.service, state.language, state.priority)
    return replace(state, screen=Screen.ISSUING), (effect,)


def _priority_wanted(state: State, _: ev.PriorityWanted, __: Limits) -> Step:
    if state.screen is not Screen.SERVICES:
        return state, ()
    return replace(state, screen=Screen.PRIORITY, overlay=None), ()


def _priority_chosen(state: State, event: ev.PriorityChosen, _: Limits) -> Step:
    if state.screen is not Screen.PRIORITY:
        return state, ()
    return replace(state, screen=Screen.SERVICES, priority=event.priority, overlay=None), ()


def _opened(state: State, event: ev.Opened, limits: Limits) -> Step:
    """The page of the voice is read aloud at once."""
    if state.screen in STAFF_SCREENS or not asking.can_open(state, event.overlay):
        return state, ()
    opened = replace(state, overlay=event.overlay)
    return _with_voice(opened, limits) if event.overlay is Overlay.VOICE else opened, ()


def _language_chosen(state: State, event: ev.LanguageChosen, _: Limits) -> Step:
    if state.overlay is not Overlay.LANGUAGE:
        return state, ()
    return replace(state, language=event.language, overlay=None), ()


def _aid_toggled(state: State, event: ev.AidToggled, limits: Limits) -> Step:
    toggled = replace(state, aids=state.aids ^ {event.aid})
    if event.aid is not Aid.VOICE:
        return toggled, ()
    return (state if Aid.VOICE in toggled.aids and not limits.has_voice else toggled), ()


def _voice_wanted(state: State, _: ev.VoiceWanted, limits: Limits) -> Step:
    return _with_voice(state, limits), ()


def _with_voice(state: State, limits: Limits) -> State:
    return replace(state, aids=state.aids | {Aid.VOICE}) if limits.has_voice else state


def _volume_changed(state: State, event: ev.VolumeChanged, _: Limits) -> Step:
    return replace(state, volume=max(QUIETEST, min(LOUDEST, state.volume + event.by))), ()


_BEFORE = {
    Screen.SERVICES: Screen.HOME,
    Screen.PRIORITY: Screen.SERVICES,
    Screen.CLOSED: Screen.SERVICES,
    Screen.TICKET_STATE: Screen.HOME,
    Screen.ARRIVAL: Screen.HOME,
    Screen.SURVEY: Screen.HOME,
}


def _back(state: State, _: ev.Back, __: Limits) -> Step:
    if state.overlay is not None:
        return replace(state, overlay=None), ()
    if state.screen in STAFF_SCREENS:
        return INITIAL, ()
    if state.screen in FORM_SCREENS:
        return asking.back(state), ()
    if state.screen in CARD_SCREENS:
        return carding.back(state), ()
    before = _BEFORE.get(state.screen)
    if before is None:
        return state, ()
    left = replace(state, screen=before, service=None, scanned=None, arrival=None)
    return (replace(left, priority=None, request=None) if before is Screen.HOME else left), ()


def _finished(state: State, _: ev.Finished, __: Limits) -> Step:
    return (state if state.screen in BUSY_SCREENS else INITIAL), ()


def _print_again(state: State, _: ev.PrintAgain, limits: Limits) -> Step:
    if not can_print_again(state, limits):
        return state, ()
    again = replace(state, printed=Print.RUNNING, reprints=state.reprints + 1)
    reissue = state.printed is not Print.FAILED
    if state.form is not None or state.given is None:
        return again, asking.print_guide(state, reissue=reissue)
    return again, (PrintTicket(state.given, state.language, reissue),)


def can_print_again(state: State, limits: Limits) -> bool:
    """May the visitor ask for the paper once more?"""
    resting = state.printed in (Print.DONE, Print.FAILED, Print.UNCERTAIN)
    shown = state.screen in (Screen.TICKET, Screen.FORM_DONE)
    return shown and resting and state.reprints < limits.reprints


def _try_again(state: State, _: ev.TryAgain, limits: Limits) -> Step:
    if state.screen is Screen.TROUBLE:
        return _issue(state)
    if state.screen is Screen.CARD_TROUBLE:
        return carding.try_again(state)
    if state.screen is Screen.ARRIVAL_TROUBLE:
        return arriving.try_again(state)
    return asking.try_again(state, limits)


def _staff_gesture(state: State, _: ev.StaffGesture, __: Limits) -> Step:
    busy = state.screen in BUSY_SCREENS or state.screen is Screen.MAINTENANCE
    return (state if busy else replace(INITIAL, screen=Screen.PIN)), ()


def _pin_digit(state: State, event: ev.PinDigit, limits: Limits) -> Step:
    if state.screen is not Screen.PIN or len(state.pin) >= limits.pin_length:
        return state, ()
    return replace(state, pin=state.pin + event.digit, pin_wrong=False), ()


def _pin_erased(state: State, _: ev.PinErased, __: Limits) -> Step:
    return replace(state, pin=state.pin[:-1]), ()


def _pin_entered(state: State, _: ev.PinEntered, __: Limits) -> Step:
    if state.screen is not Screen.PIN or not state.pin:
        return state, ()
    return replace(state, pin=""), (CheckPin(state.pin),)


def _pin_checked(state: State, event: ev.PinChecked, _: Limits) -> Step:
    if state.screen is not Screen.PIN:
        return state, ()
    if event.right:
        return replace(INITIAL, screen=Screen.MAINTENANCE), ()
    return replace(state, pin="", pin_wrong=True), ()


def _test_print_wanted(state: State, _: ev.TestPrintWanted, __: Limits) -> Step:
    return state, (PrintTestPage(),) if state.screen is Screen.MAINTENANCE else ()


def _reissue_wanted(state: State, _: ev.ReissueWanted, __: Limits) -> Step:
    return state, (PrintLast(),) if state.screen is Screen.MAINTENANCE else ()


def _exit_wanted(state: State, _: ev.ExitWanted, __: Limits) -> Step:
    return state, (Leave(),) if state.screen is Screen.MAINTENANCE else ()


def _number_given(state: State, event: ev.NumberGiven, limits: Limits) -> Step:
    if asking.awaits_number(state, event.request):
        return asking.number_given(state, event.given, limits)
    if not _awaits(state, event.request):
        return state, ()
    here = replace(state, screen=Screen.TICKET, given=event.given, arrival=None)
    if not limits.has_printer:
        return replace(here, printed=Print.NO_PRINTER), ()
    return replace(here, printed=Print.RUNNING), (PrintTicket(event.given, state.language),)


def _number_refused(state: State, event: ev.NumberRefused, limits: Limits) -> Step:
    if asking.awaits_number(state, event.request):
        return asking.number_refused(state, limits)
    if not _awaits(state, event.request):
        return state, ()
    return replace(state, screen=Screen.CLOSED, request=None), ()


def _number_failed(state: State, event: ev.NumberFailed, _: Limits) -> Step:
    if state.screen is Screen.FORM_SENDING and asking.awaits_number(state, event.request):
        return asking.number_failed(state), ()
    return (replace(state, screen=Screen.TROUBLE) if _awaits(state, event.request) else state), ()


def _awaits(state: State, request: str) -> bool:
    """Is this the number that the visitor on the screen waits for, and has not got?"""
    waiting = state.screen in (Screen.ISSUING, Screen.TROUBLE, Screen.ARRIVAL_TROUBLE)
    return waiting and state.request == request


def _print_ended(state: State, event: ev.PrintEnded, _: Limits) -> Step:
    has_paper = state.screen in (Screen.TICKET, Screen.FORM_DONE)
    mine = has_paper and state.request == event.ticket
    return (replace(state, printed=event.printed) if mine else state), ()


HANDLERS: dict[type, Callable[[State, Any, Limits], Step]] = {
    ev.Touched: _touched,
    ev.TakeNumber: _take_number,
    ev.ServiceChosen: _service_chosen,
    ev.PriorityWanted: _priority_wanted,
    ev.PriorityChosen: _priority_chosen,
    ev.Opened: _opened,
    ev.LanguageChosen: _language_chosen,
    ev.AidToggled: _aid_toggled,
    ev.VoiceWanted: _voice_wanted,
    ev.VolumeChanged: _volume_changed,
    ev.Back: _back,
    ev.Finished: _finished,
    ev.PrintAgain: _print_again,
    ev.TryAgain: _try_again,
    ev.StaffGesture: _staff_gesture,
    ev.PinDigit: _pin_digit,
    ev.PinErased: _pin_erased,
    ev.PinEntered: _pin_entered,
    ev.PinChecked: _pin_checked,
    ev.TestPrintWanted: _test_print_wanted,
    ev.ReissueWanted: _reissue_wanted,
    ev.ExitWanted: _exit_wanted,
    ev.NumberGiven: _number_given,
    ev.NumberRefused: _number_refused,
    ev.NumberFailed: _number_failed,
    ev.PrintEnded: _print_ended,
    **asking.HANDLERS,
    **carding.HANDLERS,
    **scanning.HANDLERS,
    **arriving.HANDLERS,
    **opinion.HANDLERS,
}
