"""Bring the database to the shape that this program knows, at every start."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from hub.adapters.database.engine import Database
from hub.service.ports import JournalFault

# The migrations' latest and all their revisions, so that a start needs to load them only when
# there is something to do (Alembic's import takes 0.2 s). A test compares.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
HEAD = REVISIONS[-1]

# Held while a process migrates: two hubs may start at once.
_MIGRATING = 0x6D696772


def migrate(database: Database) -> None:
    """Create or upgrade the tables. Raises JournalFault, also for a database newer than we are."""
    _make_private(database.url)
    with database.write() as connection:
        if database.is_postgresql:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        found = revision(connection)
        check_known(found, database.where)
        if found != HEAD:
            _upgrade(connection)


def _make_private(url: URL) -> None:
    """A new SQLite file, and the log that takes over its mode, is for the hub's user alone."""
    if url.get_backend_name() == "sqlite" and not url.query:
        # Where there is a fault SQLite meets it too, and it is told from there.
        with suppress(OSError):
            Path(url.database or "").touch(mode=0o600)


def revision(connection: Connection) -> str | None:
    """The schema version of a database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check_known(found: str | None, where: str) -> None:
    """Raise JournalFault for a version that only a newer program can read."""
    if found is not None and found not in REVISIONS:
        raise JournalFault(
            f"{where}: 新しい版の machiai で書かれています（表の版 {found}、このプログラムは"
            f" {HEAD} まで）。新しい版を入れるか、前の版で取った控えをもどしてください。"
        )


def _upgrade(connection: Connection) -> None:
    # Loaded only where it is needed: see REVISIONS.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
