"""Appointments of another booking system come in: all of a file, or nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from hub.domain.appointments import booking
from hub.domain.appointments.ledger import Ledger, Turn, Wanted
from hub.domain.appointments.records import Appointment, State
from hub.domain.errors import Refusal, Refused
from hub.service.appointments.drafting import Draft
from hub.service.appointments.ports import Book
from hub.service.appointments.reading import Misfit, Misfits, Row, Table

_WHY = {
    Refusal.SLOT_CLOSED: "この日時の枠がありません（過ぎたか、予約を受けない時間です）。",
    Refusal.SLOT_FULL: "この日時の枠は、もう満席です。",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines did what."""

    booked: int = 0
    moved: int = 0
    cancelled: int = 0
    unchanged: int = 0


class Rehearsed(Exception):
    """Nothing was kept: it was only to be seen what would be. `result` says what."""

    def __init__(self, result: Imported) -> None:
        super().__init__(result)
        self.result = result


def bring_in(turn: Turn[Ledger], book: Book, table: Table, who: str) -> Imported:
    """Do what the lines say, within one turn. An id that is known is moved, cancelled or left.

    Raises Misfits with every line that is wrong or does not fit, and nothing is kept. The visitors
    are not written to: the other system has done that. Whoever has come already is left alone.
    """
    foreign = {row.foreign for row in table.rows} | table.broken
    draft = Draft(book.held(foreign, [row.start for row in table.rows]))
    _make_way(draft, table.broken)
    done: Counter[str] = Counter()
    unfit = _unfit(Turn(draft, turn.terms, turn.codes, turn.now), table.rows, done)
    if misfits := (*table.misfits, *unfit):
        raise Misfits(misfits)
    result = Imported(**done)
    if result != Imported(unchanged=result.unchanged):
        book.apply(draft.changes())
        book.audit(who, "appointment.import", f"{sum(done.values())}", turn.now)
    return result


def _make_way(draft: Draft, broken: Iterable[str]) -> None:
    """Once such a line is mended it may leave its seat: none that needs it is called unfit."""
    for known in filter(None, map(draft.imported, broken)):
        if known.state is State.BOOKED:
            draft.give_back(known.service, known.start, known.seat)


def _unfit(turn: Turn[Draft], rows: Iterable[Row], done: Counter[str]) -> list[Misfit]:
    """Do what can be done, in whatever order; the lines that are left then."""
    pending = sorted(rows, key=lambda row: not row.is_cancelled)
    while pending:
        refused = [(row, why) for row in pending if (why := _tried(turn, row, done))]
        if len(refused) == len(pending):
            return [Misfit(row.line, "", why) for row, why in refused]
        # A seat that one line leaves may be the one that another line needs.
        pending = [row for row, _ in refused]
    return []


def _tried(turn: Turn[Draft], row: Row, done: Counter[str]) -> str:
    """Why it cannot be done (yet); empty where it is done."""
    try:
        done[_done(turn, row)] += 1
    except Refused as refusal:
        return _WHY.get(refusal.code, "この予約は入れられません。")
    return ""


def _done(turn: Turn[Draft], row: Row) -> str:
    known = turn.ledger.imported(row.foreign)
    if known is None and not row.is_cancelled:
        _quietly(turn, booking.seat(turn, _wanted(row), row.start))
        return "booked"
    if known is None or known.state is not State.BOOKED:
        return "unchanged"
    if row.is_cancelled:
        _quietly(turn, booking.cancel(turn, known, by_staff=True))
        return "cancelled"
    if known.start == row.start:
        return "unchanged"
    _quietly(turn, booking.move(turn, known, row.start, by_staff=True))
    return "moved"


def _wanted(row: Row) -> Wanted:
    name = sha256(f"import {row.foreign}".encode()).hexdigest()[:32]
    return Wanted(
        name, row.service, row.language, row.contact, "import", by_staff=True, foreign=row.foreign
    )


def _quietly(turn: Turn[Draft], record: Appointment) -> None:
    turn.ledger.put(replace(record, told=record.version))
