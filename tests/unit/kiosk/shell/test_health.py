"""What a terminal tells of itself."""

import os
from importlib.metadata import version

from kiosk.shell.health import health


def test_a_process_tells_its_version_size_and_age() -> None:
    now = health()
    assert now.version == version("machiai")
    assert now.pid == os.getpid()
    assert 10_000_000 < now.rss < 10_000_000_000
    assert 0 <= now.uptime < 86_400


def test_memory_that_is_taken_is_seen() -> None:
    before = health().rss
    block = bytearray(50_000_000)
    block[::4096] = b"x" * len(block[::4096])
    assert health().rss - before > 40_000_000
