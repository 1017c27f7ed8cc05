"""Cards pulled, swapped and put back, readers unplugged, and 照合番号B, which is on the card."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.flow import events as ev
from kiosk.flow.events import CardKind, ReaderPlace
from kiosk.flow.state import (
    CardKey,
    CardTrouble,
    LookAtCard,
    ReadCard,
    Screen,
)
from tests.unit.kiosk.flow.cards.marked import (
    BLOCKED,
    CARD,
    EMPTY,
    NO_PIN,
    ONE_LEFT,
    ORDER,
    card_of,
    checking,
    chosen,
    consenting,
    failed,
    held,
    reader,
    reading,
    typing,
)
from tests.unit.kiosk.flow.visits import Visit


@pytest.mark.parametrize(
    ("visit", "screen"),
    [
        (consenting(), Screen.CARD_PLACE),
        (typing(), Screen.CARD_PLACE),
        (reading(), Screen.CARD_READING),
        (checking(), Screen.CARD_CHECK),
        (checking().do(ev.CardAccepted()), Screen.FORM_QUESTION),
        (chosen().do(BLOCKED), Screen.CARD_TROUBLE),
    ],
)
def test_a_card_taken_away(visit: Visit, screen: Screen) -> None:
    assert visit.do(EMPTY).shows(screen)


@pytest.mark.parametrize("visit", [consenting(), typing()])
def test_another_card_is_asked_for_anew(visit: Visit) -> None:
    assert visit.do(reader(ReaderPlace.LOOKING, insertion=2)).shows(Screen.CARD_PLACE)
    assert visit.do(reader(insertion=2)).shows(Screen.CARD_CONSENT)


def test_a_card_swapped_between_two_looks_is_asked_for_anew() -> None:
    assert typing().do(reader(insertion=2)).shows(Screen.CARD_CONSENT)


def test_a_card_pulled_while_it_is_read() -> None:
    visit = reading().do(EMPTY)
    visit.effects.clear()
    visit.do(failed(CardTrouble.REMOVED))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.REMOVED)
    assert visit.effects == [LookAtCard()]
    assert visit.do(EMPTY).shows(Screen.CARD_TROUBLE)
    assert visit.do(reader(insertion=2)).shows(Screen.CARD_CONSENT)


def test_a_card_that_was_back_before_the_reading_ended_goes_on() -> None:
    visit = reading().do(EMPTY, reader(insertion=2), failed(CardTrouble.REMOVED))
    assert visit.do(reader(insertion=2)).shows(Screen.CARD_CONSENT)


def test_a_wrong_pin_of_a_card_that_is_gone_asks_for_the_card() -> None:
    visit = reading().do(EMPTY, failed(CardTrouble.WRONG, 2))
    assert held(visit) == (Screen.CARD_PLACE, CardTrouble.WRONG)


def test_words_about_a_card_stay_when_it_is_taken_away() -> None:
    visit = chosen().do(reader(kind=CardKind.SMARTPHONE, has_pin=False, has_code=False))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.SMARTPHONE)
    visit.do(EMPTY, reader(ReaderPlace.LOOKING, insertion=2))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.SMARTPHONE)
    assert visit.do(reader(insertion=2)).shows(Screen.CARD_CONSENT)


@pytest.mark.parametrize(
    ("seen", "trouble"),
    [
        (reader(ReaderPlace.NO_SERVICE), CardTrouble.NO_READER),
        (reader(ReaderPlace.NO_READER), CardTrouble.NO_READER),
        (reader(ReaderPlace.UNREADABLE, insertion=1), CardTrouble.UNREADABLE),
        (reader(ReaderPlace.IN_USE, insertion=1), CardTrouble.IN_USE),
        (reader(kind=CardKind.JUKI), CardTrouble.JUKI),
        (reader(kind=CardKind.LICENCE), CardTrouble.LICENCE),
        (reader(kind=CardKind.RESIDENCE), CardTrouble.RESIDENCE),
        (reader(kind=CardKind.OTHER), CardTrouble.OTHER_CARD),
        (reader(has_pin=False, has_code=False), CardTrouble.UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_said(seen: ev.CardSeen, trouble: CardTrouble) -> None:
    for visit in (chosen(), consenting(), typing()):
        other = replace(seen.reader, insertion=seen.reader.insertion and 2)
        assert held(visit.do(ev.CardSeen(other))) == (Screen.CARD_TROUBLE, trouble)


@pytest.mark.parametrize("place", [ReaderPlace.IN_USE, ReaderPlace.UNREADABLE])
def test_a_trouble_of_the_reader_passes_by_itself(place: ReaderPlace) -> None:
    visit = chosen().do(reader(place, insertion=1))
    assert visit.do(CARD).shows(Screen.CARD_CONSENT)


def test_a_reader_that_is_back_asks_for_the_card() -> None:
    visit = chosen().do(reader(ReaderPlace.NO_READER))
    assert visit.do(EMPTY).shows(Screen.CARD_PLACE)


def test_the_same_card_is_looked_at_again_on_demand() -> None:
    visit = reading().do(failed(CardTrouble.UNCERTAIN, 2))
    assert visit.do(CARD).shows(Screen.CARD_TROUBLE)
    visit.effects.clear()
    visit.do(ev.TryAgain())
    assert visit.shows(Screen.CARD_PLACE)
    assert visit.effects == [LookAtCard()]
    assert visit.do(reader(pin_left=2)).shows(Screen.CARD_CONSENT)
    assert card_of(visit).left == 2


def test_tries_used_by_another_program_are_told() -> None:
    visit = typing().do(reader(pin_left=2))
    assert visit.shows(Screen.CARD_CONSENT)
    assert card_of(visit).left == 2


def test_tries_that_a_trouble_used_are_told_behind_it() -> None:
    visit = reading().do(failed(CardTrouble.UNCERTAIN), reader(pin_left=2))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.UNCERTAIN)
    assert card_of(visit).left == 2


@pytest.mark.parametrize(("left", "screen"), [(0, Screen.CARD_TROUBLE), (3, Screen.CARD_CONSENT)])
def test_a_last_try_that_is_not_the_last_any_more(left: int, screen: Screen) -> None:
    visit = consenting(ONE_LEFT).do(ev.CardConsent(), reader(pin_left=left))
    assert visit.shows(screen)
    assert visit.do(ev.CardConsent(last_try=True)).shows(Screen.CARD_SECRET) == (left == 3)


# 照合番号B is printed on the card


def with_code() -> Visit:
    visit = typing(NO_PIN)
    assert visit.do(EMPTY).shows(Screen.CARD_SECRET)
    assert card_of(visit).removed
    return visit


def again(**more: Any) -> ev.CardSeen:
    return reader(has_pin=False, pin_left=None, **more)


def test_the_card_may_be_in_the_hand_while_its_code_is_typed() -> None:
    visit = with_code().do(again(insertion=2))
    assert visit.shows(Screen.CARD_SECRET)
    visit.do(ev.SecretEntered(ORDER))
    assert visit.effects[-1] == ReadCard(ORDER, CardKey.CODE_B, 2, False, False)


def test_a_code_that_is_typed_waits_for_the_card() -> None:
    visit = with_code()
    visit.effects.clear()
    visit.do(ev.SecretEntered(ORDER), ev.SecretEntered("b" * 32))
    assert visit.shows(Screen.CARD_SECRET)
    assert visit.effects == []
    visit.do(reader(ReaderPlace.LOOKING, insertion=2), again(insertion=2))
    assert visit.shows(Screen.CARD_READING)
    assert visit.effects == [ReadCard(ORDER, CardKey.CODE_B, 2, False, False)]


def test_waiting_for_the_card_can_be_given_up() -> None:
    visit = with_code().do(ev.SecretEntered(ORDER), ev.Back())
    assert (visit.state.screen, card_of(visit).order) == (Screen.CARD_SECRET, "")
    assert visit.do(ev.Back()).shows(Screen.CARD_PLACE)


def test_a_card_put_back_badly_does_not_lose_what_was_typed() -> None:
    visit = with_code().do(ev.SecretEntered(ORDER))
    visit.do(reader(ReaderPlace.UNREADABLE, insertion=2))
    assert held(visit) == (Screen.CARD_SECRET, CardTrouble.UNREADABLE)
    assert visit.do(EMPTY, again(insertion=3)).shows(Screen.CARD_READING)


@pytest.mark.parametrize("other", [again(insertion=2, code_left=9), reader(insertion=2)])
def test_the_code_is_not_tried_on_another_card(other: ev.CardSeen) -> None:
    visit = with_code().do(ev.SecretEntered(ORDER))
    visit.effects.clear()
    assert visit.do(other).shows(Screen.CARD_CONSENT)
    assert visit.effects == []
