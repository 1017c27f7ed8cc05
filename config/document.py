"""One YAML 1.2 file as plain data in which every value still knows its line and column."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from config.faults import Fault

TAG = "tag:yaml.org,2002:"

# More than any settings need, and less than Python's own limit.
_DEEPEST = 50

# Where a value is inside its file: keys of mappings and indices of lists.
Keys = tuple[str | int, ...]
Plain = str | int | float | bool | None | tuple["Plain", ...] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column in the file, both from 1."""

    line: int = 1
    column: int = 1


@dataclass(slots=True)
class Document:
    """A file's plain data with the places of its values and of its keys.

    `readable` is false where the data is missing or cut short, so that nothing is
    concluded from what is not there.
    """

    file: str
    data: Plain = None
    readable: bool = True
    values: dict[Keys, Place] = field(default_factory=dict)
    keys: dict[Keys, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(
        self, path: Keys, message: str, *, at_key: bool = False, near: str | None = None
    ) -> Fault:
        """A fault at the value (or the key) of `path`, or at the closest thing around it."""
        place = self.keys.get(path) if at_key else None
        known = (self.values[part] for part in _inside_out(path) if part in self.values)
        place = place or next(known, Place())
        return Fault(self.file, place.line, place.column, dotted(path), message, near)


def dotted(path: Keys) -> str:
    """`("kiosks", 0, "mark")` as `kiosks[0].mark`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{printable(step)}" for step in path)
    return "".join(steps).removeprefix(".")


def printable(text: str, limit: int = 40) -> str:
    """`text` short enough and safe enough to stand in a message on any terminal."""
    safe = "".join("?" if unicodedata.category(sign).startswith("C") else sign for sign in text)
    return safe if len(safe) <= limit else f"{safe[:limit]}…"


def read(path: Path) -> Document:
    """Read one file. What is wrong with it is in the document's `faults`."""
    try:
        return parse(path.name, path.read_bytes())
    except FileNotFoundError:
        return _unreadable(path.name, "ファイルがありません。")
    except OSError as error:
        return _unreadable(path.name, f"ファイルを読めません（{error.strerror}）。")


def parse(file: str, content: bytes) -> Document:
    """Parse the bytes of one file: UTF-8, with or without the byte order mark of Windows."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unreadable(
            file, "文字コードが UTF-8 ではありません。UTF-8 で保存してください。", line
        )
    document = Document(file)
    try:
        # libyaml reads some 3 MB a second, the same library's Python 100 kB.
        document.data = _Reader(document, yaml.parse(text, Loader=yaml.CSafeLoader)).read()
    except RecursionError:
        return _unreadable(file, "入れ子が深すぎます。")
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return _unreadable(file, "使えない制御文字があります。消してください。", line)
    except yaml.MarkedYAMLError as error:
        return _broken(file, error)
    except (yaml.YAMLError, ValueError) as error:
        return _unreadable(file, f"YAML として読めません（{printable(str(error), 120)}）。")
    return document


def _unreadable(file: str, message: str, line: int = 1, column: int = 1) -> Document:
    fault = Fault(file, line, column, "", message)
    return Document(file, readable=False, faults=[fault])


def _broken(file: str, error: yaml.MarkedYAMLError) -> Document:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = printable(str(error.problem or error.context), 120)
    hint = "字下げ（空白）、コロン、引用符を確かめてください"
    return _unreadable(file, f"YAML として読めません。{hint}（{what}）。", line, column)


def _inside_out(path: Keys) -> Iterator[Keys]:
    return (path[:length] for length in range(len(path), -1, -1))


# The scalars of the YAML 1.2 core schema (chapter 10.3.2): `yes` and `08:30` are texts.
_SCALARS = {
    "null": re.compile(r"(?:~|null|Null|NULL|)"),
    "bool": re.compile(r"(?:true|True|TRUE|false|False|FALSE)"),
    "int": re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    "float": re.compile(
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    ),
}


@dataclass(frozen=True, slots=True)
class _Reader:
    """From the events of the YAML library to plain data; fills the document on the way."""

    document: Document
    events: Iterator[Event]

    def read(self) -> Plain:
        """The only document of the file; None in an empty one."""
        next(self.events)
        first = next(self.events)
        if isinstance(first, StreamEndEvent):
            return None
        data = self._plain(next(self.events), ())
        next(self.events)
        if isinstance(after := next(self.events), DocumentStartEvent):
            self._fault(
                after, (), "YAML として読めません。1つのファイルに書けるのは1つの文書です。"
            )
        return data

    def _plain(self, event: Event, path: Keys) -> Plain:
        if len(path) > _DEEPEST:
            raise RecursionError
        self.document.values[path] = _place(event)
        if isinstance(event, NodeEvent) and event.anchor:
            # An alias may refer to its own parent or multiply itself without end.
            self._skip(event)
            return self._reject(
                path, "アンカー（&）と別名（*）は使えません。そのまま書いてください。"
            )
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return tuple(self._items(path))
        return self._scalar(event, path)

    def _items(self, path: Keys) -> Iterator[Plain]:
        for index in itertools.count():
            if isinstance(event := next(self.events), SequenceEndEvent):
                return
            yield self._plain(event, (*path, index))

    def _mapping(self, path: Keys) -> Plain:
        result: dict[str, Plain] = {}
        while not isinstance(key := next(self.events), MappingEndEvent):
            if not _is_name(key):
                self._skip(key)
                self._fault(key, path, '項目の名前は文字で書いてください。数字は "" で囲みます。')
                self._skip(next(self.events))
            elif key.value in result:
                line = self.document.keys[*path, key.value].line
                what = f"同じ項目が2回あります（1回目は{line}行目）。"
                self._fault(key, (*path, key.value), what)
                self._skip(next(self.events))
            else:
                self.document.keys[*path, key.value] = _place(key)
                result[key.value] = self._plain(next(self.events), (*path, key.value))
        return result

    def _skip(self, event: Event) -> None:
        """Pass over the rest of a value that began with `event`."""
        depth = 0
        while True:
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth == 0:
                return
            event = next(self.events)

    def _scalar(self, event: Event, path: Keys) -> Plain:
        if not isinstance(event, ScalarEvent):
            return self._reject(path, "YAML として読めません。")
        kind = _kind(event)
        if kind == "str":
            return str(event.value)
        if kind not in _SCALARS:
            return self._reject(path, f"タグ {printable(kind)} は使えません。")
        try:
            return _converted(event.value, kind)
        except ValueError:
            return self._reject(path, "数として読めません。")

    def _reject(self, path: Keys, message: str) -> Plain:
        self.document.faults.append(self.document.fault(path, message))
        return None

    def _fault(self, event: Event, path: Keys, message: str) -> None:
        place = _place(event)
        fault = Fault(self.document.file, place.line, place.column, dotted(path), message)
        self.document.faults.append(fault)


def _is_name(key: Event) -> TypeGuard[ScalarEvent]:
    return isinstance(key, ScalarEvent) and not key.anchor and _kind(key) == "str"


def _kind(event: ScalarEvent) -> str:
    """The name of its tag; of a plain scalar without one, what it looks like."""
    if event.tag is not None and event.tag != "!":
        return str(event.tag).removeprefix(TAG)
    if not event.implicit[0]:
        return "str"
    return next((kind for kind, shape in _SCALARS.items() if shape.fullmatch(event.value)), "str")


def _converted(text: str, kind: str) -> Plain:
    """ValueError for a text that does not fit its tag, or more digits than Python reads."""
    if not _SCALARS[kind].fullmatch(text):
        raise ValueError(text)
    match kind:
        case "null":
            return None
        case "bool":
            return text.casefold() == "true"
        case "float":
            return float(text.replace(".i", "i").replace(".I", "I").replace(".n", "n"))
    return int(text, 0 if text[:2] in ("0o", "0x") else 10)


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place()
