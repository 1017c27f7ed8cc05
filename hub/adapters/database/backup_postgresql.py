"""Copies of a PostgreSQL database by pg_dump, brought back by pg_restore."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import inspect

from hub.adapters.database.engine import IN_USE, Database
from hub.adapters.database.faults import OCCUPIED, RUNNING, SET_IN
from hub.adapters.database.files import replacing
from hub.adapters.database.schema import check_known
from hub.service.ports import JournalFault


def backup(database: Database, target: Path) -> None:
    """Dump the whole database in one consistent snapshot."""
    with replacing(target) as fresh:
        _run(
            database,
            f"{database.where} から控え {target} へ",
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--file={fresh}",
            f"--dbname={_address(database)}",
        )
        _check(database, fresh)


def restore(source: Path, database: Database, *, overwrite: bool) -> None:
    """Replace all tables in one transaction."""
    _check(database, source)
    with database.read() as connection:
        if inspect(connection).get_table_names() and not overwrite:
            raise JournalFault(f"{database.where}: {OCCUPIED}")
    with _alone(database):
        _run(
            database,
            f"控え {source} から{database.where} へ",
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={_address(database)}",
            str(source),
        )


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Keep every hub away; each holds the lock shared while it runs."""
    with database.read() as connection:
        taken = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({IN_USE})")
        if not taken.scalar_one():
            raise JournalFault(f"{database.where}: {RUNNING}")
        # Not in a transaction: pg_restore needs every table for itself.
        connection.exec_driver_sql("COMMIT")
        try:
            yield
        finally:
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({IN_USE})")


def _check(database: Database, dump: Path) -> None:
    """Raise JournalFault unless `dump` is a readable dump of a version we know."""
    where = f"控え {dump}"
    version = _run(
        database,
        where,
        "pg_restore",
        "--data-only",
        "--table=alembic_version",
        "--file=-",
        str(dump),
    )
    found = re.search(r"^COPY .*alembic_version.*\n(\w+)$", version, re.MULTILINE)
    if found is None:
        raise JournalFault(f"{where}: machiai の控えではありません。ほかの控えを使ってください。")
    check_known(found[1], where)


def _address(database: Database) -> str:
    """For the command line, which others can read: without the password."""
    url = database.url
    options = url.translate_connect_args(username="user", database="dbname") | dict(url.query)
    options.pop("password", None)
    return make_conninfo(**options)


def _run(database: Database, where: str, tool: str, *arguments: str) -> str:
    program = shutil.which(tool)
    if program is None:
        raise JournalFault(
            f"{tool} がありません。PostgreSQL のクライアント"
            "（Debian では apt install postgresql-client）を入れ、PATH に加えてください。"
        )
    secret = {"PGPASSWORD": database.url.password} if database.url.password else {}
    done = subprocess.run(  # noqa: S603 - arguments are ours; no shell
        [program, *arguments],
        env={**os.environ, **secret},
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        raise JournalFault(
            f"{where}: {tool} が失敗しました。控えのファイル、サーバー、{SET_IN} を"
            f"確かめてください（{_last_line(done.stderr)}）。"
        )
    return done.stdout


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "理由は出ていません"
