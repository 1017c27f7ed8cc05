"""Digits typed at a terminal without echo, into memory that can be overwritten.

`getpass` would give a `str`, of which Python keeps copies that nobody can wipe.
"""

import sys

# Longer than any secret of a card; what is typed beyond it is thrown away.
_LONGEST = 64


class NoTerminal(Exception):
    """Standard input is no keyboard: a file or a pipe, where a secret has no business."""


def typed_secret(prompt: str) -> bytearray:
    """One line, as typed, without its end.

    Raises:
        NoTerminal: there is nobody at a keyboard.
        EOFError: the line was not finished.
    """
    if not sys.stdin.isatty():
        raise NoTerminal
    try:
        return _line(prompt)
    finally:
        _show("\n")


def _show(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()


if sys.platform == "win32":
    import msvcrt

    def _line(prompt: str) -> bytearray:
        """Python shares one object for each ASCII character: none of them tells the whole."""
        _show(prompt)
        typed = bytearray()
        while (key := msvcrt.getwch()) not in "\r\n":
            if key == "\x03":
                raise KeyboardInterrupt
            if key == "\x1a":
                raise EOFError
            if key == "\b":
                del typed[-1:]
            elif len(typed) < _LONGEST:
                typed.append(min(ord(key), 0xFF))
        return typed

else:
    import os
    import termios

    def _line(prompt: str) -> bytearray:
        """The terminal itself gathers the line; it goes straight into our buffer."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        silent = [*before]
        silent[3] &= ~termios.ECHO
        # What was typed before the question was seen is not an answer to it; and by the time
        # that it is seen, nothing is echoed any more.
        termios.tcsetattr(terminal, termios.TCSAFLUSH, silent)
        typed = bytearray(_LONGEST)
        try:
            _show(prompt)
            count = os.readv(terminal, [typed])
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
        if not count:
            raise EOFError
        del typed[count:]
        if typed.endswith(b"\n"):
            del typed[-1:]
        return typed
