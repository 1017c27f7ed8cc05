"""Which threads a test answers for."""

import threading

# The helpers of an event loop come when there is work, at most a few, and go with the loop; a hub
# counts its figures in one, a while after it began.
HELPERS = ("asyncio_", "uvloop_", "figures_")


def owned() -> set[threading.Thread]:
    """Those that run now.

    A thread that Qt or another library started is only seen, not owned, by Python.
    """
    return {
        thread
        for thread in threading.enumerate()
        if not thread.name.startswith(HELPERS) and not isinstance(thread, threading._DummyThread)  # noqa: SLF001 - it has no public name
    }
