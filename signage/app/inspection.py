"""`python -m signage inspect FILE`: can the real player show this file, and what is it?

A process of its own, with limits: the file comes from a stranger. It prints one JSON object:

    {"medium": {...} or null, "faults": ["undecodable"], "thumbnail": true}
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QImageIOHandler,
    QImageReader,
    QImageWriter,
    QPainter,
)
from PySide6.QtPdf import QPdfDocument

from hub.domain.signage.content import Medium, MediumKind
from hub.domain.signage.legibility import contrast, luminance
from signage.app import limits
from signage.app.film import Unfit, look_into

SECONDS = 45.0
THUMBNAIL = QSize(480, 480)
QUALITY = 80
# A display shows 1920 pixels; what is far beyond only costs memory and time.
MOST_SIDE = 16_384
MOST_PIXELS = 100_000_000
MOST_VIDEO_SIDE = 4096
MOST_PAGES = 200
# So many pixels say how pale an image is.
SAMPLE = 10_000

_SIGNS: Sequence[tuple[int, bytes, MediumKind, str]] = (
    (0, b"\x89PNG\r\n\x1a\n", MediumKind.IMAGE, "image/png"),
    (0, b"\xff\xd8\xff", MediumKind.IMAGE, "image/jpeg"),
    (8, b"WEBP", MediumKind.IMAGE, "image/webp"),
    (0, b"%PDF-", MediumKind.PDF, "application/pdf"),
    (4, b"ftypqt", MediumKind.VIDEO, "video/quicktime"),
    (4, b"ftyp", MediumKind.VIDEO, "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", MediumKind.VIDEO, "video/webm"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: pixels (of a PDF points), and a picture of it."""

    size: QSize
    picture: QImage
    seconds: float = 0.0
    pages: int = 0
    sounds: bool = False


def main(arguments: Sequence[str]) -> int:
    """Inspect, print, and return the exit code: 0, or 1 where there are faults."""
    parser = argparse.ArgumentParser(prog="python -m signage inspect")
    parser.add_argument("file", type=Path, help="調べるファイル（画像・動画・PDF）")
    parser.add_argument("--json", action="store_true", required=True, help="JSON で答える")
    parser.add_argument("--thumbnail", type=Path, metavar="OUT", help="小さな絵（JPEG）の置き場")
    given = parser.parse_args(arguments)
    limits.limit(SECONDS)
    app = QGuiApplication(["machiai-inspect", "-platform", "offscreen"])
    found = inspect(given.file, given.thumbnail)
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    del app
    return 1 if found["faults"] else 0


def inspect(file: Path, thumbnail: Path | None = None) -> dict[str, object]:
    """What the program prints. Needs a QGuiApplication."""
    try:
        kind, mime = kind_of(file)
        look = _LOOKS[kind](file)
        drawn = thumbnail is not None and _draw(look.picture, thumbnail)
        return {"medium": asdict(_medium(file, kind, mime, look)), "faults": [], "thumbnail": drawn}
    except Unfit as fault:
        return {"medium": None, "faults": [str(fault)], "thumbnail": False}
    except OSError:
        return {"medium": None, "faults": ["unreadable"], "thumbnail": False}


def kind_of(file: Path) -> tuple[MediumKind, str]:
    """Kind and MIME type by the first bytes, never by the name. Raises Unfit and OSError."""
    with file.open("rb") as opened:
        head = opened.read(16)
    for offset, sign, kind, mime in _SIGNS:
        if head[offset:].startswith(sign):
            return kind, mime
    raise Unfit("unknown_kind")


def _medium(file: Path, kind: MediumKind, mime: str, look: Look) -> Medium:
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    return Medium(
        digest,
        kind,
        mime,
        file.stat().st_size,
        width=look.size.width(),
        height=look.size.height(),
        seconds=look.seconds,
        pages=look.pages,
        sounds=look.sounds,
        contrast=_contrast(look.picture) if kind is MediumKind.IMAGE else 0.0,
    )


def _image(file: Path) -> Look:
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise Unfit("undecodable")
    if max(size.width(), size.height()) > MOST_SIDE or size.width() * size.height() > MOST_PIXELS:
        raise Unfit("too_large")
    reader.setScaledSize(_within(size, THUMBNAIL))
    picture = reader.read()
    if picture.isNull():
        raise Unfit("undecodable")
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return Look(size.transposed() if turned else size, picture)


def _contrast(picture: QImage) -> float:
    """Of a sample of the pixels, those that are seen."""
    step = max(1, round((picture.width() * picture.height() / SAMPLE) ** 0.5))
    colours = (
        picture.pixelColor(x, y)
        for y in range(0, picture.height(), step)
        for x in range(0, picture.width(), step)
    )
    return round(
        contrast([luminance(c.red(), c.green(), c.blue()) for c in colours if c.alpha() > 127]), 2
    )


def _video(file: Path) -> Look:
    film = look_into(file)
    if max(film.size.width(), film.size.height()) > MOST_VIDEO_SIDE:
        raise Unfit("too_large")
    return Look(film.size, film.picture, film.seconds, sounds=film.sounds)


def _pdf(file: Path) -> Look:
    """Every page is drawn, small: one that cannot be drawn is not found by opening the file."""
    document = QPdfDocument()
    problem = document.load(str(file))
    if problem is QPdfDocument.Error.IncorrectPassword:
        raise Unfit("password")
    if problem is not QPdfDocument.Error.None_ or not document.pageCount():
        raise Unfit("undecodable")
    if document.pageCount() > MOST_PAGES:
        raise Unfit("too_many_pages")
    pages = [_page(document, number) for number in range(document.pageCount())]
    size = document.pagePointSize(0).toSize()
    return Look(size, pages[0], pages=len(pages))


def _page(document: QPdfDocument, number: int) -> QImage:
    size = document.pagePointSize(number).toSize()
    if size.isEmpty():
        raise Unfit("undecodable")
    drawn = document.render(number, size.scaled(THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio))
    if drawn.isNull():
        raise Unfit("undecodable")
    return drawn


def _within(size: QSize, most: QSize) -> QSize:
    if size.width() <= most.width() and size.height() <= most.height():
        return size
    return size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _draw(picture: QImage, thumbnail: Path) -> bool:
    """Write the small picture; what is transparent, as every page's ground, becomes white."""
    size = _within(picture.size(), THUMBNAIL)
    small = picture.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
    ground = QImage(small.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, small)
    painter.end()
    writer = QImageWriter(str(thumbnail), b"jpeg")
    writer.setQuality(QUALITY)
    return writer.write(ground)


_LOOKS: Mapping[MediumKind, Callable[[Path], Look]] = {
    MediumKind.IMAGE: _image,
    MediumKind.VIDEO: _video,
    MediumKind.PDF: _pdf,
}
