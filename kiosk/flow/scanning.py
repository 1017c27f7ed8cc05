"""What a code is that a scanner read, and what the screens do with it.

A scan never ends a visit: it is looked at on the first screen and on its own, nowhere else.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hub.domain.appointments.codes import is_number
from kiosk.flow import arriving
from kiosk.flow import events as ev
from kiosk.flow.asking import Step
from kiosk.flow.state import INITIAL, CodeKind, Limits, Scanned, Screen, State

# A ticket's address ends with its id (32 hex digits); its beginning may be lost, or be misread by
# the layout of a keyboard. Caps Lock makes all of it large.
_TICKET = re.compile(r"(?:.*/t/)?([0-9a-f]{32})", re.IGNORECASE)
_TICKET_BEGUN = re.compile(r"https?|https?\W{1,3}|.*/t/[0-9a-f]*", re.IGNORECASE)
# An appointment's address ends with its token, in which large and small letters differ.
_APPOINTMENT = re.compile(r".*/a/([A-Za-z0-9_-]{32})")
_APPOINTMENT_BEGUN = re.compile(r".*/a/[A-Za-z0-9_-]*")
# Of a sealed form: see hub.sealing.text. What is inside is for the desk alone.
_FORM = re.compile(r"MC1[1-4][1-4][A-Z2-7]{20,}", re.IGNORECASE)

# Where a code is looked at; elsewhere somebody is in the middle of something.
LISTENING = frozenset({Screen.HOME, Screen.TICKET_STATE, Screen.ARRIVAL, Screen.ARRIVAL_TROUBLE})


def read(text: str, *, whole: bool) -> Scanned:
    """What the text of a scan is. Not `whole`: it ended with a silence, perhaps too early."""
    if found := _TICKET.fullmatch(text):
        return Scanned(CodeKind.TICKET, found[1].lower())
    if _FORM.fullmatch(text):
        return Scanned(CodeKind.FORM)
    if found := _APPOINTMENT.fullmatch(text):
        return Scanned(CodeKind.APPOINTMENT, code=found[1])
    if is_number(text):
        return Scanned(CodeKind.APPOINTMENT, code=text)
    begun = _TICKET_BEGUN.fullmatch(text) or _APPOINTMENT_BEGUN.fullmatch(text)
    return Scanned(CodeKind.PARTIAL if begun or not whole else CodeKind.OTHER)


def _scanned(state: State, event: ev.CodeScanned, limits: Limits) -> Step:
    """Whoever has chosen no language gets that of the ticket. An appointment is checked in."""
    if state.screen not in LISTENING:
        return state, ()
    if event.scanned.kind is CodeKind.APPOINTMENT and limits.checks_in:
        return arriving.check_in(state, event.scanned.code, event.request)
    unchosen = state.language == INITIAL.language
    language = (event.language or state.language) if unchosen else state.language
    shown = replace(
        state,
        screen=Screen.TICKET_STATE,
        overlay=None,
        arrival=None,
        request=None,
        language=language,
        scanned=event.scanned,
    )
    return shown, ()


HANDLERS: dict[type, Callable[[State, Any, Limits], Step]] = {ev.CodeScanned: _scanned}
