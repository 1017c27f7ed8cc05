"""What the real player can show, found by letting it decode."""

import json
import struct
import subprocess
import sys
from pathlib import Path
from zlib import compress, crc32

import pytest
from PIL import Image
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from signage.app.inspection import inspect
from tests.live import ROOT, offscreen
from tests.videos import make_video

# The decoders' own words about broken files are no faults of the program.
pytestmark = pytest.mark.qt_log_level_fail("CRITICAL")


def found(file: Path, **more: Path) -> dict[str, object]:
    answer = inspect(file, **more)
    assert answer["faults"] == []
    medium = answer["medium"]
    assert isinstance(medium, dict)
    return medium


def picture(file: Path, size: tuple[int, int] = (600, 300), **options: object) -> Path:
    Image.new("RGB", size, "teal").save(file, **options)  # type: ignore[arg-type] # as given
    return file


def document(file: Path, pages: int) -> Path:
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.drawText(1000, 1000, f"page {page}")
    painter.end()
    return file


def huge_png(file: Path) -> Path:
    """A few bytes that say they are 50,000 pixels wide and high."""
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    data = compress(bytes(1000))
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    return file


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))


@pytest.mark.parametrize(("suffix", "mime"), [("png", "png"), ("jpg", "jpeg"), ("webp", "webp")])
def test_a_picture(tmp_path: Path, suffix: str, mime: str) -> None:
    medium = found(picture(tmp_path / f"a.{suffix}"))
    assert (medium["kind"], medium["mime"]) == ("image", f"image/{mime}")
    assert (medium["width"], medium["height"]) == (600, 300)


def test_a_picture_that_was_taken_upright_is_counted_as_it_is_shown(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # Exif 2.3, Orientation: to be turned by 90 degrees
    medium = found(picture(tmp_path / "a.jpg", exif=exif))
    assert (medium["width"], medium["height"]) == (300, 600)


def test_the_name_does_not_count(tmp_path: Path) -> None:
    picture(tmp_path / "a.png").rename(tmp_path / "a.mp4")
    assert found(tmp_path / "a.mp4")["kind"] == "image"


def test_a_thumbnail_is_small_and_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (2000, 1000), (0, 0, 0, 0)).save(tmp_path / "a.png")
    found(tmp_path / "a.png", thumbnail=tmp_path / "t.jpg")
    with Image.open(tmp_path / "t.jpg") as small:
        assert small.format == "JPEG"
        assert small.size == (480, 240)
        assert small.getpixel((10, 10)) == (255, 255, 255)


def test_a_document_of_several_pages(tmp_path: Path) -> None:
    medium = found(document(tmp_path / "a.pdf", 3), thumbnail=tmp_path / "t.jpg")
    assert (medium["kind"], medium["pages"]) == ("pdf", 3)
    assert (medium["width"], medium["height"]) == (595, 842)
    assert (tmp_path / "t.jpg").exists()


def test_a_film(tmp_path: Path) -> None:
    film = make_video(tmp_path / "a.mp4", 1.0, (320, 180), sound=True)
    medium = found(film, thumbnail=tmp_path / "t.jpg")
    assert (medium["kind"], medium["width"], medium["height"]) == ("video", 320, 180)
    assert medium["seconds"] == pytest.approx(1, abs=0.1)
    assert medium["sounds"] is True
    assert (tmp_path / "t.jpg").exists()


def test_a_film_of_three_frames(tmp_path: Path) -> None:
    assert found(make_video(tmp_path / "a.mp4", 0.1))["sounds"] is False


def test_what_the_player_cannot_show(tmp_path: Path) -> None:
    film = make_video(tmp_path / "a.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(film[: len(film) // 2])
    (tmp_path / "words.mp4").write_bytes(b"\0\0\0\x20ftypisom" + b"words" * 100)
    (tmp_path / "words.pdf").write_bytes(b"%PDF-1.7\n" + b"words" * 100)
    (tmp_path / "words.txt").write_bytes(b"words")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "words.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"words" * 100)
    faults = {
        "cut.mp4": "undecodable",
        "words.mp4": "undecodable",
        "words.pdf": "undecodable",
        "words.txt": "unknown_kind",
        "empty": "unknown_kind",
        "words.jpg": "undecodable",
        "not-there": "unreadable",
        huge_png(tmp_path / "huge.png").name: "too_large",
    }
    said = {name: inspect(tmp_path / name)["faults"] for name in faults}
    assert said == {name: [fault] for name, fault in faults.items()}


def test_the_program_says_it_as_json(tmp_path: Path) -> None:
    asked = ["inspect", str(picture(tmp_path / "a.png")), "--json"]
    program = [sys.executable, "-m", "signage", *asked]
    done = subprocess.run(
        program, cwd=ROOT, env=offscreen(), capture_output=True, timeout=60, check=True
    )
    assert json.loads(done.stdout)["medium"]["kind"] == "image"


def test_an_image_says_how_pale_it_is(tmp_path: Path) -> None:
    poster = Image.new("RGB", (600, 300), "#777777")
    poster.paste("#dddddd", (0, 0, 100, 300))
    poster.save(tmp_path / "poster.png")
    assert found(tmp_path / "poster.png")["contrast"] == pytest.approx(3.3, abs=0.1)
    assert found(picture(tmp_path / "plain.png"))["contrast"] == 1
