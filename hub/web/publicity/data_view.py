"""/open-data: what the data hold and mean, made from the shapes that they are written with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.domain.publicity import Situation
from hub.domain.site import words as text
from hub.service.publicity import records, tables
from hub.service.publicity.records import Licence
from hub.service.publicity.sheets import Kind
from hub.shape import Shape
from hub.web.publicity.words import documented

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The fields of one kind of record."""

    title: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set of data: its two files and what they hold. `head` is the first line of the CSV."""

    id: str
    title: str
    about: str
    json: Kind
    csv: Kind
    head: str
    tables: tuple[FieldTable, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """Everything on /open-data."""

    title: str
    licence: Licence
    sets: tuple[DataSet, ...]


# Name -> (shape, the two files, the CSV's head).
SETS: Mapping[str, tuple[Shape[Any], Kind, Kind, tuple[str, ...]]] = {
    "congestion": (
        records.CONGESTION,
        Kind.CONGESTION_JSON,
        Kind.CONGESTION_CSV,
        tables.CONGESTION_HEAD,
    ),
    "forecast": (records.FORECAST, Kind.FORECAST_JSON, Kind.FORECAST_CSV, tables.FORECAST_HEAD),
    "hours": (records.HOURS, Kind.HOURS_JSON, Kind.HOURS_CSV, tables.HOURS_HEAD),
}
# Records that every set has; they are explained once, in the first.
SHARED = ("Licence", "Place")


def data_page(found: Situation, language: str, licence: Licence) -> DataPage:
    """In Japanese or English."""
    sets = tuple(_set(name, language, shared=number == 0) for number, name in enumerate(SETS))
    return DataPage(text(found.site.name, language), licence, sets)


def _set(name: str, language: str, *, shared: bool) -> DataSet:
    shape, json, csv, head = SETS[name]
    say = documented(language).text
    return DataSet(
        id=name,
        title=say(f"{name}.title"),
        about=say(f"{name}.about"),
        json=json,
        csv=csv,
        head=",".join(head),
        tables=tuple(
            _tables(shape.adapter.json_schema(mode="serialization"), language, shared=shared)
        ),
    )


def _tables(schema: Schema, language: str, *, shared: bool) -> Iterator[FieldTable]:
    yield _table(schema, language)
    for name, record in schema["$defs"].items():
        if "properties" in record and (shared or name not in SHARED):
            yield _table(record, language)


def _table(record: Schema, language: str) -> FieldTable:
    name, say = record["title"], documented(language).text
    return FieldTable(
        say(name),
        tuple(
            FieldRow(field, _type(shape), say(f"{name}.{field}"))
            for field, shape in record["properties"].items()
        ),
    )


def _type(shape: Schema) -> str:
    """As JSON names it: integer, string (date-time), array of Calling, or null."""
    if options := shape.get("anyOf"):
        return " | ".join(map(_type, options))
    if reference := shape.get("$ref"):
        return str(reference).rpartition("/")[2]
    if items := shape.get("items"):
        return f"array of {_type(items)}"
    kind = f" ({shape['format']})" if "format" in shape else ""
    return f"{shape['type']}{kind}"
