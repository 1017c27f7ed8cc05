"""Answers in the words of a Japanese form, and what a clerk types back into answers."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from hub.domain.forms import wareki
from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Value
from hub.domain.forms.book import Field, Kind
from hub.domain.site import words

ASKED = "窓口で確認"
# As in registers: the parts that nobody knows.
_UNKNOWN_DAY, _UNKNOWN_MONTH = "（日不詳）", "（月日不詳）"

NAME_PARTS: Mapping[str, str] = {
    "family_kana": "ふりがな（氏）",
    "given_kana": "ふりがな（名）",
    "family": "氏",
    "given": "名",
}
ADDRESS_PARTS: Mapping[str, str] = {
    "postal": "郵便番号",
    "area": "都道府県・市区町村・町名",
    "street": "番地",
    "building": "建物・部屋",
}


class Unreadable(ValueError):
    """What the clerk typed is no value of this field."""


def text(item: Field, value: Value | None) -> str:
    """The value as it stands in a box; empty for none."""
    if value is None:
        return ""
    return ASKED if isinstance(value, Ask) else _TEXT[item.kind](item, value)


def reading(value: Value | None) -> str:
    """How a name is read, for above it; empty for other values."""
    return value.reading if isinstance(value, Name) else ""


def chosen(value: Value | None) -> tuple[str, ...]:
    """The ids of the options that are chosen."""
    if isinstance(value, Ask) or value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def texts(value: Value | None) -> tuple[str, ...]:
    """Everything in the value that a visitor typed."""
    match value:
        case Ask():
            return ()
        case Name():
            return value.family, value.given, value.family_kana, value.given_kana
        case Address():
            return value.area, value.street, value.building
        case str():
            return (value,)
        case _:
            return ()


def from_form(item: Field, form: Mapping[str, str], chosen: tuple[str, ...]) -> Value | None:
    """The value in the inputs of a form; None where they are empty. Raises Unreadable.

    Inputs are named `value`, or after the parts of a name, address or date. Text stays as it was
    typed: a clerk too may need a character that normalisation would change.
    """
    return _READ.get(item.kind, _one_text)(item, form, chosen)


def _one_text(_: Field, form: Mapping[str, str], __: tuple[str, ...]) -> Value | None:
    return _line(form.get("value", "")) or None


def _figures(_: Field, form: Mapping[str, str], __: tuple[str, ...]) -> Value | None:
    """Figures and codes have one width: these alone are normalised."""
    typed = unicodedata.normalize("NFKC", form.get("value", ""))
    return re.sub(r"[\s‐-―−ー-]", "", typed).upper() or None


def _count(_: Field, form: Mapping[str, str], __: tuple[str, ...]) -> Value | None:
    typed = unicodedata.normalize("NFKC", form.get("value", "")).strip()
    if typed and not re.fullmatch(r"[0-9]{1,6}", typed):
        raise Unreadable
    return int(typed) if typed else None


def _name(_: Field, form: Mapping[str, str], __: tuple[str, ...]) -> Value | None:
    found = Name(**{part: _line(form.get(part, "")) for part in NAME_PARTS})
    return None if found == Name() else found


def _address(_: Field, form: Mapping[str, str], __: tuple[str, ...]) -> Value | None:
    parts = {part: _line(form.get(part, "")) for part in ADDRESS_PARTS}
    parts["postal"] = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", parts["postal"]))
    found = Address(**parts)
    return None if found == Address() else found


def _date(_: Field, form: Mapping[str, str], __: tuple[str, ...]) -> Value | None:
    """Year of an era or of the Gregorian calendar, month and day; unknown ones are empty."""
    year, month, day = (_number(form.get(part, "")) for part in ("year", "month", "day"))
    if year is None and month is None and day is None:
        return None
    if year is None or (month is None and day is not None):
        raise Unreadable
    when = PartialDate(year, month, day)
    try:
        if form.get("era"):
            era = wareki.Era(form["era"])
            return wareki.gregorian(wareki.Wareki(era, year, month, day))
        wareki.check(when)
    except ValueError:
        raise Unreadable from None
    return when


def _number(typed: str) -> int | None:
    plain = unicodedata.normalize("NFKC", typed).strip().replace("元", "1")
    if plain and not re.fullmatch(r"[0-9]{1,4}", plain):
        raise Unreadable
    return int(plain) if plain else None


def _choice(item: Field, form: Mapping[str, str], __: tuple[str, ...]) -> Value | None:
    picked = form.get("value", "")
    if picked and picked not in {option.id for option in item.options}:
        raise Unreadable
    return picked or None


def _choices(item: Field, _: Mapping[str, str], chosen: tuple[str, ...]) -> Value | None:
    known = tuple(option.id for option in item.options if option.id in chosen)
    if len(known) != len(set(chosen)):
        raise Unreadable
    return known or None


def _line(typed: str) -> str:
    """One line without the spaces around it."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", typed).strip()


def _say(_: Field, value: Any) -> str:
    return str(value)


def _say_name(_: Field, value: Name) -> str:
    return value.written


def _say_address(_: Field, value: Address) -> str:
    return " ".join(value.lines)


def _say_date(_: Field, value: PartialDate) -> str:
    unknown = ""
    if value.day is None:
        unknown = _UNKNOWN_DAY if value.month else _UNKNOWN_MONTH
    return wareki.written(value) + unknown


def _say_choices(item: Field, value: Value) -> str:
    labels = {option.id: words(option.label, "ja") for option in item.options}
    return "、".join(labels.get(one, one) for one in chosen(value))


_TEXT: Mapping[Kind, Callable[[Field, Any], str]] = dict.fromkeys(Kind, _say) | {
    Kind.NAME: _say_name,
    Kind.ADDRESS: _say_address,
    Kind.DATE: _say_date,
    Kind.CHOICE: _say_choices,
    Kind.CHOICES: _say_choices,
}

_READ: Mapping[Kind, Callable[[Field, Mapping[str, str], tuple[str, ...]], Value | None]] = {
    Kind.NAME: _name,
    Kind.ADDRESS: _address,
    Kind.DATE: _date,
    Kind.COUNT: _count,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.PHONE: _figures,
    Kind.DIGITS: _figures,
    Kind.CODE: _figures,
}
