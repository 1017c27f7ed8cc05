"""Whatever happens to a card, the screen says what, and the form goes on by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from devices.cards.sight import Place, Sight
from devices.cards.simulator.faults import Fault, Trouble
from devices.cards.simulator.people import (
    ALL_BLOCKED,
    IPHONE,
    JUKI,
    LICENCE,
    ORDINARY,
    OTHER,
    PIN,
    RESIDENCE,
    SMARTPHONE,
    Person,
)
from hub.client import Card
from hub.domain.forms.answers import Slot
from kiosk.flow import events as ev
from kiosk.flow.state import INITIAL, Limits
from tests.ui.kiosk.cards.conftest import Table
from tests.ui.qml import until


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (SMARTPHONE, "カードをお使いください"),
        (IPHONE, "カードをお使いください"),
        (JUKI, "住民基本台帳カードは、ここでは使えません"),
        (LICENCE, "運転免許証は、ここでは使えません"),
        (RESIDENCE, "在留カードと特別永住者証明書は、ここでは使えません"),
        (OTHER, "マイナンバーカードを置いてください"),
        (ALL_BLOCKED, "市民課の窓口で再設定できます"),
    ],
    ids=lambda value: value.key if isinstance(value, Person) else "",
)
def test_a_card_that_cannot_be_read_is_named(table: Table, person: Person, said: str) -> None:
    table.begin()
    table.shows("card_place")
    table.source.insert(person)
    table.shows("card_trouble")
    assert said in table.says("trouble-hint")
    table.here.tap("by-hand")
    table.here.shows("form_question")


def test_another_card_in_its_place_goes_on_by_itself(table: Table) -> None:
    table.begin()
    table.shows("card_place")
    table.source.insert(LICENCE)
    table.shows("card_trouble")
    table.lay(ORDINARY)


def at_consent(table: Table) -> None:
    table.begin()
    table.shows("card_place")
    table.lay(ORDINARY)


def at_pad(table: Table) -> None:
    table.to_pad(ORDINARY)
    table.type("12")


@pytest.mark.parametrize("reach", [at_consent, at_pad])
def test_a_card_that_is_taken_too_early_is_asked_for_again(
    table: Table, reach: Callable[[Table], None]
) -> None:
    reach(table)
    table.source.remove()
    table.shows("card_place")
    assert table.screens.pad["begun"] is False
    table.lay(ORDINARY)


def test_a_card_that_is_taken_while_it_is_read_costs_nothing_but_the_way(table: Table) -> None:
    """Taken before the PIN is compared: no try is gone, and nothing is sent again by itself."""
    table.begin()
    table.shows("card_place")
    table.source.insert(ORDINARY, Fault(Trouble.SLOW, 100))
    table.shows("card_consent")
    table.here.tap("agree")
    table.shows("card_secret")
    table.enter(PIN)
    table.here.shows("card_reading")
    table.source.remove()
    until(lambda: table.here.visit["screen"] != "card_reading", "the end of the reading")
    table.here.clock.wait(1)
    assert table.hand.sees("by-hand")
    assert table.answers == {}
    table.here.tap("by-hand")
    table.here.shows("form_question")


def test_a_card_that_is_taken_while_it_is_checked_was_read_all_the_same(table: Table) -> None:
    table.to_pad(ORDINARY)
    table.enter(PIN)
    table.shows("card_check")
    table.source.remove()
    until(lambda: table.here.kiosk.world.sight.place is Place.EMPTY, "the empty reader")
    table.here.tap("accept")
    table.shows("form_question")
    assert Slot("me") in table.answers


def test_who_walks_away_from_the_pad_leaves_nothing_on_it(table: Table) -> None:
    at_pad(table)
    table.here.wait(Limits().card)
    table.here.screen.wait("continue")
    table.here.wait(Limits().grace)
    table.here.screen.wait("leave-card")
    assert table.here.kiosk.engine.state == INITIAL
    assert table.here.kiosk.pad.count == 0
    table.source.remove()


def test_back_and_by_hand_wipe_the_pad(table: Table) -> None:
    for way in ("back", "by-hand"):
        at_pad(table)
        assert table.here.kiosk.pad.count == 2
        table.here.tap(way)
        assert table.here.kiosk.pad.count == 0
        table.here.send(ev.Finished())
        table.here.screen.wait("leave-card")
        table.source.remove()
        until(lambda: not table.screens.left, "nothing left behind")


def test_a_card_that_is_left_behind_is_called_for_until_it_is_taken(table: Table) -> None:
    at_consent(table)
    table.here.send(ev.Finished())
    table.here.screen.wait("leave-card")
    assert "カードが残っています" in " ".join(table.hand.all_texts()).replace("\u2060", "")
    assert [file.name for file in table.heard[-1]] == ["chime.wav", "take-card.ja.wav"]
    assert table.here.kiosk.is_card_left
    table.source.remove()
    until(lambda: not table.screens.left, "the end of the reminder")
    table.here.tap("take-number")
    table.here.shows("services")


def test_who_has_nothing_to_do_with_a_card_that_was_left_may_use_the_screen(table: Table) -> None:
    at_consent(table)
    table.here.send(ev.Finished())
    table.here.tap("leave-card")
    table.here.tap("take-number")
    table.here.shows("services")
    table.here.send(ev.Finished())
    table.here.screen.wait("leave-card")


def test_without_a_reader_the_question_says_so(table: Table) -> None:
    table.sees(Sight(Place.NO_READER))
    table.begin()
    table.here.shows("form_question")
    table.hand.say({Slot("papers"): ("copy",)})
    assert table.says("no-card") == "いまは、マイナンバーカードを読みとれません"
    assert not table.hand.sees("use-card")
    table.sees(Sight(Place.EMPTY))
    table.here.screen.wait("use-card")


def test_a_reader_that_goes_away_leads_to_the_hand(table: Table) -> None:
    table.here.effects.reader = None  # its thread would tell that it is still there
    table.begin()
    table.shows("card_place")
    table.sees(Sight(Place.NO_READER))
    table.here.send(ev.CardSeen(ev.Reader(ev.ReaderPlace.NO_READER)))
    table.shows("card_trouble")
    table.here.tap("by-hand")
    table.here.shows("form_question")


def test_a_card_for_practice_is_called_one_on_every_screen(table: Table) -> None:
    table.begin()
    table.shows("card_place")
    assert table.says("demo-band") == "見本のカード（練習用）です"
    table.here.tap("demo-insert")
    table.here.tap("person-sato")
    table.shows("card_consent")
    table.here.screen.wait("demo-band")
    table.here.tap("agree")
    table.shows("card_secret")
    table.here.screen.wait("demo-band")
    table.here.tap("demo-pull")
    until(lambda: table.here.kiosk.world.sight.place is Place.EMPTY, "the empty reader")


def test_every_key_looks_the_same_while_one_is_pressed(table: Table) -> None:
    table.to_pad(ORDINARY)
    window = table.here.screen
    window.press("digit-5")
    keys = [window.find(f"digit-{digit}") for digit in range(10)]
    assert {key.property("fill").name() for key in keys} == {"#e8f1fe"}
    assert {key.property("scale") for key in keys} == {1.0}
    window.release("digit-5")
    assert {key.property("fill").name() for key in keys} == {"#ffffff"}


def test_a_scrambled_pad_is_drawn_anew_for_each_entry(table: Table) -> None:
    settings = table.here.kiosk.world.settings
    assert settings is not None
    settings = replace(settings, card=Card("simulator", scrambled=True))
    table.here.kiosk.learn(replace(table.here.kiosk.world, settings=settings))
    table.to_pad(ORDINARY)
    first = list(table.screens.pad["keys"])
    assert sorted(first) == list("0123456789")
    table.enter("0000")
    table.shows("card_secret")
    until(lambda: list(table.screens.pad["keys"]) != first, "another order")
    table.enter(PIN)
    table.shows("card_check")


def test_keys_that_can_be_felt_type_as_well(table: Table) -> None:
    table.to_pad(ORDINARY)
    table.hand.strike("127")
    table.here.screen.key(Qt.Key.Key_Backspace)
    table.hand.strike("34")
    table.here.clock.wait(1)
    table.here.screen.key(Qt.Key.Key_Return)
    table.shows("card_check")
