"""What holds for every test: no display, the same chances each time, no thread left behind."""

import gc
import os
import signal
import time
from collections.abc import Iterator

# Whole before Qt looks into every import: looking into half of pydantic breaks it.
import pydantic.types  # noqa: F401 - see above
import pytest
from hypothesis import settings

from tests.pcscd import point_clients_here
from tests.threads import owned

# Before anything imports Qt: the tests need no display, and draw without a GPU.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

# No test reaches the card readers of the machine that it runs on.
point_clients_here()

# A shell starts what runs in its background with Ctrl-C ignored, and so would every program be
# that a test starts and means to end by it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples on every machine; how long one takes depends on who shares its cores.
settings.register_profile("machiai", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("machiai")

LAST_CHANCE_SECONDS = 5


# What is loaded now stays: to look for garbage in it, again and again, takes a third of the time.
gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Collect garbage from now on, but spare the collector the modules and the tests."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test after which a thread of its own goes on. Wider fixtures' threads may."""
    before = owned()
    yield
    deadline = time.monotonic() + LAST_CHANCE_SECONDS
    started = owned() - before
    for thread in started:
        thread.join(max(0.0, deadline - time.monotonic()))
    left = sorted(thread.name for thread in started if thread.is_alive())
    assert not left, f"threads that the test left behind: {left}"
