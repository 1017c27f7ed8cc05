"""Letters are kept, taken once and forgotten, on either database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.adapters.database.engine import Database
from hub.adapters.database.outbox import SqlLetters
from hub.adapters.database.tables import LETTERS
from hub.service.outbox import Letter, LetterState

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ADDRESS = "hanako.secret@example.jp"


def letter(name: str, topic: str = "visit-1", minutes: int = 60) -> Letter:
    return Letter(name, topic, "mail", ADDRESS, "番号札", "まもなくです", NOW + minutes * MINUTE)


@pytest.fixture
def book(database: Database) -> SqlLetters:
    return SqlLetters(database, "test")


def take(book: SqlLetters, now: datetime = NOW, holder: str = "a") -> str | None:
    held = book.take("mail", now, now + 5 * MINUTE, holder)
    return None if held is None else held.letter.id


def states(book: SqlLetters) -> dict[str, int]:
    return {state.value: count for (_, state), count in book.counts().items()}


def kept(database: Database) -> str:
    with database.read() as connection:
        return str(connection.execute(LETTERS.select()).all())


def test_a_letter_comes_back_as_it_was_and_is_taken_once(
    book: SqlLetters, database: Database
) -> None:
    calendar = Letter(
        "one",
        "booking",
        "mail",
        ADDRESS,
        "予約",
        "内容\n二行目",
        NOW + MINUTE,
        b"BEGIN:",
        "REQUEST",
    )
    book.add([calendar, letter("two")], NOW)
    book.add([letter("two", minutes=1)], NOW)
    held = book.take("mail", NOW, NOW + 5 * MINUTE, "a")
    assert held is not None
    assert held.letter == calendar
    assert [take(book, holder="b"), take(book)] == ["two", None]
    assert book.take("push", NOW, NOW, "a") is None
    assert SqlLetters(database, "elsewhere").take("mail", NOW, NOW, "a") is None


def test_a_letter_of_a_hub_that_died_is_free_again_later(book: SqlLetters) -> None:
    book.add([letter("one")], NOW)
    assert take(book) == "one"
    assert take(book, NOW + 4 * MINUTE) is None
    assert take(book, NOW + 6 * MINUTE) == "one"


def test_what_was_being_handed_over_is_never_repeated(book: SqlLetters, database: Database) -> None:
    book.add([letter("one")], NOW)
    held = book.take("mail", NOW, NOW + 5 * MINUTE, "a")
    assert held is not None
    assert book.handing(held, NOW + 30 * MINUTE)
    assert not book.handing(held, NOW + 30 * MINUTE)
    assert take(book, NOW + 10 * MINUTE) is None
    book.tidy(NOW + 31 * MINUTE, NOW)
    assert states(book) == {"unclear": 1}
    assert ADDRESS not in kept(database)


def test_a_start_settles_what_the_one_before_left(sqlite: Database) -> None:
    book = SqlLetters(sqlite, "test")
    book.add([letter("taken"), letter("handed")], NOW)
    handed = book.take("mail", NOW, NOW + 5 * MINUTE, "a")
    assert handed is not None
    book.handing(handed, NOW + 30 * MINUTE)
    assert take(book) == "taken"
    book.begin()
    assert [take(book), take(book)] == ["taken", None]
    assert states(book) == {"waiting": 1, "unclear": 1}


def test_what_is_tried_again_waits(book: SqlLetters) -> None:
    book.add([letter("one")], NOW)
    held = book.take("mail", NOW, NOW + 5 * MINUTE, "a")
    assert held is not None
    book.again(held, NOW + MINUTE)
    assert take(book, NOW + MINUTE / 2) is None
    again = book.take("mail", NOW + MINUTE, NOW + 6 * MINUTE, "b")
    assert again is not None
    assert again.failures == 1


def test_nothing_leaves_after_its_time(book: SqlLetters, database: Database) -> None:
    book.add([letter("one", minutes=2)], NOW)
    assert take(book, NOW + 2 * MINUTE) is None
    book.tidy(NOW + 2 * MINUTE, NOW)
    assert states(book) == {"expired": 1}
    assert ADDRESS not in kept(database)
    book.tidy(NOW + 3 * MINUTE, NOW + 3 * MINUTE)
    assert states(book) == {}


def test_a_dropped_topic_is_forgotten_even_in_a_thread_s_hand(
    book: SqlLetters, database: Database
) -> None:
    book.add([letter("one"), letter("two"), letter("other", topic="visit-2")], NOW)
    held = book.take("mail", NOW, NOW + 5 * MINUTE, "a")
    assert held is not None
    book.drop("visit-1" if held.letter.id != "other" else "visit-2")
    assert not book.handing(held, NOW + 30 * MINUTE)
    book.settle(held, LetterState.SENT)
    book.again(held, NOW)
    assert "sent" not in states(book)
    book.drop("visit-1")
    book.drop("visit-2")
    assert states(book) == {"dropped": 3}
    assert ADDRESS not in kept(database)
    book.add([letter("one")], NOW)
    assert states(book) == {"dropped": 3}


def test_nothing_of_an_address_stays_in_the_files(sqlite: Database, tmp_path: Path) -> None:
    book = SqlLetters(sqlite, "test")
    book.add([letter(f"letter-{number}") for number in range(50)], NOW)
    assert _in_files(tmp_path)
    book.drop("visit-1")
    book.wipe()
    assert _in_files(tmp_path) == []


def _in_files(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*") if ADDRESS.encode() in file.read_bytes()]
