"""The files that the settings show come into the library when the hub starts.

Beside them may lie `media/index.json`, made by `machiai signage index`: what is in them, found by
looking once. A file that it knows is taken at once, any other is looked into beside the start.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from pydantic import Base64Bytes, ValidationError

from hub.domain.signage.content import Medium
from hub.service.signage.holdings import Holdings, NotStored
from hub.service.signage.newsroom import SETTINGS
from hub.shape import Shape

INDEX = "media/index.json"
# Bytes of a file that is read within the hub's start; a second of video has more than a poster.
QUICK = 32_000_000

log = logging.getLogger("hub")


@dataclass(frozen=True, slots=True)
class Indexed:
    """A file of the settings, and its small picture."""

    medium: Medium
    thumbnail: Base64Bytes = b""


_INDEX = Shape(tuple[Indexed, ...])


class Stock:
    """The settings' files by name. Blocking; `found` are those that are in the library."""

    def __init__(self, directory: Path, names: Iterable[str], holdings: Holdings) -> None:
        self._directory = directory
        self._names = tuple(dict.fromkeys(names))
        self._holdings = holdings
        self.found: dict[str, Medium] = {}

    def quick(self) -> Mapping[str, Medium]:
        """Those whose content is known; may raise JournalFault."""
        index = read_index(self._directory)
        for name in self._names:
            path = self._directory / name
            if path.is_file() and path.stat().st_size <= QUICK:
                self._take(name, index.get(digest_of(path)))
        return self.found

    def rest(self) -> Mapping[str, Medium]:
        """All that can be shown: the others are decoded first, which takes its time."""
        for name in self._names:
            if name not in self.found:
                self._look(name)
        return self.found

    def _take(self, name: str, indexed: Indexed | None) -> None:
        path = self._directory / name
        known = self._holdings.known(indexed.medium.digest if indexed else digest_of(path))
        if known is None and indexed is not None:
            with self._holdings.copy(path) as file:
                known = self._holdings.adopt(file, indexed.medium, indexed.thumbnail, SETTINGS)
        if known is not None:
            self.found[name] = known

    def _look(self, name: str) -> None:
        path = self._directory / name
        try:
            with self._holdings.copy(path) as file:
                kept = self._holdings.take(file, path.name, SETTINGS, "")
            self.found[name] = kept.medium
        except NotStored as refusal:
            log.warning("settings file", extra={"file": name, "reasons": refusal.reasons})
        except OSError as error:
            log.warning("settings file", extra={"file": name, "reasons": error.strerror})


def read_index(directory: Path) -> dict[str, Indexed]:
    """What is known of files by digest; nothing where there is no index, or a broken one."""
    try:
        found = _INDEX.validate_json((directory / INDEX).read_bytes())
    except (OSError, ValidationError):
        return {}
    return {each.medium.digest: each for each in found}


def index_of(found: Iterable[Indexed]) -> bytes:
    """The index as it is written."""
    return _INDEX.dump_json(tuple(found), indent=1) + b"\n"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
