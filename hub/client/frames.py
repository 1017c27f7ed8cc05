"""The event stream's frames, as this hub writes them (WHATWG HTML, 9.2 Server-sent events).

The hub ends lines with LF and writes one `data` line a frame; anything else is passed over.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """One message. `name` is "lobby" for an event, "reset" where a new snapshot is needed."""

    name: str
    data: bytes


class Frames:
    """Cuts a byte stream into frames, whatever the sizes in which it arrives."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[Frame]:
        """The frames that `chunk` completes; comments (heartbeats) yield none."""
        *whole, self._rest = (self._rest + chunk).split(b"\n\n")
        return [frame for block in whole if (frame := _frame(block)) is not None]


def _frame(block: bytes) -> Frame | None:
    pairs = (line.partition(b": ") for line in block.split(b"\n"))
    fields = {name: value for name, _, value in pairs if name}
    if b"event" not in fields:
        return None
    return Frame(fields[b"event"].decode(), fields.get(b"data", b""))
