"""What a sheet looks like: the kinds of rows, and which setting each of their columns holds.

As in XLSForm a row is one thing and its `type` says what; things inside another follow it. A text
has a column for each language: `label::ja`, `label::en`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import get_args

from config.schema.forms import KINDS
from config.schema.values import Language


class Sort(Enum):
    """How a setting is written in cells."""

    TEXT = auto()
    WORDS = auto()  # a column for each language
    JAPANESE = auto()  # the Japanese column alone
    NUMBER = auto()
    FLAG = auto()  # yes, no
    NAMES = auto()  # ids with spaces between
    CONDITION = auto()  # YAML in flow style


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of row: the list of its `parent` that it goes into, and column -> setting.

    `alone`: the parent has one at most, not a list. Without `into` it sets the parent itself.
    """

    into: str
    parent: str
    cells: Mapping[str, tuple[str, Sort]]
    alone: bool = False


TOP = ""
# A row of a field has the field's own type; in these tables it is called so.
FIELD = "field"
RETIRED = "retired"
ID, WIRE = ("id", Sort.TEXT), ("wire", Sort.NUMBER)
WHEN = ("when", Sort.CONDITION)

ROWS: Mapping[str, Row] = {
    "version": Row("", TOP, {"version": ("version", Sort.NUMBER)}, alone=True),
    "event": Row(
        "events",
        TOP,
        {
            "name": ID,
            "wire": WIRE,
            "shelf": ("shelf", Sort.TEXT),
            "label": ("title", Sort.WORDS),
            "hint": ("description", Sort.WORDS),
            "asks": ("asks", Sort.NAMES),
            "procedures": ("procedures", Sort.NAMES),
            "icon": ("icon", Sort.TEXT),
        },
    ),
    "page": Row(
        "pages",
        TOP,
        {
            "name": ID,
            "label": ("ask", Sort.WORDS),
            "hint": ("help", Sort.WORDS),
            "relevant": WHEN,
        },
    ),
    FIELD: Row(
        "fields",
        "page",
        {
            "name": ID,
            "wire": WIRE,
            "required": ("required", Sort.FLAG),
            "label": ("label", Sort.WORDS),
            "hint": ("hint", Sort.WORDS),
            "least": ("least", Sort.NUMBER),
            "most": ("most", Sort.NUMBER),
            "partial": ("partial", Sort.FLAG),
            "card": ("card", Sort.TEXT),
        },
    ),
    "option": Row(
        "options",
        FIELD,
        {
            "name": ID,
            "wire": WIRE,
            "label": ("label", Sort.WORDS),
            "hint": ("hint", Sort.WORDS),
            "relevant": WHEN,
            "card": ("card", Sort.NUMBER),
        },
    ),
    "check": Row(
        "checks",
        "page",
        {"label": ("say", Sort.WORDS), "relevant": WHEN, "stop": ("stop", Sort.FLAG)},
    ),
    "group": Row(
        "groups",
        TOP,
        {
            "name": ID,
            "wire": WIRE,
            "label": ("title", Sort.WORDS),
            "relevant": WHEN,
            "count": ("count", Sort.TEXT),
            "pages": ("pages", Sort.NAMES),
            "called": ("called", Sort.TEXT),
        },
    ),
    "procedure": Row(
        "procedures",
        TOP,
        {
            "name": ID,
            "label": ("title", Sort.WORDS),
            "hint": ("why", Sort.WORDS),
            "relevant": WHEN,
            "service": ("service", Sort.TEXT),
            "form": ("form", Sort.TEXT),
        },
    ),
    "bring": Row("bring", "procedure", {"name": ("document", Sort.TEXT), "relevant": WHEN}),
    "deadline": Row(
        "deadline",
        "procedure",
        {
            "label": ("say", Sort.WORDS),
            "after": ("after", Sort.TEXT),
            "days": ("days", Sort.NUMBER),
        },
        alone=True,
    ),
    "document": Row("documents", TOP, {"name": ID, "label": ("label", Sort.WORDS)}),
    "form": Row(
        "forms",
        TOP,
        {
            "name": ID,
            "wire": WIRE,
            "version": ("version", Sort.NUMBER),
            "label": ("title", Sort.WORDS),
            "asks": ("asks", Sort.NAMES),
            "addressee": ("addressee", Sort.TEXT),
            "law": ("law", Sort.TEXT),
        },
    ),
    "section": Row(
        "sections",
        "form",
        {
            "label": ("title", Sort.JAPANESE),
            "group": ("group", Sort.TEXT),
            "relevant": WHEN,
        },
    ),
    "cell": Row(
        "cells",
        "section",
        {
            "label": ("label", Sort.JAPANESE),
            "fields": ("fields", Sort.NAMES),
            "aside": ("aside", Sort.FLAG),
        },
    ),
    # name: fields, events, forms, groups/ID or options/ID; numbers: with spaces between.
    RETIRED: Row(RETIRED, TOP, {}),
}

LANGUAGES: tuple[str, ...] = get_args(Language)
TYPES = (*(name for name in ROWS if name != FIELD), *KINDS)
_WORDS = tuple(f"{name}::{language}" for name in ("label", "hint") for language in LANGUAGES)
COLUMNS = (
    *("type", "name", "wire", "required", *_WORDS, "relevant", "least", "most", "partial", "card"),
    *("stop", "asks", "procedures", "shelf", "icon", "count", "pages", "called", "service", "form"),
    *("after", "days", "version", "addressee", "law", "group", "fields", "aside", "numbers"),
)


def row_name(kind: str) -> str:
    """The name in these tables of what a `type` cell says."""
    return FIELD if kind in KINDS else kind


def settings_of(name: str) -> Mapping[str, tuple[str, Sort]]:
    """Column of the sheet -> setting, for a kind of row."""
    return {
        column: setting
        for short, setting in ROWS[name].cells.items()
        for column in columns_of(short, setting[1])
    }


def columns_of(name: str, sort: Sort) -> tuple[str, ...]:
    """The columns of the sheet that hold one column of these tables."""
    if sort is Sort.WORDS:
        return tuple(f"{name}::{language}" for language in LANGUAGES)
    return (f"{name}::ja",) if sort is Sort.JAPANESE else (name,)
