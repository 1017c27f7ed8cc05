"""What signage.yaml names must be there: items, playlists, layouts, zones, displays, files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.cross import Documents, select, texts
from config.document import Document, Keys
from config.faults import Fault, near
from config.schema.signage import STANDARD, Orientation, Standard

FILE = "signage.yaml"
# How files of each kind begin; what is really inside is looked at when the hub takes them.
_BEGINNINGS: Mapping[str, tuple[tuple[int, bytes], ...]] = {
    "image": ((0, b"\x89PNG\r\n\x1a\n"), (0, b"\xff\xd8\xff"), (8, b"WEBP")),
    "video": ((4, b"ftyp"), (0, b"\x1a\x45\xdf\xa3")),
    "pdf": ((0, b"%PDF-"),),
}
_WANTED = {
    "image": "画像（PNG、JPEG、WebP）",
    "video": "動画（MP4、WebM）",
    "pdf": "PDF",
}


@dataclass(frozen=True, slots=True)
class _Reference:
    """Names at `patterns` must be among those at `known` of `file`."""

    patterns: tuple[str, ...]
    file: str
    known: str
    message: str


_REFERENCES = (
    _Reference(
        ("playlists.*.entries.*.item", "campaigns.*.items.*"),
        FILE,
        "items.*.id",
        "この id のものは items にありません。",
    ),
    _Reference(
        ("screens.*.fallback.playlists.*", "screens.*.slots.*.playlists.*"),
        FILE,
        "playlists.*.id",
        "この id の番組は playlists にありません。",
    ),
    _Reference(
        ("screens.*.id", "campaigns.*.screens.*"),
        "terminals.yaml",
        "displays.*.id",
        "この id の表示盤は terminals.yaml にありません。",
    ),
    _Reference(
        ("items.*.content.source",),
        "feeds.yaml",
        "*.id",
        "この id の情報源は feeds.yaml にありません。",
    ),
    _Reference(
        ("items.*.content.services.*",),
        "services.yaml",
        "*.id",
        "この id の業務は services.yaml にありません。",
    ),
    _Reference(
        ("items.*.content.floor",),
        "floors.yaml",
        "floors.*.id",
        "この id の階は floors.yaml にありません。",
    ),
)


def signage_faults(directory: Path, documents: Documents) -> Iterator[Fault]:
    """Everything about signage.yaml that takes two places to see."""
    document = documents[FILE]
    for reference in _REFERENCES:
        yield from _unknown(reference, documents)
    yield from _slots(document, documents["terminals.yaml"])
    yield from _files(directory, document)


def _unknown(reference: _Reference, documents: Documents) -> Iterator[Fault]:
    source = documents[reference.file]
    if not source.readable:
        return
    known = {name for _, name in texts(source, reference.known)}
    for pattern in reference.patterns:
        for path, name in texts(documents[FILE], pattern):
            if name not in known:
                yield documents[FILE].fault(path, reference.message, near=near(name, known))


def _slots(document: Document, terminals: Document) -> Iterator[Fault]:
    layouts = {**STANDARD, **dict(_own_layouts(document))}
    turned = dict(_orientations(terminals))
    for pattern in ("screens.*.fallback", "screens.*.slots.*"):
        for path, slot in select(document, pattern):
            if isinstance(slot, dict) and isinstance(name := slot.get("layout"), str):
                screen = dict(select(document, "screens.*.id")).get((*path[:2], "id"))
                orientation = turned.get(str(screen))
                yield from _slot(document, path, layouts, name, orientation)


def _slot(
    document: Document,
    path: Keys,
    layouts: Mapping[str, Standard],
    name: str,
    orientation: str | None,
) -> Iterator[Fault]:
    layout = layouts.get(name)
    if layout is None:
        hint = near(name, layouts)
        yield document.fault((*path, "layout"), "この id の割りつけはありません。", near=hint)
        return
    if orientation is not None and layout.orientation != orientation:
        message = f"この割りつけは {layout.orientation} で、表示盤は {orientation} です。"
        yield document.fault((*path, "layout"), message)
    for key in [key for key in document.keys if key[:-1] == (*path, "playlists")]:
        zone = str(key[-1])
        if zone not in layout.zones:
            message = f"割りつけ {name} に、番組を流す区画 {zone} はありません。"
            yield document.fault(key, message, at_key=True, near=near(zone, layout.zones))


def _own_layouts(document: Document) -> Iterator[tuple[str, Standard]]:
    for _, layout in select(document, "layouts.*"):
        if isinstance(layout, dict) and isinstance(name := layout.get("id"), str):
            zones = layout.get("zones")
            mains = tuple(
                str(zone.get("id"))
                for zone in (zones if isinstance(zones, tuple) else ())
                if isinstance(zone, dict) and zone.get("kind") == "main"
            )
            turned: Orientation = (
                "portrait" if layout.get("orientation") == "portrait" else "landscape"
            )
            yield name, Standard(turned, mains)


def _orientations(terminals: Document) -> Iterator[tuple[str, str]]:
    for _, display in select(terminals, "displays.*"):
        if isinstance(display, dict) and isinstance(name := display.get("id"), str):
            turned = display.get("orientation", "landscape")
            # A misspelt one is told at its own place.
            if turned in ("landscape", "portrait"):
                yield name, str(turned)


def _files(directory: Path, document: Document) -> Iterator[Fault]:
    wanted: list[tuple[Keys, str, str]] = [
        ((*path, "file"), str(content.get("kind")), name)
        for path, content in select(document, "items.*.content")
        if isinstance(content, dict) and isinstance(name := content.get("file"), str)
    ]
    wanted += [(path, "image", name) for path, name in texts(document, "standby")]
    return (fault for each in wanted for fault in _file(directory, document, *each))


def _file(directory: Path, document: Document, path: Keys, kind: str, name: str) -> Iterable[Fault]:
    if ".." in name or not (file := directory / name).is_relative_to(directory):
        return
    if not file.is_file():
        beside = [found.relative_to(directory).as_posix() for found in file.parent.glob("*")]
        yield document.fault(path, f"ファイル {name} がありません。", near=near(name, beside))
        return
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
    except OSError as error:
        yield document.fault(path, f"ファイル {name} を読めません（{error.strerror}）。")
        return
    if not any(head[at:].startswith(sign) for at, sign in _BEGINNINGS.get(kind, ((0, b""),))):
        yield document.fault(path, f"{name} は{_WANTED[kind]}ではありません。")
