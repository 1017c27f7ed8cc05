"""The definitions of forms described: for people (tables) and for editors (JSON Schema)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from config.describe import TEXT, Schema, absent, kind, options
from config.schema.forms import KINDS, Book

# Every mapping of a file, in the order of reading: what it is called, and what it is.
TITLES: Mapping[str, tuple[str, str]] = {
    "Book": ("ファイル", "どのファイルも同じ形です。すべてを合わせて使います。"),
    "Event": ("用件（events）", "来庁者がキオスクで選ぶもの。"),
    "Page": ("ページ（pages）", "1画面の問いかけ。1ページに1つのことを聞きます。"),
    "Question": ("項目（fields）", "ページの中の、1つの答え。"),
    "Option": ("選択肢（options）", "`choice` と `choices` の項目で選ぶもの。"),
    "Check": ("きまり（checks）", "答えの間のきまりと、合わないときの言葉。"),
    "Group": ("グループ（groups）", "1人ずつくり返し聞くページ。"),
    "Condition": ("条件（when）", "次のどれか1つだけを書きます。入れ子は8段までです。"),
    "Equals": ("条件 eq", "例: `{eq: {field: reason, value: abroad}}`"),
    "OneOf": ("条件 in", "例: `{in: {field: reason, values: [abroad, unknown]}}`"),
    "AgeAt": ("条件 age_at", "例: `{age_at: {field: born, on: moved-on, below: 18}}`"),
    "DaysSince": ("条件 days_since", "例: `{days_since: {field: moved-on, least: 15}}`"),
    "Count": ("条件 count", "例: `{count: {group: people, when: {eq: {field: a, value: b}}}}`"),
    "Procedure": ("手続き（procedures）", "答えから決まる手続き。どこで、何を持って、いつまでに。"),
    "Bring": ("持ち物の条件（bring）", "手続きに要るもの。いつも要るなら id だけを書きます。"),
    "Deadline": ("期限（deadline）", "手続きの期限。"),
    "Document": ("持ち物（documents）", "持ってくるもの。"),
    "Form": ("様式（forms）", "役所の様式。答えで埋まります。"),
    "Section": ("様式の部分（sections）", "様式の一部。グループを書くと、1人1行の表になります。"),
    "Cell": ("欄（cells）", "様式の1つの欄。"),
    "Retired": ("使い終わった番号（retired）", "消した項目などの番号。"),
}  # fmt: skip


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file, for editors."""
    made = TypeAdapter(Book).json_schema()
    for name, definition in {**made["$defs"], "Book": made}.items():
        definition["title"], definition["description"] = TITLES[name]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_file() -> str:
    """The JSON Schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def reference() -> str:
    """Every setting of every mapping: one heading and table each, then the kinds of fields."""
    made = schema()
    definitions = {**made["$defs"], "Book": made}
    return "\n".join((*(_section(name, definitions[name]) for name in TITLES), _kinds()))


def _section(name: str, definition: Schema) -> str:
    title, about = TITLES[name]
    head = "| 設定 | 値 | ないとき | 説明 |\n|---|---|---|---|"
    required = definition.get("required", ())
    rows = (_row(key, field, key in required) for key, field in definition["properties"].items())
    return "\n".join((f"### {title}", "", about, "", head, *rows, ""))


def _row(key: str, field: Schema, required: bool) -> str:
    return f"| `{key}` | {_value(field)} | {_absent(required, field)} | {field['description']} |"


def _value(field: Schema) -> str:
    """What is written there; a mapping is a link to its own table."""
    found = dict.fromkeys(_option(option) for option in options(field))
    # A text in Japanese alone may be written bare: no news in a table.
    return TEXT if TEXT in found else " か ".join(found)


def _option(option: Schema) -> str:
    if "$ref" in option:
        title = TITLES[option["$ref"].rpartition("/")[2]][0]
        return f"[{title}](#{_anchor(title)})"
    if "items" in option:
        return f"一覧: {_value(option['items'])}"
    if "enum" in option and len(option["enum"]) == len(KINDS):
        return "[種類](#項目の種類type)"
    return kind(option)


def _anchor(title: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return title.casefold().translate(str.maketrans(" ", "-", "（）"))


def _absent(required: bool, field: Schema) -> str:
    default = field.get("default")
    return "（必要）" if required else absent(None if default == "" else default)


def _kinds() -> str:
    return "\n".join(_kind_rows())


def _kind_rows() -> Iterator[str]:
    yield "### 項目の種類（type）\n\n| type | 答え |\n|---|---|"
    for name, about in KINDS.items():
        yield f"| `{name}` | {about} |"
