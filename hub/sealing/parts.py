"""One code, or up to four: an envelope cut to what a printed QR code holds, and put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hub.sealing.envelope import OVERHEAD
from hub.sealing.letter import META_BYTES, SIGNATURE
from hub.sealing.refusals import Damaged, Flaw, Incomplete
from hub.sealing.text import FRAME, MOST_PARTS, Part, crc, read, write

# The largest symbol: 80 mm paper is 576 dots wide (203 dpi), and at 5 dots a module holds
# version 22 (105 modules) with its quiet zone. At error correction M that is 1,134 characters of
# letters and digits (ISO/IEC 18004:2015, table 7).
QR_VERSION = 22
QR_CHARACTERS = 1134
_AROUND = OVERHEAD + SIGNATURE + META_BYTES


class TooLarge(Exception):
    """The form does not fit into four parts: `size` bytes, of which `most` would."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"{size} > {most}")
        self.size = size
        self.most = most


def most_piece(characters: int) -> int:
    """Bytes of the envelope in a part of so many characters.

    Base32 turns 5 bytes into 8 characters; pieces of whole fives waste none.
    """
    return (characters - FRAME) // 8 * 5


MOST_PIECE = most_piece(QR_CHARACTERS)
MOST_ENVELOPE = MOST_PARTS * MOST_PIECE


def parts_needed(packed: int, characters: int = QR_CHARACTERS) -> int:
    """How many parts a packed body of so many bytes will take, before it is sealed. TooLarge.

    `characters` is what one symbol on the kiosk's paper holds.
    """
    return _count(packed + _AROUND, most_piece(characters))


def split(envelope: bytes, characters: int = QR_CHARACTERS) -> tuple[str, ...]:
    """The texts of all parts, about equally long, none of more `characters`. Raises TooLarge."""
    count = _count(len(envelope), most_piece(characters))
    fives = -(-len(envelope) // 5)
    step = -(-fives // count) * 5
    pieces = [envelope[start : start + step] for start in range(0, len(envelope), step)]
    group = crc(envelope)
    return tuple(
        write(Part(number, len(pieces), group, piece)) for number, piece in enumerate(pieces, 1)
    )


@dataclass(frozen=True, slots=True)
class Collection:
    """The parts of one code that were read so far, by number."""

    parts: Mapping[int, Part] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Parts of different codes are never put together: Damaged(TAMPERED)."""
        if len({(part.group, part.count) for part in self.parts.values()}) > 1:
            raise Damaged(Flaw.TAMPERED)

    def add(self, part: Part) -> "Collection":
        """With one more part; the same one again changes nothing.

        A part of another code begins a new collection: another visitor's paper was put under
        the scanner.
        """
        if any(part.group != other.group for other in self.parts.values()):
            return Collection({part.number: part})
        return Collection({**self.parts, part.number: part})

    @property
    def group(self) -> bytes:
        """Which code this is; empty before the first part."""
        return next((part.group for part in self.parts.values()), b"")

    def envelope(self) -> bytes:
        """The whole. Incomplete while parts are missing; Damaged(TAMPERED) if they do not fit."""
        count = max((part.count for part in self.parts.values()), default=1)
        if len(self.parts) < count:
            raise Incomplete(sorted(self.parts), count)
        whole = b"".join(self.parts[number].piece for number in sorted(self.parts))
        if crc(whole) != self.group:
            raise Damaged(Flaw.TAMPERED)
        return whole


def collect(typed: str, begun: Collection | None = None) -> Collection:
    """All parts in what was scanned or pasted, after those that were read before. Damaged."""
    collection = begun or Collection()
    for part in read(typed):
        collection = collection.add(part)
    return collection


def joined(typed: Iterable[str]) -> bytes:
    """The envelope in these texts. Damaged or Incomplete."""
    collection = Collection()
    for text in typed:
        collection = collect(text, collection)
    return collection.envelope()


def _count(size: int, piece: int) -> int:
    if size > MOST_PARTS * piece:
        raise TooLarge(size, MOST_PARTS * piece)
    return -(-size // piece)
