"""A card of a hundred lines for the protocol's tests: as willing as any card may be.

It takes part of an AID for the whole, addresses files by SFI, keeps its selection when a command
fails, reads extended lengths and overlooks classes and channels: what it refuses is refused by
the secret alone. So whatever the allow-list let through would show in `told`.
"""

from dataclasses import dataclass, field

from devices.cards.faults import CardRemoved

TEXT = bytes.fromhex("D3921000310001010408")
FACE = bytes.fromhex("D3921000310001010402")
COMMON = bytes.fromhex("D3921000310001010100")
JPKI = bytes.fromhex("D392F000260100000001")
JUKI = bytes.fromhex("D3921000310001010401")
LICENCE = bytes.fromhex("A0000002310100000000000000000000")
RESIDENCE = bytes.fromhex("D392F0004F0200000000000000000000")

NUMBER = b"000000000000"
NUMBER_PICTURE = b"\x89PNG of a number"
NAME, ADDRESS = "待合　花子", "見本県架空市待合町一丁目２番３号"
PIN, CODE_B = b"4826", b"19032120351234"

OK, NO_FILE, NOT_VERIFIED = b"\x90\x00", b"\x6a\x82", b"\x69\x82"


def tlv(tag: int, value: bytes) -> bytes:
    """An object with the shortest length that fits."""
    head = tag.to_bytes(2 if tag > 0xFF else 1, "big")
    size = len(value)
    if size < 0x80:
        return head + bytes((size,)) + value
    if size < 0x100:
        return head + bytes((0x81, size)) + value
    return head + b"\x82" + size.to_bytes(2, "big") + value


def attributes_file(
    name: bytes = NAME.encode(),
    address: bytes = ADDRESS.encode(),
    birth: bytes = b"19440321",
    sex: bytes = b"2",
) -> bytes:
    """基本4情報 as a card stores it, with filler."""
    fields = (tlv(0xDF22, name), tlv(0xDF23, address), tlv(0xDF24, birth), tlv(0xDF25, sex))
    table, at = b"", 16
    for each in fields:
        table += at.to_bytes(2, "big")
        at += len(each)
    return tlv(0xFF20, tlv(0xDF21, table) + b"".join(fields)) + b"\xff" * 12


def face_file(photo: bytes = b"\x00\x00\x00\x0cjP  " + bytes(700)) -> bytes:
    """The card's face, as far as it is looked at."""
    return tlv(0xFF20, tlv(0xDF22, b"19440321") + tlv(0xDF27, photo)) + b"\xff" * 40


# Every application of a card, the forbidden ones too.
_FILES: dict[bytes, dict[int, bytes]] = {
    JPKI: {0x0006: b"JPKIAPICCTOKEN2".ljust(32) + bytes(128), 0x0001: b"\x30\x03abc"},
    JUKI: {0x0001: NUMBER},
    TEXT: {0x0001: tlv(0xFF10, NUMBER) + b"\xff\xff", 0x0002: attributes_file()},
    FACE: {0x0002: face_file(), 0x0005: tlv(0xFF40, tlv(0xDF41, NUMBER_PICTURE))},
    COMMON: {0x0001: b"\x01\x1c4123456789012341313120350321"},
}


def my_number_files() -> dict[bytes, dict[int, bytes]]:
    return {aid: dict(files) for aid, files in _FILES.items()}


@dataclass
class Lock:
    """A secret: what it is, and how often it may still be tried."""

    value: bytes
    left: int
    most: int


def my_number_locks() -> dict[tuple[bytes, int], Lock]:
    return {
        (TEXT, 0x11): Lock(PIN, 3, 3),
        (TEXT, 0x14): Lock(NUMBER, 10, 10),
        (TEXT, 0x15): Lock(CODE_B, 10, 10),
        (FACE, 0x12): Lock(CODE_B, 10, 10),
        (FACE, 0x13): Lock(NUMBER, 10, 10),
        (JPKI, 0x18): Lock(PIN, 3, 3),
    }


NEEDS = {
    (TEXT, 0x01): {0x11, 0x14},
    (TEXT, 0x02): {0x11, 0x15},
    (FACE, 0x02): {0x12, 0x13},
    (FACE, 0x05): {0x13},
}


@dataclass
class SmallCard:
    """Answers APDUs; `told` are all bytes it gave away, `sent` all commands it got."""

    files: dict[bytes, dict[int, bytes]] = field(default_factory=my_number_files)
    locks: dict[tuple[bytes, int], Lock] = field(default_factory=my_number_locks)
    # A card whose secrets were all proven before.
    open: bool = False
    # Taken away at the command of this number (from 1): before it is done, or after it.
    gone_before: int = 0
    gone_after: int = 0
    # Answers 6F00 to the first command.
    drowsy: bool = False
    sent: list[bytes] = field(default_factory=list)
    told: bytearray = field(default_factory=bytearray)
    _aid: bytes = b""
    _file: int = 0
    _proven: set[int] = field(default_factory=set)

    def send_and_receive(self, apdu: bytes) -> bytes:
        self.sent.append(apdu)
        if self.gone_before and len(self.sent) >= self.gone_before:
            raise CardRemoved
        answer = b"\x6f\x00" if self.drowsy and len(self.sent) == 1 else self._answer(apdu)
        if self.gone_after and len(self.sent) >= self.gone_after:
            raise CardRemoved
        self.told += answer[:-2]
        return answer

    def _answer(self, apdu: bytes) -> bytes:
        if len(apdu) < 4:
            return b"\x67\x00"
        data, expected = _body(apdu[4:])
        ins, p1, p2 = apdu[1:4]
        if ins == 0xA4:
            return self._select(p1, data)
        if ins in {0xB0, 0xB1}:
            return self._read(p1, p2, expected)
        if ins in {0xB2, 0xB3}:
            return self._read(0x80 | p2 >> 3, 0, expected) if p2 >> 3 else self._read(0, 0, 256)
        if ins == 0x20:
            return self._verify(p2, data)
        return b"\x6d\x00"

    def _select(self, p1: int, data: bytes) -> bytes:
        if p1 == 0x04:
            found = next((aid for aid in self.files if data and aid.startswith(data)), None)
            if found is None:
                return NO_FILE
            self._proven = self._proven if found == self._aid else set()
            self._aid, self._file = found, 0
            return OK
        return OK if self._choose(int.from_bytes(data, "big")) else NO_FILE

    def _choose(self, file: int) -> bool:
        there = file in self.files.get(self._aid, {}) or (self._aid, file) in self.locks
        if there:
            self._file = file
        return there

    def _read(self, p1: int, p2: int, expected: int) -> bytes:
        if p1 & 0x80 and not self._choose(p1 & 0x1F):
            return NO_FILE
        stored = self.files.get(self._aid, {}).get(self._file)
        if stored is None:
            return b"\x69\x86"
        needs = NEEDS.get((self._aid, self._file))
        if needs and not (self.open or needs & self._proven):
            return NOT_VERIFIED
        offset = p2 if p1 & 0x80 else p1 << 8 | p2
        if offset >= len(stored):
            return b"\x6b\x00"
        return stored[offset : offset + expected] + OK

    def _verify(self, p2: int, data: bytes) -> bytes:
        if p2 & 0x1F and not self._choose(p2 & 0x1F):
            return NO_FILE
        lock = self.locks.get((self._aid, self._file))
        if lock is None:
            return b"\x69\x81"
        if not lock.left:
            return b"\x69\x84" if data else b"\x63\xc0"
        if data == lock.value:
            lock.left = lock.most
            self._proven.add(self._file)
            return OK
        if data:
            lock.left -= 1
        return bytes((0x63, 0xC0 | lock.left))


def _body(body: bytes) -> tuple[bytes, int]:
    """The data and the length expected, of a short or an extended command."""
    if len(body) < 2:
        return b"", (body[0] or 256) if body else 0
    at = 1 if body[0] else 3
    size = int.from_bytes(body[:at], "big")
    if len(body) == at == 3:
        return b"", size or 65536
    return body[at : at + size], 256
