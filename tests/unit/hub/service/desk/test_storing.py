"""A kept case is exactly the case, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot
from hub.sealing import cbor
from hub.sealing.answers import Unknown
from hub.service.desk.case import Case
from hub.service.desk.storing import from_bytes, to_bytes
from tests.lobbies import NINE

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(-(2**40), 2**40)
VALUES = (
    TEXT
    | WHOLE
    | st.just(Ask.AT_COUNTER)
    | st.lists(TEXT, max_size=3).map(tuple)
    | st.builds(PartialDate, WHOLE, st.none() | WHOLE, st.none() | WHOLE)
    | st.builds(Name, TEXT, TEXT, TEXT, TEXT)
    | st.builds(Address, TEXT, TEXT, TEXT, TEXT)
)
SLOTS = st.builds(Slot, TEXT, st.none() | st.integers(0, 11))
UNKNOWN = st.builds(Unknown, WHOLE, st.none() | TEXT | WHOLE, st.none() | WHOLE, st.none() | WHOLE)


@given(
    st.dictionaries(SLOTS, VALUES, max_size=6),
    st.dictionaries(SLOTS, st.none() | VALUES, max_size=6),
    st.lists(UNKNOWN, max_size=3).map(tuple),
)
def test_every_case_comes_back_as_it_was(
    given_: dict[Slot, str], corrections: dict[Slot, str | None], unknown: tuple[Unknown, ...]
) -> None:
    case = Case("00" * 8, "kiosk-1", NINE, NINE, "sato", None, 7, given_, unknown, corrections)
    assert from_bytes(to_bytes(case)) == case


@pytest.mark.parametrize("content", [[], [2, [], [], [], []], [1, [1, 2], [], []], {}, "text"])
def test_other_bytes_are_no_case(content: object) -> None:
    with pytest.raises(ValueError, match="not a"):
        from_bytes(cbor.write(content))  # type: ignore[arg-type]
