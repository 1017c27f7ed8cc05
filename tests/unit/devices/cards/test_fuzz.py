"""100,000 cards that lie: faults of cards come out, nothing else, soon, and no secret twice.

Each case starts from a good card, so that fuzz gets as deep as a read does, and goes wrong from
some command on. Mass by random.Random with a seed a chunk; what shrinks is in the other tests.
"""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest

from devices.cards.cards import Attributes, CardInfo, Item, Secret
from devices.cards.faults import CardFault, CardRemoved, ReaderTrouble
from devices.cards.reading import identify, read
from tests.unit.devices.cards.small_card import (
    CODE_B,
    COMMON,
    FACE,
    PIN,
    TEXT,
    SmallCard,
    attributes_file,
    tlv,
)

CASES, CHUNKS = 100_000, 20
# Of one call: the longest file is 32 KiB in pieces of 256 bytes; most come to under ten.
MOST_COMMANDS = 200
STATUSES = [
    bytes.fromhex(each)
    for each in (
        "9000", "6282", "6300", "63c0", "63c1", "63c3", "63cf", "6700", "6881", "6882", "6981",
        "6982", "6983", "6984", "6985", "6986", "6a80", "6a82", "6a86", "6a88", "6b00", "6c00",
        "6c01", "6c10", "6cff", "6100", "6101", "61ff", "6d00", "6e00", "6f00", "0000", "ffff",
    )
]  # fmt: skip
STORED = attributes_file()
BOMB = STORED
for _ in range(60):
    BOMB = tlv(0xFF20, BOMB)


def _spoiled(chance: Random, data: bytes) -> bytes:
    """A file some of whose bytes are others: mostly early ones, where lengths are."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(min(len(changed), chance.choice((7, 40, 4000))))
        changed[at] = chance.choice(
            (0x00, 0x1F, 0x7F, 0x80, 0x81, 0x82, 0xFF, chance.randrange(256))
        )
    return bytes(changed)


def _file(chance: Random) -> bytes:
    kind = chance.randrange(5)
    if kind == 0:
        return chance.randbytes(chance.randrange(400))
    if kind == 1:
        return STORED[: chance.randrange(len(STORED))]
    if kind == 2:
        return tlv(0xFF20, chance.randbytes(chance.randrange(600)))
    return _spoiled(chance, BOMB if kind == 3 else STORED)


# What a card may answer in the place of a good answer.
LIES: list[Callable[[Random, bytes], bytes]] = [
    lambda chance, _: chance.randbytes(chance.randrange(300)),
    lambda chance, good: good[:-2] + chance.choice(STATUSES),
    lambda chance, good: good[: chance.randrange(len(good) + 1)],
    lambda chance, good: chance.randbytes(chance.randrange(5)) + good,
    lambda chance, _: b"\x6c" + chance.randbytes(1),
    lambda chance, _: chance.randbytes(chance.randrange(3)) + b"\x61" + chance.randbytes(1),
    lambda _, __: b"\x90\x00",
    _spoiled,
    lambda _, good: good[:1] + good[-2:],
]


class Liar:
    """A card whose files are spoiled, and that lies from some command on, sometimes or always."""

    def __init__(self, chance: Random) -> None:
        self.card = SmallCard(drowsy=chance.random() < 0.1)
        self.sent = 0
        self.tried = 0
        self._chance = chance
        self._from = chance.randrange(12)
        self._often = chance.choice((0.0, 0.2, 1.0))
        self._lie = chance.choice((None, *LIES))
        if chance.random() < 0.5:
            where, file = chance.choice(((TEXT, 2), (FACE, 2), (COMMON, 1)))
            self.card.files[where][file] = _file(chance)

    def send_and_receive(self, apdu: bytes) -> bytes:
        self.sent += 1
        self.tried += apdu[1] == 0x20 and len(apdu) > 4
        assert self.sent <= MOST_COMMANDS
        good = self.card.send_and_receive(apdu)
        chance = self._chance
        if self.sent <= self._from or chance.random() >= self._often:
            return good
        if chance.random() < 0.03:
            raise chance.choice((CardRemoved(), ReaderTrouble()))
        return (self._lie or chance.choice(LIES))(chance, good)


def _identified(chance: Random) -> None:
    liar = Liar(chance)
    with suppress(CardFault):
        assert isinstance(identify(liar), CardInfo)
    assert liar.tried == 0


def _read(chance: Random) -> None:
    liar, by_pin = Liar(chance), chance.random() < 0.5
    secret, typed = (Secret.PIN, PIN) if by_pin else (Secret.CODE_B, CODE_B)
    digits = bytearray(typed)
    items = frozenset(item for item in Item if chance.random() < 0.7)
    with suppress(CardFault):
        assert isinstance(read(liar, secret, digits, items), Attributes)
    assert not any(digits)
    # The photo's application compares 照合番号B once more: it counts by itself.
    assert liar.tried <= (1 if by_pin else 2)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_card_that_lies_makes_faults_and_nothing_else(chunk: int) -> None:
    chance = Random(chunk)
    for _ in range(CASES // CHUNKS // 2):
        _identified(chance)
        _read(chance)
