"""The settings described for people (tables) and for editors (JSON Schema)."""

from collections.abc import Iterator, Mapping
from typing import Any

from config.files import FILES, File

Schema = Mapping[str, Any]

TEXT = "文（言語ごと）"
KINDS = {"string": "文字", "integer": "整数", "number": "数", "boolean": "`true`、`false`"}


def json_schema() -> dict[str, Any]:
    """File name -> the JSON Schema (2020-12) of that file."""
    return {file.name: file.adapter.json_schema() for file in FILES}


def markdown() -> str:
    """Every setting of every file: one heading and table a file."""
    return "\n".join(_section(file) for file in FILES)


def _section(file: File) -> str:
    schema = file.adapter.json_schema()
    need = "必要" if file.required else "なくてもよい"
    title = f"## `{file.name}` {file.about}（{need}）"
    head = "| 設定 | 値 | ないとき | 説明 |\n|---|---|---|---|"
    return "\n".join((title, "", head, *_rows(schema, schema.get("$defs", {}), ""), ""))


def _rows(schema: Schema, definitions: Schema, prefix: str) -> Iterator[str]:
    """One row a setting; the settings inside it follow at once, named `outer[].inner`."""
    seen: set[str] = set()
    for model in _models(schema, definitions):
        for name, field in model.get("properties", {}).items():
            row = _row(f"{prefix}{name}", field, name in model.get("required", ()))
            if row not in seen:
                seen.add(row)
                yield row
            many = "[]" if any("items" in option for option in options(field)) else ""
            yield from _rows(field, definitions, f"{prefix}{name}{many}.")


def _row(name: str, field: Schema, required: bool) -> str:
    default = "（必要）" if required else absent(field.get("default"))
    return f"| `{name}` | {kind(field)} | {default} | {field['description']} |"


def _models(schema: Schema, definitions: Schema) -> Iterator[Schema]:
    """The objects that may stand at `schema`: itself, what it refers to, a list's entries."""
    for option in options(schema):
        if "properties" in option:
            yield option
        if "items" in option:
            yield from _models(option["items"], definitions)
        if "$ref" in option:
            yield definitions[option["$ref"].rpartition("/")[2]]


def options(schema: Schema) -> Iterator[Schema]:
    """The alternatives that `schema` allows, absence aside."""
    inner = (*schema.get("anyOf", ()), *schema.get("oneOf", ()))
    for option in inner:
        yield from options(option)
    if not inner and schema.get("type") != "null":
        yield schema


def kind(schema: Schema) -> str:
    """What values a setting takes, in a few words."""
    option = next(options(schema))
    if values := option.get("enum", [option["const"]] if "const" in option else []):
        return "、".join(f"`{value}`" for value in values)
    if "enum" in option.get("propertyNames", {}):
        return TEXT
    if "propertyNames" in option:
        return "ことばと読み"
    if "items" in option:
        return f"一覧: {kind(option['items'])}"
    if "examples" in option:
        return " か ".join(f'`"{example}"`' for example in option["examples"])
    return KINDS.get(option.get("type", ""), "項目の集まり") + _bounds(option)


def _bounds(option: Schema) -> str:
    low, high = option.get("minimum", option.get("exclusiveMinimum")), option.get("maximum")
    return "" if low is None else f" {low}〜{high}"


def absent(default: object) -> str:
    """The value that holds where a setting is not written."""
    if default in (None, [], {}):
        return "—"
    if isinstance(default, dict):
        return "、".join(f"`{name}: {value}`" for name, value in default.items())
    if isinstance(default, list):
        return "、".join(f"`{value}`" for value in default)
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"
