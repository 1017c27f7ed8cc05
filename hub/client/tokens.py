"""The file in which a terminal keeps its token."""

import os
from pathlib import Path

from hub.client.errors import NotEnrolled, SpoolFault

# Read and write for the terminal's own user; Windows takes the folder's rights instead.
_OWNER_ONLY = 0o600
# Of Windows alone: without it a byte 10 becomes two.
_BINARY = getattr(os, "O_BINARY", 0)


def read_token(path: Path) -> str:
    """The token; NotEnrolled where there is none."""
    try:
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NotEnrolled(f"{path}: {type(error).__name__}") from error
    if not token:
        raise NotEnrolled(f"{path}: empty")
    return token


def write_token(path: Path, token: str) -> None:
    """Keep the token where only this user reads it; SpoolFault where the disk does not let us."""
    write_private(path, f"{token}\n".encode("ascii"))


def write_private(path: Path, content: bytes) -> None:
    """A file as a whole or not at all, for this user alone. Raises SpoolFault."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
        with os.fdopen(os.open(fresh, flags, _OWNER_ONLY), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise SpoolFault(f"{path}: {error}") from error
