"""How a terminal is: for the maintenance screen, the hub and the log."""

import os
import time
from dataclasses import dataclass
from importlib.metadata import version

import psutil


@dataclass(frozen=True, slots=True)
class Health:
    """`rss` in bytes, `uptime` in whole seconds since the process began."""

    version: str
    pid: int
    rss: int
    uptime: int


def health() -> Health:
    """Return the state of this process."""
    process = psutil.Process()
    return Health(
        version=version("machiai"),
        pid=os.getpid(),
        rss=process.memory_info().rss,
        uptime=max(0, int(time.time() - process.create_time())),
    )
