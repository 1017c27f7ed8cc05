"""Where a text lacks one of the site's languages: visitors then read plain Japanese."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from config.forms.entries import SHELVES
from config.schema.settings import Settings


@dataclass(frozen=True, slots=True)
class Hole:
    """A text (by its key path) and the languages that it lacks."""

    key: str
    languages: tuple[str, ...]


def holes(settings: Settings) -> Iterator[Hole]:
    """Every text that a kiosk shows in the visitor's language and does not have in it."""
    site = settings.site
    parts = {
        "site.name": site.name,
        "site.place": site.place,
        "site.opening_note": site.opening_note,
        "site.closed": site.closed,
        "site.priority_classes": site.priority_classes,
        "services": settings.services,
    }
    for name, part in parts.items():
        yield from _in(part, name, site.languages)


def form_holes(settings: Settings) -> Iterator[Hole]:
    """Every text of the guided forms that is not in each of the site's languages.

    The keys name entries by their ids: `pages.moved-on.ask`.
    """
    for shelf in SHELVES:
        for entry in getattr(settings.forms, shelf):
            yield from _in(entry, f"{shelf}.{entry.id}", settings.site.languages)


def _in(part: object, name: str, languages: Iterable[str]) -> Iterator[Hole]:
    for key, text in _texts(part, name):
        if lacking := tuple(tag for tag in languages if tag not in text):
            yield Hole(key, lacking)


def _texts(value: object, key: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, BaseModel):
        for name, inner in value:
            yield from _texts(inner, f"{key}.{name}")
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{key}[{index}]")
    elif isinstance(value, dict) and "ja" in value:
        yield key, value
