"""A visitor's hand at a kiosk with the small book."""

import pytest

from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.forms.hand import Hand
from tests.ui.kiosk.kit import forms_world


@pytest.fixture
def hand(open_kiosk: Open) -> Hand:
    """At the home screen; numbers and paper come when the test says so."""
    here = open_kiosk(forms_world())
    here.answers = False
    return Hand(here)
