"""A family fills its form on real screens, by touches alone."""

import pytest

from hub.domain.forms.answers import Address, Name, Slot
from kiosk.flow.state import SealForms
from tests.small_book import moving_in
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.forms.hand import Hand
from tests.ui.kiosk.kit import forms_world

NAMES = (
    Name("高橋", "花子", "たかはし", "はなこ"),
    Name("高橋", "太郎", "たかはし", "たろう"),
    Name("高橋", "健", "たかはし", "けん"),
    Name("高橋", "愛", "たかはし", "あい"),
)
FAMILY = {
    **moving_in(4),
    **{Slot("who", member): name for member, name in enumerate(NAMES)},
    Slot("new-home"): Address("1000001", "東京都千代田区千代田", "1-1"),
}


@pytest.fixture
def hand(open_kiosk: Open) -> Hand:
    """The hand of a visitor at the kiosk with the small book."""
    here = open_kiosk(forms_world())
    here.answers = False
    return Hand(here)


def test_a_family_of_four_by_touches(hand: Hand) -> None:
    hand.begin("moving-in")
    hand.fill(FAMILY)
    assert hand.form.answers == FAMILY
    hand.here.tap("confirm")
    sealed = hand.here.effects.pop()
    assert isinstance(sealed, SealForms)
    assert sealed.form.answers == FAMILY
