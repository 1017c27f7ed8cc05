"""A form is taken when we made it, a moment ago, and not by a robot's speed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.booking.seals import LONGEST, QUICKEST, Age, Sealer
from tests.lobbies import NINE

SEALER = Sealer(b"k" * 32)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("after", "age"),
    [
        (timedelta(0), Age.TOO_QUICK),
        (QUICKEST - SECOND, Age.TOO_QUICK),
        (QUICKEST, Age.GOOD),
        (LONGEST, Age.GOOD),
        (LONGEST + SECOND, Age.EXPIRED),
        (timedelta(days=999), Age.EXPIRED),
    ],
)
def test_the_age_of_a_form(after: timedelta, age: Age) -> None:
    made = SEALER.make(NINE)
    seal = SEALER.read(made, NINE + after)
    assert (seal.age, seal.id) == (age, made[:32])


def test_an_expired_form_is_shown_again_for_the_same_appointment() -> None:
    old = SEALER.read(SEALER.make(NINE), NINE + timedelta(hours=1))
    renewed = SEALER.read(SEALER.renewed(old, NINE + timedelta(hours=1)), NINE + timedelta(hours=2))
    assert renewed.id == old.id
    fresh = SEALER.fresh(NINE)
    assert SEALER.renewed(fresh, NINE) == fresh.text


@given(st.text(max_size=200))
def test_nobody_else_can_make_one(text: str) -> None:
    assert SEALER.read(text, NINE).age is Age.FORGED


@given(st.integers(0, 107), st.characters())
def test_no_letter_of_it_can_be_changed(place: int, sign: str) -> None:
    made = SEALER.make(NINE)
    changed = made[:place] + sign + made[place + 1 :]
    assert changed == made or SEALER.read(changed, NINE).age is Age.FORGED
    assert Sealer(b"x" * 32).read(made, NINE).age is Age.FORGED
