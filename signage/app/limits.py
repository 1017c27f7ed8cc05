"""What a process that looks into a stranger's file may use. The only module that knows how."""

import os
import sys
from threading import Timer

# Bytes of data: Qt, its decoders' threads and a 4K film fit; a bomb does not. Not of address space:
# pdfium reserves more than 16 GiB of that before it reads a page, and uses next to none of it.
MOST_MEMORY = 3 * 1024**3
EXIT_LIMIT = 75  # sysexits.h EX_TEMPFAIL


def limit(seconds: float) -> None:
    """End this process after `seconds`, whatever it is doing, and when it takes too much memory.

    Windows has no limit of memory for a process by itself.
    """
    timer = Timer(seconds, os._exit, (EXIT_LIMIT,))
    timer.daemon = True
    timer.start()
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
