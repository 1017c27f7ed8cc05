"""`python -m signage preview`: a programme at given instants, drawn by the real player.

For the managers' pages. It draws without a screen and without a hub: nobody waits, contents are
what the programme says. Each instant becomes a JPEG, 0001.jpg and so on.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from hub.client import DisplaySettings
from hub.domain.lobby import Snapshot
from hub.domain.signage.content import NO_FEEDS, Feeds, Medium, Playable
from hub.domain.signage.layouts import screen_size
from hub.domain.signage.programme import Generation, Layout, Programme
from hub.domain.site import Site, business_day
from hub.shape import Shape
from kiosk.shell import fonts, logs, rendering
from signage.app import limits
from signage.app.link import Live, News
from signage.app.screen import Screen
from signage.store import generations, shelf
from signage.store.blobs import Blobs
from signage.store.needs import media_for
from signage.store.ready import Ready

SITE: Shape[Site | None] = Shape(Site | None)

SECONDS = 80.0
LONG_SIDE = 960
QUALITY = 85
# A film that does not come is drawn without; everything else is there at once.
PATIENCE_MS, LOOK_MS = 4000, 20
# Looks in a row at which nothing moves: a frame is drawn between two.
STILL = 3


def main(arguments: Sequence[str]) -> int:
    """Draw, and return 0; what cannot be read ends the program with a traceback."""
    given = _parser().parse_args(arguments)
    limits.limit(SECONDS)
    logs.configure("preview")
    app = QGuiApplication(["machiai-preview", "-platform", "offscreen"])
    rendering.choose()
    list(fonts.register())
    generation = generations.SHAPE.validate_json(given.generation.read_bytes())
    feeds = shelf.FEEDS.validate_json(given.feeds.read_bytes()) if given.feeds else NO_FEEDS
    ready = at_hand(generation, given.media, given.screen, feeds)
    given.out.mkdir(parents=True, exist_ok=True)
    site = SITE.validate_json(given.site.read_bytes()) if given.site else None
    draw(ready, given.screen, instants(given.at, given.count, given.every), given.out, site)
    del app
    return 0


@dataclass(slots=True)
class Clock:
    """The instant that is drawn."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


def instants(at: datetime, count: int, every: float) -> list[datetime]:
    """`count` instants, `every` so many seconds."""
    return [at + number * timedelta(seconds=every) for number in range(count)]


def at_hand(generation: Generation, media: Path, screen: str, feeds: Feeds) -> Ready:
    """The programme with the files of a folder that is laid out as the hub's, and as a display's.

    The hub has looked at every file, so that their presence is enough.
    """
    blobs = Blobs(media)
    there = [file for file in media_for(generation.programme, screen) if blobs.holds(file)]
    return Ready(generation, Playable(_digests(there), feeds), dict(_paths(blobs, there)))


def draw(
    ready: Ready, name: str, when: Sequence[datetime], out: Path, site: Site | None = None
) -> None:
    """Draw screen `name` at these instants, in the lobby of `site`. Needs a QGuiApplication."""
    clock = Clock(when[0])
    size = _size(ready.generation.programme, name)
    screen = Screen(clock, reduced_motion=True, size=(size.width(), size.height()))
    portrait = size.height() > size.width()
    lobby = _quiet_lobby(ready.generation.programme, when[0], site)
    services = tuple(lobby.site.services)
    screen.receive(DisplaySettings(name, "", "portrait" if portrait else "landscape", 0, services))
    screen.receive(News(lobby))
    screen.receive(Live(live=True))
    screen.receive(ready)
    screen.director.compose()
    window = screen.open()
    try:
        for number, clock.now in enumerate(when, start=1):
            screen.director.compose()
            _settle(screen)
            _save(window, out / f"{number:04}.jpg")
    finally:
        screen.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m signage preview")
    add = parser.add_argument
    add("--generation", type=Path, required=True, metavar="FILE", help="番組（JSON）")
    add("--media", type=Path, required=True, metavar="DIR", help="画像などの置き場")
    add("--feeds", type=Path, metavar="FILE", help="新着情報・催し・天気（JSON）")
    add("--site", type=Path, metavar="FILE", help="ロビーの業務（JSON）")
    add("--screen", required=True, metavar="ID", help="表示盤の id")
    add("--at", type=datetime.fromisoformat, required=True, metavar="ISO", help="はじめの時刻")
    add("--count", type=int, default=1, metavar="N", help="何枚描くか")
    add("--every", type=float, default=15, metavar="S", help="何秒おきか")
    add("--out", type=Path, required=True, metavar="DIR", help="絵を置くフォルダー")
    return parser


def _quiet_lobby(programme: Programme, now: datetime, site: Site | None) -> Snapshot:
    """A lobby where nobody waits; without a site one in the programme's zone, without services."""
    timezone = programme.calendar.timezone
    bare = Site("preview", {"ja": ""}, {"ja": ""}, timezone, ("ja",), {}, {}, {}, {})
    here = site or bare
    return Snapshot(here, business_day(here, now), 0)


def _digests(media: Sequence[Medium]) -> frozenset[str]:
    return frozenset(medium.digest for medium in media)


def _paths(blobs: Blobs, media: Sequence[Medium]) -> Iterator[tuple[str, Path]]:
    return ((medium.digest, blobs.path(medium.digest)) for medium in media)


def _size(programme: Programme, name: str) -> QSize:
    """Of the layout that the screen falls back to; all of a screen's hang the same way."""
    screen = programme.screens.get(name)
    layout: Layout | None = programme.layouts.get(screen.fallback.layout) if screen else None
    size = QSize(*screen_size(layout)) if layout else QSize(1920, 1080)
    return size.scaled(LONG_SIDE, LONG_SIDE, Qt.AspectRatioMode.KeepAspectRatio)


def _settle(screen: Screen) -> None:
    """Wait until everything that is to be seen is, or for as long as a film may take."""
    loop = QEventLoop()
    looks = still = 0

    def look() -> None:
        nonlocal looks, still
        looks += 1
        still = still + 1 if screen.display.is_settled else 0
        if still >= STILL or looks * LOOK_MS >= PATIENCE_MS:
            loop.quit()

    timer = QTimer(interval=LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()


def _save(window: QQuickWindow, file: Path) -> None:
    if not window.grabWindow().save(str(file), quality=QUALITY):
        raise OSError(f"cannot write {file}")
