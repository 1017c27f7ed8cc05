"""What a desk has after opening a code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hub.sealing.cbor import Raw


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter: its id (16 hex digits), the kiosk's terminal id, the answers by number.

    `event` is the wire number of what the visitor came for, `book` the version of the
    definitions; `hub.sealing.answers.read` names the answers in `body`.
    """

    id: str
    terminal: str
    issued: datetime
    expires: datetime
    event: int
    book: int
    body: Mapping[int, Raw]
