"""A card pulled out at every command of a reading: no PIN is lost, and what is said is true.

Two readers at once: in one the card goes before it has done the command, in the other after it.
"""

import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from devices.cards.cards import CardInfo, Kind, Tries
from devices.cards.sight import Done, Place, Reason
from devices.cards.simulator.contact import Removed
from devices.cards.simulator.people import MONONYM, ORDINARY, PIN
from tests.e2e.cards.desk import FIRST, SECOND, Desk, Trap
from tests.pcscd import Pcscd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pcscd is for POSIX")

# SELECT application, SELECT PIN, its tries, VERIFY, SELECT attributes, READ BINARY twice.
COMMANDS = 7
VERIFY = 4
WRONG_PIN = "0000"


def pull() -> None:
    raise Removed


def resources() -> tuple[int, int]:
    """Open files, each line to pcscd among them, and threads."""
    return len(list(Path("/proc/self/fd").iterdir())), len(list(Path("/proc/self/task").iterdir()))


def test_a_card_pulled_at_any_command_loses_no_try_and_leaves_nothing_open(pcscd: Pcscd) -> None:
    traps = [Trap(pcscd.wallet.card(person)) for person in (ORDINARY, MONONYM)]
    used = []
    with ExitStack() as stack:
        desks = [stack.enter_context(Desk(reader)) for reader in (FIRST, SECOND)]
        for desk in desks:
            desk.until(Place.EMPTY)
        for command in range(1, COMMANDS + 1):
            for slot, trap in enumerate(traps):
                pcscd.insert(trap, slot=slot)
            for desk in desks:
                assert desk.until(Place.CARD).card == CardInfo(Kind.MY_NUMBER, Tries(3), Tries(10))
            traps[0].set(pull, before=command)
            traps[1].set(pull, after=command)
            for desk in desks:
                desk.order(PIN, str(command))
            reason = Reason.UNCERTAIN if command == VERIFY else Reason.REMOVED
            for desk in desks:
                assert desk.done() == Done(str(command), reason=reason)
                desk.until(Place.EMPTY)
            assert [len(trap.heard) for trap in traps] == [command, command]
            assert [trap.guesses for trap in traps] == [int(command >= VERIFY)] * 2
            for slot in range(len(traps)):
                pcscd.remove(slot)  # its thread has ended now
            used.append(resources())
        assert used == [used[0]] * COMMANDS
        assert [desk.contexts for desk in desks] == [1, 1]


def test_one_command_more_and_the_reading_was_complete(pcscd: Pcscd) -> None:
    """That COMMANDS above are all of them."""
    trap = Trap(pcscd.wallet.card(ORDINARY))
    pcscd.insert(trap)
    with Desk() as desk:
        desk.until(Place.CARD)
        trap.set(pull, before=COMMANDS + 1)
        assert desk.read(PIN).found
        desk.until(Place.EMPTY)
        assert len(trap.heard) == COMMANDS + 1  # the first one of a look at its tries afterwards


def test_a_wrong_pin_in_a_pulled_card_has_cost_what_the_card_says(pcscd: Pcscd) -> None:
    traps = [Trap(pcscd.wallet.card(person)) for person in (ORDINARY, MONONYM)]
    with Desk(FIRST) as before, Desk(SECOND) as after:
        for slot, (desk, trap) in enumerate(zip((before, after), traps, strict=True)):
            pcscd.insert(trap, slot=slot)
            desk.until(Place.CARD)
        traps[0].set(pull, before=VERIFY)
        traps[1].set(pull, after=VERIFY)
        for slot, (desk, trap, left) in enumerate(zip((before, after), traps, (3, 2), strict=True)):
            assert desk.read(WRONG_PIN) == Done("order", reason=Reason.UNCERTAIN)
            assert trap.guesses == 1
            desk.until(Place.EMPTY)
            pcscd.insert(trap, slot=slot)
            card = desk.until(Place.CARD).card
            assert card == CardInfo(Kind.MY_NUMBER, Tries(left), Tries(10))
