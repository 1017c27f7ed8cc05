"""Between the news and the picture: keeps what the display remembers, and looks at the clock.

Everything here runs in the GUI thread.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from hub.client import DisplaySettings
from hub.domain.site import Site
from kiosk.shell.phrases import unbroken
from signage.app.display import Display
from signage.app.face import Face, Voice, face
from signage.app.glyphs import drawable
from signage.app.link import Live, News
from signage.app.programme import UNKNOWN, programme
from signage.rotation.frame import Frame, Scene, Show, advance, compose, hear
from signage.rotation.layout import Orientation

# Qt's timers are coarse and clocks jump: look at the clock often, compose when a change is due.
LOOK_MS = 200


class Director(QObject):
    """Takes News, Live and DisplaySettings; shows faces on `display`.

    `clock` gives the aware instant.
    """

    def __init__(
        self,
        display: Display,
        voice: Voice,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._display, self._voice, self._clock = display, voice, clock
        self._programme = programme(UNKNOWN)
        self._scene = Scene()
        self._show = Show()
        self._trouble = ""
        self._composed_at = clock()
        self._due = self._composed_at
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.compose)

    def start(self) -> None:
        """Show the first face, and go on by the clock."""
        self.compose()
        self._timer.start()

    def receive(self, item: object) -> None:
        """Take what the link posts; several items in a row make one new picture."""
        match item:
            case News():
                self._hear(item)
            case Live():
                self._scene = replace(self._scene, live=item.live)
                key = "signage.trouble.not_enrolled"
                self._trouble = "" if item.enrolled else self._voice.ja.text(key)
            case DisplaySettings():
                self._programme = programme(item)
                portrait = Orientation(item.orientation) is Orientation.PORTRAIT
                self._display.hang(portrait=portrait, rotation=item.rotate)
        self._soon.start()

    def look(self) -> None:
        """Compose if a change is due, or if the clock has been set back."""
        if not self._composed_at <= self._clock() < self._due:
            self.compose()

    def compose(self) -> None:
        """Show the face of this instant."""
        now = self._clock()
        self._show = advance(self._show, self._programme, now)
        frame = compose(self._show, self._programme, self._scene, now)
        self._composed_at, self._due = now, frame.until
        self._display.show(self._face(frame, now))

    def _hear(self, news: News) -> None:
        self._scene = replace(self._scene, snapshot=news.snapshot)
        self._show = hear(self._show, self._programme, self._scene, news.events, self._clock())

    def _face(self, frame: Frame, now: datetime) -> Face:
        site: Site | None = self._scene.snapshot.site if self._scene.snapshot else None
        made = face(self._voice, frame, site, now, self._trouble)
        title, body, said = map(drawable, (made.title, made.body, made.line))
        return replace(made, title=unbroken(title), body=unbroken(body), line=said)
