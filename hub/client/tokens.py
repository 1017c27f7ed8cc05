"""The file in which a terminal keeps its token."""

from pathlib import Path

from hub import files
from hub.client.errors import NotEnrolled, SpoolFault


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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, content)
    except OSError as error:
        raise SpoolFault(f"{path}: {error}") from error
