"""Appointments on SQLite and PostgreSQL, as in memory: and of many at once one gets the seat."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from hub.adapters.database.appointments import SqlAppointments
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database
from hub.adapters.database.schema import migrate
from hub.domain.appointments import booking, waiting
from hub.domain.appointments.ledger import Turn
from hub.domain.appointments.offering import lapse
from hub.domain.appointments.records import Action, Contact, State
from hub.domain.errors import Refusal, Refused
from hub.service.appointments.booking import Dice
from hub.service.appointments.importing import Imported, bring_in
from hub.service.appointments.ports import Book
from hub.service.appointments.reading import Row, Table
from tests.appointments import HOUR, TEN, MemoryBook, Numbers, Office, plan, terms
from tests.lobbies import MINUTE, NINE

DAY = timedelta(days=1)
TERMS = terms(plan(seats=1), plan("tax"))
LONG = (NINE - 9 * DAY, NINE + 9 * DAY)


@pytest.fixture
def store(database: Database) -> SqlAppointments:
    return SqlAppointments(database, "test")


@pytest.fixture
def book(store: SqlAppointments) -> Iterator[Book]:
    """Within one turn, which is kept at the end."""
    with store.turn() as opened:
        yield opened


class Morning(Office):
    """The same things happen to each kind of book."""

    def __init__(self, book: Book) -> None:
        super().__init__(TERMS, book=book)  # type: ignore[arg-type] # the same things can be asked
        self.codes = Numbers()

    def happen(self) -> None:
        ten = booking.book(self.turn, self.wanted("a@example.jp", language="en"), TEN + DAY)
        two = booking.book(self.turn, self.wanted(service="tax", source="sato"), TEN)
        three = self.wanted(service="tax", foreign="X-1", by_staff=True)
        booking.book(self.turn, three, TEN)
        for mail in ("b@example.jp", "c@example.jp"):
            self.now += MINUTE
            waiting.wait(self.turn, self.wanted(mail), TEN + DAY, TEN + DAY + HOUR)
        booking.move(self.turn, ten, TEN + DAY + HOUR)
        booking.adjust(self.turn, "tax", TEN + HOUR, 0)
        booking.adjust(self.turn, "tax", TEN + 2 * HOUR, 7)
        booking.adjust(self.turn, "tax", TEN + 2 * HOUR, 8)
        booking.adjust(self.turn, "tax", TEN, 7)
        booking.adjust(self.turn, "tax", TEN, None)
        booking.cancel(self.turn, two)
        self.now += HOUR
        lapse(self.turn)
        (offered,) = (it for it in self.book.entries_between(*LONG) if it.start)
        waiting.accept(self.turn, offered)


def answers(book: Book) -> list[object]:
    """Everything that can be asked."""
    return [
        book.between(*LONG),
        book.booked(NINE, TEN + DAY),
        book.entries_between(TEN + DAY, TEN + DAY + MINUTE),
        book.entries_between(NINE, TEN + DAY),
        book.in_line(),
        book.stale(TEN + 9 * DAY),
        book.waiting("cert", TEN + DAY),
        book.received(),
        book.untold(),
        [book.counted(name, *LONG) for name in ("cert", "tax")],
        [book.taken("tax", TEN + HOUR * count) for count in range(3)],
        [book.adjusted(name, *LONG) for name in ("cert", "tax")],
        [book.open_for("cert", f"{name}@example.jp") for name in "abcd"],
        [book.numbered("00000018"), book.numbered("none")],
        [book.imported("X-1"), book.imported("X-2")],
        [book.find(item.token) for item in book.between(*LONG)],
        [book.find("none"), book.entry("none"), book.appointment("none")],
        [book.entry(f"{count:032x}") for count in range(1, 6)],
    ]


def test_both_databases_answer_as_a_book_in_memory_does(book: Book) -> None:
    kept = MemoryBook()
    for each in (book, kept):
        Morning(each).happen()
    assert answers(book) == answers(kept)
    for each in (book, kept):
        each.told(item for items in each.untold() for item in items)
    assert book.untold() == kept.untold() == ([], [])


def test_contacts_are_deleted_after_the_visit_with_all_that_opens_it(book: Book) -> None:
    kept = MemoryBook()
    for each in (book, kept):
        Morning(each).happen()
    for before in (NINE, NINE + HOUR, TEN + HOUR, TEN + DAY + HOUR, TEN + 2 * DAY):
        assert book.forget(before) == kept.forget(before)
        assert answers(book) == answers(kept)
    assert all(item.contact == Contact() and not item.token for item in book.between(*LONG))
    assert not book.entries_between(*LONG)
    assert book.find("") is None
    assert book.forget(TEN + 2 * DAY) == 0


def test_what_is_visible_of_a_forgotten_visitor_is_nothing(
    database: Database, store: SqlAppointments
) -> None:
    with store.turn() as book:
        Morning(book).happen()
        book.forget(TEN + 9 * DAY)
    with database.read() as connection:
        for table in ("appointments", "appointment_entries", "appointment_seats", "audit"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - ours
            assert "example.jp" not in repr(rows)


def test_the_file_of_sqlite_holds_no_trace_of_a_forgotten_visitor(
    sqlite: Database, tmp_path: Path
) -> None:
    with SqlAppointments(sqlite, "test").turn() as book:
        office = Morning(book)
        for number in range(40):
            wanted = office.wanted(f"hanako{number}@example.jp", by_staff=True)
            booking.book(office.turn, wanted, TEN + number * 7 * DAY)
    assert b"example.jp" in written(sqlite, tmp_path)
    with SqlAppointments(sqlite, "test").turn() as book:
        assert book.forget(TEN + 900 * DAY) == 40
    assert b"example.jp" not in written(sqlite, tmp_path)


def written(database: Database, folder: Path) -> bytes:
    """The file, once the log has been moved into it."""
    with database.engine.connect() as connection:
        connection.rollback()
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "lobby.db").read_bytes()


def row(line: int, foreign: str, start: datetime, *, is_cancelled: bool = False) -> Row:
    return Row(line, foreign, "tax", start, Contact("x@example.jp"), "ja", is_cancelled)


def table(*rows: Row) -> Table:
    return Table(rows)


def test_a_table_of_another_system_is_written_as_it_was_decided(book: Book) -> None:
    """Seats change hands, one comes free for those who wait, and a second time nothing happens."""
    kept = MemoryBook()
    first = table(row(1, "X-2", TEN + DAY), row(2, "X-3", TEN + DAY), row(3, "X-4", TEN + 2 * DAY))
    then = table(
        row(1, "X-1", TEN + DAY),
        row(2, "X-2", TEN + 3 * DAY),
        row(3, "X-3", TEN + DAY, is_cancelled=True),
        row(4, "X-4", TEN + 2 * DAY),
    )
    for each in (book, kept):
        morning = Morning(each)
        morning.happen()
        assert bring_in(morning.turn, each, first, "sato") == Imported(booked=3)
        wanted = morning.wanted("w@example.jp", service="tax")
        waiting.wait(morning.turn, wanted, TEN + DAY, TEN + DAY + MINUTE)
        assert bring_in(morning.turn, each, then, "sato") == Imported(0, 2, 1, 1)
        assert bring_in(morning.turn, each, then, "sato") == Imported(unchanged=4)
    assert answers(book) == answers(kept)
    assert [entry.start for entry in book.entries_between(*LONG)][-1] == TEN + DAY


def test_a_seat_belongs_to_one(book: Book) -> None:
    assert book.take("cert", TEN, 0, "a")
    assert not book.take("cert", TEN, 0, "b")
    assert book.take("cert", TEN, 1, "b")
    assert book.take("tax", TEN, 0, "b")
    book.give_back("cert", TEN, 0)
    assert book.take("cert", TEN, 0, "b")


def test_sites_know_nothing_of_each_other(database: Database) -> None:
    stores = [SqlAppointments(database, site) for site in ("test", "branch")]
    for store in stores:
        with store.turn() as book:
            Morning(book).happen()
    with stores[1].turn() as book:
        book.forget(TEN + 9 * DAY)
    with stores[0].reading() as book:
        assert len(book.untold()[0]) == 2


def test_a_turn_that_fails_keeps_nothing(store: SqlAppointments) -> None:
    def fail() -> None:
        with store.turn() as book:
            Morning(book).happen()
            book.audit("sato", "appointment.book", "x", NINE)
            raise Refused(Refusal.SLOT_FULL)

    with pytest.raises(Refused):
        fail()
    with store.reading() as book:
        assert book.between(*LONG) == []
        assert not book.counted("cert", *LONG)


def test_what_staff_did_is_recorded_in_the_same_turn(
    database: Database, store: SqlAppointments
) -> None:
    with store.turn() as book:
        book.audit("sato", "appointment.book", "x", NINE)
    (line,) = SqlAuditLog(database, "test").latest(10)
    assert (line.who, line.action, line.subject, line.at) == ("sato", "appointment.book", "x", NINE)


def test_states_are_kept(store: SqlAppointments) -> None:
    with store.turn() as book:
        office = Morning(book)
        made = booking.book(office.turn, office.wanted(), TEN + DAY)
        came = booking.stepped(office.turn, made, Action.CHECK_IN, ticket="t" * 32)
    with store.reading() as book:
        assert book.received() == [came]
        assert came == replace(made, state=State.CHECKED_IN, ticket="t" * 32, version=2)


def rush(url: URL, count: int, deed: str) -> list[str]:
    """So many visitors at once, on two hubs; what each was told."""
    databases = [Database(url, lock_wait=20) for _ in range(2)]
    migrate(databases[0])

    def one(number: int) -> str:
        store = SqlAppointments(databases[number % 2], "test")
        try:
            with store.turn() as book:
                turn = Turn(book, TERMS, Dice(), NINE)
                office = Office(TERMS)
                key = number if deed == "book" else number % 4
                wanted = office.wanted(id=f"{key:032x}", service="tax")
                return booking.book(turn, wanted, TEN).number
        except Refused as refusal:
            return refusal.code.value

    with ThreadPoolExecutor(count) as visitors:
        told = list(visitors.map(one, range(count)))
    with SqlAppointments(databases[0], "test").reading() as book:
        assert book.taken("tax", TEN) == {0, 1}
        assert len(book.between(*LONG)) == 2
    for database in databases:
        database.close()
    return told


@pytest.mark.parametrize("deed", ["book", "repeat"])
def test_of_many_visitors_at_once_on_two_hubs_each_seat_goes_to_one(url: URL, deed: str) -> None:
    told = rush(url, 16, deed)
    numbers = [each for each in told if each != Refusal.SLOT_FULL.value]
    assert len(set(numbers)) == 2
    if deed == "book":
        assert len(numbers) == 2


def test_two_hubs_that_free_one_seat_offer_it_once(url: URL) -> None:
    databases = [Database(url, lock_wait=20) for _ in range(2)]
    migrate(databases[0])
    stores = [SqlAppointments(each, "test") for each in databases]
    with stores[0].turn() as book:
        office = Morning(book)
        held = booking.book(office.turn, office.wanted(), TEN + DAY)
        for number in range(2):
            office.now += MINUTE
            wanted = office.wanted(f"{number}@example.jp")
            waiting.wait(office.turn, wanted, TEN + DAY, TEN + DAY + MINUTE)

    def cancel(store: SqlAppointments) -> None:
        with store.turn() as book:
            found = book.appointment(held.id)
            assert found is not None
            booking.cancel(Turn(book, TERMS, Dice(), NINE + HOUR), found)

    with ThreadPoolExecutor(2) as hubs:
        list(hubs.map(cancel, stores))
    with stores[0].reading() as book:
        offered = [item for item in book.entries_between(*LONG) if item.start]
        assert len(offered) == 1
    for database in databases:
        database.close()
