"""The settings and the database that a command works on, or a clear end."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import typer

from config.faults import Faults
from config.load import load
from config.schema.settings import Settings
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.schema import migrate
from hub.service.ports import JournalFault


def settings(directory: Path) -> Settings:
    """The checked settings; where there are faults, all are printed and the command ends."""
    try:
        return load(directory)
    except Faults as found:
        print(found)
        print(f"\n{directory}: まちがいが {len(found.faults)} 件あります。")
        raise typer.Exit(1) from None


@contextmanager
def database(found: Settings) -> Iterator[Database]:
    """The hub's database, brought up to date. Several processes may use it at once."""
    with told(), closing(Database(database_url(found.database))) as opened:
        found.path(found.hub.data_directory).mkdir(parents=True, exist_ok=True)
        migrate(opened)
        yield opened


@contextmanager
def told() -> Iterator[None]:
    """Faults of the environment end the command with their message, not with a traceback."""
    try:
        yield
    except (JournalFault, OSError) as fault:
        print(fault)
        raise typer.Exit(1) from None
