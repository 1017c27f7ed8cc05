"""A program that is started again whenever it falls, where no systemd does that (Windows)."""

import signal
import subprocess
from collections.abc import Callable, Sequence
from threading import Event
from types import FrameType

# Seconds from the end of a program to its next start.
PAUSE = 1.0
# A wrong command line, and a terminal that is not enrolled: the same again is no help.
HOPELESS = (2, 77)


def keep(
    name: str,
    command: Sequence[str],
    say: Callable[[str], None],
    wait: Callable[[Event, float], bool] = Event.wait,
) -> int:
    """Run the program until it ends of itself (0), or it is no use to go on; its exit code.

    Told to end, it tells the program first. `wait` pauses, unless that comes meanwhile.
    """
    ending = Event()
    while True:
        with subprocess.Popen(command) as program:
            _pass_on(program, ending)
            try:
                code = program.wait()
            except KeyboardInterrupt:
                # The program has heard it too.
                return program.wait()
        if ending.is_set():
            return 0
        if code == 0 or code in HOPELESS:
            return code
        say(f"{name} が終わりました（{code}）。起動し直します")
        if wait(ending, PAUSE):
            return 0


def _pass_on(program: subprocess.Popen[bytes], ending: Event) -> None:
    """Being told to end reaches this process alone; Ctrl-C reaches both."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        ending.set()
        program.terminate()

    signal.signal(signal.SIGTERM, end)
