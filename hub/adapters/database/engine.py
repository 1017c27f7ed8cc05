"""One way to the database: many readers, and one writer at a time on a connection kept open."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from hub.adapters.database.faults import SET_IN, translated
from hub.service.ports import JournalFault

# Seconds to wait for another program's lock; a writer holds it for milliseconds.
LOCK_WAIT = 5.0

# Marks PostgreSQL sessions that write the lobby; a restore takes it alone.
IN_USE = 0x6D616368

_WRITING = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN"}
_READING = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


def database_url(text: str | Path) -> URL:
    """The address of a database: a file's path, or "postgresql://user@host/name".

    Raises JournalFault where the text is neither.
    """
    if isinstance(text, Path) or "://" not in text:
        return URL.create("sqlite", database=str(text))
    try:
        url = make_url(text)
    # A port that is no number is a ValueError.
    except (ArgumentError, ValueError) as error:
        # Not the address itself: it may hold a password.
        raise JournalFault(
            f"データベースのアドレスを読めません。{SET_IN} を確かめてください。"
            "パスワードの中の記号は、%40 のように書きます。"
        ) from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url
    raise JournalFault(
        f"データベースの種類 {url.get_backend_name()} は使えません。{SET_IN} に、"
        "sqlite:/// か postgresql:// で始まるアドレスを書いてください。"
    )


def place(url: URL) -> str:
    """The database in words for a message: no password."""
    if url.get_backend_name() == "sqlite":
        return f"データベース {url.database}"
    server = f"{url.host or 'localhost'}:{url.port or 5432}"
    return f"データベース {url.database}（サーバー {server}）"


class Database:
    """A SQLite file or a PostgreSQL database. Safe to use from several threads.

    `read` and `write` raise JournalFault where the storage cannot be used; the next call
    connects anew, so it works as soon as the fault is gone.
    """

    def __init__(self, url: URL, lock_wait: float = LOCK_WAIT) -> None:
        """`lock_wait` in seconds. Connects on first use."""
        self.url = url
        self.where = place(url)
        self.engine = _engine(url, lock_wait)
        self._driver: type[Exception] = self.engine.dialect.import_dbapi().Error
        self._readers = self.engine.execution_options(reading=True)
        self._turn = Lock()
        self._writer: Connection | None = None

    @property
    def is_postgresql(self) -> bool:
        return self.engine.dialect.name == "postgresql"

    def translated(self) -> AbstractContextManager[None]:
        """Turn faults within into JournalFault."""
        return translated(self.where, self._driver)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one consistent state of what has been committed."""
        with self.translated(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The writing connection in a transaction: commits at the end, an exception rolls back.

        A thread that writes must not ask for it again.
        """
        with self._turn, self.translated():
            connection = self._begin()
            try:
                yield connection
                connection.commit()
            except BaseException as error:
                self._roll_back(connection, error)
                raise

    def wipe(self) -> None:
        """Let nothing of what was deleted stay in SQLite's log beside the file.

        PostgreSQL's server overwrites it in its own time (autovacuum, and the reuse of its log).
        """
        if self.is_postgresql:
            return
        with self._turn, self.translated(), closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let go of every connection."""
        with self._turn:
            self._drop_writer()
        self.engine.dispose()

    def _begin(self) -> Connection:
        """Begin on the kept connection; anew where the server has gone away meanwhile."""
        try:
            return self._begin_once()
        except DBAPIError as error:
            self._drop_writer()
            if not error.connection_invalidated:
                raise
            return self._begin_once()

    def _begin_once(self) -> Connection:
        if self._writer is None:
            self._writer = self._connect()
        self._writer.begin()
        return self._writer

    def _connect(self) -> Connection:
        connection = self.engine.connect()
        if self.is_postgresql:
            cursor = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock_shared({IN_USE})")
            free = cursor.scalar_one()
            connection.commit()
            if not free:
                connection.close()
                raise JournalFault(
                    f"{self.where}: 控えをもどしています。終わるまで待ってください。"
                )
        return connection

    def _roll_back(self, connection: Connection, error: BaseException) -> None:
        if isinstance(error, (DBAPIError, self._driver, JournalFault)):
            self._drop_writer()
        else:
            with suppress(DBAPIError):
                connection.rollback()

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(DBAPIError):
                writer.invalidate()
                writer.close()


def _engine(url: URL, lock_wait: float) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(url, lock_wait)
    else:
        engine = _postgresql(url, lock_wait)
    event.listen(engine, "begin", _begin)
    return engine


def _sqlite(url: URL, lock_wait: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": lock_wait, "check_same_thread": False},
        hide_parameters=True,
        paramstyle="named",
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL lets readers go on beside the writer; FULL makes every commit reach the disk."""
    # The transactions are ours to begin: the driver's own BEGIN would not be IMMEDIATE.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten: an address that is not needed must not stay in the file.
    connection.execute("PRAGMA secure_delete = ON")
    # Four times the default, 16 MB: moving the log into the file holds the writer up for some
    # 10 ms, and one commit in a hundred met it (measured at 5,000 tickets a second).
    connection.execute("PRAGMA wal_autocheckpoint = 4000")


def _postgresql(url: URL, lock_wait: float) -> Engine:
    wait = int(lock_wait * 1000)
    engine = create_engine(
        url,
        connect_args={
            "connect_timeout": 5,
            "application_name": "machiai",
            # A hub that is frozen or cut off in the middle of its turn must not stop the others.
            "options": f"-c lock_timeout={wait} -c idle_in_transaction_session_timeout=10000",
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 10000,
        },
        hide_parameters=True,
        pool_pre_ping=True,
    )
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """As with SQLite: we begin ourselves, so that a lost server shows before any work."""
    connection.autocommit = True


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    words = _READING if reading else _WRITING
    connection.exec_driver_sql(words[connection.dialect.name])
