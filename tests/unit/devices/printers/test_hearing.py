"""What a printer says in one stream is told apart, however it arrives."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from devices.printers import status
from devices.printers.hearing import Answer, Done, Ear, Heard, Told
from devices.printers.port import READY, Cover, Fault, Paper, PrinterState
from tests.unit.devices.printers.test_status import told_states

OUT = PrinterState(True, Paper.OUT, Cover.CLOSED)


def hear(data: bytes) -> list[Heard]:
    return list(Ear().hear(data))


@given(told_states)
def test_an_automatic_status_says_what_the_answers_say(state: PrinterState) -> None:
    told = status.decode_told(status.encode_told(state))
    assert (told.paper, told.cover, told.can_print) == (state.paper, state.cover, state.can_print)
    assert told.advice == state.advice


def test_the_bytes_of_the_reference() -> None:
    assert status.decode_told(bytes((0x10, 0, 0, 0))) == READY
    assert status.decode_told(bytes((0x18, 0, 0x0F, 0))) == OUT
    near = PrinterState(True, Paper.NEAR_END, Cover.CLOSED)
    assert status.decode_told(bytes((0x10, 0, 0x03, 0))) == near
    cover = PrinterState(True, Paper.OK, Cover.OPEN)
    assert status.decode_told(bytes((0x38, 0, 0, 0))) == cover
    jam = PrinterState(True, Paper.OK, Cover.CLOSED, Fault.CUTTER)
    assert status.decode_told(bytes((0x18, 0x08, 0, 0))) == jam
    drawer_open_and_presenter = bytes((0x14, 0, 0x60, 0x0F))
    assert status.decode_told(drawer_open_and_presenter) == READY


said = st.one_of(
    st.builds(Told, told_states),
    st.builds(Done),
    st.builds(
        lambda state, question: Answer(status.encode(state, question)),
        told_states,
        st.sampled_from(status.QUESTIONS),
    ),
)


def as_bytes(heard: Heard) -> bytes:
    match heard:
        case Told(state):
            return status.encode_told(state)
        case Answer(byte):
            return bytes((byte,))
        case Done():
            return b"\x00"


@given(st.lists(said, max_size=12), st.lists(st.integers(0, 60)))
def test_all_is_heard_in_its_order_however_the_bytes_are_cut(
    talk: list[Heard], places: list[int]
) -> None:
    data = b"".join(map(as_bytes, talk))
    cuts = [0, *sorted(min(place, len(data)) for place in places), len(data)]
    ear = Ear()
    heard = [each for start, end in pairwise(cuts) for each in ear.hear(data[start:end])]
    assert [type(each) for each in heard] == [type(each) for each in talk]
    assert [each for each in heard if isinstance(each, Answer)] == [
        each for each in talk if isinstance(each, Answer)
    ]


def test_an_answer_between_the_bytes_of_an_automatic_status_is_heard() -> None:
    told = status.encode_told(OUT)
    assert hear(told[:2] + b"\x12" + told[2:] + b"\x00") == [Answer(0x12), Told(OUT), Done()]


def test_an_automatic_status_that_begins_anew_drops_the_one_before() -> None:
    assert hear(status.encode_told(OUT)[:3] + status.encode_told(READY)) == [Told(READY)]


@given(st.binary(max_size=40))
def test_no_bytes_can_confuse_it_for_long(noise: bytes) -> None:
    ear = Ear()
    list(ear.hear(noise))
    list(ear.hear(b"\x00" * status.TOLD_BYTES))
    assert list(ear.hear(status.encode_told(OUT) + b"\x00")) == [Told(OUT), Done()]


def test_flow_control_means_nothing_here() -> None:
    assert hear(b"\x11\x13\x00") == [Done()]
