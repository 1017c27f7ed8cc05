"""Where visitors want to be told is kept until the visit ends, and nothing of it after."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hub.adapters.database.engine import Database
from hub.adapters.database.wishes import SqlWishes
from hub.service.noticing import Wish

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
ADDRESS = "hanako.secret@example.jp"
WISH = Wish("0" * 32, "a" * 32, "mail", ADDRESS, 3, "ja", NOW)


def test_wishes_come_back_by_visit_and_go_with_it(database: Database) -> None:
    book = SqlWishes(database, "test")
    later = replace(WISH, id="1" * 32, address="b@example.jp", made_at=NOW + timedelta(minutes=1))
    other = replace(WISH, id="2" * 32, visit="b" * 32, channel="push", address="{}")
    for wish in (later, WISH, other):
        book.add(wish)
    assert book.of(WISH.visit) == [WISH, later]
    assert sorted(book.all(), key=lambda wish: wish.id) == [WISH, later, other]
    assert SqlWishes(database, "elsewhere").all() == []
    book.drop([WISH.visit, "c" * 32])
    assert book.all() == [other]


def test_the_same_address_is_kept_once(database: Database) -> None:
    book = SqlWishes(database, "test")
    book.add(WISH)
    again = replace(WISH, id="1" * 32, ahead=5)
    book.add(again)
    assert book.of(WISH.visit) == [again]


def test_an_address_that_is_refused_is_forgotten_until_there_is_another(
    database: Database,
) -> None:
    book = SqlWishes(database, "test")
    book.add(WISH)
    book.refuse("f" * 32)
    assert book.of(WISH.visit) == [WISH]
    book.refuse(WISH.id)
    assert book.of(WISH.visit) == [replace(WISH, address="")]
    other = replace(WISH, id="1" * 32, address="b@example.jp")
    book.add(other)
    assert book.of(WISH.visit) == [other]


def test_nothing_of_an_address_stays_in_the_files(sqlite: Database, tmp_path: Path) -> None:
    book = SqlWishes(sqlite, "test")
    for number in range(50):
        book.add(replace(WISH, id=f"{number:032x}", visit=f"{number:032x}"))
    sqlite.wipe()
    assert _in_files(tmp_path)
    book.drop(f"{number:032x}" for number in range(50))
    sqlite.wipe()
    assert _in_files(tmp_path) == []


def _in_files(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*") if ADDRESS.encode() in file.read_bytes()]
