"""The use cases of the desk: open a code, look, correct, print, hand on, close."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from threading import Lock
from typing import Literal
from zoneinfo import ZoneInfo

from hub.domain.forms.answers import Slot, Value
from hub.domain.forms.book import Book
from hub.sealing.opened import Opened
from hub.sealing.refusals import Damaged, Incomplete, NotOpened, Replayed
from hub.service.desk.case import Case, corrected, from_letter
from hub.service.desk.exports import to_csv, to_json
from hub.service.desk.ports import Archive, Folder, Kept, NotWritten, OpenCode, Printed, Printer
from hub.service.desk.refusals import Explained, explain
from hub.service.desk.view import View, look
from hub.service.ports_access import AuditLine, AuditLog

# A case that nobody has touched for so long is put away; the code can be read again.
IDLE = timedelta(minutes=60)
# Cases that one clerk has open, and parts of codes that wait for the others.
MOST_OPEN = 20
MOST_PARTS = 4

Ending = Literal["json", "csv", "pdf"]


class Gone(Exception):
    """The case is not on this clerk's desk (any more)."""


class NotKept(Exception):
    """The hub has no folder to write to, or keeps no cases."""


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A case that a clerk has open, under a key for addresses; `touched` when it was last used.

    `fault`: why the archive could not keep it, to be told to the clerk.
    """

    key: str
    by: str
    case: Case
    touched: datetime
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A code was not opened. `again` is the key to open a replayed one all the same."""

    explained: Explained
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the desk works with. `folder` and `archive` are None where the city wants none.

    `name_of` gives the name by which colleagues know a login.
    """

    book: Book
    zone: ZoneInfo
    open_code: OpenCode
    printer: Printer
    audit: AuditLog
    clock: Callable[[], datetime]
    folder: Folder | None = None
    formats: tuple[Ending, ...] = ("json", "csv")
    archive: Archive | None = None
    name_of: Callable[[str], str] = str


class Desk:
    """Blocking, and safe to use from several threads. Cases live in memory, each for one clerk."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._lock = Lock()
        self._cases: dict[str, OnDesk] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._again: dict[str, tuple[str, Opened, datetime]] = {}

    @property
    def has_folder(self) -> bool:
        return self._tools.folder is not None

    @property
    def keeps(self) -> bool:
        return self._tools.archive is not None

    def warm(self) -> None:
        """Prepare what takes time, before the first code."""
        self._tools.printer.warm()

    # ---- Opening ----

    def open(self, texts: Iterable[str], by: str) -> OnDesk | Refused:
        """Open the code in these texts and the parts that the clerk read before."""
        now = self._tools.clock()
        # Parts of another code begin anew: the last ones are what counts (hub.sealing.parts).
        read = tuple(dict.fromkeys((*self._parts.get(by, ()), *texts)))[-MOST_PARTS:]
        try:
            letter = self._tools.open_code(read, now)
        except NotOpened as refused:
            if isinstance(refused, Incomplete):
                self._parts[by] = read
            elif not isinstance(refused, Damaged):
                self._parts.pop(by, None)
            return self._refuse(refused, by, now)
        self._parts.pop(by, None)
        return self._lay_down(letter, by, now, "desk-open", letter.id)

    def open_again(self, key: str, by: str, why: str) -> OnDesk:
        """Open a replayed code all the same, for a reason that is written down. Raises Gone."""
        now = self._tools.clock()
        with self._lock:
            asked_by, letter, _ = self._again.pop(key, ("", None, now))
        if letter is None or asked_by != by:
            raise Gone
        return self._lay_down(letter, by, now, "desk-reopen", f"{letter.id} {why}")

    def forget_parts(self, by: str) -> None:
        """Begin anew: the parts read so far are not wanted."""
        self._parts.pop(by, None)

    def _refuse(self, refused: NotOpened, by: str, now: datetime) -> Refused:
        first_by, again = "", ""
        if isinstance(refused, Replayed):
            first_by, again = self._first(refused.letter.id), token_hex(16)
            with self._lock:
                self._again[again] = (by, refused.letter, now)
        explained = explain(refused, self._tools.zone, first_by)
        if not isinstance(refused, Incomplete):
            self._record(by, "desk-refuse", f"{explained.reason} {explained.subject}".strip())
        return Refused(explained, again)

    def _first(self, code: str) -> str:
        found = self._tools.audit.about(code)
        first = next((line.who for line in found if line.action == "desk-open"), "")
        return self._tools.name_of(first) if first else ""

    def _lay_down(
        self, letter: Opened, by: str, now: datetime, action: str, subject: str
    ) -> OnDesk:
        self._record(by, action, subject)
        return self._add(from_letter(letter, self._tools.book, now, by), by, now)

    def _add(self, case: Case, by: str, now: datetime) -> OnDesk:
        found = OnDesk(token_hex(16), by, case, now, self._keep(case))
        with self._lock:
            self._tidy(now)
            own = [item for item in self._cases.values() if item.by == by]
            for oldest in own[: max(0, len(own) + 1 - MOST_OPEN)]:
                del self._cases[oldest.key]
            self._cases[found.key] = found
        return found

    # ---- On the desk ----

    def cases(self, by: str) -> tuple[OnDesk, ...]:
        """The cases that a clerk has open, newest first."""
        with self._lock:
            self._tidy(self._tools.clock())
            return tuple(item for item in reversed(self._cases.values()) if item.by == by)

    def case(self, key: str, by: str) -> OnDesk:
        """One of the clerk's cases. Raises Gone."""
        now = self._tools.clock()
        with self._lock:
            self._tidy(now)
            found = self._cases.get(key)
            if found is None or found.by != by:
                raise Gone
            self._cases[key] = found = replace(found, touched=now)
            return found

    def look(self, on_desk: OnDesk) -> View:
        """The case by this hub's book."""
        return look(self._tools.book, on_desk.case, self._tools.zone)

    def correct(self, key: str, by: str, slot: Slot, value: Value | None) -> OnDesk:
        """Put a value beside the visitor's answer. Raises Gone."""
        found = self.case(key, by)
        self._record(by, "desk-correct", f"{found.case.code} {slot.field}")
        with self._lock:
            # Once more: another window of the clerk may have corrected it, or put it away.
            now = self._cases.get(key)
            if now is None:
                raise Gone
            case = corrected(now.case, slot, value)
            self._cases[key] = changed = replace(now, case=case, fault=self._keep(case))
        return changed

    def put_away(self, key: str, by: str) -> None:
        """The clerk is done with a case. Raises Gone."""
        self.case(key, by)
        with self._lock:
            self._cases.pop(key, None)

    def put_all_away(self, by: str) -> None:
        """The clerk signs out."""
        with self._lock:
            self._cases = {key: item for key, item in self._cases.items() if item.by != by}
            self._again = {key: item for key, item in self._again.items() if item[0] != by}
        self.forget_parts(by)

    def _tidy(self, now: datetime) -> None:
        self._cases = {key: item for key, item in self._cases.items() if now - item.touched < IDLE}
        self._again = {key: item for key, item in self._again.items() if now - item[2] < IDLE}

    # ---- Handing on ----

    def print(self, key: str, by: str) -> tuple[OnDesk, Printed]:
        """The official forms as PDF. Raises Gone."""
        found = self.case(key, by)
        printed = self._tools.printer.print(self.look(found))
        self._record(by, "desk-print", found.case.code)
        return found, printed

    def export(self, key: str, by: str, ending: Ending) -> tuple[OnDesk, bytes]:
        """The case as a file. Raises Gone."""
        found = self.case(key, by)
        content = self._content(found, ending)
        self._record(by, "desk-export", f"{found.case.code} {ending}")
        return found, content

    def write(self, key: str, by: str) -> tuple[str, ...]:
        """The case into the watched folder; the names. Raises Gone, NotKept or NotWritten."""
        found, folder = self.case(key, by), self._tools.folder
        if folder is None:
            raise NotKept
        contents = {ending: self._content(found, ending) for ending in self._tools.formats}
        stem = self.stem(found.case)
        names = tuple(folder.put(stem, ending, made) for ending, made in contents.items())
        self._record(by, "desk-write", f"{found.case.code} {' '.join(contents)}")
        return names

    def stem(self, case: Case) -> str:
        """What the files of a case are called, without ending."""
        local = case.opened.astimezone(self._tools.zone)
        return f"{local:%Y%m%d-%H%M%S}_{case.event or 'unknown'}_{case.code}"

    def _content(self, found: OnDesk, ending: Ending) -> bytes:
        view = self.look(found)
        make: Mapping[Ending, Callable[[View], bytes]] = {
            "json": to_json,
            "csv": to_csv,
            "pdf": lambda view: self._tools.printer.print(view).pdf,
        }
        return make[ending](view)

    # ---- Keeping ----

    def kept(self) -> tuple[Kept, ...]:
        """What the city keeps, newest first. Raises NotKept or NotWritten."""
        return self._archive().kept()

    def bring_back(self, code: str, by: str) -> OnDesk:
        """A kept case onto the clerk's desk. Raises Gone, NotKept or NotWritten."""
        case = self._archive().find(code)
        if case is None:
            raise Gone
        self._record(by, "desk-bring-back", code)
        return self._add(case, by, self._tools.clock())

    def dispose(self, days: int) -> None:
        """Destroy what is kept longer than `days`, and write that down. Raises NotWritten."""
        if self._tools.archive is None:
            return
        today = self._tools.clock().astimezone(self._tools.zone).date()
        for day, count in self._tools.archive.dispose(today - timedelta(days=days)):
            self._record("machiai", "desk-dispose", f"{day.isoformat()} {count}")

    def _archive(self) -> Archive:
        if self._tools.archive is None:
            raise NotKept
        return self._tools.archive

    def _keep(self, case: Case) -> str:
        """Into the archive, if there is one; the fault, which must not stop the clerk."""
        if self._tools.archive is not None:
            try:
                self._tools.archive.keep(case)
            except NotWritten as fault:
                return str(fault)
        return ""

    def _record(self, who: str, action: str, subject: str) -> None:
        """Before the deed is answered: what cannot be written down is not done."""
        self._tools.audit.record(AuditLine(self._tools.clock(), who, action, subject))
