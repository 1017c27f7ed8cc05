"""What stands in one cell, as a setting of a definition: plain data with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from config.document import Document, Keys, Place, parse
from config.excel.opening import Found
from config.excel.rows import Sort
from config.faults import Fault, near

_BETWEEN = re.compile(r"[\s,、]+")
_FLAGS = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Setting:
    """A cell, the setting that it holds, and where that goes. `head` is the column's own."""

    cell: Found
    head: str
    path: Keys
    sort: Sort


def put(document: Document, setting: Setting, item: dict[str, Any]) -> None:
    """Put the setting into `item`; what is wrong goes to the document's faults."""
    cell, key = setting.cell, str(setting.path[-1])
    place = Place(cell.row, cell.column)
    document.values[setting.path] = place
    match setting.sort:
        case Sort.TEXT | Sort.JAPANESE:
            item[key] = _text(document, cell)
        case Sort.WORDS:
            _, _, language = setting.head.partition("::")
            document.values[(*setting.path, language)] = place
            item.setdefault(key, {})[language] = _text(document, cell)
        case Sort.NUMBER:
            item[key] = _number(document, cell)
        case Sort.FLAG:
            item[key] = _flag(document, cell)
        case Sort.NAMES:
            item[key] = tuple(_names(document, setting))
        case Sort.CONDITION:
            item[key] = _condition(document, setting)


def fault(document: Document, cell: Found, message: str, meant: str | None = None) -> None:
    """Note what is wrong with a cell."""
    document.faults.append(Fault(document.file, cell.row, cell.column, "", message, meant))


def numbers(document: Document, cell: Found) -> Iterator[int]:
    """Whole numbers with spaces between; one alone may be a number."""
    if isinstance(cell.value, int) and not isinstance(cell.value, bool):
        yield cell.value
        return
    for part in _BETWEEN.split(str(cell.value).strip()):
        if re.fullmatch(r"[0-9]{1,6}", part):
            yield int(part)
        else:
            fault(document, cell, "整数を、空白で区切って書いてください。")


def _text(document: Document, cell: Found) -> str | None:
    if isinstance(cell.value, str):
        return cell.value
    what = "「はい・いいえ」の値" if isinstance(cell.value, bool) else "数"
    message = f"文字のセルが{what}になっています。書式を「文字列」にして、打ち直してください。"
    fault(document, cell, message)
    return None


def _number(document: Document, cell: Found) -> int | None:
    value = cell.value
    if isinstance(value, str):
        message = "数のセルが文字になっています。書式を「標準」にして、打ち直してください。"
        fault(document, cell, message)
    elif isinstance(value, bool) or value is None or value != int(value):
        fault(document, cell, "整数で書いてください。")
    else:
        return int(value)
    return None


def _flag(document: Document, cell: Found) -> bool | None:
    if isinstance(cell.value, bool):
        return cell.value
    given = str(cell.value).strip().casefold()
    if given not in _FLAGS:
        fault(document, cell, "yes か no で書いてください。", near(given, ("yes", "no")))
    return _FLAGS.get(given)


def _names(document: Document, setting: Setting) -> Iterator[str]:
    """Each id has the place of its cell."""
    cell = setting.cell
    for number, name in enumerate(_BETWEEN.split((_text(document, cell) or "").strip(" \n,、"))):
        document.values[(*setting.path, number)] = Place(cell.row, cell.column)
        yield name


def _condition(document: Document, setting: Setting) -> Any:
    """A condition's own faults, and those of everything in it, are its cell's."""
    cell, text = setting.cell, _text(document, setting.cell)
    if text is None:
        return None
    parsed = parse(document.file, text.encode())
    for found in parsed.faults:
        fault(document, cell, f"条件として読めません。{found.message}")
    for path in parsed.values:
        document.values[(*setting.path, *path)] = Place(cell.row, cell.column)
    return parsed.data
