"""A real PostgreSQL server for tests: private, on a free port, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from sqlalchemy import URL

USER, PASSWORD = "machiai", "待合-secret"


def binaries() -> Path | None:
    """Where the server's programs are: Debian's newest, else those found by PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).parent if found else None


class Cluster:
    """A server that a test may stop and start. Names and passwords are asked, as in a city."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._made = count(1)
        # Not below pytest's folder: PostgreSQL's user may not go in there.
        self.folder = Path(tempfile.mkdtemp(prefix="machiai-pg-"))
        self.port = _free_port()
        # initdb and the server refuse to run as root.
        self._as = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        if self._as:
            shutil.chown(self.folder, self._as, self._as)

    def __enter__(self) -> Self:
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        secret.chmod(0o644)
        self._run(
            "initdb",
            f"--pgdata={self._data}",
            f"--username={USER}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Return when the server takes connections."""
        # Flushing outlasts a power cut of the machine only, which no test makes.
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k '{self.folder}' -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", f"--pgdata={self._data}", f"--log={log}", f"-o{options}", "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop at once, as by a power loss, or "fast", as by an administrator."""
        self._run("pg_ctl", f"--pgdata={self._data}", f"--mode={mode}", "-w", "stop")

    def url(self, name: str) -> URL:
        return URL.create("postgresql+psycopg", USER, PASSWORD, "127.0.0.1", self.port, name)

    def new_database(self, options: str = "") -> URL:
        """An empty database of its own. `options` as CREATE DATABASE takes them."""
        name = f"lobby{next(self._made)}"
        self.execute(f"CREATE DATABASE {name} {options}")
        return self.url(name)

    def execute(self, statement: str, name: str = "postgres") -> None:
        """Do something as the administrator of the server."""
        with self.connect(name) as connection:
            connection.autocommit = True
            connection.execute(statement.encode())

    def connect(self, name: str) -> psycopg.Connection:
        """A session of some other program."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, dbname=name
        )

    def hang_up(self, name: str) -> None:
        """Cut all connections to a database."""
        with self.connect("postgres") as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        # Not pipes: the server would inherit them, and reading would not end before it does.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                [self._programs / program, *arguments],
                user=self._as,
                group=self._as,
                extra_groups=[] if self._as else None,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
