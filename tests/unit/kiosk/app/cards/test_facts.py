"""What the reader's thread tells becomes what the screen machine understands."""

from datetime import date

import pytest

from devices.cards.cards import Attributes, Birth, CardInfo, Kind, Sex, Tries
from devices.cards.sight import Done, Place, Reason, Sight
from hub.domain.forms.answers import Address, PartialDate
from kiosk.app.cards import facts
from kiosk.app.cards.facts import outcome, reader
from kiosk.flow import events as ev
from kiosk.flow.forms.from_card import CardFacts
from kiosk.flow.state import CardTrouble


@pytest.mark.parametrize("place", Place)
def test_every_place_of_a_reader_is_known(place: Place) -> None:
    assert reader(Sight(place, insertion=4)) == ev.Reader(ev.ReaderPlace(place), insertion=4)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_card_is_known(kind: Kind) -> None:
    seen = reader(Sight(Place.CARD, CardInfo(kind), insertion=1))
    assert seen.kind.value == kind.value
    assert (seen.has_pin, seen.has_code) == (False, False)


def test_tries_are_told_as_the_card_tells_them() -> None:
    card = CardInfo(Kind.MY_NUMBER, Tries(2), Tries(None))
    seen = reader(Sight(Place.CARD, card, insertion=1))
    assert (seen.pin_left, seen.code_left, seen.has_pin, seen.has_code) == (2, None, True, True)


@pytest.mark.parametrize("reason", Reason)
def test_every_end_of_a_reading_is_known(reason: Reason) -> None:
    ended = outcome(Done("7", reason=reason, left=2))
    assert isinstance(ended, ev.CardFailed)
    assert (ended.order, ended.left) == ("7", 2)


def test_an_order_that_ends_without_a_word_is_a_trouble() -> None:
    assert outcome(Done("7")) == ev.CardFailed("7", CardTrouble.TROUBLE)


def test_what_was_read_is_split_as_the_forms_ask_for_it() -> None:
    found = Attributes(
        "佐藤　和子",
        "東京都千代田区霞が関２丁目１番９９９号",
        Birth(1955, 4, None),
        Sex.FEMALE,
        date(2035, 2, 17),
    )
    assert outcome(Done("7", found)) == ev.CardRead(
        "7",
        CardFacts(
            "佐藤　和子",
            Address(area="東京都千代田区霞が関", street="２丁目１番９９９号"),
            PartialDate(1955, 4),
            2,
            PartialDate(2035, 2, 17),
        ),
    )


def test_what_a_card_does_not_tell_stays_empty() -> None:
    assert facts.facts(Attributes()) == CardFacts()


def test_without_the_postal_directory_the_address_stays_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: str) -> frozenset[str]:
        raise OSError("no such table")

    monkeypatch.setattr(facts, "areas", broken)
    assert facts.address("待合市本町１番地") == Address(area="待合市本町１番地")
