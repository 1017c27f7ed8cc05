"""What a file is by its first bytes, and whether it is something else as well (a polyglot).

Whoever mixes two kinds of file puts the second where readers of the first do not look: behind
its end, or where readers of the second look first. So a file has to end where its own format
says, and must not begin like another one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hub.domain.signage.content import MediumKind

# Bytes in which a browser looks for HTML (WHATWG MIME Sniffing, 5.2), and PDF readers for "%PDF".
HEAD = 1445
# A ZIP file is found by a record within its last 64 KiB (APPNOTE 4.3.16).
TAIL = 65_557

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|script|iframe|svg|\?php|\?xml-stylesheet)", re.IGNORECASE
)
_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!doctype|html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that is taken. `ends`: where the file ends by its own account, or None."""

    kind: MediumKind
    mime: str
    names: tuple[str, ...]
    ends: Callable[[BinaryIO, int], int | None]


class NotTaken(Exception):
    """The file is refused; says why, in Japanese."""


def sniff(path: Path) -> Format:
    """The file's format. Raises NotTaken."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
        found = _format(head)
        file.seek(max(0, size - TAIL))
        tail = file.read()
        if (ends := found.ends(file, size)) is None or ends > size:
            raise NotTaken("ファイルが途中で切れているか、こわれています。")
        file.seek(ends)
        _check_alone(found, head, tail, file.read(TAIL))
    return found


def check_name(name: str, found: Format) -> None:
    """A name that says something else than the content; NotTaken."""
    ending = Path(name).suffix.lower()
    known = [each for each in FORMATS.values() if each.kind is found.kind]
    if ending and not any(ending in each.names for each in known):
        raise NotTaken(
            f"名前の終わり（{ending[:8]}）と中身（{found.names[0]}）がちがいます。"
            "中身を確かめて、正しい名前で送ってください。"
        )


def _format(head: bytes) -> Format:
    for begins, found in FORMATS.items():
        if begins.match(head):
            return found
    raise NotTaken(_why_not(head))


def _why_not(head: bytes) -> str:
    if _XML.match(head):
        return "SVG や HTML は、中で命令が動くことがあるため使えません。PNG か PDF にしてください。"
    if head.startswith(b"GIF8"):
        return "GIF は使えません。止まった絵は PNG に、動く絵は動画（MP4）にしてください。"
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "Word・Excel・PowerPoint や ZIP は使えません。PDF にしてください。"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "この写真の形（HEIC・AVIF）は使えません。JPEG にしてください。"
    return "画像（PNG・JPEG・WebP）、動画（MP4・WebM）、PDF ではありません。"


def _check_alone(found: Format, head: bytes, tail: bytes, behind: bytes) -> None:
    if behind.strip(b"\0\r\n\t "):
        raise NotTaken(
            "ファイルの終わりの後ろに、別のデータが付いています。書き出しなおしてください。"
        )
    is_zip = b"PK\x05\x06" in tail and b"PK\x01\x02" in tail
    is_other = found.kind is not MediumKind.PDF and b"%PDF-" in head
    if is_zip or is_other or _MARKUP.search(head):
        raise NotTaken("2つの種類のファイルを重ねたものです。書き出しなおしてください。")


def _png_end(file: BinaryIO, size: int) -> int | None:
    """PNG (W3C), 5.3: chunks of length, type, data and CRC, the last of them IEND."""
    at = 8
    while at + 12 <= size:
        file.seek(at)
        header = file.read(8)
        at += 12 + int.from_bytes(header[:4], "big")
        if header[4:] == b"IEND":
            return at
    return None


def _jpeg_end(file: BinaryIO, _size: int) -> int | None:
    """ITU-T T.81, B.1.1: segments, and after each SOS coded data until the next marker."""
    file.seek(0)
    data, at = file.read(), 2
    while 0 <= at < len(data) - 1:
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker == 0xFF:
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            at = _next_marker(data, at)
    return None


_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7]")


def _next_marker(data: bytes, at: int) -> int:
    """Stuffed bytes (FF00) and restarts (FFD0 to FFD7) belong to the coded data."""
    found = _MARKER.search(data, at)
    return found.start() if found else -1


def _webp_end(file: BinaryIO, _size: int) -> int | None:
    file.seek(4)
    return 8 + int.from_bytes(file.read(4), "little")


def _mp4_end(file: BinaryIO, size: int) -> int | None:
    """ISO 14496-12, 4.2: boxes of size and type; 1 is a long size, 0 goes to the end."""
    at = 0
    while at + 8 <= size:
        file.seek(at)
        header = file.read(16)
        length, kind = int.from_bytes(header[:4], "big"), header[4:8]
        if not kind.isalnum():
            return at
        if length == 0:
            return size
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if length < 8:
            return None
        at += length
    return at


def _webm_end(_file: BinaryIO, size: int) -> int | None:
    """A segment may be of unknown length (RFC 8794, 6.2): the decoder looks for its end."""
    return size


def _pdf_end(file: BinaryIO, size: int) -> int | None:
    """ISO 32000-2, 7.5.5: the last line is the end-of-file marker."""
    begins = max(0, size - 1024)
    file.seek(begins)
    found = file.read().rfind(b"%%EOF")
    return None if found < 0 else begins + found + 5


_IMAGE, _VIDEO = MediumKind.IMAGE, MediumKind.VIDEO
FORMATS: Mapping[re.Pattern[bytes], Format] = {
    re.compile(rb"\x89PNG\r\n\x1a\n"): Format(_IMAGE, "image/png", (".png",), _png_end),
    re.compile(rb"\xff\xd8\xff"): Format(_IMAGE, "image/jpeg", (".jpg", ".jpeg"), _jpeg_end),
    re.compile(rb"RIFF.{4}WEBP", re.DOTALL): Format(_IMAGE, "image/webp", (".webp",), _webp_end),
    re.compile(rb".{4}ftyp(?!hei|mif1|avi)", re.DOTALL): Format(
        _VIDEO, "video/mp4", (".mp4", ".m4v", ".mov"), _mp4_end
    ),
    re.compile(rb"\x1a\x45\xdf\xa3"): Format(_VIDEO, "video/webm", (".webm", ".mkv"), _webm_end),
    re.compile(rb"%PDF-[12]\."): Format(MediumKind.PDF, "application/pdf", (".pdf",), _pdf_end),
}
