"""SQLite files of a terminal: opened, checked, and set aside where they are damaged.

By sqlite-utils, without NumPy. It imports NumPy for the types of columns wherever NumPy is
installed (for speech, here): 0.2 s of every terminal's start, measured, for columns that a
terminal's files do not have.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hub.client.errors import SpoolFault

_known = {name: sys.modules[name] for name in ("numpy",) if name in sys.modules}
# None: the import system's own word for a module that must not be imported.
sys.modules["numpy"] = None  # type: ignore[assignment] # the stub does not know of it
try:
    from sqlite_utils import Database
finally:
    del sys.modules["numpy"]
    sys.modules.update(_known)

__all__ = ["Database", "aside", "faults", "opened"]


def opened(path: Path, schema: str) -> tuple[Database, Path | None]:
    """The database with the tables of `schema`, flushed at every commit (synchronous FULL).

    The second: where a file that SQLite could not read was set aside. Raises sqlite3.Error and
    OSError, see `faults`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _open(path, schema), None
    except sqlite3.OperationalError:
        # Full, read-only or locked: the file may be well, so it stays.
        raise
    except sqlite3.DatabaseError:
        damaged = _set_aside(path)
        return _open(path, schema), damaged


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Make faults of the disk SpoolFaults that name the file."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise SpoolFault(f"{path}: {error}") from error


def aside(path: Path, stamp: str) -> str:
    """The name under which a damaged file is set aside."""
    return f"{path.stem}.damaged-{stamp}{path.suffix}"


def _open(path: Path, schema: str) -> Database:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _check(connection)
        connection.executescript(schema)
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def _check(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _set_aside(path: Path) -> Path:
    """Move a damaged file, with its log, out of the way; whoever repairs it needs both."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    fresh = path.with_name(aside(path, stamp))
    for suffix in ("-wal", "-shm"):
        log = path.with_name(path.name + suffix)
        if log.exists():
            log.rename(path.with_name(f"log-of-{fresh.name}{suffix}"))
    return path.rename(fresh)
