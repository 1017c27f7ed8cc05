"""Faults of the storage in words: what happened, where, and what a person can do about it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from hub.service.ports import JournalFault

# Prefixes of SQLite's result code names (sqlite.org/rescode.html), longest match wins.
SQLITE_FAULTS: Mapping[str, str] = {
    "SQLITE_FULL": "the disk is full. Free some space; nothing recorded so far is lost",
    "SQLITE_IOERR": "the disk does not take or give data. Check the disk, its space and its cable",
    "SQLITE_READONLY": "the file or its disk is read-only. Give the hub's user write permission",
    "SQLITE_PERM": "the file may not be opened. Give the hub's user permission to read and write",
    "SQLITE_CANTOPEN": "the file cannot be opened. Check that its folder exists, that the hub's"
    " user may write there, and that the disk is not read-only",
    "SQLITE_CORRUPT": "the file is damaged. Stop the hub and bring back the latest backup with"
    " 'machiai restore'",
    "SQLITE_NOTADB": "the file is damaged or no database. Stop the hub and bring back the latest"
    " backup with 'machiai restore'",
    "SQLITE_BUSY": "another program keeps the file locked. Close it",
    "SQLITE_LOCKED": "another program keeps the file locked. Close it",
    "SQLITE_PROTOCOL": "another program keeps the file locked. Close it",
    "SQLITE_NOMEM": "there is no memory left. Close other programs",
}

# Prefixes of SQLSTATE (PostgreSQL manual, appendix A).
POSTGRESQL_FAULTS: Mapping[str, str] = {
    "08": "the server cannot be reached. Check that it runs and that the network is up",
    "25006": "the server takes no changes now (read-only or standby). Connect to the primary",
    "28": "the server refuses this user or password. Check user and password in --database",
    "3D000": "the server has no database of this name. Create it, or check the name in --database",
    "42501": "this user has no right to the tables. Grant the right, or use the owner's account",
    "53": "the server has no disk space, memory or connection left. Make room on the server",
    "53100": "the server's disk is full. Free some space; nothing recorded so far is lost",
    "55P03": "another program keeps the lobby locked. Close it",
    "57P": "the server is shutting down or starting. The hub tries again by itself",
    "58": "the server's disk does not take or give data. Check the server",
    "XX": "the server found damaged data. Bring back the latest backup with 'machiai restore'",
}

AWAY = POSTGRESQL_FAULTS["08"]

_AT_CONNECT = (
    ("password authentication failed", POSTGRESQL_FAULTS["28"]),
    ("no password supplied", POSTGRESQL_FAULTS["28"]),
    ("no pg_hba.conf entry", POSTGRESQL_FAULTS["28"]),
    ("does not exist", POSTGRESQL_FAULTS["3D000"]),
    ("too many", POSTGRESQL_FAULTS["53"]),
)


def explain(error: BaseException | None) -> str | None:
    """What a person needs to know about a driver's error; None where it is no outside fault."""
    if isinstance(error, sqlite3.Error):
        return _longest(SQLITE_FAULTS, getattr(error, "sqlite_errorname", ""))
    # The driver of PostgreSQL is loaded only where it is used: that takes as long as pydantic.
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return _longest(POSTGRESQL_FAULTS, state)
    if any(kind.__name__ == "OperationalError" for kind in type(error).__mro__):
        # libpq gives no code for what the server says while a connection is being made.
        return next((text for words, text in _AT_CONNECT if words in str(error)), AWAY)
    return None


def _longest(faults: Mapping[str, str], code: str) -> str | None:
    fitting = [prefix for prefix in faults if code.startswith(prefix)]
    return faults[max(fitting, key=len)] if fitting else None


@contextmanager
def translated(where: str, driver: type[Exception]) -> Iterator[None]:
    """Turn faults of the storage at `where` into JournalFault; let bugs pass as they are.

    `driver` is the base of the driver's own errors.
    """
    try:
        yield
    except (DBAPIError, driver) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        reason = explain(cause)
        if reason is None:
            raise
        raise JournalFault(f"{where}: {reason}.") from error
