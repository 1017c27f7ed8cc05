"""The boxes of a page that are typed into, one after another. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assets.words import Words
from hub.domain.forms.answers import Address, Ask, Name, Value
from hub.domain.forms.book import Field, Kind, Page
from hub.domain.site import words as in_language


@dataclass(frozen=True, slots=True)
class Entry:
    """A box. `kind` is one of kiosk.app.typing's, or "date"; `part` of a name or an address."""

    field: str
    part: str
    kind: str
    label: str
    most: int
    partial: bool = False


_PARTS = {
    Kind.NAME: (
        ("family", "name"),
        ("family_kana", "kana"),
        ("given", "name"),
        ("given_kana", "kana"),
    ),
    Kind.ADDRESS: (
        ("postal", "postal"),
        ("area", "address"),
        ("street", "address"),
        ("building", "address"),
    ),
}
_WHOLE = (Kind.TEXT, Kind.KANA, Kind.PHONE, Kind.DIGITS, Kind.CODE, Kind.DATE)
# What belongs to the reading of a name's part.
READINGS = {"family": "family_kana", "given": "given_kana"}


def entries(page: Page, words: Words) -> Iterator[Entry]:
    """The boxes of a page, in order."""
    for item in page.fields:
        if item.kind in _PARTS:
            yield from _parts(item, words)
        elif item.kind in _WHOLE:
            label = in_language(item.label, words.language)
            most = 0 if item.kind is Kind.DATE else item.most or 0
            yield Entry(item.id, "", item.kind.value, label, most, item.partial)


def _parts(item: Field, words: Words) -> Iterator[Entry]:
    for part, kind in _PARTS[item.kind]:
        most = 0 if kind == "postal" else item.most or 0
        yield Entry(item.id, part, kind, words.text(f"forms.part.{part}"), most)


def part_of(value: Value | None, part: str) -> str:
    """The text that stands in a box."""
    if value is None or isinstance(value, Ask):
        return ""
    return str(getattr(value, part)) if part else str(value)


def with_part(item: Field, value: Value | None, part: str, text: str) -> Value:
    """The field's value with this text in a box."""
    if item.kind is Kind.NAME:
        return replace(value if isinstance(value, Name) else Name(), **{part: text})
    if item.kind is Kind.ADDRESS:
        return replace(value if isinstance(value, Address) else Address(), **{part: text})
    return text
