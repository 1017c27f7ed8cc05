"""Bodies: every value comes back exactly, and nothing else is ever taken for one."""

import unicodedata

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.sealing import body, cbor, packing
from hub.sealing.cbor import NotCanonical, Raw
from hub.sealing.refusals import Damaged, Flaw
from tests.sealed import RARE

SINGLE = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=30)
VALUES: st.SearchStrategy[Raw] = st.recursive(
    SINGLE,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.integers(-99, 999), inner, max_size=4)
    ),
    max_leaves=12,
).filter(lambda value: _depth(value) < cbor.DEEPEST)


def _depth(value: Raw) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inside), default=0)


@given(st.dictionaries(st.integers(-(2**31), 2**31), VALUES, max_size=8))
def test_a_body_comes_back(found: dict[int, Raw]) -> None:
    assert body.decode(body.encode(found)) == found


@given(st.dictionaries(st.integers(0, 50), SINGLE, max_size=8))
def test_a_body_has_one_form(found: dict[int, Raw]) -> None:
    reordered = dict(reversed(found.items()))
    assert body.encode(reordered) == body.encode(found)


def test_texts_are_ascii_or_utf16() -> None:
    assert body.encode({1: "0901"}) == bytes.fromhex("a1 01 64 30393031")
    assert body.encode({1: "佐藤"}) == bytes.fromhex("a1 01 44 4f50 85e4")
    # 𠮷 is a pair of surrogates.
    assert body.encode({1: "𠮷"}) == bytes.fromhex("a1 01 44 d842 dfb7")


def test_no_text_is_normalised() -> None:
    assert unicodedata.normalize("NFC", RARE) != RARE
    for text in (RARE, *RARE, "\U0010ffff", "e\u0301"):
        assert body.decode(body.encode({1: text})) == {1: text}


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        body.encode({1: "\ud842"})


@pytest.mark.parametrize(
    "data",
    [
        "",
        "01",  # no map
        "a1",  # broken off
        "a10102ff",  # something left over
        "a1010203",
        "a201020103",  # one key twice
        "a202000100",  # keys not in order
        "a10181a2020301 03".replace(" ", ""),  # nor further inside
        "a1011801",  # a longer head than is needed
        "bf0102ff",  # indefinite
        "a1015f4141ff",
        "a1619001",  # a key that is a text
        "a1f501",  # or true
        "a101f7",  # undefined
        "a101f90000",  # a float
        "a101e5",  # a simple value
        "a101c11a00000000",  # tags: an instant,
        "a101d8236161",  # a pattern,
        "a101c2410f",  # a large integer,
        "a101d90800f6",  # or any other
        "a10143e4bda0",  # half a UTF-16 character
        "a10142d842",
        "a101420041",  # ASCII that is not written as such
        "a10163e4bda0",  # text that is not written as UTF-16
        "a10162fffe",  # no UTF-8
        "81" * 30 + "00",  # too deep
        "a1019b00ffffffffffffff",  # a list longer than all memory
        "a1015b7fffffffffffffff",
    ],
)
def test_what_encode_does_not_write_is_refused(data: str) -> None:
    with pytest.raises(Damaged) as refused:
        body.decode(bytes.fromhex(data))
    assert refused.value.flaw is Flaw.CONTENT


@given(st.binary(max_size=80))
def test_any_bytes_are_a_body_or_refused(data: bytes) -> None:
    try:
        found = body.decode(data)
    except Damaged:
        return
    assert body.encode(found) == data


@given(st.recursive(st.none() | st.floats() | st.text() | st.integers(), st.lists), st.integers(0))
def test_no_tag_is_given_a_meaning(value: object, number: int) -> None:
    tagged = cbor2.dumps(cbor2.CBORTag(number % 2**64, value))
    with pytest.raises(NotCanonical):
        cbor.read(tagged)


def test_a_packed_body_comes_back() -> None:
    assert packing.unpack(packing.pack(b"body" * 100, 1), 1) == b"body" * 100


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    assert len(packing.unpack(packing.pack(bytes(packing.MOST), 1), 1)) == packing.MOST
    bomb = packing.pack(bytes(packing.MOST + 1), 1)
    assert len(bomb) < 200
    with pytest.raises(Damaged, match="content"):
        packing.unpack(bomb, 1)


def test_what_is_not_deflated_is_refused() -> None:
    packed = packing.pack(b"a body, packed", 1)
    for broken in (b"", b"\x00", b"\xff" * 9, packed[:-1], packed + b"\x00", packed + packed):
        with pytest.raises(Damaged, match="content"):
            packing.unpack(broken, 1)


def test_an_unknown_dictionary_is_of_a_newer_program() -> None:
    with pytest.raises(Damaged, match="newer"):
        packing.unpack(packing.pack(b"body", 1), 2)
