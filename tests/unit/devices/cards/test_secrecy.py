"""A planted secret and name are in no repr, no exception, no traceback's frame and no log."""

import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from devices.cards.apdu import Command, Ins, Response
from devices.cards.cards import Attributes, Birth, Item, Secret, Sex
from devices.cards.faults import CardFault, NotAllowed, WrongSecret
from devices.cards.guard import Guarded
from devices.cards.profile import CARD_2016
from devices.cards.reading import read
from devices.cards.tlv import Tlv
from tests.unit.devices.cards.scripts import Script
from tests.unit.devices.cards.small_card import (
    ADDRESS,
    CODE_B,
    NAME,
    PIN,
    TEXT,
    SmallCard,
    attributes_file,
    tlv,
)

PLANTED = [
    form
    for text in (PIN.decode(), CODE_B.decode(), NAME, NAME[:2], ADDRESS, "19440321")
    for form in (text, repr(text.encode())[2:-1], text.encode().hex())
]
WHOLE = Attributes(NAME, ADDRESS, Birth(1944, 3, 21), Sex.FEMALE, date(2035, 3, 21), b"jP  ")


def clean(text: str) -> bool:
    return not any(each in text for each in PLANTED)


@pytest.mark.parametrize(
    "value",
    [
        WHOLE,
        replace(WHOLE, sex=Sex.MALE),
        Command(Ins.VERIFY, 0, 0x80, PIN),
        Response(NAME.encode(), 0x9000),
        Tlv(0xDF22, NAME.encode()),
    ],
    ids=["woman", "man", "command", "response", "object"],
)
def test_nothing_personal_shows(value: object) -> None:
    assert clean(repr(value))
    assert clean(str(value))
    assert "FEMALE" not in repr(value)
    assert "1944" not in repr(getattr(value, "birth", None))


def _card(spoil: Callable[[SmallCard], object]) -> SmallCard:
    card = SmallCard()
    spoil(card)
    return card


def _store(data: bytes) -> Callable[[SmallCard], object]:
    return lambda card: card.files[TEXT].__setitem__(2, data)


def _left(left: int) -> Callable[[SmallCard], object]:
    return lambda card: setattr(card.locks[TEXT, 0x11], "left", left)


def _answering(*answers: str) -> Callable[[], SmallCard | Script]:
    return lambda: Script(["9000", "9000", "63c3", *answers])


GARBLED = [
    attributes_file()[:60],
    tlv(0xFF10, NAME.encode()),
    tlv(0xFF20, NAME.encode()),
    tlv(0xFF20, b"\xdf\x22\x7f" + NAME.encode()),
    NAME.encode() * 9,
]
# Cards, each of which ends a read by another fault.
BROKEN: dict[str, Callable[[], SmallCard | Script]] = {
    **{f"garbled {n}": partial(_card, _store(data)) for n, data in enumerate(GARBLED)},
    **{f"{left} left": partial(_card, _left(left)) for left in (0, 1)},
    **{
        f"gone before {command}": partial(SmallCard, gone_before=command) for command in range(1, 8)
    },
    **{f"gone after {command}": partial(SmallCard, gone_after=command) for command in range(1, 8)},
    **{f"{word or 'nothing'}": _answering(word) for word in ("63c2", "63c0", "6700", "")},
    "too much": _answering("00" * 400),
    "refused": _answering("9000", "9000", NAME.encode().hex() + "6982"),
    "no pin": lambda: Script(["9000", "6a82"]),
    "no card of ours": lambda: Script(["6a82"] * 20),
}


@pytest.fixture(params=BROKEN.values(), ids=list(BROKEN))
def card(request: pytest.FixtureRequest) -> SmallCard | Script:
    made: SmallCard | Script = request.param()
    return made


def _frames(fault: BaseException | None) -> Iterator[object]:
    """All that the frames of a fault, of its cause and of its context hold."""
    while fault:
        for frame, _ in traceback.walk_tb(fault.__traceback__):
            if not frame.f_globals["__name__"].startswith("tests."):
                yield from frame.f_locals.values()
        fault = fault.__cause__ or fault.__context__


def test_no_fault_holds_anything_of_the_person(
    card: SmallCard | Script, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(CardFault) as caught:
        read(card, Secret.PIN, bytearray(PIN), frozenset(Item))
    fault = caught.value
    assert clean(str(fault) + repr(fault) + repr(fault.args) + repr(vars(fault)))
    assert clean("".join(traceback.format_exception(fault)))
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_no_frame_of_a_fault_keeps_the_secret(card: SmallCard | Script) -> None:
    with pytest.raises(CardFault) as caught:
        read(card, Secret.PIN, bytearray(PIN), frozenset(Item))
    held = [each for each in _frames(caught.value) if isinstance(each, bytes | bytearray | str)]
    assert not any(PIN in each if isinstance(each, bytes | bytearray) else False for each in held)


def test_a_wrong_secret_is_not_kept_either() -> None:
    with pytest.raises(WrongSecret) as caught:
        read(SmallCard(), Secret.CODE_B, bytearray(CODE_B[::-1]), frozenset(Item))
    assert not any(
        CODE_B[::-1] in each
        for each in _frames(caught.value)
        if isinstance(each, bytes | bytearray)
    )


def test_a_command_that_was_stopped_is_not_told() -> None:
    with pytest.raises(NotAllowed) as caught:
        Guarded(SmallCard(), CARD_2016).send_and_receive(b"\x00\x20\x00\x91\x04" + PIN)
    assert clean("".join(traceback.format_exception(caught.value)))
