"""What the driver needs of a cable: bytes out, bytes in."""

from __future__ import annotations

from typing import Protocol


class LinkBroken(Exception):
    """The connection cannot be made, broke, or takes no more data."""


class Link(Protocol):
    """An open connection to a printer whose paper takes ``dots`` in a row.

    All but ``close`` raise LinkBroken.
    """

    @property
    def dots(self) -> int:
        """Printable dots in a row."""

    def send(self, data: bytes) -> None:
        """Send bytes; they may still lie in the system's buffers."""

    def settle(self) -> None:
        """Wait until the system has sent all."""

    def read(self, seconds: float) -> bytes:
        """What the printer says within so many seconds, or b""."""

    def close(self) -> None:
        """Let go, throwing away what the system still holds for a printer that does not take it."""
