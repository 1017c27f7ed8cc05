"""What the attributes' file (基本4情報), the face's file and the expiry's record say. Pure."""

import unicodedata
from datetime import date

from devices.cards import tlv
from devices.cards.cards import Attributes, Birth, Item, Sex
from devices.cards.faults import CardGarbled

_NAME, _ADDRESS, _BIRTH, _SEX = 0xDF22, 0xDF23, 0xDF24, 0xDF25
_PHOTO = 0xDF27
# Of the outer object, in the attributes' file and in the face's; FF10 and FF40 hold the number.
_OUTER = 0xFF20
# Tag 01, 28 digits: 15 of serial number, 5 of municipality, 8 of expiry.
_RECORD = b"\x01\x1c"
_SEXES = {b"1": Sex.MALE, b"2": Sex.FEMALE}


def parse(data: bytes, items: frozenset[Item]) -> Attributes:
    """The asked items of the file's object. What is illegible is left empty, the rest kept.

    Objects are found by walking, not by the table of offsets (DF21), which only repeats it.

    Raises:
        CardGarbled: it is another object, its lengths are lies, or it holds none of the four.
    """
    fields = {item.tag: item.value for item in tlv.objects(tlv.value(data, _OUTER))}
    if fields.keys().isdisjoint({_NAME, _ADDRESS, _BIRTH, _SEX}):
        raise CardGarbled("no attributes in their file")
    asked = {
        tag: fields.get(tag, b"") if item in items else b""
        for tag, item in (
            (_NAME, Item.NAME),
            (_ADDRESS, Item.ADDRESS),
            (_BIRTH, Item.BIRTH),
            (_SEX, Item.SEX),
        )
    }
    return Attributes(
        name=_text(asked[_NAME]),
        address=_text(asked[_ADDRESS]),
        birth=_birth(asked[_BIRTH]),
        sex=_SEXES.get(asked[_SEX], Sex.NOT_STATED),
    )


def photo(data: bytes) -> bytes | None:
    """The photo (JP2) in the object of the face's file.

    Raises:
        CardGarbled: it is another object, or its lengths are lies.
    """
    fields = {item.tag: item.value for item in tlv.objects(tlv.value(data, _OUTER))}
    found = fields.get(_PHOTO, b"")
    return found if found[4:8] == b"jP  " else None


def expiry(record: bytes) -> date | None:
    """The last day the card is valid, from the first record of 共通カードAP."""
    if record[:2] != _RECORD or len(record) < 30:
        return None
    found = _birth(record[22:30])
    if found is None or found.month is None or found.day is None:
        return None
    return date(found.year, found.month, found.day)


def _text(value: bytes) -> str:
    """Verbatim, 外字 in the private use areas too; empty if it is no text."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if any(unicodedata.category(sign) == "Cc" for sign in text) else text


def _birth(value: bytes) -> Birth | None:
    """YYYYMMDD; 00 where the month or the day is not known."""
    if len(value) != 8 or not value.isdigit():
        return None
    year, month, day = int(value[:4]), int(value[4:6]), int(value[6:])
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Birth(year, month or None, (day or None) if month else None)
