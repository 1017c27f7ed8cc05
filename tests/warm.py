"""A hub that is cut off and starts again many times over, by a process that has loaded its code.

    python -m tests.warm FOLDER

runs a hub on the city in FOLDER for each line that it reads, in a process of its own; it says
that process's id, and at its end one line more. Such a hub does all that a hub does from its
settings on: only Python and its libraries, which hold no data and take a second of a processor,
are there already. So visitors meet it sooner after a power cut than they ever will in a hall.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from hub.cli.configured import settings_and_book
from hub.main import serve
from tests.live import ROOT, City, LiveHub, Process


class WarmHub(LiveHub):
    """Its first start is the command that a city gives; all others are forks."""

    def __init__(self, city: City) -> None:
        super().__init__(city)
        self._loaded: subprocess.Popen[str] | None = None

    def __exit__(self, *args: object) -> None:
        super().__exit__(*args)
        if self._loaded is not None:
            self._loaded.communicate()

    def launch(self) -> Process:
        if self.process is None:
            return super().launch()
        self._loaded = self._loaded or self._load()
        return Fork(self._loaded)

    def _load(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.warm", str(self.city.folder)]
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="ascii",
            )


class Fork:
    """A hub's process, as `subprocess.Popen` would show it."""

    def __init__(self, loaded: "subprocess.Popen[str]") -> None:
        assert loaded.stdin is not None
        assert loaded.stdout is not None
        self._said = loaded.stdout
        print(file=loaded.stdin, flush=True)
        self.pid = int(self._said.readline())

    def poll(self) -> int | None:
        return None if psutil.pid_exists(self.pid) else 1

    def send_signal(self, number: int, /) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, _seconds: float | None = None, /) -> None:
        self._said.readline()


def main(folder: Path) -> None:
    """One hub after another."""
    for _ in sys.stdin:
        process = os.fork()
        if process == 0:
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            os._exit(serve(*settings_and_book(folder, None)))
        print(process, flush=True)
        os.waitpid(process, 0)
        print(flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
