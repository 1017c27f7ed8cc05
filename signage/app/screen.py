"""The whole picture of a display: from news, settings and publications to a window."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from shiboken6 import delete

from assets import words
from hub.client import DisplaySettings
from hub.domain.signage.programme import Play
from kiosk.shell import window
from kiosk.shell.qr import QrProvider
from signage.app import projector, zones  # noqa: F401 - QML knows their classes
from signage.app.curtain import Curtain, CurtainProvider
from signage.app.director import Director
from signage.app.display import FADE_MS, Display
from signage.app.documents import DocumentProvider
from signage.app.emergency import Emergency
from signage.app.face import Voice
from signage.app.guide import FloorGuide
from signage.app.link import Live, News
from signage.app.plans import PlanProvider
from signage.store.ready import Ready

QML = Path(__file__).resolve().parent.parent / "qml"
# Pixels of the longer side of a picture for staff, and its quality.
THUMBNAIL = 480
QUALITY = 70


class Screen:
    """One display in the GUI thread, from its making to `close`. `tell` takes proofs of play."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        tell: Callable[[Play], None] = lambda _: None,
        *,
        reduced_motion: bool = False,
        size: tuple[int, int] | None = None,
        fade: int = FADE_MS,
    ) -> None:
        voice = Voice(words.load("ja", "common", "signage"), words.load("en", "common", "signage"))
        self.display = Display(voice, fade=fade)
        self.emergency = Emergency(clock)
        self.guide = FloorGuide(clock)
        self.director = Director(self.display, voice, clock, tell)
        self.emergency.changed.connect(self._cover)
        self.guide.changed.connect(self._cover)
        self._documents, self._curtain = DocumentProvider(), CurtainProvider()
        self._plans = PlanProvider()
        self._properties: dict[str, object] = {
            "view": self.display,
            "emergency": self.emergency,
            "guide": self.guide,
            "reducedMotion": reduced_motion,
        }
        if size is not None:
            self._properties["asked"] = QSizeF(*size)

    def receive(self, item: object) -> None:
        """Take what threads post: see Director."""
        if isinstance(item, Ready):
            self._documents.files = item.files
        if isinstance(item, News):
            self.emergency.hear(item.snapshot)
            self.guide.hear(item.snapshot)
        if isinstance(item, Live):
            self.guide.follow(live=item.live)
        if isinstance(item, DisplaySettings):
            self._plans.floors = item.building.floors
            self.guide.settle(item)
        self.director.receive(item)

    def trust(self, *, is_trusted: bool) -> None:
        """Say whether the clock is believed."""
        self.emergency.trust(is_trusted=is_trusted)
        self.director.trust(is_trusted=is_trusted)

    def open(self) -> QQuickWindow:
        """The window, shown but not yet placed."""
        self._engine = engine = window.make_engine(parent=QGuiApplication.instance())
        engine.addImageProvider("qr", QrProvider())
        engine.addImageProvider("document", self._documents)
        engine.addImageProvider("curtain", self._curtain)
        engine.addImageProvider("plan", self._plans)
        self.window = window.load_window(engine, QML / "Main.qml", self._properties)
        # They must outlive every binding to them, and no longer.
        for item in (self.display, self.emergency, self.guide):
            item.setParent(self.window)
        Curtain(self.display, self.window, self._curtain)
        self.window.show()
        return self.window

    def picture(self) -> bytes:
        """What it looks like, as a small JPEG; nothing while something moves."""
        if self.display.is_fading:
            return b""
        grabbed = self.window.grabWindow()
        kept, fast = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        into = QBuffer(data := QByteArray())
        into.open(QIODevice.OpenModeFlag.WriteOnly)
        grabbed.scaled(THUMBNAIL, THUMBNAIL, kept, fast).save(into, "JPEG", QUALITY)  # type: ignore[call-overload] # the stub wants bytes
        return bytes(data.data())

    def close(self) -> None:
        """The screen goes before what it shows."""
        delete(self.window)
        delete(self._engine)

    def _cover(self) -> None:
        has_emergency = self.emergency.shown.shape == "cover"
        self.director.cover(is_covered=has_emergency or self.guide.is_open)
        self.display.hush(has_emergency)
