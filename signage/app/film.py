"""Looks into a film with the decoder that would play it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

# Frames at the beginning, and one near the end: a film that was cut off has no end.
FRAMES = 8
NEAR_END = 0.9
STALL_MS = 8000
MOST_SECONDS = 3600


class Unfit(Exception):
    """The player cannot show it; the code says why."""


@dataclass(frozen=True, slots=True)
class Film:
    """What was seen: pixels as shown, and a frame of its beginning."""

    size: QSize
    picture: QImage
    seconds: float
    sounds: bool


def look_into(file: Path) -> Film:
    """Decode some of the film. Raises Unfit. Needs a QGuiApplication."""
    viewer = _Viewer(file)
    try:
        return viewer.view()
    finally:
        viewer.close()


class _Viewer(QObject):
    """Plays the beginning, jumps near the end, and wants frames at both."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._loop = QEventLoop(self)
        self._problem = ""
        self._seen: list[QImage] = []
        self._size = QSize()
        self._jumped = False
        self._stall = QTimer(self, interval=STALL_MS, singleShot=True)
        self._stall.timeout.connect(lambda: self._end("stalled"))
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._see)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.errorOccurred.connect(lambda *_: self._end("undecodable"))
        self._player.mediaStatusChanged.connect(self._follow)
        self._player.setSource(QUrl.fromLocalFile(str(file)))

    def view(self) -> Film:
        """Block until enough was seen."""
        self._stall.start()
        self._player.play()
        if not self._problem:
            self._loop.exec()
        if self._problem:
            raise Unfit(self._problem)
        seconds = self._player.duration() / 1000
        if not 0 < seconds <= MOST_SECONDS:
            raise Unfit("too_long" if seconds else "undecodable")
        return Film(self._size, self._seen[0], seconds, self._player.hasAudio())

    def close(self) -> None:
        """Let go of the decoder."""
        self._player.stop()
        self._player.setSource(QUrl())

    def _see(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return
        self._stall.start()
        if self._jumped:
            self._end("")
            return
        image = frame.toImage()
        self._size = image.size()
        self._seen = [*self._seen, image][:FRAMES]
        if len(self._seen) == FRAMES:
            self._jumped = True
            self._player.setPosition(int(self._player.duration() * NEAR_END))

    def _follow(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._end("undecodable")
        elif status is QMediaPlayer.MediaStatus.LoadedMedia and not self._player.hasVideo():
            self._end("no_picture")
        elif status is QMediaPlayer.MediaStatus.EndOfMedia:
            # A very short film ends before it was jumped in.
            self._end("" if self._seen and not self._jumped else "cut_off")

    def _end(self, problem: str) -> None:
        self._problem = self._problem or problem
        self._stall.stop()
        self._loop.quit()
