"""The programs of a lobby as processes, and the hand that touches the terminals' screens."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import psutil

from hub.cli.demo.wording import DemoFault

PATIENCE = 20.0


class Program:
    """A started process whose output is added to a log file; ended with `stop`."""

    def __init__(
        self, name: str, arguments: list[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        folder.mkdir(parents=True, exist_ok=True)
        self._file = self.log.open("a", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._file,
            encoding="utf-8",
            env=environment,
        )
        self.lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read, name=f"{name} output", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None  # noqa: S101 - it is a pipe
        for line in self.process.stdout:
            self.lines.put(line)

    def check(self) -> None:
        """DemoFault where the program has ended by itself."""
        code = self.process.poll()
        if code is not None:
            raise DemoFault(f"{self.name} が終わってしまいました（{code}）。記録: {self.log}")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let it hang: it takes connections, and answers nothing."""
        hanging = psutil.Process(self.process.pid)
        hanging.suspend()
        try:
            yield
        finally:
            hanging.resume()

    def stop(self) -> None:
        """Ask it to end; after ten seconds make it."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout, self._file):
            if pipe is not None:
                pipe.close()


class Hand:
    """Gives orders to a terminal that rehearses (kiosk.shell.rehearsal)."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @property
    def pid(self) -> int:
        """The terminal's process."""
        return self._program.process.pid

    def do(self, **order: Any) -> dict[str, Any]:
        """Carry out one order; the answer with `ms` and `text`. DemoFault if it did not work."""
        self._program.check()
        pipe = self._program.process.stdin
        assert pipe is not None  # noqa: S101 - it is a pipe
        print(json.dumps(order), file=pipe, flush=True)
        answer = self._answer(order.get("seconds", 0) + PATIENCE)
        if answer["rehearsal"] != "ok":
            raise DemoFault(f"{self._program.name}: {answer['why']}")
        return answer

    def _answer(self, seconds: float) -> dict[str, Any]:
        try:
            while True:
                line = self._program.lines.get(timeout=seconds)
                if line.startswith('{"rehearsal"'):
                    answer: dict[str, Any] = json.loads(line)
                    return answer
        except Empty:
            self._program.check()
            raise DemoFault(
                f"{self._program.name} が答えません。記録: {self._program.log}"
            ) from None


def wait_for(ready: Callable[[], bool], program: Program) -> None:
    """Until `ready`; DemoFault if the program ends or takes too long."""
    for _ in range(600):
        program.check()
        if ready():
            return
        # It gives no sign; to wait for its end at least ends with it.
        with suppress(subprocess.TimeoutExpired):
            program.process.wait(0.05)
    raise DemoFault(f"{program.name} が動きはじめません。記録: {program.log}")
