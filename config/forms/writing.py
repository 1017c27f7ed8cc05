"""Definitions as the YAML that a person would write."""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from config.schema.forms import Book

WIDTH = 100


def yaml_text(book: Book, head: str = "") -> str:
    """The file; `head` is a first line to keep, such as the one that names the schema."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = WIDTH
    yaml.allow_unicode = True
    kept = io.StringIO()
    plain = book.model_dump(by_alias=True, exclude_defaults=True)
    if not plain.get("retired", True):
        del plain["retired"]
    yaml.dump(_written(plain), kept)
    return f"{head}\n{kept.getvalue()}" if head else kept.getvalue()


def _written(value: Any, key: str = "") -> Any:
    """Texts that are Japanese alone are bare, conditions and lists of ids in one line."""
    if isinstance(value, dict):
        if set(value) == {"ja"}:
            return value["ja"]
        made = CommentedMap((name, _written(inner, name)) for name, inner in value.items())
        if key in ("when", "deadline"):
            _flatten(made)
        return made
    if isinstance(value, tuple | list):
        items = CommentedSeq(_written(inner, key) for inner in value)
        if key == "bring":
            items = CommentedSeq(_brought(item) for item in items)
        if key == "bring" or all(isinstance(item, str | int) for item in items):
            _flatten(items)
        return items
    return value


def _brought(item: CommentedMap) -> Any:
    return item["document"] if set(item) == {"document"} else item


def _flatten(value: Any) -> None:
    value.fa.set_flow_style()
