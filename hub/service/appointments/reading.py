"""A table of appointments from another booking system: CSV, read whole or not at all."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from config.faults import near
from config.mailbox import is_mailbox
from hub.domain.appointments.ledger import Terms
from hub.domain.appointments.records import Contact

# What each column may be called, the machine's name first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "予約ID", "予約番号", "受付番号"),
    "service": ("service", "業務", "業務名", "メニュー"),
    "start": ("start", "開始", "予約日時", "日時"),
    "date": ("date", "日付", "予約日"),
    "time": ("time", "時刻", "開始時刻", "予約時間"),
    "mail": ("mail", "メール", "メールアドレス"),
    "nickname": ("nickname", "呼び名", "ニックネーム"),
    "language": ("language", "言語"),
    "state": ("state", "状態", "ステータス"),
}
CANCELLED = frozenset({"cancelled", "canceled", "取消", "取り消し", "キャンセル", "取消済"})
BOOKED = frozenset({"", "booked", "予約", "予約済", "確定"})

# The lobby waits while they are written: 1.2 s for so many, on a slow machine.
MOST_BYTES, MOST_ROWS = 5_000_000, 5_000

_DAY = r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?"
_TIME = r"(\d{1,2})[:時](\d{2})分?(?::\d{2})?"
_START = re.compile(rf"{_DAY}[ T　]*{_TIME}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what somebody booked elsewhere, under which id."""

    line: int
    foreign: str
    service: str
    start: datetime
    contact: Contact
    language: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with a line, and in which column if in one; in Japanese."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        column = f"「{self.column}」: " if self.column else ""
        return f"{self.line}行目: {column}{self.message}"


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file that can be read, and what is wrong with the others.

    `broken`: the ids that those have.
    """

    rows: tuple[Row, ...]
    misfits: tuple[Misfit, ...] = ()
    broken: frozenset[str] = frozenset()


class Misfits(Exception):
    """Everything that is wrong with a file. Nothing of it was taken."""

    def __init__(self, found: Iterable[Misfit]) -> None:
        self.found = tuple(sorted(found, key=lambda each: each.line))
        super().__init__("\n".join(map(str, self.found)))


def read(body: bytes, terms: Terms, named: Mapping[str, str], service: str = "") -> Table:
    """The lines of a file. Raises Misfits where it is no such table at all.

    UTF-8 (with or without BOM) or CP932, with a line of headings. `named`: what this file calls
    the columns of COLUMNS; `service`: what all lines are for, where no column says it.
    """
    if service and service not in terms.plans:
        raise Misfits([Misfit(1, "", _no_service(service, terms))])
    lines = _lines(body)
    heading = lines[0][1] if lines else []
    reader = _Reader(terms, heading, _places(heading, named, service), service, [])
    filled = ((number, cells) for number, cells in lines[1:] if any(map(str.strip, cells)))
    rows = [reader.row(number, cells) for number, cells in filled]
    _check_ids(rows, reader)
    wrong = {misfit.line for misfit in reader.misfits}
    return Table(
        tuple(row for row in rows if row.line not in wrong),
        tuple(reader.misfits),
        frozenset(row.foreign for row in rows if row.line in wrong and row.foreign),
    )


def _lines(body: bytes) -> list[tuple[int, list[str]]]:
    """The cells of each line, with its number in the file."""
    if len(body) > MOST_BYTES:
        message = f"{MOST_BYTES // 1_000_000} MB までのファイルにしてください。"
        raise Misfits([Misfit(1, "", message)])
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _cp932(body)
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(table.line_num, cells) for cells in islice(table, MOST_ROWS + 1)]
    except csv.Error:
        message = "CSV として読めません（閉じていない引用符など）。"
        raise Misfits([Misfit(table.line_num, "", message)]) from None
    if len(lines) > MOST_ROWS:
        raise Misfits([Misfit(MOST_ROWS, "", f"{MOST_ROWS} 行までにしてください。")])
    return lines


def _cp932(body: bytes) -> str:
    try:
        return body.decode("cp932")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        message = "文字コードが UTF-8 でも CP932（シフト JIS）でもありません。"
        raise Misfits([Misfit(line, "", message)]) from None


def _places(heading: list[str], named: Mapping[str, str], service: str) -> dict[str, int]:
    """Where each column is; Misfits where one that is needed is not there."""
    cells = [cell.strip().casefold() for cell in heading]
    places = {}
    for key, names in COLUMNS.items():
        known = [named[key]] if key in named else names
        found = [name.casefold() for name in known if name.casefold() in cells]
        if found:
            places[key] = cells.index(found[0])
    misfits = [
        Misfit(1, named.get(key, COLUMNS[key][0]), "この列がありません。")
        for key in _needed(places, service)
        if key not in places
    ]
    misfits += [Misfit(1, named[key], "この列がありません。") for key in named if key not in places]
    if misfits:
        raise Misfits(list(dict.fromkeys(misfits)))
    return places


def _needed(places: Mapping[str, int], service: str) -> list[str]:
    start = ["date", "time"] if {"date", "time"} & places.keys() else ["start"]
    return ["id", *start, *([] if service else ["service"])]


def _no_service(said: str, terms: Terms) -> str:
    names = (item.name["ja"] for item in terms.site.services.values() if item.id in terms.plans)
    meant = near(said[:80], [*terms.plans, *names])
    hint = f"（もしかして: {meant}）" if meant else ""
    return f"予約を受ける業務の id か名前ではありません。{hint}"


@dataclass(frozen=True, slots=True)
class _Reader:
    terms: Terms
    heading: list[str]
    places: Mapping[str, int]
    service: str
    misfits: list[Misfit]

    def row(self, line: int, cells: list[str]) -> Row:
        """What is wrong with it is in `misfits` then."""
        values = {
            key: cells[place].strip() if place < len(cells) else ""
            for key, place in self.places.items()
        }
        return Row(
            line,
            self._foreign(line, values),
            self._service(line, values),
            self._start(line, values),
            self._contact(line, values),
            self._language(line, values),
            self._is_cancelled(line, values),
        )

    def wrong(self, line: int, key: str, message: str) -> None:
        """The column goes by what this file calls it."""
        column = self.heading[self.places[key]].strip() if key in self.places else ""
        self.misfits.append(Misfit(line, column, message))

    def _foreign(self, line: int, values: Mapping[str, str]) -> str:
        name = values["id"]
        if not name or len(name) > 80 or _CONTROL.search(name):
            self.wrong(line, "id", "80字までの、ほかと重ならない予約の番号が要ります。")
        return name

    def _service(self, line: int, values: Mapping[str, str]) -> str:
        said = values.get("service", "") or self.service
        names = {item.name["ja"]: item.id for item in self.terms.site.services.values()}
        service = said if said in self.terms.plans else names.get(said, "")
        if service not in self.terms.plans:
            self.wrong(line, "service", _no_service(said, self.terms))
        return service

    def _start(self, line: int, values: Mapping[str, str]) -> datetime:
        said = values.get("start") or f"{values.get('date', '')} {values.get('time', '')}"
        found = _START.fullmatch(said.strip())
        try:
            numbers = [int(part) for part in found.groups()] if found else []
            return datetime(*numbers, tzinfo=ZoneInfo(self.terms.site.timezone))  # type: ignore[arg-type, misc]
        except (TypeError, ValueError):
            key = "start" if "start" in self.places else "date"
            self.wrong(line, key, "「2026-12-01 10:00」の形の、ある日時で書いてください。")
            return datetime.min  # noqa: DTZ901 - a line that is wrong is not taken

    def _contact(self, line: int, values: Mapping[str, str]) -> Contact:
        mail, nickname = values.get("mail", ""), values.get("nickname", "")
        if mail and not is_mailbox(mail):
            self.wrong(line, "mail", "メールアドレスの形ではありません。")
        if len(nickname) > 40 or _CONTROL.search(nickname):
            self.wrong(line, "nickname", "40字まで、1行で書いてください。")
        return Contact(mail, nickname)

    def _language(self, line: int, values: Mapping[str, str]) -> str:
        language = values.get("language", "") or "ja"
        if language not in self.terms.site.languages:
            self.wrong(line, "language", "site.yaml の languages にない言語です。")
        return language

    def _is_cancelled(self, line: int, values: Mapping[str, str]) -> bool:
        state = values.get("state", "").casefold()
        if state not in CANCELLED | BOOKED:
            self.wrong(line, "state", "「予約」か「取消」を書いてください。")
        return state in CANCELLED


def _check_ids(rows: list[Row], reader: _Reader) -> None:
    first: dict[str, int] = {}
    for row in rows:
        before = first.setdefault(row.foreign, row.line)
        if row.foreign and before != row.line:
            reader.wrong(row.line, "id", f"同じ予約の番号が {before}行目にもあります。")
