"""One opened letter on a clerk's desk: what the visitor answered, and the clerk's corrections."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from hub.domain.forms.answers import Slot, Value
from hub.domain.forms.book import Book, Event
from hub.sealing.answers import Unknown, read
from hub.sealing.opened import Opened


@dataclass(frozen=True, slots=True)
class Case:
    """`code` names the letter in lists, logs and file names, and tells nothing of the visitor.

    `event` is None where this book does not know what the visitor came for. A correction of
    None clears a box. `book` is the version of the definitions that the kiosk used.
    """

    code: str
    terminal: str
    issued: datetime
    opened: datetime
    opened_by: str
    event: str | None
    book: int
    answers: Mapping[Slot, Value]
    unknown: tuple[Unknown, ...] = ()
    corrections: Mapping[Slot, Value | None] = field(default_factory=dict)

    @property
    def current(self) -> dict[Slot, Value]:
        """The answers as they hold now, corrected."""
        merged = {**self.answers, **self.corrections}
        return {slot: value for slot, value in merged.items() if value is not None}


def from_letter(letter: Opened, book: Book, opened: datetime, by: str) -> Case:
    """The case of a letter that was just opened. Nothing in the letter makes it fail."""
    reading = read(book, letter.body)
    event = next((item.id for item in book.events.values() if item.wire == letter.event), None)
    return Case(
        code=letter.id,
        terminal=letter.terminal,
        issued=letter.issued,
        opened=opened,
        opened_by=by,
        event=event,
        book=letter.book,
        answers=reading.answers,
        unknown=reading.unknown,
    )


def event_of(case: Case, book: Book) -> Event | None:
    """What the visitor came for; None where the book has no such event (any more)."""
    return book.events.get(case.event) if case.event else None


def corrected(case: Case, slot: Slot, value: Value | None) -> Case:
    """The case with one more correction; what was answered again is no correction."""
    others = {key: kept for key, kept in case.corrections.items() if key != slot}
    is_original = case.answers.get(slot) == value
    return replace(case, corrections=others if is_original else {**others, slot: value})
