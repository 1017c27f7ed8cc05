"""BER-TLV: what is well formed is found, what is not is garbled, nothing hangs or crashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards import tlv
from devices.cards.faults import CardGarbled
from tests.unit.devices.cards.small_card import tlv as encoded

TAGS = st.sampled_from([0x30, 0x41, 0x5F4E, 0x7F21, 0xA1, 0xDF21, 0xDF25, 0xFF20])
OBJECTS = st.lists(st.tuples(TAGS, st.binary(max_size=300)), max_size=6)


@given(
    OBJECTS, st.sampled_from([b"", b"\xff", b"\xff\xff\xff", b"\x00", b"\x00\xff", b"\xff" * 40])
)
def test_objects_are_found_side_by_side_up_to_the_filler(
    pairs: list[tuple[int, bytes]], filler: bytes
) -> None:
    data = b"".join(encoded(tag, value) for tag, value in pairs) + filler
    assert [(each.tag, each.value) for each in tlv.objects(data)] == pairs


@given(TAGS, st.binary(max_size=70_000).filter(lambda value: len(value) < 0x10000), st.binary())
def test_the_first_object_is_found_whatever_follows(tag: int, value: bytes, after: bytes) -> None:
    data = encoded(tag, value)
    assert tlv.header(data + after).end == len(data)
    assert tlv.value(data + after, tag) == value


@pytest.mark.parametrize(
    ("head", "tag", "start", "end"),
    [
        ("3000", 0x30, 2, 2),
        ("ff2065", 0xFF20, 3, 3 + 0x65),
        # The trap: the third byte of this head is no length.
        ("ff208180", 0xFF20, 4, 4 + 128),
        ("ff20820150", 0xFF20, 5, 5 + 0x150),
        # Longer than it need be: BER allows it.
        ("df22810a", 0xDF22, 4, 14),
        ("df2282000a", 0xDF22, 5, 15),
        ("30820519", 0x30, 4, 4 + 0x519),
        ("ff1082ffff", 0xFF10, 5, 5 + 0xFFFF),
    ],
)
def test_heads(head: str, tag: int, start: int, end: int) -> None:
    assert tlv.header(bytes.fromhex(head)) == tlv.Header(tag, start, end)


@pytest.mark.parametrize(
    "head",
    [
        "", "30", "ff", "ff20", "ff2081", "ff2082", "ff208201", "ff2080", "ff208300ffff", "ff2084",
        "30ff",
        # Tags of three bytes and more are in no file.
        "ff8001", "dfffff7f01",
    ],
)  # fmt: skip
def test_heads_that_are_none(head: str) -> None:
    with pytest.raises(CardGarbled):
        tlv.header(bytes.fromhex(head))


@pytest.mark.parametrize("data", ["ff2003df22", "3005aabb", "ff1001aa", "ffff", "0000"])
def test_a_value_that_is_not_whole_or_of_another_object_is_garbled(data: str) -> None:
    with pytest.raises(CardGarbled):
        tlv.value(bytes.fromhex(data), 0xFF20)


def test_a_length_that_lies_within_its_object_is_garbled() -> None:
    with pytest.raises(CardGarbled):
        list(tlv.objects(bytes.fromhex("df2201aadf2305bb")))


def test_nesting_costs_nothing() -> None:
    bomb = b"\xff\x20"
    for _ in range(3000):
        bomb = encoded(0xFF20, bomb)
    assert len(list(tlv.objects(bomb))) == 1


@given(st.binary(max_size=400))
def test_any_bytes_are_objects_or_garbled(data: bytes) -> None:
    try:
        found = list(tlv.objects(data))
    except CardGarbled:
        return
    assert sum(len(each.value) for each in found) <= len(data)
