"""From the counter's ordinal to the number on the paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.errors import Refused
from hub.domain.numbers import is_offline_label, label, offline_label
from hub.domain.site import Kiosk
from tests.lobbies import service

KIOSK = Kiosk("kiosk-1", "発券機1", "X", ("cert",))
CERT = service("cert", "A")


@pytest.mark.parametrize(
    ("ordinal", "expected"), [(0, "A-001"), (46, "A-047"), (998, "A-999"), (999, "A-001")]
)
def test_numbers_count_up_and_wrap(ordinal: int, expected: str) -> None:
    assert label(CERT, ordinal) == expected


def test_a_range_of_its_own() -> None:
    own = service("tax", "E", first=501, last=600, digits=4)
    assert [label(own, ordinal) for ordinal in (0, 99, 100)] == ["E-0501", "E-0600", "E-0501"]


@given(st.integers(0, 998))
def test_offline_numbers_are_known_as_such(ordinal: int) -> None:
    printed = offline_label(CERT, KIOSK, ordinal)
    assert is_offline_label(CERT, KIOSK, printed)
    assert not is_offline_label(CERT, KIOSK, label(CERT, ordinal))


@pytest.mark.parametrize("ordinal", [-1, 999])
def test_an_offline_day_has_999_numbers(ordinal: int) -> None:
    with pytest.raises(Refused):
        offline_label(CERT, KIOSK, ordinal)


@given(st.text(max_size=8))
def test_any_text_is_answered(text: str) -> None:
    assert is_offline_label(CERT, KIOSK, text) in (True, False)
