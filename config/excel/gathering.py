"""From the rows of a sheet to the plain data of a book, whose places are rows and columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from config.document import Document, Keys, Place, printable
from config.excel.opening import Found
from config.excel.rows import (
    COLUMNS,
    FIELD,
    RETIRED,
    ROWS,
    TOP,
    TYPES,
    Sort,
    row_name,
    settings_of,
)
from config.excel.values import Setting, fault, numbers, put
from config.faults import near

Thing = tuple[Keys, dict[str, Any]]


@dataclass(slots=True)
class Gathering:
    """Fills the document. `heads`: column -> its name. `last`: the last thing of each kind."""

    document: Document
    heads: dict[int, str] = field(default_factory=dict)
    last: dict[str, Thing] = field(default_factory=dict)

    def read(self, cells: Iterable[Found]) -> None:
        """Take over all cells of a sheet, row by row."""
        data: dict[str, Any] = {}
        self.document.data = data
        self.document.values[()] = Place(1, 1)
        self.last[TOP] = (), data
        for number, row in groupby(cells, lambda cell: cell.row):
            found = [cell for cell in row if cell.odd or str(cell.value).strip()]
            if number == 1:
                self._head(found)
            elif found:
                self._row(found)
        if "type" not in self.heads.values():
            fault(self.document, Found(1, 1, None), "1行目に type の列がありません。")

    def _head(self, cells: list[Found]) -> None:
        for cell in cells:
            name = str(cell.value).strip()
            if cell.odd:
                fault(self.document, cell, cell.odd)
            elif name not in COLUMNS:
                fault(self.document, cell, "知らない列です。", near(name, COLUMNS))
            elif name in self.heads.values():
                fault(self.document, cell, "同じ列が2つあります。")
            self.heads[cell.column] = name

    def _row(self, cells: list[Found]) -> None:
        absent = Found(cells[0].row, self._column("type", 1), None)
        kind = next((cell for cell in cells if self.heads.get(cell.column) == "type"), absent)
        given = str(kind.value or "").strip()
        if kind.odd or not given:
            fault(self.document, kind, kind.odd or "type がありません。")
        elif given not in TYPES:
            fault(self.document, kind, "知らない type です。", near(printable(given), TYPES))
        elif row_name(given) == RETIRED:
            self._retired(kind, cells)
        else:
            self._thing(given, kind, [cell for cell in cells if cell is not kind])

    def _thing(self, given: str, kind: Found, cells: list[Found]) -> None:
        name = row_name(given)
        found = self._place(name, kind)
        if found is None:
            return
        if name == FIELD:
            found[1]["type"] = given
            self.document.values[(*found[0], "type")] = Place(kind.row, kind.column)
        settings = settings_of(name)
        for head, (key, _) in settings.items():
            # Where a setting that is missing would have to stand.
            place = Place(kind.row, self._column(head, kind.column))
            self.document.values.setdefault((*found[0], key), place)
        for cell in cells:
            self._cell(cell, given, settings, found)

    def _cell(
        self, cell: Found, given: str, settings: Mapping[str, tuple[str, Sort]], thing: Thing
    ) -> None:
        head, (path, item) = self.heads.get(cell.column, ""), thing
        if cell.odd:
            fault(self.document, cell, cell.odd)
        elif head in settings:
            key, sort = settings[head]
            put(self.document, Setting(cell, head, (*path, key), sort), item)
        elif head in COLUMNS:
            fault(self.document, cell, f"{given} の行には書けません。")
        elif not head:
            fault(self.document, cell, "1行目に列の名前がありません。")

    def _place(self, name: str, kind: Found) -> Thing | None:
        """Where the data of a row goes; None where nothing before can hold it."""
        row = ROWS[name]
        if row.parent not in self.last:
            fault(self.document, kind, f"この前に、{row.parent} の行が必要です。")
            return None
        path, parent = self.last[row.parent]
        if not row.into:
            return path, parent
        place, item = Place(kind.row, kind.column), dict[str, Any]()
        self.document.values.setdefault((*path, row.into), place)
        if row.alone:
            path = (*path, row.into)
            if row.into in parent:
                fault(self.document, kind, f"{name} の行は1つだけです。")
            parent[row.into] = item
        else:
            path = (*path, row.into, len(parent.setdefault(row.into, [])))
            parent[row.into].append(item)
        self.document.values[path] = place
        self._forget_inside(name)
        self.last[name] = path, item
        return path, item

    def _forget_inside(self, name: str) -> None:
        """What follows belongs to the new thing, not to the last one of its kind."""
        for inner in [inner for inner, row in ROWS.items() if row.parent == name]:
            self.last.pop(inner, None)
            self._forget_inside(inner)

    def _retired(self, kind: Found, cells: list[Found]) -> None:
        by_head = {self.heads.get(cell.column, ""): cell for cell in cells}
        named, listed = by_head.get("name"), by_head.get("numbers")
        if named is None or listed is None or named.odd or listed.odd:
            fault(self.document, kind, "retired の行には name と numbers が必要です。")
            return
        outer, _, inner = str(named.value).strip().partition("/")
        retired = self.last[TOP][1].setdefault("retired", {})
        path: Keys = ("retired", outer, inner) if inner else ("retired", outer)
        for length in range(1, len(path) + 1):
            self.document.values.setdefault(path[:length], Place(named.row, named.column))
        self.document.keys[path] = Place(named.row, named.column)
        holder = retired.setdefault(outer, {}) if inner else retired
        holder[inner or outer] = list(numbers(self.document, listed))

    def _column(self, head: str, default: int) -> int:
        return next((column for column, name in self.heads.items() if name == head), default)
