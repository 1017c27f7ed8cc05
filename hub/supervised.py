"""Tells the supervisor that this program is up and well: sd_notify(3), which only systemd has.

Where there is none (Windows, a terminal window) nothing happens. The only module that knows of it.
"""

import os
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress


class Supervisor:
    """Call `ready` once and `beat` often, from the loop whose standstill is the danger.

    systemd ends a program that did not beat for its WatchdogSec, and starts it afresh.
    """

    def __init__(
        self,
        environment: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._clock = clock
        # A third of the patience of systemd, in seconds; 0: it does not wait for beats.
        self.every = _patience(environment) / 3 if self._address else 0.0
        self._due = clock()

    def ready(self) -> None:
        """The program does its work from now on."""
        self._say(b"READY=1")

    def beat(self) -> None:
        """Say that the loop goes round, not more often than needed."""
        if self.every and self._clock() >= self._due:
            # A little early: a timer of just this period must not miss every other time.
            self._due = self._clock() + 0.9 * self.every
            self._say(b"WATCHDOG=1")

    def _say(self, state: bytes) -> None:
        if not self._address:
            return
        # An abstract socket's name begins with a null, which an environment cannot hold.
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        # A supervisor that does not listen is no reason to end.
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
            to.setblocking(False)
            to.sendto(state, address)


def _patience(environment: Mapping[str, str]) -> float:
    """Seconds that systemd waits for a beat of this process, or 0."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    with suppress(ValueError):
        return int(environment.get("WATCHDOG_USEC", "0")) / 1_000_000
    return 0.0
