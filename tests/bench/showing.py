"""The real player of a display in a process of its own, so that its own cost can be measured.

    python -m tests.bench.showing fade|film|day FOLDER SECONDS

Prints one JSON object. The window is that of a 1080p panel, drawn by the software scene graph.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}

import psutil
from PySide6.QtCore import QEventLoop, QTimer

from hub.domain.lobby import snapshot
from hub.domain.signage.content import Image, Item, Medium, MediumKind, Pdf, Playable, Video
from hub.domain.signage.programme import Generation, Programme
from kiosk.shell import application
from signage.app.cards import CardFace
from signage.app.link import Live, News
from signage.app.projector import Film
from signage.app.screen import Screen
from signage.app.zones import MainZone
from signage.store.ready import Ready
from tests.bench.screens import held
from tests.lobbies import NINE, World
from tests.ui.qml import until
from tests.ui.signage.contents import FEEDS, document, medium, notices, others, picture
from tests.ui.signage.stage import SETTINGS, city, item, programme
from tests.videos import make_video

FULL, CALLS = "full-landscape", "calls-landscape"
SIZE = (1920, 1080)
# What is measured begins after so many seconds: everything has been loaded and drawn once.
WARM_UP = 3.0
# A frame that took longer than two of 60 a second is seen as a jerk.
LONG = 0.034
HOUR = timedelta(hours=1)


@dataclass
class Stock:
    """Media in a folder, and items that need them."""

    media: dict[str, Medium] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)

    def add(self, file: Path, kind: MediumKind, **more: object) -> str:
        """The digest of a file."""
        found = medium(file, kind, **more)
        self.media[found.digest], self.files[found.digest] = found, file
        return found.digest

    def publish(self, screen: Screen, made: Programme) -> None:
        """Show it."""
        playable = Playable(frozenset(self.files), FEEDS)
        screen.receive(Ready(Generation(1, NINE, made), playable, self.files))
        screen.director.compose()


@dataclass
class Fades:
    """Pictures that fade into one another without a pause, and the time between their frames."""

    zone: MainZone
    faces: list[CardFace]
    gaps: list[float] = field(default_factory=list)
    fading: float = 0.0
    last: float = 0.0
    turn: int = 0

    def go_on(self) -> None:
        """As soon as one is there the next one comes; the one after it is made ready."""
        if self.zone.is_settled:
            self.turn += 1
            following = [self.faces[n % len(self.faces)] for n in (self.turn, self.turn + 1)]
            self.zone.show(*following)

    def begin(self) -> None:
        """A fade begins: its first frame is late from here on."""
        self.last = time.perf_counter()

    def note(self) -> None:
        """A frame is on the screen."""
        now = time.perf_counter()
        if self.zone.is_fading:
            self.gaps.append(now - self.last)
        self.last = now


def started(clock: Callable[[], datetime], fade: int = 700) -> Screen:
    """The player, shown; it does not look at its clock by itself."""
    screen = Screen(clock, size=SIZE, fade=fade)
    screen.receive(SETTINGS)
    screen.director.compose()
    screen.open()
    return screen


def go_on(seconds: float) -> None:
    """Let the display work as it does on a wall: QTest.qWait sleeps between its looks."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def ticking(now: datetime = NINE) -> Callable[[], datetime]:
    """A clock that stands at `now` as this is called."""
    began = time.perf_counter()
    return lambda: now + timedelta(seconds=time.perf_counter() - began)


def fade(folder: Path, seconds: float) -> dict[str, float]:
    """One picture of 1080p into the next, read from its file each time."""
    pictures = [picture(folder / f"{n}.jpg", SIZE, 60 * n) for n in range(4)]
    screen = started(ticking())
    Stock().publish(screen, programme(FULL))
    zone = screen.display.mains["main"]
    fades = Fades(zone, [CardFace(file.stem, "image", source=file.as_uri()) for file in pictures])
    zone.turned.connect(fades.begin)
    screen.window.frameSwapped.connect(fades.note)
    again = QTimer(interval=20)
    again.timeout.connect(fades.go_on)
    again.start()
    go_on(WARM_UP)
    fades.gaps.clear()
    began, used, drawn = time.perf_counter(), time.process_time(), time.thread_time()
    go_on(seconds)
    elapsed, used = time.perf_counter() - began, time.process_time() - used
    drawn = time.thread_time() - drawn
    screen.close()
    return {
        "fps": len(fades.gaps) / sum(fades.gaps),
        # This thread draws; others read the pictures. Without a panel's rhythm it draws some more
        # than 60 frames a second.
        "drawing": drawn / len(fades.gaps) * 60 * 100,
        "cpu": used / elapsed * 100,
        "long": sum(gap > LONG for gap in fades.gaps) / len(fades.gaps) * 100,
        "longest": max(fades.gaps) * 1000,
    }


def film(folder: Path, seconds: float) -> dict[str, float]:
    """A film of 1080p and 30 frames a second."""
    length = int(seconds + 2 * WARM_UP)
    stock = Stock()
    file = make_video(folder / "film.mp4", length, SIZE)
    digest = stock.add(file, MediumKind.VIDEO, seconds=float(length))
    screen = started(ticking())
    shown = item(Video(digest, {"ja": ""}), length, "film")
    stock.publish(screen, programme(FULL, shown, media=stock.media))
    until(lambda: Film.frames.presented > 30, "the film", 20_000)
    before = (Film.frames.delivered, Film.frames.presented)
    began, used = time.perf_counter(), time.process_time()
    go_on(seconds)
    elapsed, used = time.perf_counter() - began, time.process_time() - used
    after = (Film.frames.delivered, Film.frames.presented)
    screen.close()
    delivered, presented = ((now - then) / elapsed for now, then in zip(after, before, strict=True))
    return {"delivered": delivered, "presented": presented, "cpu": used / elapsed * 100}


def day(folder: Path, hours: float) -> dict[str, float]:
    """The rotation and the calls of so many simulated hours; bytes that the process holds."""
    now = [NINE]
    screen = started(lambda: now[0], fade=1)
    stock = Stock()
    stock.publish(screen, programme(CALLS, *_of_every_kind(folder, stock), media=stock.media))
    calls = _calls()
    sizes: list[int] = []
    handles: list[int] = []
    for step in count():
        if now[0] >= NINE + (len(sizes) + 1) * HOUR:
            sizes.append(held(os.getpid()))
            handles.append(_handles())
            print(f"hour {len(sizes)}: {sizes[-1] / 1e6:.1f} MB", file=sys.stderr, flush=True)
        if len(sizes) >= hours:
            break
        if step % 8 == 0:
            screen.receive(calls[step // 8 % len(calls)])
        until(lambda: screen.display.is_settled, "the cards")
        now[0] = min(state.until for state in screen.director.showing.zones if state.until)
        screen.director.compose()
    items = len(screen.window.findChildren(object))  # type: ignore[type-var]
    screen.close()
    return {
        "first": sizes[0],
        "last": sizes[-1],
        "handles": handles[-1] - handles[0],
        "steps": step,
        "items": items,
    }


def _handles() -> int:
    """Files, sockets and the like that this process holds open."""
    if sys.platform == "win32":
        return psutil.Process().num_handles()
    return psutil.Process().num_fds()


def _of_every_kind(folder: Path, stock: Stock) -> tuple[Item, ...]:
    images = [
        stock.add(picture(folder / f"{n}.jpg", SIZE, 60 * n), MediumKind.IMAGE) for n in (1, 2)
    ]
    leaf = stock.add(document(folder / "leaf.pdf"), MediumKind.PDF, pages=3)
    pictures = [item(Image(digest, {"ja": ""}), name=digest[:8]) for digest in images]
    return (*pictures, item(Pdf(leaf, {"ja": ""}), 10), *notices(), *others())


def _calls() -> list[News | Live]:
    """Lobbies, each with one call more; they come round again."""
    world = World(city(), now=NINE)
    world.open(*world.site.counters)
    made: list[News | Live] = [Live(live=True)]
    for number in range(1, 13):
        known = len(world.events)
        world.issue("cert")
        world.call(f"c{number}")
        made.append(News(snapshot(world.lobby), tuple(world.events[known:])))
    return made


def main(name: str, folder: str, amount: str) -> int:
    """Measure, and print what was found."""
    # It registers the typefaces, and looks after garbage as a display does.
    terminal = application.start("bench", locked=False)
    found = {"fade": fade, "film": film, "day": day}[name](Path(folder), float(amount))
    print(json.dumps(found))
    terminal.app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
