"""What a visitor typed must not get onto a disk when the terminal itself dies.

The only module that knows how each system writes the memory of a dying process to a file.
"""

import ctypes
import sys

import structlog

_log = structlog.get_logger("terminal")

# linux/prctl.h. A process that is not dumpable writes no core, whatever handler the machine has
# (a handler behind a pipe, as systemd-coredump, does not heed RLIMIT_CORE), and no other process
# of its user reads its memory.
_PR_SET_DUMPABLE = 4

# errhandlingapi.h: SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX: no Windows Error Reporting,
# which would write a minidump.
_NO_CRASH_REPORT = 0x0001 | 0x0002


def keep_memory_off_disk() -> None:
    """No core file and no crash dump of this process, on any system. Call it at the start.

    `faulthandler` stays: it names files and lines of the program, never values.
    """
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_NO_CRASH_REPORT)
    else:
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        _log.warning("core files cannot be switched off", hint="set DefaultLimitCORE=0")
