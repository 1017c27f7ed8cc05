"""The screen machine's part for forms: shelf, questions, review, and the codes and number after.

A form's answers live in `State.form` alone, so the end of the visit wipes them with all else.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.flow import events as ev
from kiosk.flow.forms import filling
from kiosk.flow.forms.carrying import carried
from kiosk.flow.forms.filling import FormState, Numbering
from kiosk.flow.state import (
    CARD_SCREENS,
    Effect,
    Given,
    IssueNumber,
    Limits,
    Overlay,
    Print,
    PrintGuide,
    Screen,
    SealForms,
    State,
)

Step = tuple[State, tuple[Effect, ...]]

_ASKING = (Screen.FORM_QUESTION, Screen.FORM_REVIEW)
# Where a number or a code that comes late is still welcome.
_WAITING = (Screen.FORM_SENDING, Screen.FORM_TROUBLE, Screen.FORM_DONE)


def _forms_wanted(state: State, _: ev.FormsWanted, __: Limits) -> Step:
    if state.screen is not Screen.HOME:
        return state, ()
    return replace(state, screen=Screen.FORM_SHELF, overlay=None), ()


def event_chosen(state: State, event: ev.EventChosen, _: Limits) -> Step:
    """The first question of an event."""
    chosen = event.book.events.get(event.event)
    if state.screen is not Screen.FORM_SHELF or chosen is None:
        return state, ()
    before = state.form.answers if state.form else {}
    return shown(state, filling.begin(event.book, chosen, event.today, before)), ()


def shown(state: State, form: FormState) -> State:
    """The question of a form, or its review."""
    if state.form is None or state.form.stop != form.stop:
        form = carried(form)
    screen = Screen.FORM_REVIEW if form.stop is None else Screen.FORM_QUESTION
    return replace(state, form=form, screen=screen, overlay=None)


def _filled(
    change: Callable[[FormState, Any], FormState],
) -> Callable[[State, Any, Limits], Step]:
    """A step that is a function of the form and the event, on questions and review alone."""

    def step(state: State, event: ev.Event, _: Limits) -> Step:
        if state.screen not in _ASKING or state.form is None:
            return state, ()
        after = change(state.form, event)
        return (state if after == state.form else shown(state, after)), ()

    return step


def _review(form: FormState, _: ev.Review) -> FormState:
    return filling.go(form, None) if filling.can_review(form) else form


def back(state: State) -> State:
    """One step back among the screens of a form; from the shelf home, where all is forgotten."""
    if state.screen is Screen.FORM_SHELF:
        return replace(state, screen=Screen.HOME, form=None)
    if state.screen not in _ASKING or state.form is None:
        return state
    before = filling.back(state.form)
    return replace(state, screen=Screen.FORM_SHELF) if before is None else shown(state, before)


def _confirmed(state: State, event: ev.Confirmed, _: Limits) -> Step:
    if state.screen is not Screen.FORM_REVIEW or state.form is None:
        return state, ()
    still_open = filling.first_open(state.form)
    if still_open is not None:
        return shown(state, filling.change(state.form, still_open)), ()
    return _seal(replace(state, request=event.request), state.form)


def _republished(state: State, event: ev.Republished, _: Limits) -> Step:
    if state.screen not in _ASKING or state.form is None:
        return replace(state, form=None) if state.screen is Screen.FORM_SHELF else state, ()
    after = filling.refit(state.form, event.book)
    if after is None:
        return replace(state, screen=Screen.FORM_SHELF, form=None), ()
    return shown(state, after), ()


def _seal(state: State, form: FormState) -> Step:
    sending = replace(state, screen=Screen.FORM_SENDING, overlay=None)
    return sending, (SealForms(state.request or "", form),)


def _forms_sealed(state: State, event: ev.FormsSealed, limits: Limits) -> Step:
    if not _is_sealing(state, event.request) or state.form is None:
        return state, ()
    return _number(state, replace(state.form, codes=event.codes), limits)


def _forms_failed(state: State, event: ev.FormsFailed, _: Limits) -> Step:
    sealing = _is_sealing(state, event.request)
    return (replace(state, screen=Screen.FORM_TROUBLE) if sealing else state), ()


def _is_sealing(state: State, request: str) -> bool:
    form = state.form
    open_yet = form is not None and not form.codes and form.number is Numbering.NONE
    return open_yet and state.request == request and state.screen in _WAITING[:2]


def _number(state: State, form: FormState, limits: Limits) -> Step:
    """Ask for the number of the first counter, if there is any counter to go to."""
    services = filling.itinerary(form)
    if not services:
        return _finish(replace(state, form=form), limits)
    asked = replace(form, number=Numbering.ASKED)
    sending = replace(state, form=asked, service=services[0], screen=Screen.FORM_SENDING)
    effect = IssueNumber(
        state.request or "", services[0], state.language, state.priority, services[1:]
    )
    return sending, (effect,)


def _finish(state: State, limits: Limits) -> Step:
    """The last screen, and its paper."""
    done = replace(state, screen=Screen.FORM_DONE)
    if not limits.has_printer:
        return replace(done, printed=Print.NO_PRINTER), ()
    return replace(done, printed=Print.RUNNING), print_guide(done)


def print_guide(state: State, *, reissue: bool = False) -> tuple[Effect, ...]:
    """The effect that puts the end of a form on paper."""
    if state.form is None or state.request is None:
        return ()
    return (PrintGuide(state.request, state.form, state.given, state.language, reissue),)


def number_given(state: State, given: Given, limits: Limits) -> Step:
    """The number of a form, perhaps so late that the visitor went on without."""
    if state.form is None:
        return state, ()
    form = replace(state.form, number=Numbering.GIVEN)
    return _finish(replace(state, form=form, given=given), limits)


def number_refused(state: State, limits: Limits) -> Step:
    """The counter gives no number now: the code is worth taking home all the same."""
    if state.form is None:
        return state, ()
    return _finish(replace(state, form=replace(state.form, number=Numbering.REFUSED)), limits)


def number_failed(state: State) -> State:
    """No number could be had."""
    if state.form is None:
        return state
    form = replace(state.form, number=Numbering.FAILED)
    return replace(state, form=form, screen=Screen.FORM_TROUBLE)


def timed_out(state: State) -> State:
    """Neither code nor number may keep a visitor waiting for ever."""
    if state.form is None or state.form.number is Numbering.NONE:
        return replace(state, screen=Screen.FORM_TROUBLE)
    return number_failed(state)


def awaits_number(state: State, request: str) -> bool:
    """Is this the number that the form on the screen waits for, and has not got?"""
    wanted = state.form is not None and state.form.number in (Numbering.ASKED, Numbering.FAILED)
    return wanted and state.screen in _WAITING and state.request == request


def try_again(state: State, limits: Limits) -> Step:
    """Do once more what failed."""
    form = state.form
    if state.screen is not Screen.FORM_TROUBLE or form is None:
        return state, ()
    if form.number is Numbering.NONE:
        return _seal(state, form)
    return _number(state, form, limits)


def _go_without(state: State, _: ev.GoWithout, limits: Limits) -> Step:
    form = state.form
    if state.screen is not Screen.FORM_TROUBLE or form is None:
        return state, ()
    return _number(state, form, limits) if form.number is Numbering.NONE else _finish(state, limits)


def can_open(state: State, overlay: Overlay) -> bool:
    """Whether to leave is asked only where something would be lost."""
    return overlay is not Overlay.LEAVE or state.screen in (*_ASKING, *CARD_SCREENS)


HANDLERS: dict[type, Callable[[State, Any, Limits], Step]] = {
    ev.FormsWanted: _forms_wanted,
    ev.EventChosen: event_chosen,
    ev.Answered: _filled(lambda form, event: filling.put(form, event.slot, event.value)),
    ev.PageDone: _filled(lambda form, event: filling.finish_page(form, event.wrongs)),
    ev.AskAtCounter: _filled(lambda form, _: filling.ask(form)),
    ev.Review: _filled(_review),
    ev.ChangeWanted: _filled(lambda form, event: filling.change(form, event.stop)),
    ev.Confirmed: _confirmed,
    ev.GoWithout: _go_without,
    ev.Republished: _republished,
    ev.FormsSealed: _forms_sealed,
    ev.FormsFailed: _forms_failed,
}
