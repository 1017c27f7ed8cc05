"""Copies of a SQLite database by SQLite's own backup, which the hub may write beside."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hub.adapters.database.engine import Database
from hub.adapters.database.faults import DAMAGED, OCCUPIED, RUNNING, translated
from hub.adapters.database.files import replacing
from hub.adapters.database.schema import check_known
from hub.service.ports import JournalFault

# A database in WAL mode is up to three files.
_SUFFIXES = ("", "-wal", "-shm")


def backup(database: Database, target: Path) -> None:
    """Copy the file of `database` to `target`."""
    source = _path(database)
    if not source.is_file():
        raise JournalFault(
            f"{database.where}: ファイルがありません。ハブの設定と場所を確かめてください。"
        )
    if target.exists() and target.samefile(source):
        raise JournalFault(f"控え {target}: データベースそのものです。別の名前にしてください。")
    _copy(source, target, f"{database.where} から控え {target} へ")


def restore(source: Path, database: Database, *, overwrite: bool) -> None:
    """Put a copy of `source` in the place of the file of `database`."""
    target = _path(database)
    _check(source, f"控え {source}")
    if target.exists():
        if not overwrite:
            raise JournalFault(f"{database.where}: {OCCUPIED}")
        _check_free(target, database.where)
        _set_aside(target)
    _copy(source, target, f"控え {source} から{database.where} へ")


def _path(database: Database) -> Path:
    return Path(database.url.database or "")


def _copy(source: Path, target: Path, where: str) -> None:
    """One whole file at `target`, verified before it takes its place."""
    with replacing(target) as fresh:
        with (
            translated(where, sqlite3.Error),
            _opened(source) as old,
            _writable(fresh) as new,
        ):
            old.backup(new)
            # The copy is one file, without a log beside it.
            new.execute("PRAGMA journal_mode = DELETE")
        _check(fresh, where)


def _opened(path: Path) -> closing[sqlite3.Connection]:
    uri = f"{path.resolve().as_uri()}?mode=ro"
    return closing(sqlite3.connect(uri, uri=True, isolation_level=None))


def _writable(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, isolation_level=None))


def _check(path: Path, where: str) -> None:
    """Raise JournalFault unless `path` is a whole database of a version we know."""
    with translated(where, sqlite3.Error), _opened(path) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise JournalFault(f"{where}: {DAMAGED}")
        tables = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'events')"
        )
        if tables.fetchone()[0] != 2:
            raise JournalFault(f"{where}: machiai のデータベースではありません。")
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        check_known(version[0] if version else None, where)


def _check_free(path: Path, where: str) -> None:
    """A hub keeps its file open, and so nobody else can have it alone. A damaged one is free."""
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise JournalFault(f"{where}: {RUNNING}") from error
    except sqlite3.DatabaseError:
        return


def _set_aside(path: Path) -> None:
    for suffix in _SUFFIXES:
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.replace(path.with_name(f"{path.name}.replaced{suffix}"))
