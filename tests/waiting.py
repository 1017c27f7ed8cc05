"""Waiting for what another thread or process does: by looking, and never for ever."""

import time
from collections.abc import Callable
from threading import Event

# Seconds: far longer than anything takes, also on a machine with much else to do.
PATIENCE = 30.0


def eventually(condition: Callable[[], bool], what: str) -> None:
    """Wait until it holds; fail where it does not in time."""
    pause, until = Event(), time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"waited {PATIENCE:g} s in vain for {what}"
        pause.wait(0.02)
