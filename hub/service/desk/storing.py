"""A case as bytes, for a city that keeps cases, and back. Canonical CBOR, exact for every value."""

from collections.abc import Mapping
from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.sealing import cbor
from hub.sealing.answers import Unknown
from hub.sealing.cbor import Raw
from hub.service.desk.case import Case

_VERSION = 1
_KINDS: Mapping[str, type[PartialDate | Name | Address]] = {
    "date": PartialDate,
    "name": Name,
    "address": Address,
}


def to_bytes(case: Case) -> bytes:
    """All of the case."""
    head: list[Raw] = [
        case.code,
        case.terminal,
        _seconds(case.issued),
        _seconds(case.opened),
        case.opened_by,
        case.event,
        case.book,
    ]
    unknown: list[Raw] = [[one.wire, one.value, one.group, one.member] for one in case.unknown]
    answers = [_row(slot, value) for slot, value in case.answers.items()]
    corrections = [_row(slot, value) for slot, value in case.corrections.items()]
    return cbor.write([_VERSION, head, answers, unknown, corrections])


def from_bytes(data: bytes) -> Case:
    """The case. Raises ValueError for bytes of another version or none of ours."""
    found: Any = cbor.read(data)
    match found:
        case [int(version), [code, terminal, issued, opened, by, event, book], *rows] if (
            version == _VERSION
        ):
            answers, unknown, corrections = rows
        case _:
            raise ValueError("not a kept case of this version")
    given = ((_slot(row), _value(row[2])) for row in answers)
    return Case(
        code=code,
        terminal=terminal,
        issued=_instant(issued),
        opened=_instant(opened),
        opened_by=by,
        event=event,
        book=book,
        answers={slot: value for slot, value in given if value is not None},
        unknown=tuple(Unknown(*one) for one in unknown),
        corrections={_slot(row): _value(row[2]) for row in corrections},
    )


def _row(slot: Slot, value: Value | None) -> Raw:
    return [slot.field, slot.member, _raw(value)]


def _slot(row: Any) -> Slot:
    return Slot(row[0], row[1])


def _raw(value: Value | None) -> Raw:
    """What stands first tells the type."""
    if isinstance(value, Ask):
        return ["ask"]
    if isinstance(value, tuple):
        return ["options", *value]
    for tag, kind in _KINDS.items():
        if isinstance(value, kind):
            return [tag, *astuple(value)]
    return value  # type: ignore[return-value] # text, a number or nothing


def _value(raw: Any) -> Value | None:
    match raw:
        case ["ask"]:
            return Ask.AT_COUNTER
        case ["options", *options]:
            return tuple(options)
        case [str(tag), *parts] if tag in _KINDS:
            return _KINDS[tag](*parts)
        case str() | int() | None:
            return raw
        case _:
            raise ValueError("not a value of a kept case")


def _seconds(at: datetime) -> int:
    return round(at.timestamp())


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
