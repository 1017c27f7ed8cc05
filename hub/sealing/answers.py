"""Answers by name, and by number as the body holds them.

    top level       number of a field outside groups -> value; minus a group's number -> members
    members         a list with, for each, number of a field of the group -> value
    text, kana, phone, digits, code     text, never normalised
    name            [family, its kana, given, its kana], address [postal, area, street, building];
                    empty texts at the end are left out
    date            the integer yyyymmdd, 00 for an unknown month or day
    count           integer;  choice: the option's number;  choices: a list of such
    "I will ask"    null, in place of any value

A number that the book does not know (its own is older than the kiosk's, or a page was dropped)
is kept and reported, and never stops the rest.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.domain.forms.answers import Address, Answers, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Field, Kind
from hub.domain.forms.places import places
from hub.sealing import body
from hub.sealing.body import Body
from hub.sealing.cbor import Raw


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that the book cannot place: its number, and its group and member if in one."""

    wire: int
    value: Raw
    group: int | None = None
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers in a body, and what could not be read with this book."""

    answers: dict[Slot, Value]
    unknown: tuple[Unknown, ...] = ()


class NotInBook(ValueError):
    """An answer to a field, or with an option, that the book does not have: a bug."""


def write(book: Book, answers: Answers) -> bytes:
    """The body of a letter. Raises NotInBook."""
    known = places(book)
    found: dict[int, Raw] = {}
    members: dict[int, dict[int, dict[int, Raw]]] = {}
    for slot, value in answers.items():
        place = known.get(slot.field)
        if place is None or (slot.member is None) is not (place.group is None):
            raise NotInBook(slot.field)
        raw = _written(place.field, value)
        if slot.member is None or place.group is None:
            found[place.field.wire] = raw
        else:
            rows = members.setdefault(place.group.wire, {})
            rows.setdefault(slot.member, {})[place.field.wire] = raw
    for group, rows in members.items():
        found[-group] = [rows.get(number, {}) for number in range(max(rows) + 1)]
    return body.encode(found)


def read(book: Book, found: Body) -> Reading:
    """The answers by name. Nothing in `found` makes it fail."""
    fields = {
        (place.group.wire if place.group else 0, place.field.wire): place.field
        for place in places(book).values()
    }
    reading = Reading({})
    unknown: list[Unknown] = []
    for wire, raw in found.items():
        if wire < 0:
            unknown += _read_group(fields, -wire, raw, reading.answers)
        elif not _read_value(fields.get((0, wire)), raw, None, reading.answers):
            unknown.append(Unknown(wire, raw))
    return Reading(reading.answers, tuple(unknown))


def _read_group(
    fields: Mapping[tuple[int, int], Field], group: int, rows: Raw, into: dict[Slot, Value]
) -> Iterator[Unknown]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield Unknown(-group, rows)
        return
    for member, row in enumerate(rows):
        assert isinstance(row, dict)  # noqa: S101 - looked at just now
        for wire, raw in row.items():
            if not _read_value(fields.get((group, wire)), raw, member, into):
                yield Unknown(wire, raw, group, member)


def _read_value(item: Field | None, raw: Raw, member: int | None, into: dict[Slot, Value]) -> bool:
    value = None if item is None else _read(item, raw)
    if item is None or value is None:
        return False
    into[Slot(item.id, member)] = value
    return True


def _written(item: Field, value: Value) -> Raw:
    if isinstance(value, Ask):
        return None
    try:
        return _WRITE[item.kind](item, value)
    except (KeyError, AttributeError, TypeError) as error:
        raise NotInBook(item.id) from error


def _read(item: Field, raw: Raw) -> Value | None:
    """The value; None for one that this field cannot have."""
    return Ask.AT_COUNTER if raw is None else _READ[item.kind](item, raw)


def _write_plain(_: Field, value: Raw) -> Raw:
    return value


def _read_text(_: Field, raw: Raw) -> str | None:
    return raw if isinstance(raw, str) else None


def _read_count(_: Field, raw: Raw) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _write_name(_: Field, value: Name) -> Raw:
    return _texts(value.family, value.family_kana, value.given, value.given_kana)


def _read_name(_: Field, raw: Raw) -> Name | None:
    texts = _read_texts(raw)
    if texts is None:
        return None
    family, family_kana, given, given_kana = texts
    return Name(family, given, family_kana, given_kana)


def _write_address(_: Field, value: Address) -> Raw:
    return _texts(value.postal, value.area, value.street, value.building)


def _read_address(_: Field, raw: Raw) -> Address | None:
    texts = _read_texts(raw)
    return None if texts is None else Address(*texts)


def _texts(*texts: str) -> Raw:
    last = max((number for number, text in enumerate(texts, 1) if text), default=0)
    return list(texts[:last])


def _read_texts(raw: Raw) -> tuple[str, str, str, str] | None:
    if not isinstance(raw, list) or len(raw) > 4:
        return None
    texts = [text for text in raw if isinstance(text, str)]
    if len(texts) < len(raw):
        return None
    first, second, third, fourth = texts + [""] * (4 - len(texts))
    return first, second, third, fourth


def _write_date(_: Field, value: PartialDate) -> Raw:
    return value.year * 10000 + (value.month or 0) * 100 + (value.day or 0)


def _read_date(_: Field, raw: Raw) -> PartialDate | None:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        return None
    return PartialDate(raw // 10000, raw // 100 % 100 or None, raw % 100 or None)


def _write_choice(item: Field, value: str) -> Raw:
    return {option.id: option.wire for option in item.options}[value]


def _read_choice(item: Field, raw: Raw) -> str | None:
    if not isinstance(raw, int):
        return None
    return {option.wire: option.id for option in item.options}.get(raw)


def _write_choices(item: Field, value: tuple[str, ...]) -> Raw:
    return [_write_choice(item, one) for one in value]


def _read_choices(item: Field, raw: Raw) -> tuple[str, ...] | None:
    found = [_read_choice(item, one) for one in raw] if isinstance(raw, list) else [None]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else None


_WRITE: Mapping[Kind, Callable[[Field, Any], Raw]] = dict.fromkeys(Kind, _write_plain) | {
    Kind.NAME: _write_name,
    Kind.ADDRESS: _write_address,
    Kind.DATE: _write_date,
    Kind.CHOICE: _write_choice,
    Kind.CHOICES: _write_choices,
}
_READ: Mapping[Kind, Callable[[Field, Raw], Value | None]] = dict.fromkeys(Kind, _read_text) | {
    Kind.COUNT: _read_count,
    Kind.NAME: _read_name,
    Kind.ADDRESS: _read_address,
    Kind.DATE: _read_date,
    Kind.CHOICE: _read_choice,
    Kind.CHOICES: _read_choices,
}
