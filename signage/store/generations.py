"""Publications on the display's disk: each a file that is whole or not there at all.

The newest whole one counts. The one before stays, in case a disk breaks the newest.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import structlog
from pydantic import ValidationError

from hub import files
from hub.domain.signage.programme import Generation
from hub.shape import Shape
from signage.store.withdrawal import without_deleted

# The newest and the one before.
KEPT = 2
SHAPE = Shape(Generation)
_INCOMING = "incoming"

_log = structlog.get_logger("signage")


class Generations:
    """A folder of publications, in the order in which they arrived: 000000000001.json, ...

    The order of arrival and not the hub's numbers, which begin again where a hub was set up
    anew. One thread at a time; the methods that change it may raise OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[Generation, ...]:
        """The whole ones, newest first."""
        found = (_read(path) for path in self._paths())
        return tuple(generation for generation in found if generation is not None)

    def incoming(self) -> Generation | None:
        """The one whose files were still arriving."""
        return _read(self._folder / _INCOMING)

    def expect(self, generation: Generation) -> None:
        """Note what is arriving: what it no longer has must not come back with a restart."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _write(self._folder / _INCOMING, generation)

    def forget(self) -> None:
        """Nothing is arriving after all."""
        (self._folder / _INCOMING).unlink(missing_ok=True)

    def keep(self, generation: Generation) -> None:
        """From now on this is the newest; of the one before, what is not deleted stays."""
        self._folder.mkdir(parents=True, exist_ok=True)
        newest = next(iter(self._paths()), None)
        number = int(newest.stem) + 1 if newest else 1
        _write(self._folder / f"{number:012}.json", generation)
        self.forget()
        for path in self._paths()[KEPT:]:
            with suppress(FileNotFoundError, PermissionError):
                path.unlink()
        for path in self._paths()[1:]:
            if (older := _read(path)) is not None:
                _write(path, without_deleted(older, generation))

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.json"), reverse=True)


def _write(path: Path, generation: Generation) -> None:
    body = SHAPE.dump_json(generation)
    files.write(path, sha256(body).hexdigest().encode("ascii") + b"\n" + body)


def _read(path: Path) -> Generation | None:
    """None for one that is not there, damaged, or of another release's shape."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        if sha256(body).hexdigest().encode("ascii") == digest:
            return SHAPE.validate_json(body)
        _log.warning("publication damaged", file=path.name)
    except FileNotFoundError:
        pass
    except (OSError, ValidationError) as fault:
        _log.warning("publication unreadable", file=path.name, fault=type(fault).__name__)
    return None
