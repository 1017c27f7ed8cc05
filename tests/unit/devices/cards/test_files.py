"""Files are read for what they hold, piece by piece, and no file makes a read long."""

import pytest

from devices.cards.faults import CardGarbled, CardRefused
from devices.cards.files import read_object, read_start, select_application
from devices.cards.profile import CARD_2016, Content, File
from tests.unit.devices.cards.scripts import Script

FILE = CARD_2016.text.file(Content.ATTRIBUTES)


def test_a_short_object_is_read_at_once() -> None:
    card = Script(["9000", "ff2003aabbccff9000"])
    assert read_object(card, FILE) == bytes.fromhex("ff2003aabbcc")
    assert card.sent == ["00a4020c020002", "00b0000007"]


def test_the_head_says_how_much_more_there_is() -> None:
    # 81 is not a length of 129 but a length in one more byte: 80 here, 132 bytes in all.
    card = Script(["9000", "ff208180aabbcc9000", "dd" * 125 + "9000"])
    assert len(read_object(card, FILE)) == 132
    assert card.sent[-1] == "00b000077d"


def test_a_long_object_comes_in_pieces_of_256() -> None:
    card = Script(["9000", "ff20820300aabb9000", *["dd" * 256 + "9000"] * 2, "dd" * 254 + "9000"])
    assert len(read_object(card, FILE)) == 5 + 0x300
    assert card.sent[2:] == ["00b0000700", "00b0010700", "00b00207fe"]


def test_a_file_that_ends_with_a_warning_has_told_all() -> None:
    card = Script(["9000", "ff2003aabbcc6282"])
    assert read_object(card, FILE) == bytes.fromhex("ff2003aabbcc")


@pytest.mark.parametrize("end", ["6b00", "9000", "dddd9000", "dddd6282", "6282"])
def test_a_file_that_ends_within_its_object_is_garbled(end: str) -> None:
    card = Script(["9000", "ff208180aabbcc9000", end, end])
    with pytest.raises(CardGarbled):
        read_object(card, FILE)
    assert len(card.sent) == 3


@pytest.mark.parametrize("head", ["ff2082ffff0000", "ff208210000000", "ff2082100000"])
def test_an_object_longer_than_its_file_is_not_begun(head: str) -> None:
    card = Script(["9000", head + "9000"])
    with pytest.raises(CardGarbled):
        read_object(card, FILE)
    assert len(card.sent) == 2


def test_the_longest_file_stays_within_the_offsets_there_are() -> None:
    assert all(file.longest <= 0x7FFF for each in CARD_2016.applications for file in each.files)


@pytest.mark.parametrize("empty", ["9000", "6b00", "6282"])
def test_an_empty_file_holds_no_object(empty: str) -> None:
    with pytest.raises(CardGarbled):
        read_object(Script(["9000", empty]), FILE)


@pytest.mark.parametrize("answers", [["6a82"], ["9000", "6982"], ["9000", "6981"]])
def test_a_file_that_is_closed_or_missing_is_refused(answers: list[str]) -> None:
    with pytest.raises(CardRefused):
        read_object(Script(answers), FILE)


def test_more_than_was_asked_for_is_not_taken() -> None:
    card = Script(["9000", "0102030405" + "9000"])
    assert read_start(card, File(Content.TOKEN, 6, 160), 3) == b"\1\2\3"


def test_an_application_is_selected_again_only_when_the_card_was_asleep() -> None:
    asleep, refused = Script(["6f00", "9000"]), Script(["6a82", "9000"])
    select_application(asleep, CARD_2016.text)
    assert len(asleep.sent) == 2
    with pytest.raises(CardRefused):
        select_application(refused, CARD_2016.text)
    assert len(refused.sent) == 1
