"""What is wrong with the answers of one page, as codes that the screens put into words."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hub.domain.forms import wareki
from hub.domain.forms.answers import Address, Answers, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Book, Field, Kind, Option
from hub.domain.forms.conditions import View, earliest_day, holds, latest_day, may_hold
from hub.domain.forms.walking import Stop, slots
from hub.domain.site import Text

# A whole name, or one line of an address: no register holds longer ones.
LONGEST = 100


class Fault(StrEnum):
    """Why an answer does not do."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    NOT_KANA = "not_kana"
    NOT_PHONE = "not_phone"
    NOT_DIGITS = "not_digits"
    NOT_CODE = "not_code"
    NOT_POSTAL = "not_postal"
    NO_SUCH_DATE = "no_such_date"
    DATE_NOT_WHOLE = "date_not_whole"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_AN_OPTION = "not_an_option"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault. `part` is the attribute of a name or address; `limit` what was overstepped.

    For `RULE` the page's own words are in `say`, and `slot` is its last field.
    """

    slot: Slot
    fault: Fault
    part: str = ""
    limit: int | date | None = None
    say: Text = field(default_factory=dict)


Found = tuple[Fault, str, int | date | None]


def wrongs(book: Book, stop: Stop, answers: Answers, view: View) -> tuple[Wrong, ...]:
    """Everything wrong on a page; its rules are looked at once its fields are right."""
    found = tuple(
        Wrong(slot, *fault)
        for slot, item in slots(book, stop)
        for fault in _field_faults(item, answers.get(slot), view)
    )
    return found or tuple(_rules(book, stop, view))


def notes(book: Book, stop: Stop, view: View) -> tuple[Text, ...]:
    """What a page says for these answers without stopping anybody."""
    checks = book.pages[stop.page].checks
    return tuple(check.say for check in checks if not check.stop and holds(check.when, view))


def offered(item: Field, view: View) -> tuple[Option, ...]:
    """The options that can be chosen now."""
    return tuple(option for option in item.options if may_hold(option.when, view))


def _rules(book: Book, stop: Stop, view: View) -> Iterator[Wrong]:
    last = book.pages[stop.page].fields[-1]
    for check in book.pages[stop.page].checks:
        if check.stop and holds(check.when, view):
            yield Wrong(Slot(last.id, stop.member), Fault.RULE, say=check.say)


def _field_faults(item: Field, value: Value | None, view: View) -> Iterator[Found]:
    if isinstance(value, Ask):
        return
    if value is None or value in ("", (), Name(), Address()):
        if item.required:
            yield Fault.MISSING, "", None
        return
    yield from _CHECKS[item.kind](item, value, view)


def _text(item: Field, value: str, _: View) -> Iterator[Found]:
    yield from _length(value, item.least or 0, item.most or LONGEST)


def _length(value: str, least: int, most: int, part: str = "") -> Iterator[Found]:
    if len(value) > most:
        yield Fault.TOO_LONG, part, most
    elif len(value) < least:
        yield Fault.TOO_SHORT, part, least


_KANA = re.compile(r"[\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe・　 \u3013]*")


def _kana(item: Field, value: str, view: View) -> Iterator[Found]:
    if not _KANA.fullmatch(value):
        yield Fault.NOT_KANA, "", None
    yield from _text(item, value, view)


def _name(item: Field, value: Name, _: View) -> Iterator[Found]:
    """A mononym has a family name alone; a name without kanji or kana is missing that part."""
    if not value.family:
        yield Fault.MISSING, "family", None
    if not value.family_kana:
        yield Fault.MISSING, "family_kana", None
    if value.given and not value.given_kana:
        yield Fault.MISSING, "given_kana", None
    if value.given_kana and not value.given:
        yield Fault.MISSING, "given", None
    for part in ("family_kana", "given_kana"):
        if not _KANA.fullmatch(getattr(value, part)):
            yield Fault.NOT_KANA, part, None
    for part in ("family", "given", "family_kana", "given_kana"):
        yield from _length(getattr(value, part), 0, item.most or LONGEST, part)


def _address(item: Field, value: Address, _: View) -> Iterator[Found]:
    if value.postal and not re.fullmatch(r"[0-9]{7}", value.postal):
        yield Fault.NOT_POSTAL, "postal", None
    for part in ("area", "street"):
        if not getattr(value, part):
            yield Fault.MISSING, part, None
    for part in ("area", "street", "building"):
        yield from _length(getattr(value, part), 0, item.most or LONGEST, part)


def _phone(_: Field, value: str, __: View) -> Iterator[Found]:
    if not re.fullmatch(r"0[0-9]{9,10}", value):
        yield Fault.NOT_PHONE, "", None


def _digits(item: Field, value: str, view: View) -> Iterator[Found]:
    if not re.fullmatch(r"[0-9]+", value):
        yield Fault.NOT_DIGITS, "", None
    yield from _text(item, value, view)


def _code(item: Field, value: str, view: View) -> Iterator[Found]:
    if not re.fullmatch(r"[0-9A-Z]+", value):
        yield Fault.NOT_CODE, "", None
    yield from _text(item, value, view)


def _date(item: Field, value: PartialDate, view: View) -> Iterator[Found]:
    if not _exists(value):
        yield Fault.NO_SUCH_DATE, "", None
    elif not item.partial and value.day is None:
        yield Fault.DATE_NOT_WHOLE, "", None
    else:
        yield from _span(item, value, view.today)


def _exists(value: PartialDate) -> bool:
    if value.month is None and value.day is not None:
        return False
    try:
        wareki.check(value)
    except wareki.WarekiFault:
        return False
    return True


def _span(item: Field, value: PartialDate, today: date) -> Iterator[Found]:
    """A date with unknown parts is taken at the end that does least harm."""
    if item.most is not None:
        latest = today + timedelta(days=item.most)
        if earliest_day(value) > earliest_day(latest):
            yield Fault.TOO_LATE, "", latest
    if item.least is not None:
        earliest = today + timedelta(days=item.least)
        if latest_day(value) < latest_day(earliest):
            yield Fault.TOO_EARLY, "", earliest


def _number(item: Field, value: int, _: View) -> Iterator[Found]:
    if item.most is not None and value > item.most:
        yield Fault.TOO_MANY, "", item.most
    elif value < (item.least or 0):
        yield Fault.TOO_FEW, "", item.least or 0


def _choice(item: Field, value: str, view: View) -> Iterator[Found]:
    if value not in {option.id for option in offered(item, view)}:
        yield Fault.NOT_AN_OPTION, "", None


def _choices(item: Field, value: tuple[str, ...], view: View) -> Iterator[Found]:
    if not set(value) <= {option.id for option in offered(item, view)}:
        yield Fault.NOT_AN_OPTION, "", None
    yield from _number(item, len(value), view)


# A value of another type than its field's kind is a bug of the caller, never a visitor's doing.
_CHECKS: Mapping[Kind, Callable[[Field, Any, View], Iterator[Found]]] = {
    Kind.TEXT: _text,
    Kind.KANA: _kana,
    Kind.NAME: _name,
    Kind.ADDRESS: _address,
    Kind.PHONE: _phone,
    Kind.DIGITS: _digits,
    Kind.CODE: _code,
    Kind.DATE: _date,
    Kind.COUNT: _number,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
}
