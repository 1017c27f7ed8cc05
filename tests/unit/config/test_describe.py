"""Every setting is described, for people and for editors, and the description is true."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from config.describe import json_schema, markdown
from config.files import FILES
from config.names import models_in, settings_of

Described = tuple[str, str | None]


def _described(model: type[BaseModel], prefix: str) -> Iterator[Described]:
    for name, field in settings_of(model):
        yield f"{prefix}.{name}", field.description
        for inner in models_in(field.annotation):
            yield from _described(inner, f"{prefix}.{name}")


every_setting = dict(
    entry for file in FILES for entry in _described(file.model, file.name.removesuffix(".yaml"))
)


def test_every_setting_has_a_description_that_ends_as_a_sentence() -> None:
    for setting, description in every_setting.items():
        assert description, setting
        assert description.endswith("。"), setting
        assert "|" not in description, setting
        assert "\n" not in description, setting


def test_the_tables_name_every_setting() -> None:
    tables = markdown().replace("[]", "")
    for setting in every_setting:
        _, _, key = setting.partition(".")
        assert f"| `{key}` |" in tables, setting


def test_the_tables_say_values_and_defaults() -> None:
    rows = markdown().splitlines()
    assert any(row.startswith('| `day_starts` | `"08:30"` | `05:00` |') for row in rows)
    assert any(row.startswith("| `absence.calls` | 整数 1〜10 | `2` |") for row in rows)
    assert any(row.startswith("| `prefix` | 文字 | （必要） |") for row in rows)
    assert any(row.startswith("| `board` | `true`、`false` | `false` |") for row in rows)
    assert any(row.startswith("| `hours` | 項目の集まり | — |") for row in rows)


def test_json_schema_knows_each_file() -> None:
    schema: dict[str, Any] = json_schema()
    assert list(schema) == [file.name for file in FILES]
    assert schema["services.yaml"]["items"] == {"$ref": "#/$defs/Service"}
    text = schema["services.yaml"]["$defs"]["Service"]["properties"]["name"]
    assert {option["type"] for option in text["anyOf"]} == {"object", "string"}
