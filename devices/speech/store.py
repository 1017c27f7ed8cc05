"""Rendered phrases in a folder: a WAV file each, named by a digest of the words and the voice.

A file is written whole or not at all, and ends with a checksum (players ignore it): one that a
power cut or a dying disk has damaged is thrown away and rendered again. The folder never passes
its limit: files that were not played for longest go first. A full or missing disk is no fault to
a listener: the phrases in use stay in memory.
"""

import hashlib
import logging
import os
import threading
import zlib
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from devices.speech.port import Phrase
from devices.speech.sound import DamagedSound, Sound, from_wav, to_wav

_log = logging.getLogger(__name__)
LIMIT = 200_000_000  # bytes; a city's 1,100 phrases take some 85 million
_IN_MEMORY = 64  # phrases: some 5 MB
_NEW = ".new"
_CHECKSUM = 4  # bytes


def key(voice: str, phrase: Phrase) -> str:
    """The name of a phrase by this voice."""
    said = f"{voice}\0{phrase.language}\0{phrase.text}\0{phrase.reading}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


class Store:
    """The folder, and the phrases last used in memory. For any thread."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._recent: OrderedDict[str, Sound] = OrderedDict()
        self._sizes = _sizes(folder)

    @property
    def size(self) -> int:
        """Bytes in the folder."""
        return sum(self._sizes.values())

    def __contains__(self, name: str) -> bool:
        return name in self._recent or name in self._sizes

    def get(self, name: str) -> Sound | None:
        """The phrase, or None where it must be rendered."""
        with self._lock:
            if name in self._recent:
                self._recent.move_to_end(name)
                return self._recent[name]
            if name not in self._sizes:
                return None
        return self._read(name)

    def put(self, name: str, sound: Sound) -> None:
        """Keep a phrase. Disks may be slow: nobody who asks for another one waits for this."""
        data = to_wav(sound)
        data += zlib.crc32(data).to_bytes(_CHECKSUM, "big")
        with self._lock:
            self._remember(name, sound)
            self._make_room(len(data))
            fits = self.size + len(data) <= self._limit
        if fits and self._written(name, data):
            with self._lock:
                self._sizes[name] = len(data)

    def _read(self, name: str) -> Sound | None:
        file = self._file(name)
        try:
            sound = _whole(file.read_bytes())
            os.utime(file)
        except (OSError, DamagedSound) as fault:
            _log.warning("a spoken phrase is rendered again: %s", fault)
            with self._lock:
                self._remove(name)
            return None
        with self._lock:
            self._remember(name, sound)
        return sound

    def _written(self, name: str, data: bytes) -> bool:
        new = self._folder / (name + _NEW)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(data)
            new.replace(self._file(name))
        except OSError as fault:
            _log.warning("a spoken phrase is kept in memory only: %s", fault)
            with suppress(OSError):
                new.unlink(missing_ok=True)
            return False
        return True

    def _make_room(self, wanted: int) -> None:
        """Remove what was not played for longest until so many bytes have room."""
        if self.size + wanted <= self._limit:
            return
        for name in sorted(self._sizes, key=self._played):
            self._remove(name)
            if self.size + wanted <= self._limit * 0.9:
                return

    def _played(self, name: str) -> float:
        try:
            return self._file(name).stat().st_mtime
        except OSError:
            return 0.0

    def _remove(self, name: str) -> None:
        self._sizes.pop(name, None)
        with suppress(OSError):
            self._file(name).unlink(missing_ok=True)

    def _remember(self, name: str, sound: Sound) -> None:
        self._recent[name] = sound
        self._recent.move_to_end(name)
        if len(self._recent) > _IN_MEMORY:
            self._recent.popitem(last=False)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.wav"


def _whole(data: bytes) -> Sound:
    wav, checksum = data[:-_CHECKSUM], data[-_CHECKSUM:]
    if zlib.crc32(wav).to_bytes(_CHECKSUM, "big") != checksum:
        raise DamagedSound("the checksum is wrong")
    return from_wav(wav)


def _sizes(folder: Path) -> dict[str, int]:
    """What is there from before, without what was being written when the power went."""
    found: dict[str, int] = {}
    with suppress(OSError):
        for file in folder.iterdir():
            if file.suffix == _NEW:
                file.unlink()
            elif file.suffix == ".wav":
                found[file.stem] = file.stat().st_size
    return found
