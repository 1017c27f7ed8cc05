"""Sealed codes at a hub: all its keys by its role, kept fresh, and the opening of codes.

Blocking, and safe to use from several threads: run it off the event loop.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from hub.sealing import opening
from hub.sealing.keys import KioskKey, Ring
from hub.sealing.opened import Opened
from hub.sealing.opening import Seen
from hub.sealing.refusals import UnknownKey, UnknownKiosk
from hub.service.keys import Brought, DeskKeys, KioskKeys


@dataclass(frozen=True, slots=True)
class _Known:
    ring: Ring
    kiosks: Mapping[bytes, KioskKey]


class Opener:
    """Opens codes with what it last read of keys; `refresh` reads them anew."""

    def __init__(self, desk: DeskKeys, kiosks: KioskKeys, seen: Seen) -> None:
        self._desk = desk
        self._kiosks = kiosks
        self._seen = seen
        self._known: _Known | None = None

    def refresh(self) -> None:
        """Keys were made, destroyed, registered or revoked. Raises JournalFault."""
        self._known = self._read()

    def open_code(self, texts: tuple[str, ...], now: datetime) -> Opened:
        """The letter in these texts; raises what `hub.sealing.opening.open_code` does.

        Before a key or a kiosk counts as unknown, the keys are read anew: another hub or the
        command line may have brought it. JournalFault.
        """
        if self._known is not None:
            try:
                return self._open(texts, self._known, now)
            except (UnknownKey, UnknownKiosk):
                pass
        self._known = known = self._read()
        return self._open(texts, known, now)

    def _open(self, texts: tuple[str, ...], known: _Known, now: datetime) -> Opened:
        return opening.open_code(texts, known.ring, known.kiosks, self._seen, now)

    def _read(self) -> _Known:
        return _Known(self._desk.ring(), self._kiosks.valid())


class SealedCodes:
    """What a hub does for sealed codes; `desk` is None where it is the lobby's hub alone.

    The hub calls `refresh` at its start and every minute from then on.
    """

    def __init__(
        self, desk: DeskKeys | None, kiosks: KioskKeys, brought: Brought, seen: Seen
    ) -> None:
        self.kiosks = kiosks
        self.opener = None if desk is None else Opener(desk, kiosks, seen)
        self._desk = desk
        self._brought = brought
        self._bundle: bytes | None = None
        self._turn = Lock()

    def refresh(self) -> None:
        """Make and destroy the keys that it is time for, and read all anew. JournalFault."""
        with self._turn:
            if self._desk is None or self.opener is None:
                self._bundle = self._brought.bundle()
                return
            self._desk.ensure()
            self.opener.refresh()
            self._bundle = self._desk.bundle()

    def bundle(self) -> bytes | None:
        """The desk's signed keys for kiosks; None before the first. JournalFault."""
        if self._bundle is None:
            self.refresh()
        return self._bundle
