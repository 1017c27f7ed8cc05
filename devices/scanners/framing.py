"""From the bytes of a scanner to whole codes. Pure."""

from dataclasses import dataclass

# A code of a sealed form has at most 1,134 characters; more than this is noise.
LONGEST = 8192
_ENDS = (b"\r", b"\n", b"\t")


@dataclass(frozen=True, slots=True)
class Frame:
    """The bytes of a code so far."""

    begun: bytes = b""

    def add(self, data: bytes) -> tuple["Frame", tuple[str, ...]]:
        """With more bytes: what is begun, and the codes that ended (CR, LF or Tab)."""
        joined = self.begun + data
        for end in _ENDS[1:]:
            joined = joined.replace(end, _ENDS[0])
        *whole, begun = joined.split(_ENDS[0])
        return Frame(begun[-LONGEST:]), tuple(filter(None, map(_text, whole)))

    def end(self) -> tuple["Frame", tuple[str, ...]]:
        """After a silence: a scanner without a terminator has said all."""
        text = _text(self.begun)
        return Frame(), (text,) if text else ()


def _text(data: bytes) -> str:
    """Codes are ASCII; anything else is a scanner's status or noise."""
    text = data.decode("ascii", errors="ignore").strip()
    return "".join(sign for sign in text if sign.isprintable())
