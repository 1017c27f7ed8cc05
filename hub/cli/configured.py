"""The settings and the database that a command works on, or a clear end."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import typer
from pydantic import ValidationError

from config.faults import Faults
from config.load import load, load_lobby
from config.schema.hub import DatabaseAddress
from config.schema.settings import Settings
from config.words import message
from hub.adapters import books
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.files import make_folder
from hub.adapters.database.schema import migrate
from hub.domain.forms.book import Book
from hub.service.forms import domain_book
from hub.service.ports import JournalFault
from hub.shape import Shape


def now() -> datetime:
    """The instant, aware."""
    return datetime.now(UTC)


def end(words: str) -> NoReturn:
    """Say why, and end the command as failed."""
    print(words)
    raise typer.Exit(1)


_ADDRESS: Shape[str] = Shape(DatabaseAddress)


def settings(directory: Path, database: str | None = None) -> Settings:
    """The checked settings, on another `database` than hub.yaml's where one is given.

    Where there are faults, all are printed and the command ends.
    """
    return _on(database, _loaded(load, directory))


def settings_and_book(directory: Path, database: str | None) -> tuple[Settings, Book]:
    """As `settings`, with the book of forms; read from the data folder if nothing has changed."""
    found = _loaded(load_lobby, directory)
    folder, source = found.data, books.source(found.directory)
    book = books.recall(folder, source)
    if book is None:
        book = domain_book(_loaded(load, directory).forms)
        books.keep(folder, source, book)
    return _on(database, found), book


def _on(database: str | None, found: Settings) -> Settings:
    if database is None:
        return found
    return replace(found, hub=found.hub.model_copy(update={"database": _address(database)}))


def _address(database: str) -> str:
    try:
        return _ADDRESS.validate_python(database)
    except ValidationError as error:
        said = (message(detail) for detail in error.errors(include_url=False))
        end("\n".join(f"--database（MACHIAI_DATABASE）: {each}" for each in said))


def _loaded(read: Callable[[Path], Settings], directory: Path) -> Settings:
    try:
        return read(directory)
    except Faults as found:
        end(f"{found}\n\n{directory}: まちがいが {len(found.faults)} 件あります。")


@contextmanager
def database(found: Settings) -> Iterator[Database]:
    """The hub's database, brought up to date. Several processes may use it at once."""
    with told(), closing(Database(database_url(found.database))) as opened:
        make_folder(found.data)
        migrate(opened)
        yield opened


@contextmanager
def told() -> Iterator[None]:
    """Faults of the environment end the command with their message, not with a traceback."""
    try:
        yield
    except (JournalFault, OSError) as fault:
        end(str(fault))
