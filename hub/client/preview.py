"""What `machiai forms preview` gives a kiosk to show: no hub, no printer, nothing but forms.

`python -m kiosk --preview FILE` reads this as JSON and reads it again whenever the file changes.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from hub import files
from hub.domain.forms.book import Book
from hub.domain.lobby import Snapshot
from hub.service.terminals import KioskSettings
from hub.shape import Shape


@dataclass(frozen=True, slots=True)
class Preview:
    """The last right edition of the forms, on a kiosk that is always open.

    `settings.events` are those to show. `faults` are what is wrong with the files now, to be
    shown over the forms until it is put right.
    """

    book: Book
    settings: KioskSettings
    snapshot: Snapshot
    faults: tuple[str, ...] = ()


_PREVIEW: Shape[Preview] = Shape(Preview)


def write_preview(file: Path, preview: Preview) -> None:
    """Put it into place at once: whoever reads sees the old one or the new one."""
    files.write(file, _PREVIEW.dump_json(preview))


def read_preview(file: Path) -> Preview | None:
    """The preview; None where there is none to be read (yet)."""
    try:
        return _PREVIEW.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
