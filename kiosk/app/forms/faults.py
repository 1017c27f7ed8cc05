"""Faults in words: the same at the field, in the summary above, and in the review. Pure."""

from datetime import date

from assets.words import Words
from hub.domain.forms.answers import PartialDate
from hub.domain.forms.book import Field, Kind
from hub.domain.forms.checking import Fault, Wrong
from hub.domain.site import words as in_language
from kiosk.app.forms.values import date_text

_CHOSEN = (Kind.CHOICE, Kind.CHOICES)
_COUNTED = (Fault.TOO_FEW, Fault.TOO_MANY)
_LENGTHS = (Fault.TOO_LONG, Fault.TOO_SHORT)


def fault_text(wrong: Wrong, item: Field, words: Words) -> str:
    """What is wrong and what to do, in one sentence that names the field."""
    if wrong.fault is Fault.RULE:
        return in_language(wrong.say, words.language)
    label = in_language(item.label, words.language)
    if wrong.part:
        label = words.text(f"forms.part.{wrong.part}")
    return words.text(_key(wrong, item), label=label, limit=_limit(wrong.limit, words))


def _key(wrong: Wrong, item: Field) -> str:
    key = f"forms.fault.{wrong.fault}"
    if wrong.fault is Fault.MISSING:
        return f"{key}.choose" if item.kind in _CHOSEN else key
    if wrong.fault in _COUNTED and item.kind is Kind.CHOICES:
        return f"{key}.choose"
    if wrong.fault in _LENGTHS and item.least == item.most and not wrong.part:
        return "forms.fault.length"
    return key


def _limit(limit: int | date | None, words: Words) -> str:
    return date_text(PartialDate.of(limit), words) if isinstance(limit, date) else str(limit)
