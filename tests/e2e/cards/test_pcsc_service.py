"""The PC/SC service is killed, readers vanish, cards come and go: the thread goes on."""

import sys

import pytest

from devices.cards.sight import Done, Place, Reason
from devices.cards.simulator.people import ORDINARY, PIN
from tests.e2e.cards.desk import Desk, Trap
from tests.pcscd import Pcscd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pcscd is for POSIX")

WRONG_PIN = "0000"


@pytest.mark.parametrize(
    ("command", "pin", "reason", "guesses"),
    [
        (2, PIN, Reason.TROUBLE, 0),
        (4, WRONG_PIN, Reason.UNCERTAIN, 1),
        (7, PIN, Reason.TROUBLE, 1),
    ],
    ids=["before the PIN", "at the PIN", "after the PIN"],
)
def test_a_service_killed_in_the_midst_of_a_reading_costs_no_second_try(
    pcscd: Pcscd, command: int, pin: str, reason: Reason, guesses: int
) -> None:
    trap = Trap(pcscd.wallet.card(ORDINARY))
    pcscd.insert(trap)
    with Desk() as desk:
        before = desk.until(Place.CARD).insertion
        trap.set(pcscd.kill, after=command)
        assert desk.read(pin) == Done("order", None, reason)
        desk.until(Place.NO_SERVICE)
        assert trap.guesses == guesses
        pcscd.start()
        card = desk.until(Place.CARD)
        assert card.insertion > before
        assert card.card
        assert card.card.pin
        assert card.card.pin.left == (2 if pin == WRONG_PIN else 3)
        assert desk.read(PIN).found
        assert desk.contexts == 2


def test_an_idle_reader_outlives_its_service(pcscd: Pcscd) -> None:
    with Desk() as desk:
        desk.until_empty()
        pcscd.stop()
        desk.until(Place.NO_SERVICE)
        assert desk.read(PIN) == Done("order", None, Reason.TROUBLE)
        pcscd.start(readers=False)
        desk.until(Place.NO_READER)
        assert desk.read(PIN) == Done("order", None, Reason.TROUBLE)
        pcscd.restart()
        desk.until(Place.EMPTY)
    assert desk.places == [
        Place.NO_SERVICE,
        Place.NO_READER,
        Place.NO_SERVICE,
        Place.EMPTY,
    ]
