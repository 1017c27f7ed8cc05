"""Reading cards through the real PC/SC service: beside other programs, at two readers."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from devices.cards.cards import CardInfo, Kind, Tries
from devices.cards.sight import Done, Place, Reason, Sight
from devices.cards.simulator.people import (
    ORDINARY,
    PIN,
    RARE_KANJI,
)
from tests.e2e.cards.desk import FIRST, SECOND, Desk, Trap
from tests.pcscd import Pcscd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pcscd is for POSIX")

WRONG_PIN = "0000"


def test_a_card_is_seen_read_and_seen_off(pcscd: Pcscd, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Desk() as desk:
        assert desk.until(Place.EMPTY) == Sight(Place.EMPTY, reader=FIRST)
        desk.places.clear()
        pcscd.insert(RARE_KANJI)
        card = CardInfo(Kind.MY_NUMBER, Tries(3), Tries(10))
        sight = desk.until(Place.CARD)
        assert sight == Sight(Place.CARD, card, FIRST, insertion=sight.insertion)
        order = desk.order(PIN)
        done = desk.done()
        assert done.found
        assert (done.found.name, done.found.address) == (RARE_KANJI.name, RARE_KANJI.address)
        pcscd.remove()
        desk.until(Place.EMPTY)
    assert desk.places == [Place.LOOKING, Place.CARD, Place.EMPTY]
    assert not any(order.digits)
    told = caplog.text + repr((done, order, desk.worker, vars(desk.worker)))
    assert FIRST in caplog.text
    assert not any(word in told for word in (RARE_KANJI.name, RARE_KANJI.address, PIN))


def test_wrong_pins_are_counted_by_the_card_and_told(pcscd: Pcscd) -> None:
    pcscd.insert(ORDINARY)
    with Desk() as desk:
        desk.until(Place.CARD)
        assert desk.read(WRONG_PIN) == Done("order", None, Reason.WRONG, 2)
        assert desk.until(Place.CARD).card == CardInfo(Kind.MY_NUMBER, Tries(2), Tries(10))
        assert desk.read(WRONG_PIN) == Done("order", None, Reason.WRONG, 1)
        assert desk.read(PIN) == Done("order", None, Reason.LAST_TRY, 1)


@contextmanager
def other_program(share: str) -> Iterator[subprocess.Popen[str]]:
    """Another program, which holds the first reader's card until it is killed."""
    script = (
        "import sys; from smartcard import scard as s; _, c = s.SCardEstablishContext(2);"
        f"code, *_ = s.SCardConnect(c, {FIRST!r}, s.SCARD_SHARE_{share}, 3);"
        "print(code, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "0\n"
        yield process
        process.kill()


def test_a_program_that_holds_the_card_is_told_and_costs_no_try(pcscd: Pcscd) -> None:
    trap = Trap(pcscd.wallet.card(ORDINARY))
    pcscd.insert(trap)
    with Desk() as desk:
        desk.until(Place.CARD)
        trap.heard.clear()
        with other_program("SHARED"):
            assert desk.read(PIN) == Done("order", None, Reason.IN_USE)
            desk.until(Place.IN_USE)
            assert trap.heard == []
        desk.until(Place.CARD)
        assert desk.read(PIN).found


def test_a_card_that_another_program_held_first_is_read_when_it_is_free(pcscd: Pcscd) -> None:
    pcscd.insert(ORDINARY)
    with Desk() as before:
        before.until(Place.CARD)
    with ExitStack() as stack:
        with other_program("EXCLUSIVE"):
            desk = stack.enter_context(Desk())
            desk.until(Place.IN_USE)
        desk.until(Place.CARD)
    assert desk.places == [Place.LOOKING, Place.IN_USE, Place.CARD]


def test_of_two_readers_the_one_with_the_card_counts(pcscd: Pcscd) -> None:
    with Desk() as desk:
        desk.until_empty()
        pcscd.insert(ORDINARY, slot=1)
        assert desk.until(Place.CARD).reader == SECOND
        # The other one is nobody's concern while this card is there.
        with Desk(FIRST) as other:
            pcscd.insert(RARE_KANJI, slot=0)
            other.until(Place.CARD)
        done = desk.read(PIN).found
        assert done
        assert done.name == ORDINARY.name
        pcscd.remove(1)
        assert desk.until(Place.CARD).reader == FIRST
    assert desk.places == [Place.LOOKING, Place.CARD] * 2


def test_a_reader_is_chosen_by_a_part_of_its_name(pcscd: Pcscd) -> None:
    pcscd.insert(ORDINARY)
    with Desk("pcd 00 01") as desk, Desk("another make") as none:
        assert desk.until(Place.EMPTY).reader == SECOND
        assert none.until(Place.NO_READER).reader == ""
