"""How a card takes a command apart (ISO/IEC 7816-4, section 5.1)."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.simulator.command import Heard, Unintelligible, hear


@pytest.mark.parametrize(
    ("apdu", "data", "expected"),
    [
        ("00200080", b"", None),
        ("00B0000004", b"", 4),
        ("00B0000000", b"", 256),
        ("00A4020C020011", b"\x00\x11", None),
        ("802A0080020102 00", b"\x01\x02", 256),
        ("00B00000 000100", b"", 256),
        ("00B00000 000000", b"", 65536),
        ("00A4020C 000002 0011", b"\x00\x11", None),
        ("802A0080 000002 0102 0100", b"\x01\x02", 256),
    ],
)
def test_a_command_has_data_and_a_wanted_length(
    apdu: str, data: bytes, expected: int | None
) -> None:
    heard = hear(bytes.fromhex(apdu))

    assert (heard.data, heard.expected) == (data, expected)


@pytest.mark.parametrize(
    "apdu",
    ["", "00", "002000", "0020008003 31 32", "0020008000 31 32 33 34", "0020008001 31 00 00"],
)
def test_lengths_that_do_not_fit_are_refused(apdu: str) -> None:
    with pytest.raises(Unintelligible):
        hear(bytes.fromhex(apdu))


@given(st.binary(max_size=600))
def test_any_bytes_are_understood_or_refused(apdu: bytes) -> None:
    with suppress(Unintelligible):
        hear(apdu)


@given(
    header=st.binary(min_size=4, max_size=4),
    data=st.binary(max_size=255),
    expected=st.none() | st.integers(1, 256),
)
def test_short_commands_are_heard_as_they_were_meant(
    header: bytes, data: bytes, expected: int | None
) -> None:
    body = bytes((len(data),)) + data if data else b""
    tail = b"" if expected is None else bytes((expected & 0xFF,))

    heard = hear(header + body + tail)

    cla, ins, p1, p2 = header
    assert heard == Heard(cla, ins, p1, p2, data, expected)
