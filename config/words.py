"""What pydantic found wrong, in Japanese and with the name that was probably meant."""

import re
from collections.abc import Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.document import Document, Keys, printable
from config.faults import Fault, near
from config.names import names_at

MESSAGES = {
    "missing": "この項目が必要です。",
    "extra_forbidden": "知らない項目です。",
    "string_type": '文字で書いてください。数字などは "" で囲みます。',
    "int_type": "整数で書いてください。",
    "float_type": "数で書いてください。",
    "finite_number": "数で書いてください。",
    "bool_type": "true か false で書いてください。",
    "tuple_type": "一覧（行の頭に「- 」）で書いてください。",
    "dict_type": "「項目: 値」の形で書いてください。",
    "model_attributes_type": "「項目: 値」の形で書いてください。",
    "model_type": "「項目: 値」の形で書いてください。",
    "greater_than": "{gt} より大きくしてください。",
    "greater_than_equal": "{ge} 以上にしてください。",
    "less_than_equal": "{le} 以下にしてください。",
    "too_short": "少なくとも{min_length}つ書いてください。",
    "string_too_long": "長すぎます（{max_length}文字まで）。",
    "literal_error": "使える値は {expected} です。",
    "union_tag_invalid": "使える種類は {expected_tags} です。",
    "union_tag_not_found": "種類（kind）を書いてください。",
}
# What a pattern of the schema means to a reader.
PATTERNS = {
    r"^[a-z0-9][a-z0-9-]{0,39}$": "英小文字・数字・- で、40文字まで（例: moving）",
    r"^[0-9A-Z]{1,4}$": "数字と A–Z で、4文字まで（例: 3、12A）",
    r"^[A-Z]{1,2}$": "A–Z を1字か2字（例: A）",
    r"^[A-Z]$": "A–Z を1字（例: X）",
    r"^[a-z0-9_]+$": "英小文字・数字・_（例: elderly）",
    r"^\d{3}$": "数字3けた（例: 350）",
    r"^\d{7}$": "数字7けた（例: 1310100）",
    r"^\d{5,7}$": "数字5けたから7けた（例: 130010）",
    r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$": "英小文字・数字・.・- で、3〜63文字（例: my-lobby）",
    r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$": "英数字・_・- を / でつないだ形（例: lobby/main）",
    r"^\$argon2id\$v=\d+\$[!-~]+$": "argon2id のハッシュ（$argon2id$v=19$…）",
}


def shape_faults(
    document: Document, model: type[BaseModel], error: ValidationError
) -> Iterator[Fault]:
    """The faults of one file, where its document does not itself explain them."""
    explained = {(fault.line, fault.column) for fault in document.faults}
    for detail in error.errors(include_url=False):
        if _only_wrong_entries(detail):
            continue
        fault = _fault(document, model, detail)
        if (fault.line, fault.column) not in explained:
            yield fault


def _only_wrong_entries(detail: ErrorDetails) -> bool:
    """Is a list called too short because pydantic counts its right entries alone?"""
    if detail["type"] != "too_short" or not isinstance(detail["input"], tuple):
        return False
    return bool(len(detail["input"]) >= detail["ctx"]["min_length"])


def _fault(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Fault:
    path = _path(document, detail["loc"])
    at_key = detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]
    return document.fault(path, message(detail), at_key=at_key, near=_near(model, path, detail))


def _path(document: Document, loc: tuple[str | int, ...]) -> Keys:
    """`loc` without what pydantic adds to it: the tag of a union, the mark of a key."""
    steps = [step for step in loc if step != "[key]"]
    path: Keys = ()
    for number, step in enumerate(steps):
        if (*path, step) in document.values or number == len(steps) - 1:
            path = (*path, step)
    return path


def message(detail: ErrorDetails) -> str:
    """One mistake in Japanese, without what was given."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "wrong":
        return detail["msg"]
    if kind == "string_pattern_mismatch":
        return f"{PATTERNS[context['pattern']]}で書いてください。"
    if detail["input"] is None and kind != "missing":
        return "値がありません。"
    if kind in MESSAGES:
        listed = {name: _listed(value) for name, value in context.items()}
        return MESSAGES[kind].format(**listed)
    return f"値が正しくありません（{printable(detail['msg'], 120)}）。"


def _listed(value: object) -> object:
    """`'a', 'b' or 'c'` of pydantic as `a、b、c`."""
    if not isinstance(value, str):
        return value
    return re.sub(r"'?(, | or )'?", "、", value).strip("'")


def _near(model: type[BaseModel], path: Keys, detail: ErrorDetails) -> str | None:
    kind, given = detail["type"], path[-1] if path else None
    if kind == "extra_forbidden" and isinstance(given, str):
        return near(given, names_at(model, path[:-1]))
    context = detail.get("ctx", {})
    listed = str(context.get("expected") or context.get("expected_tags") or "")
    meant = given if "[key]" in detail["loc"] else context.get("tag", detail["input"])
    return near(meant, re.findall(r"'([^']+)'", listed)) if isinstance(meant, str) else None
