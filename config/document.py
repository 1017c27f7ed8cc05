"""One YAML 1.2 file as plain data in which every value still knows its line and column."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from config.faults import Fault

TAG = "tag:yaml.org,2002:"

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
    try:
        yaml = YAML(typ="safe", pure=True)
        node = yaml.compose(text)
        document = Document(file)
        if node is not None:
            document.data = _Walk(document, yaml.constructor).plain(node, ())
        return document
    except RecursionError:
        return _unreadable(file, "入れ子が深すぎます。")
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return _unreadable(file, "使えない制御文字があります。消してください。", line)
    except MarkedYAMLError as error:
        return _broken(file, error)
    except (YAMLError, ValueError) as error:
        # The resolver and the directives raise unmarked errors.
        return _unreadable(file, f"YAML として読めません（{printable(str(error), 120)}）。")


def _unreadable(file: str, message: str, line: int = 1, column: int = 1) -> Document:
    fault = Fault(file, line, column, "", message)
    return Document(file, readable=False, faults=[fault])


def _broken(file: str, error: MarkedYAMLError) -> Document:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = printable(str(error.problem or error.context), 120)
    hint = "字下げ（空白）、コロン、引用符を確かめてください"
    return _unreadable(file, f"YAML として読めません。{hint}（{what}）。", line, column)


def _inside_out(path: Keys) -> Iterator[Keys]:
    return (path[:length] for length in range(len(path), -1, -1))


@dataclass(frozen=True, slots=True)
class _Walk:
    """From the nodes of the YAML library to plain data; fills the document on the way."""

    document: Document
    constructor: SafeConstructor

    def plain(self, node: Node, path: Keys) -> Plain:
        self.document.values[path] = _place(node)
        if node.anchor:
            # An alias may refer to its own parent or multiply itself without end.
            return self._reject(
                path, "アンカー（&）と別名（*）は使えません。そのまま書いてください。"
            )
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return tuple(self.plain(item, (*path, i)) for i, item in enumerate(node.value))
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Keys) -> Plain:
        result: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not (isinstance(key_node, ScalarNode) and key_node.tag == f"{TAG}str"):
                self._fault(
                    key_node, path, '項目の名前は文字で書いてください。数字は "" で囲みます。'
                )
            elif key in result:
                line = self.document.keys[*path, key].line
                self._fault(key_node, (*path, key), f"同じ項目が2回あります（1回目は{line}行目）。")
            else:
                self.document.keys[*path, key] = _place(key_node)
                result[key] = self.plain(value_node, (*path, key))
        return result

    def _scalar(self, node: Node, path: Keys) -> Plain:
        tag, text = node.tag or "", str(node.value)
        if any(unicodedata.category(sign) == "Cs" for sign in text):
            return self._reject(path, "文字として使えない記号（\\ud800 など）があります。")
        match tag.removeprefix(TAG):
            # A date stays text: the schema knows better what it stands for.
            case "str" | "timestamp" | "value":
                return text
            case "null":
                return None
            case "bool" | "int" | "float" as kind:
                return self._number(node, path, kind)
            case _:
                return self._reject(path, f"タグ {printable(tag)} は使えません。")

    def _number(self, node: Node, path: Keys, kind: str) -> Plain:
        make: Callable[[Node], Plain] = getattr(self.constructor, f"construct_yaml_{kind}")
        try:
            return make(node)
        except (ValueError, LookupError, OverflowError, ConstructorError):
            # More digits than Python reads, or a tag (!!int) that does not fit its text.
            return self._reject(path, "数として読めません。")

    def _reject(self, path: Keys, message: str) -> Plain:
        self.document.faults.append(self.document.fault(path, message))
        return None

    def _fault(self, node: Node, path: Keys, message: str) -> None:
        place = _place(node)
        fault = Fault(self.document.file, place.line, place.column, dotted(path), message)
        self.document.faults.append(fault)


def _place(node: Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)
