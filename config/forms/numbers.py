"""Names and wire numbers that stand for two things, and numbers that stood for something once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from config.document import Document
from config.faults import Fault
from config.forms.entries import Entry, Index

WHAT = {
    "events": "用件",
    "pages": "ページ",
    "groups": "グループ",
    "procedures": "手続き",
    "documents": "持ち物",
    "forms": "様式",
}


@dataclass(frozen=True, slots=True)
class Series:
    """Things that are numbered together; `retired` says where their old numbers are listed."""

    what: str
    entries: tuple[Entry, ...]
    retired: tuple[str, ...]


def repeated_ids(found: Index) -> Iterator[Fault]:
    """The same id for two things. A page and a group are asked by the same kind of name."""
    fields = [item for page in found.every["pages"] for item in page.entries("fields")]
    yield from _twice(fields, "id", "項目の id")
    asked = (*found.every["pages"], *found.every["groups"])
    yield from _twice(asked, "id", "ページかグループの id")
    for shelf in ("events", "procedures", "documents", "forms"):
        yield from _twice(found.every[shelf], "id", f"{WHAT[shelf]}の id")
    for item in fields:
        yield from _twice(item.entries("options"), "id", "選択肢の id")


def wire_numbers(found: Index, head: Document) -> Iterator[Fault]:
    """Numbers given twice, and numbers that were retired."""
    for series in _series(found):
        yield from _twice(series.entries, "wire", f"{series.what}の番号")
        gone = _retired(head, series.retired)
        for entry in series.entries:
            if entry.number("wire") in gone:
                message = f"この{series.what}の番号は retired にあり、もう使えません。"
                yield entry.fault("wire", message)


def _series(found: Index) -> Iterator[Series]:
    inside: dict[str, list[Entry]] = {name: [] for name in found.groups}
    outside: list[Entry] = []
    for page in found.pages.values():
        inside.get(found.homes.get(page.id, ""), outside).extend(page.entries("fields"))
    outside += found.groups.values()
    yield Series("グループの外の項目とグループ", tuple(outside), ("fields",))
    for name, entries in inside.items():
        yield Series(f"グループ {name} の項目", tuple(entries), ("groups", name))
    for name, asked in found.fields.items():
        yield Series("選択肢", tuple(asked.entry.entries("options")), ("options", name))
    for shelf in ("events", "forms"):
        yield Series(WHAT[shelf], tuple(getattr(found, shelf).values()), (shelf,))


def _twice(entries: Iterable[Entry], key: str, what: str) -> Iterator[Fault]:
    first: dict[object, Entry] = {}
    for entry in entries:
        value = entry.data.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool):
            earlier = first.setdefault(value, entry)
            if earlier is not entry:
                yield entry.fault(key, f"同じ{what}がもうあります（{earlier.line}）。")


def _retired(head: Document, path: Iterable[str]) -> frozenset[object]:
    value: object = head.data
    for key in ("retired", *path):
        value = value.get(key) if isinstance(value, Mapping) else None
    return frozenset(value) if isinstance(value, tuple) else frozenset()
