"""Sealed codes opened from the command line, as at the desk's page."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from config.schema.settings import Settings
from hub.adapters.database.audit import SqlAuditLog
from hub.cli.access import OPERATOR
from hub.cli.configured import database, now
from hub.rooms.desk import desk, sealed_codes
from hub.service.desk.desk import Desk, OnDesk, Refused
from hub.service.desk.exports import to_csv, to_json
from hub.service.desk.ports import NotWritten
from hub.service.desk.refusals import EXIT_CODES
from hub.service.desk.view import View
from hub.service.forms import domain_book

# No code is longer, and no file of one.
_MOST = 65_536


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is printed, whether a PDF is written, and whether a replayed code is opened too."""

    form: Literal["json", "csv", "text"]
    pdf: Path | None
    again: bool


def open_file(found: Settings, file: str, wanted: Wanted) -> int:
    """Open the code in a file; the exit code. What is wrong goes to standard error."""
    text = _text(file)
    with _desk(found) as opened:
        result = opened.open([text], OPERATOR)
        if isinstance(result, Refused) and result.again and wanted.again:
            result = opened.open_again(result.again, OPERATOR, "command")
        if isinstance(result, Refused):
            print(f"{result.explained.title}。{result.explained.hint}", file=sys.stderr)
            return EXIT_CODES[result.explained.reason]
        return _hand_on(opened, result, wanted)


def _hand_on(opened: Desk, found: OnDesk, wanted: Wanted) -> int:
    view = opened.look(found)
    if wanted.pdf is not None:
        _, printed = opened.print(found.key, OPERATOR)
        try:
            wanted.pdf.write_bytes(printed.pdf)
        except OSError as error:
            print(f"{wanted.pdf}: 書けません（{error.strerror}）。", file=sys.stderr)
            return 1
    if wanted.form == "text":
        print("\n".join(_lines(view)))
    else:
        content = to_json(view) if wanted.form == "json" else to_csv(view)
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    if found.fault:
        print(found.fault, file=sys.stderr)
    return 0


def _lines(view: View) -> Iterator[str]:
    yield f"{view.title or '（この版にない用件）'}　コード {view.case.code}"
    for sheet in view.sheets:
        yield f"様式: {sheet.title}"
    for one in view.to_do:
        yield f"確認: {one.label}"
    for said in view.said:
        if said.who:
            yield said.who
        for shown in said.answers:
            yield f"{shown.label}: {shown.text}"


def _text(file: str) -> str:
    try:
        if file == "-":
            return sys.stdin.read(_MOST)
        with Path(file).open(encoding="utf-8", errors="replace") as opened:
            return opened.read(_MOST)
    except OSError as error:
        print(f"{file}: 読めません（{error.strerror}）。", file=sys.stderr)
        raise typer.Exit(1) from None


@contextmanager
def _desk(found: Settings) -> Iterator[Desk]:
    """The desk of this hub; ends the command where it has none."""
    with database(found) as opened:
        audit = SqlAuditLog(opened, found.site.id)
        opener = sealed_codes(found, opened, audit, now).opener
        if opener is None:
            print("このハブの役目は lobby で、コードを開く鍵がありません。", file=sys.stderr)
            raise typer.Exit(2)
        try:
            yield desk(found, domain_book(found.forms), opener, audit, now)
        except NotWritten as fault:
            print(fault, file=sys.stderr)
            raise typer.Exit(1) from None
