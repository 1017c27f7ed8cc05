"""The present answers as the controls of a question show them. Pure."""

from typing import Any

from assets.words import Words
from hub.domain.forms.answers import Ask, PartialDate, Slot, Value
from hub.domain.forms.book import Field, Kind
from hub.domain.forms.checking import Wrong
from hub.domain.forms.walking import slots
from kiosk.app.forms.entries import Entry, part_of
from kiosk.app.forms.faults import fault_text
from kiosk.app.forms.values import date_text
from kiosk.flow.forms.filling import FormState


def answer(form: FormState | None, field: str) -> Value | None:
    """The present answer to a field of the question on the screen."""
    if form is None or form.stop is None:
        return None
    return form.answers.get(Slot(field, form.stop.member))


def given(form: FormState) -> dict[str, dict[str, Any]]:
    """By field: whether it is left to the counter, what is chosen, and the count (-1: none)."""
    if form.stop is None:
        return {}
    return {
        slot.field: _given(item, form.answers.get(slot))
        for slot, item in slots(form.book, form.stop)
    }


def _given(item: Field, value: Value | None) -> dict[str, Any]:
    chosen: list[str] = []
    if item.kind is Kind.CHOICE and isinstance(value, str) and not isinstance(value, Ask):
        chosen = [value]
    elif isinstance(value, tuple):
        chosen = list(value)
    count = value if isinstance(value, int) else -1
    return {"asks": isinstance(value, Ask), "chosen": chosen, "count": count}


def texts(form: FormState, boxes: tuple[Entry, ...], words: Words) -> list[str]:
    """What stands in the boxes."""
    return [_text(answer(form, box.field), box, words) for box in boxes]


def _text(value: Value | None, box: Entry, words: Words) -> str:
    if isinstance(value, Ask):
        return words.text("forms.asks_at_counter")
    if isinstance(value, PartialDate):
        return date_text(value, words)
    return part_of(value, box.part)


def faults(form: FormState, words: Words) -> dict[str, Any]:
    """All faults in words for the summary, and each again by its field and by its box."""
    if form.stop is None:
        return NO_FAULTS
    items = dict(slots(form.book, form.stop))
    told = [(wrong, fault_text(wrong, items[wrong.slot], words)) for wrong in form.wrongs]
    return {
        "summary": list(dict.fromkeys(text for _, text in told)),
        "at": {_place(wrong): text for wrong, text in reversed(told)},
    }


NO_FAULTS: dict[str, Any] = {"summary": [], "at": {}}


def _place(wrong: Wrong) -> str:
    return f"{wrong.slot.field}.{wrong.part}" if wrong.part else wrong.slot.field
