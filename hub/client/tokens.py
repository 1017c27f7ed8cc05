"""The file in which a terminal keeps its token."""

import os
from pathlib import Path

from hub.client.errors import NotEnrolled, SpoolFault

# Read and write for the terminal's own user; Windows takes the folder's rights instead.
_OWNER_ONLY = 0o600


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
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="ascii"
        ) as file:
            file.write(f"{token}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise SpoolFault(f"{path}: {error}") from error
