"""The status bytes of Epson's command reference, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers import status
from devices.printers.port import (
    AWAY,
    NOT_INSTALLED,
    READY,
    Advice,
    Cover,
    Fault,
    Paper,
    PrinterState,
)

told_states = st.builds(
    PrinterState,
    online=st.just(value=True),
    paper=st.sampled_from((Paper.OK, Paper.NEAR_END, Paper.OUT)),
    cover=st.sampled_from((Cover.OPEN, Cover.CLOSED)),
    fault=st.sampled_from(Fault),
)


def answers(state: PrinterState) -> dict[int, int]:
    return {question: status.encode(state, question) for question in status.QUESTIONS}


@given(told_states)
def test_what_a_printer_tells_is_what_staff_learn(state: PrinterState) -> None:
    told = status.decode(answers(state))
    assert (told.paper, told.cover, told.can_print) == (state.paper, state.cover, state.can_print)
    assert told.advice == state.advice


@given(told_states)
def test_the_two_kinds_of_answers_are_never_confused(state: PrinterState) -> None:
    assert all(status.is_answer(byte) for byte in answers(state).values())
    assert not any(status.is_done(byte) for byte in answers(state).values())
    assert status.is_done(status.encode_done(state))
    assert not status.is_answer(status.encode_done(state))


@pytest.mark.parametrize(
    ("printer", "offline", "error", "paper", "expected"),
    [
        (0x12, 0x12, 0x12, 0x12, READY),
        (0x12, 0x12, 0x12, 0x1E, PrinterState(True, Paper.NEAR_END, Cover.CLOSED)),
        (0x1A, 0x32, 0x12, 0x7E, PrinterState(True, Paper.OUT, Cover.CLOSED)),
        (0x1A, 0x16, 0x12, 0x12, PrinterState(True, Paper.OK, Cover.OPEN)),
        (0x1A, 0x52, 0x1A, 0x12, PrinterState(True, Paper.OK, Cover.CLOSED, Fault.CUTTER)),
        (0x1A, 0x52, 0x32, 0x12, PrinterState(True, Paper.OK, Cover.CLOSED, Fault.BROKEN)),
        (0x1A, 0x52, 0x12, 0x12, PrinterState(True, Paper.OK, Cover.CLOSED, Fault.BROKEN)),
        (0x1A, 0x1A, 0x12, 0x12, PrinterState(True, Paper.OK, Cover.CLOSED, Fault.PAUSED)),
    ],
)
def test_the_bytes_of_the_reference(
    printer: int, offline: int, error: int, paper: int, expected: PrinterState
) -> None:
    assert status.decode({1: printer, 2: offline, 3: error, 4: paper}) == expected


@pytest.mark.parametrize(
    ("state", "advice"),
    [
        (READY, Advice.NOTHING),
        (NOT_INSTALLED, Advice.NOTHING),
        (AWAY, Advice.CHECK_CONNECTION),
        (PrinterState(True, Paper.OUT, Cover.OPEN), Advice.CLOSE_COVER),
        (PrinterState(True, Paper.OUT, Cover.CLOSED, Fault.CUTTER), Advice.REFILL_PAPER),
        (PrinterState(True, Paper.NEAR_END, Cover.CLOSED), Advice.REFILL_SOON),
        (PrinterState(True, fault=Fault.OVERHEATED), Advice.LET_COOL),
    ],
)
def test_staff_are_told_the_one_thing_to_do_first(state: PrinterState, advice: Advice) -> None:
    assert state.advice is advice
