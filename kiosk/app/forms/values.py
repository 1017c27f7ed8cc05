"""Answers in words, as a visitor reads them back. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from assets.words import JAPANESE, Words
from hub.domain.forms.answers import Ask, Name, PartialDate, Value
from hub.domain.forms.book import Field, Kind
from hub.domain.forms.wareki import written
from hub.domain.site import words as in_language


def value_text(item: Field, value: Value | None, words: Words) -> str:
    """An answer in the visitor's language; what is not answered says so."""
    if value is None:
        return words.text("forms.unanswered" if item.required else "forms.none")
    if isinstance(value, Ask):
        return words.text("forms.asks_at_counter")
    return _TEXTS.get(item.kind, _plain)(item, value, words)


def _plain(_: Field, value: str | int, __: Words) -> str:
    return str(value)


def _name(_: Field, value: Name, __: Words) -> str:
    return f"{value.written}（{value.reading}）" if value.reading else value.written


def _phone(_: Field, value: str, __: Words) -> str:
    """Mobile numbers in groups; where others are divided depends on their area."""
    return f"{value[:3]}-{value[3:7]}-{value[7:]}" if len(value) == 11 else value


def date_text(value: PartialDate, words: Words) -> str:
    """By eras for Japanese readers, else as calendars of the language write it."""
    if words.language in JAPANESE:
        return written(value)
    if value.month is None:
        return str(value.year)
    key = "forms.date.month" if value.day is None else "forms.date.day"
    month_name = words.text(f"date.month.{value.month}") if 1 <= value.month <= 12 else ""
    return words.text(key, year=value.year, month=value.month, month_name=month_name, day=value.day)


def _choice(item: Field, value: str, words: Words) -> str:
    labels = {option.id: option.label for option in item.options}
    return in_language(labels[value], words.language) if value in labels else "―"


def _choices(item: Field, value: tuple[str, ...], words: Words) -> str:
    chosen = [_choice(item, option.id, words) for option in item.options if option.id in value]
    return words.text("forms.comma").join(chosen)


_TEXTS: Mapping[Kind, Callable[[Field, Any, Words], str]] = {
    Kind.NAME: _name,
    Kind.ADDRESS: lambda _, value, __: "\n".join(value.lines),
    Kind.PHONE: _phone,
    Kind.DATE: lambda _, value, words: date_text(value, words),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
}
