"""The book of forms as it was checked last, so that a hub need not read it anew at each start.

Reading and checking the YAML of the demo city takes 0.4 s, a third of a hub's start; the book as
JSON takes 0.03 s.
"""

import hashlib
import json
import logging
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from hub import files
from hub.domain.forms.book import Book
from hub.service.wire import BOOK

NAME = "forms.json"

log = logging.getLogger("hub")


def source(directory: Path) -> str:
    """What the book of a city's settings is made from: this version, and every YAML file."""
    digest = hashlib.sha256(version("machiai").encode())
    for file in sorted((*directory.glob("*.yaml"), *directory.glob("forms/*.yaml"))):
        content = file.read_bytes()
        digest.update(f"\0{file.relative_to(directory).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def recall(folder: Path, source: str) -> Book | None:
    """The book that was made from `source`; None where there is none, or it cannot be read."""
    try:
        first, _, rest = (folder / NAME).read_bytes().partition(b"\n")
        return BOOK.validate_json(rest) if json.loads(first) == source else None
    except (OSError, ValueError, ValidationError):
        return None


def keep(folder: Path, source: str, book: Book) -> None:
    """Keep a book for the next start. A disk that does not take it costs only time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files.write(folder / NAME, json.dumps(source).encode() + b"\n" + BOOK.dump_json(book))
    except OSError as fault:
        log.warning("storage", extra={"fault": str(fault)})
