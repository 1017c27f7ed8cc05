"""ESC/POS status bytes, both ways. Pure.

Source: Epson ESC/POS command reference, DLE EOT n (real-time status, n = 1 to 4), GS r n
(status in the order of the print data) and GS a n (automatic status: four bytes at once and at
every change). Every DLE EOT answer has bits 1 and 4 on, 0 and 7 off; every GS r answer has bits
4 and 7 off; an automatic status begins with a byte that has bit 4 on, 0, 1 and 7 off.
"""

from __future__ import annotations

from collections.abc import Mapping

from devices.printers.port import Cover, Fault, Paper, PrinterState

DLE_EOT = b"\x10\x04"
GS_R = b"\x1dr"
GS_A = b"\x1da"
TOLD_BYTES = 4

PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER_SENSOR = 1, 2, 3, 4
QUESTIONS = (PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER_SENSOR)

_FIXED = 0x12
_OFFLINE = 0x08
_COVER_OPEN = 0x04
_PAPER_STOP = 0x20
_ERROR = 0x40
_CUTTER = 0x08
_UNRECOVERABLE = 0x20
_AUTO_RECOVERABLE = 0x40
_NEAR_END = 0x0C
_PAPER_END = 0x60
_MARKS = 0x93  # the bits that tell the kinds of bytes apart
_TOLD = 0x10
_TOLD_COVER_OPEN = 0x20
_TOLD_PAPER_END = 0x0C
_WATCHED = 0x0E  # online, errors, paper


def ask(question: int) -> bytes:
    """The real-time request DLE EOT n."""
    return DLE_EOT + bytes((question,))


def ask_when_done() -> bytes:
    """GS r 1: answered when everything sent before it has been printed."""
    return GS_R + b"\x01"


def ask_to_tell() -> bytes:
    """GS a: from now on the printer tells its state by itself, at once and when it changes."""
    return GS_A + bytes((_WATCHED,))


def is_answer(byte: int) -> bool:
    """Whether a byte from the printer answers DLE EOT."""
    return byte & _MARKS == _FIXED


def is_told(byte: int) -> bool:
    """Whether a byte from the printer begins an automatic status."""
    return byte & _MARKS == _TOLD


def is_done(byte: int) -> bool:
    """Whether a byte answers GS r, or is one of the later three of an automatic status."""
    return byte & 0x90 == 0


def decode(answers: Mapping[int, int]) -> PrinterState:
    """The state from the four DLE EOT answers, each under its question."""
    offline = answers[OFFLINE_CAUSE]
    paper = answers[PAPER_SENSOR]
    return PrinterState(
        online=True,
        paper=_paper(paper, stopped=bool(offline & _PAPER_STOP)),
        cover=Cover.OPEN if offline & _COVER_OPEN else Cover.CLOSED,
        fault=_fault(answers),
    )


def decode_told(told: bytes) -> PrinterState:
    """The state from the four bytes of an automatic status.

    Its bits are those of the DLE EOT answers, some at other places: byte 1 tells offline and
    cover, byte 2 the errors, byte 3 near the end (bits 0, 1) and no paper (bits 2, 3).
    """
    offline = _COVER_OPEN if told[0] & _TOLD_COVER_OPEN else 0
    stopped = _PAPER_STOP if told[2] & _TOLD_PAPER_END else 0
    return decode(
        {
            PRINTER: told[0] & _OFFLINE,
            OFFLINE_CAUSE: offline | stopped,
            ERROR_CAUSE: told[1],
            PAPER_SENSOR: told[2] << 2 & _NEAR_END | told[2] << 3 & _PAPER_END,
        }
    )


def _paper(sensor: int, *, stopped: bool) -> Paper:
    if stopped or sensor & _PAPER_END:
        return Paper.OUT
    return Paper.NEAR_END if sensor & _NEAR_END else Paper.OK


def _fault(answers: Mapping[int, int]) -> Fault:
    errors = answers[ERROR_CAUSE]
    if errors & _UNRECOVERABLE:
        return Fault.BROKEN
    if errors & _CUTTER:
        return Fault.CUTTER
    if errors & _AUTO_RECOVERABLE:
        return Fault.OVERHEATED
    if answers[OFFLINE_CAUSE] & _ERROR:
        return Fault.BROKEN
    explained = answers[OFFLINE_CAUSE] & (_COVER_OPEN | _PAPER_STOP)
    return Fault.PAUSED if answers[PRINTER] & _OFFLINE and not explained else Fault.NONE


def encode(state: PrinterState, question: int) -> int:
    """The byte with which a printer in this state answers DLE EOT n."""
    return _FIXED | _ENCODERS[question](state)


def _encode_printer(state: PrinterState) -> int:
    return 0 if state.can_print else _OFFLINE


def _encode_offline(state: PrinterState) -> int:
    errors = (Fault.CUTTER, Fault.BROKEN, Fault.OVERHEATED)
    return (
        (_COVER_OPEN if state.cover is Cover.OPEN else 0)
        | (_PAPER_STOP if state.paper is Paper.OUT else 0)
        | (_ERROR if state.fault in errors else 0)
    )


def _encode_error(state: PrinterState) -> int:
    bits = {
        Fault.CUTTER: _CUTTER,
        Fault.BROKEN: _UNRECOVERABLE,
        Fault.OVERHEATED: _AUTO_RECOVERABLE,
    }
    return bits.get(state.fault, 0)


def _encode_paper(state: PrinterState) -> int:
    if state.paper is Paper.OUT:
        return _NEAR_END | _PAPER_END
    return _NEAR_END if state.paper is Paper.NEAR_END else 0


_ENCODERS = {
    PRINTER: _encode_printer,
    OFFLINE_CAUSE: _encode_offline,
    ERROR_CAUSE: _encode_error,
    PAPER_SENSOR: _encode_paper,
}


def encode_done(state: PrinterState) -> int:
    """The byte with which a printer answers GS r 1: bits 0, 1 near the end, 2, 3 no paper."""
    return {Paper.NEAR_END: 0x03, Paper.OUT: 0x0F}.get(state.paper, 0)


def encode_told(state: PrinterState) -> bytes:
    """The four bytes with which a printer tells this state by itself."""
    cover = _TOLD_COVER_OPEN if state.cover is Cover.OPEN else 0
    first = _TOLD | _encode_printer(state) | cover
    return bytes((first, _encode_error(state), encode_done(state), 0))
