"""Between the news and the picture: keeps what the display remembers, and looks at the clock.

Everything here runs in the GUI thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from hub.client import DisplaySettings, ItemFault, ZoneState
from hub.domain.signage.layouts import screen_size, zone_size
from hub.domain.signage.programme import Layout, Play, ZoneKind
from hub.domain.site import Site
from hub.domain.waiting import Congestion
from signage.app.cards import CardFace
from signage.app.display import Display
from signage.app.face import Face, Voice, face, sentences
from signage.app.glyphs import drawable
from signage.app.link import Live, News
from signage.app.rotating import Rotating
from signage.app.zones import Listeners
from signage.rotation import ticker
from signage.rotation.board import board_of
from signage.rotation.frame import Frame, Place, Scene, compose, hear, table
from signage.rotation.pages import Page
from signage.rotation.stage import Stage, advance
from signage.store.ready import Ready

# Qt's timers are coarse and clocks jump: look at the clock often, compose when a change is due.
LOOK_MS = 200
# Design pixels of an em of the bottom line, and of its margins.
_LINE_EM, _LINE_MARGINS = 42, 70
# What a display is before it has heard its settings for the first time.
UNKNOWN = DisplaySettings("", "", "landscape", 0, ())


@dataclass(frozen=True, slots=True)
class Ducked:
    """Something is being said aloud, or no more: films give way."""

    ducked: bool


@dataclass(frozen=True, slots=True)
class Showing:
    """What is on the screen, for the reports; replaced as a whole, so that any thread may read."""

    layout: str = ""
    width: int = 0
    height: int = 0
    zones: tuple[ZoneState, ...] = ()
    faults: tuple[ItemFault, ...] = ()
    generation: int = 0


class Director(QObject):
    """Takes News, Live, DisplaySettings, Ready and Ducked; shows faces on `display`.

    `clock` gives the aware instant; `tell` takes proofs of play.
    """

    def __init__(
        self,
        display: Display,
        voice: Voice,
        clock: Callable[[], datetime],
        tell: Callable[[Play], None] = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._display, self._voice, self._clock = display, voice, clock
        self._settings = UNKNOWN
        self._rotating = Rotating(voice, tell)
        self._listeners = Listeners(self._up, self._failed)
        self._place = Place()
        self._scene = Scene()
        self._large = Stage()
        self._trouble = ""
        self._composed_at = clock()
        self._due = self._composed_at
        self.showing = Showing()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.compose)

    def start(self) -> None:
        """Show the first face, and go on by the clock."""
        self.compose()
        self._timer.start()

    def receive(self, item: object) -> None:
        """Take what the link and the store post; several items in a row make one new picture."""
        match item:
            case News():
                self._hear(item)
            case Live():
                self._scene = replace(self._scene, live=item.live)
                key = "signage.trouble.not_enrolled"
                self._trouble = "" if item.enrolled else self._voice.ja.text(key)
            case DisplaySettings():
                self._settle(item)
            case Ready():
                self._rotating.take(item)
            case Ducked():
                self._display.duck(item.ducked)
        self._soon.start()

    def trust(self, *, is_trusted: bool) -> None:
        """Say whether the clock is believed."""
        if is_trusted != self._rotating.is_trusted:
            self._rotating.is_trusted = is_trusted
            self._soon.start()

    def cover(self, *, is_covered: bool) -> None:
        """Something covers the rotation, or no more: spots that are up are not seen whole."""
        self._rotating.cover(is_covered=is_covered)

    def look(self) -> None:
        """Compose if a change is due, or if the clock has been set back."""
        if not self._composed_at <= self._clock() < self._due:
            self.compose()

    def compose(self) -> None:
        """Show the face of this instant."""
        now = self._composed_at = self._clock()
        planned = self._rotating.look(now)
        layout = planned.layout
        self._place = Place(
            board_of(layout), frozenset(self._settings.services), self._rotating.sentences
        )
        self._display.arrange(layout, self._listeners)
        self._large = advance(self._large, self._place.board.slots, now)
        frame = compose(self._large, self._place, self._scene, now)
        turn = self._rotating.turn(planned, self._table, live=frame.live, now=now)
        self._due = min(frame.until, turn.until)
        self._display.show(self._face(frame, layout, now))
        self._display.rotate(turn.cards)
        self._report(layout)

    def _settle(self, settings: DisplaySettings) -> None:
        self._settings = settings
        portrait = settings.orientation == "portrait"
        self._display.hang(portrait=portrait, rotation=settings.rotate)
        self._stand()

    def _hear(self, news: News) -> None:
        self._scene = replace(self._scene, snapshot=news.snapshot)
        self._large = hear(self._large, self._place, self._scene, news.events, self._clock())
        self._stand()

    def _stand(self) -> None:
        snapshot = self._scene.snapshot
        timezone = snapshot.site.timezone if snapshot else "UTC"
        self._rotating.stand(self._settings.id, self._settings.orientation, timezone)

    def _table(self, services: frozenset[str], rows: int) -> Page[Congestion]:
        return table(self._scene, services or self._place.services, rows, self._composed_at)

    def _face(self, frame: Frame, layout: Layout, now: datetime) -> Face:
        site: Site | None = self._scene.snapshot.site if self._scene.snapshot else None
        said = [item for line in frame.lines for item in sentences(self._voice, line)]
        room = _line_room(layout)
        clean = (replace(item, text=drawable(item.text)) for item in said)
        made = face(self._voice, frame, site, now, self._trouble, ticker.line(clean, room, now))
        known = made.known or self._rotating.ready.generation.number > 0
        return replace(made, known=known)

    def _up(self, zone: str, shown: CardFace) -> None:
        self._rotating.up(zone, shown, self._clock())

    def _failed(self, zone: str, shown: CardFace, reason: str) -> None:
        self._rotating.fail(zone, shown, reason, self._clock())
        self._soon.start()

    def _report(self, layout: Layout) -> None:
        width, height = screen_size(layout)
        self.showing = Showing(
            layout.id,
            width,
            height,
            self._rotating.zones(),
            self._rotating.faults(),
            self._rotating.ready.generation.number,
        )


def _line_room(layout: Layout) -> float:
    """How many ems of a sentence the ticker holds."""
    widths = (zone_size(layout, item)[0] for item in layout.zones if item.kind is ZoneKind.TICKER)
    return (next(widths, 1080) - _LINE_MARGINS) / _LINE_EM
