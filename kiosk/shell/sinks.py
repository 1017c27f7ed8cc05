"""The outputs that PulseAudio (or PipeWire in its place) has now: Linux only, by its pactl.

Qt 6.11 hears of outputs that come, and not of those that go (measured with PulseAudio 16.1), and
the sound system lets a stream go on elsewhere when its output goes. Whoever plays what is private
has to know at once.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Collection

import structlog

_log = structlog.get_logger("terminal")
_PROGRAM = "pactl"
_PACKAGE = "pulseaudio-utils"
_FIRST = 1.0  # seconds; it takes some 0.02
_RETRY = 5.0  # seconds until a sound system that went is asked again
_ENGLISH = {"LC_ALL": "C"}


class SinkWatch:
    """Follows the outputs from its making to `close`, in a thread of its own.

    `lost` is called in that thread as soon as any output went.
    """

    def __init__(self, lost: Callable[[], None]) -> None:
        self._lost = lost
        # Their names, which are Qt's ids.
        self.names: Collection[str] = ()
        self._asked = threading.Event()
        self._closed = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._program = shutil.which(_PROGRAM) if sys.platform == "linux" else None
        self._thread = threading.Thread(target=self._run, name="sinks", daemon=True)
        if self._program is not None:
            self._thread.start()
        elif sys.platform == "linux":
            _log.warning("no headset", hint=f"install {_PACKAGE}: it tells of one pulled out")

    def has(self, name: str) -> bool:
        """Is there an output with this name? Waits a moment for the first answer."""
        if self._program is None:
            return sys.platform != "linux"
        self._asked.wait(_FIRST)
        return name in self.names

    def close(self) -> None:
        """Follow them no more."""
        self._closed.set()
        process = self._process
        if process is not None:
            process.terminate()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._follow()
            self._closed.wait(_RETRY)

    def _follow(self) -> None:
        """Until the sound system ends, or `close`."""
        with subprocess.Popen(  # noqa: S603 - a fixed program
            [str(self._program), "subscribe"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ENGLISH,
            text=True,
            encoding="utf-8",
        ) as self._process:
            if self._closed.is_set():
                self._process.terminate()
            self._read_all()
            for line in self._process.stdout or ():
                if " on sink #" in line:
                    self._changed(gone="'remove'" in line)
        self._changed(gone=True)

    def _changed(self, *, gone: bool) -> None:
        if gone:
            self.names = frozenset()
            self._lost()
        self._read_all()

    def _read_all(self) -> None:
        done = subprocess.run(  # noqa: S603 - a fixed program
            [str(self._program), "list", "short", "sinks"],
            capture_output=True,
            env=os.environ | _ENGLISH,
            text=True,
            encoding="utf-8",
            check=False,
        )
        rows = (line.split("\t") for line in done.stdout.splitlines())
        self.names = frozenset(row[1] for row in rows if len(row) > 1)
        self._asked.set()
