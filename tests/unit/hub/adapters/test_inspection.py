"""What is uploaded is what it says, whole, alone, and no larger inside than out."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from hub.adapters.inspection import pictures
from hub.adapters.inspection.inspector import FileInspector
from hub.adapters.inspection.sniffing import NotTaken, check_name, sniff
from hub.domain.signage.content import MediumKind
from tests.hubs import DEMO
from tests.unit.hub.adapters import hostile

MOST = {MediumKind.IMAGE: 3_000_000, MediumKind.VIDEO: 9_000_000, MediumKind.PDF: 3_000_000}


def mp4(*boxes: tuple[bytes, bytes]) -> bytes:
    """An MP4 file's frame."""
    all_boxes = ((b"ftyp", b"isom\0\0\2\0isomiso2"), *boxes)
    return b"".join((8 + len(data)).to_bytes(4, "big") + kind + data for kind, data in all_boxes)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (hostile.picture("PNG"), "image/png"),
        (hostile.picture("JPEG"), "image/jpeg"),
        (hostile.picture("JPEG", progressive=True), "image/jpeg"),
        (hostile.picture("WEBP"), "image/webp"),
        (hostile.pdf(), "application/pdf"),
        (hostile.pdf() + b"\r\n", "application/pdf"),
        (mp4((b"moov", b"x" * 20), (b"mdat", b"y" * 90)), "video/mp4"),
        (b"\x1a\x45\xdf\xa3" + bytes(100), "video/webm"),
    ],
    ids=range(8),
)
def test_a_file_is_known_by_its_content(file: Path, content: bytes, mime: str) -> None:
    file.write_bytes(content)
    assert sniff(file).mime == mime


REFUSED = {
    "an SVG, which can hold scripts": (hostile.SVG, "SVG"),
    "an SVG without its declaration": (hostile.SVG.partition(b"\n")[2], "SVG"),
    "a page": (hostile.HTML, "SVG や HTML"),
    "a GIF": (b"GIF89a" + bytes(60), "GIF"),
    "a GIF that is a script too": (b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "GIF"),
    "an archive": (hostile.archive(), "ZIP"),
    "a program": (b"MZ" + bytes(300), "ではありません"),
    "nothing": (b"", "ではありません"),
    "a picture with an archive behind it": (hostile.picture() + hostile.archive(), "後ろ"),
    "a photo with a page behind it": (hostile.picture("JPEG") + hostile.HTML, "後ろ"),
    "a picture with a document behind it": (hostile.picture("WEBP") + hostile.pdf(), "後ろ"),
    "a document with an archive behind it": (hostile.pdf() + hostile.archive(), "後ろ"),
    "a document that opens as an archive": (
        hostile.pdf() + hostile.archive() + b"\n%%EOF\n",
        "重ねた",
    ),
    "a picture that begins like a page": (
        hostile.picture()[:33] + hostile.chunk(b"tEXt", b"a\0<script>") + hostile.picture()[33:],
        "重ねた",
    ),
    "a picture that is a document too": (
        hostile.picture()[:33] + hostile.chunk(b"tEXt", b"a\0%PDF-1.4") + hostile.picture()[33:],
        "重ねた",
    ),
    "a film with a page behind it": (mp4((b"mdat", b"x")) + b"\0\0\0\0<html>", "後ろ"),
    "a film that was cut off": (mp4((b"mdat", b"x" * 90))[:-30], "切れている"),
    "a picture that was cut off": (hostile.picture()[:-20], "切れている"),
    "a photo that was cut off": (hostile.picture("JPEG")[:-300], "切れている"),
    "a document that was cut off": (hostile.pdf()[:300], "切れている"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_something_else_or_not_whole_is_refused_with_a_reason(
    file: Path, what: str
) -> None:
    content, reason = REFUSED[what]
    file.write_bytes(content)
    with pytest.raises(NotTaken, match=reason):
        sniff(file)


@pytest.mark.parametrize(
    ("name", "fits"),
    [("a.png", True), ("A.PNG", True), ("a.jpg", True), ("a", True)]
    + [(name, False) for name in ("a.pdf", "a.mp4", "a.svg", "a.html", "a.png.exe")],
)
def test_a_name_must_not_say_another_kind(file: Path, name: str, fits: bool) -> None:
    file.write_bytes(hostile.picture())
    found = sniff(file)
    if fits:
        check_name(name, found)
    else:
        with pytest.raises(NotTaken, match="名前の終わり"):
            check_name(name, found)


def test_a_picture_is_measured_as_it_is_shown(file: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # EXIF 2.32, orientation: 90 degrees clockwise
    file.write_bytes(hostile.picture("JPEG", (320, 180), exif=turned))
    found = FileInspector(MOST).inspect(file, "広報.jpg")
    assert found.medium is not None
    assert (found.medium.width, found.medium.height) == (180, 320)
    assert found.medium.contrast > 10
    assert found.medium.name == "広報.jpg"
    with Image.open(BytesIO(found.thumbnail)) as small:
        assert (small.format, small.size) == ("JPEG", (180, 320))


BREAKING: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "too many points": (hostile.bomb, "大きすぎます"),
    "nothing inside": (lambda: hostile.png(640, 480, b""), "こわれています"),
    "too long a text": (hostile.text_bomb, "こわれています"),
    "moving": (hostile.moving, "動く"),
}


@pytest.mark.parametrize("what", BREAKING)
def test_a_picture_that_would_break_a_decoder_is_refused(file: Path, what: str) -> None:
    made, reason = BREAKING[what]
    file.write_bytes(made())
    assert reason in pictures.look(file)["reasons"][0]


def test_a_process_that_says_nothing_or_never_ends_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(hostile.picture())
    assert FileInspector(MOST, patience=0).inspect(file, "").reasons[0].startswith("中身を確かめる")
    monkeypatch.setattr("hub.adapters.inspection.inspector.PICTURES", "no.such.module")
    assert FileInspector(MOST).inspect(file, "").reasons[0].startswith("この表示盤では")


def test_a_file_larger_than_the_city_allows_is_refused(file: Path) -> None:
    file.write_bytes(hostile.picture())
    found = FileInspector({**MOST, MediumKind.IMAGE: 100}).inspect(file, "a.png")
    assert "大きすぎます" in found.reasons[0]


def test_films_and_documents_are_looked_into_by_the_player_itself(tmp_path: Path) -> None:
    inspector = FileInspector(MOST)
    for name, expected in (
        ("welcome.mp4", (1920, 1080, 8.0, 0, True)),
        ("plastics.pdf", (907, 510, 0.0, 2, False)),
    ):
        file = tmp_path / name
        file.write_bytes((DEMO / "media" / name).read_bytes())
        medium = inspector.inspect(file, name).medium
        assert medium is not None
        found = (medium.width, medium.height, medium.seconds, medium.pages, medium.sounds)
        assert found == expected


def test_a_film_without_pictures_is_refused(file: Path) -> None:
    file.write_bytes((DEMO / "media" / "welcome.mp4").read_bytes()[:32] + mp4((b"mdat", b"x" * 99)))
    assert FileInspector(MOST).inspect(file, "a.mp4").reasons


def test_a_document_that_never_ends_ends_its_own_process_alone(file: Path) -> None:
    file.write_bytes(hostile.pdf_bomb())
    found = FileInspector(MOST, patience=2).inspect(file, "a.pdf")
    assert found.medium is None
    assert found.reasons
