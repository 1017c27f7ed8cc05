"""Films: one player for the life of a card, its frames painted, the last one held.

Frames are painted by us: QML's own video output stays black on the software scene graph, while
its counters run on. With a GPU they are handed on to it instead, where it is far better.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QObject, QRect, QRectF, QSizeF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.shell.sound import has_sound_server

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

QML_IMPORT_NAME = "Machiai.Signage"
QML_IMPORT_MAJOR_VERSION = 1

# Seconds without a frame after which a film that should move is given up.
STALL = 15.0
LOOK_MS = 1000
# A film that is joined later than so many seconds after its beginning is joined there.
LATE = 3.0
# What is left of a film's sound while a call is said.
DUCKED = 0.12
# Beside a film of another shape than its zone; Theme's ticker.
BLANK = QColor(0x1A, 0x1A, 0x1A)


class Frames:
    """Of the film that plays or played last: from the decoder, and on the screen.

    Several films are told of; only those of the one that began last count.
    """

    def __init__(self) -> None:
        self.delivered = self.presented = 0
        self._film: object = None

    def begin(self, film: object) -> None:
        """Count this film's, from nothing."""
        self._film = film
        self.delivered = self.presented = 0

    def deliver(self, film: object) -> None:
        """A frame came from the decoder."""
        self.delivered += film is self._film

    def present(self, film: object) -> None:
        """A frame is on the screen."""
        self.presented += film is self._film


class _Canvas(QQuickPaintedItem):
    """Draws `frame` whole in its middle, and counts each one that is drawn."""

    def __init__(self, parent: QQuickItem) -> None:
        super().__init__(parent)
        self.setOpaquePainting(True)
        self.setFillColor(BLANK)
        self.frame: QVideoFrame | None = None
        self.is_new = False
        self.unit = 1.0

    def resize(self, size: QSizeF) -> None:
        """Be as large as the film, and as fine as the window."""
        self.setSize(size)
        self.setTextureSize((size * self.unit).toSize())

    def count(self) -> None:
        """The latest frame has been seen."""
        if self.is_new:
            self.is_new = False
            Film.frames.present(self)

    def paint(self, painter: QPainter) -> None:
        """Draw the last frame."""
        painter.fillRect(self.boundingRect(), self.fillColor())
        if self.frame is None:
            return
        self.count()
        image = self.frame.toImage()
        room = self.boundingRect().size()
        size = QSizeF(image.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
        if image.size() != (size * self.unit).toSize():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(left, top, size.width(), size.height()), image)


@QmlElement
class Film(QQuickItem):
    """Shows `source` whole in its middle, or nothing of it before the first frame.

    A film that is not `playing` stands at its first frame. Another `turn` begins it again.
    `failed` gives "broken" or "stalled".
    """

    began = Signal()
    failed = Signal(str, arguments=["reason"])
    changed = Signal()

    # Of the film that plays, or played last, on the whole display.
    frames: ClassVar[Frames] = Frames()
    # Seconds that only go forward.
    clock: ClassVar[Callable[[], float]] = staticmethod(time.monotonic)

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas(self)
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._output: QVideoSink | None = None
        self._audio: QAudioOutput | None = None
        self._source, self._turn = "", ""
        self._playing, self._ducked = False, False
        self._late, self._sound = 0.0, 0.0
        self._moved_at = 0.0
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self.look)

    @Property(str, notify=changed)
    def source(self) -> str:
        """The film's address; empty: none."""
        return self._source

    @source.setter  # type: ignore[no-redef] # Qt's way of properties
    def source(self, source: str) -> None:
        if source == self._source:
            return
        self._source, self._canvas.frame = source, None
        if source:
            self._load(source)
        elif self._player is not None:
            self._watch.stop()
            self._player.stop()
            self._player.setSource(QUrl())
        self.changed.emit()

    @Property(bool, notify=changed)
    def playing(self) -> bool:
        """Whether it moves."""
        return self._playing

    @playing.setter  # type: ignore[no-redef] # Qt's way of properties
    def playing(self, playing: bool) -> None:
        if playing == self._playing:
            return
        self._playing = playing
        if self._player is not None and self._source:
            if playing:
                self._start()
            else:
                self._player.pause()
        self.changed.emit()

    @Property(str, notify=changed)
    def turn(self) -> str:
        """Another turn begins the film again."""
        return self._turn

    @turn.setter  # type: ignore[no-redef] # Qt's way of properties
    def turn(self, turn: str) -> None:
        if turn == self._turn:
            return
        self._turn = turn
        if self._player is not None and self._canvas.frame is not None:
            self._player.setPosition(0)
            if self._playing:
                self._start()
        self.changed.emit()

    @Property(float, notify=changed)
    def late(self) -> float:
        """Seconds of the film that have passed already when it is joined."""
        return self._late

    @late.setter  # type: ignore[no-redef] # Qt's way of properties
    def late(self, late: float) -> None:
        self._late = late

    @Property(float, notify=changed)
    def sound(self) -> float:
        """Its volume, 0 to 1."""
        return self._sound

    @sound.setter  # type: ignore[no-redef] # Qt's way of properties
    def sound(self, sound: float) -> None:
        self._sound = sound
        self._tune()

    @Property(bool, notify=changed)
    def ducked(self) -> bool:
        """Whether something more important is being said."""
        return self._ducked

    @ducked.setter  # type: ignore[no-redef] # Qt's way of properties
    def ducked(self, ducked: bool) -> None:
        self._ducked = ducked
        self._tune()

    @Property(float, notify=changed)
    def unit(self) -> float:
        """Pixels of the window a design pixel: so fine frames are drawn."""
        return self._canvas.unit

    @unit.setter  # type: ignore[no-redef] # Qt's way of properties
    def unit(self, unit: float) -> None:
        self._canvas.unit = unit
        self._canvas.resize(self.size())

    def geometryChange(self, new: QRectF | QRect, old: QRectF | QRect) -> None:
        """Have the frames drawn all over."""
        super().geometryChange(new, old)
        self._canvas.resize(QRectF(new).size())

    @Slot(QObject)
    def show_on(self, output: QObject) -> None:
        """Hand frames on to this sink, which draws them better."""
        self._output = output  # type: ignore[assignment] # a QVideoSink of QML
        self.window().frameSwapped.connect(self._swapped)

    @Slot()
    def look(self) -> None:
        """Give the film up if it should move and has not for a long time."""
        if Film.clock() - self._moved_at > STALL and self._should_move():
            self._give_up("stalled")

    def _should_move(self) -> bool:
        from PySide6.QtMultimedia import QMediaPlayer  # noqa: PLC0415 - loaded already

        if self._player is None or not self._source:
            return False
        ended = self._player.mediaStatus() is QMediaPlayer.MediaStatus.EndOfMedia
        return self._canvas.frame is None or (self._playing and not ended)

    def _load(self, source: str) -> None:
        player = self._player or self._made()
        self._moved_at = Film.clock()
        self._watch.start()
        self._tune()
        player.setSource(QUrl(source))
        if self._playing:
            self._start()
        else:
            # Paused, it shows its first frame.
            player.pause()

    def _start(self) -> None:
        if self._player is None:
            return
        self._moved_at = Film.clock()
        # What is still to be drawn of its turn before is no frame of this one.
        self._canvas.is_new = False
        Film.frames.begin(self._canvas)
        if self._late > LATE and self._canvas.frame is None:
            self._player.setPosition(int(self._late * 1000))
        self._player.play()

    def _made(self) -> "QMediaPlayer":
        # Loading Qt Multimedia costs a display without films a quarter of a second.
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # noqa: PLC0415 - see above

        self._player, self._sink = QMediaPlayer(self), QVideoSink(self)
        self._player.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take)
        self._player.errorOccurred.connect(lambda *_: self._give_up("broken"))
        self._player.mediaStatusChanged.connect(self._judge)
        return self._player

    def _judge(self, status: "QMediaPlayer.MediaStatus") -> None:
        from PySide6.QtMultimedia import QMediaPlayer  # noqa: PLC0415 - loaded already

        ended = status is QMediaPlayer.MediaStatus.EndOfMedia and self._canvas.frame is None
        if status is QMediaPlayer.MediaStatus.InvalidMedia or ended:
            self._give_up("broken")

    def _take(self, frame: "QVideoFrame") -> None:
        """A frame has come; an empty one, as at the end, leaves the last one on the screen."""
        if not frame.isValid() or not self._source:
            return
        is_first = self._canvas.frame is None
        self._canvas.frame, self._canvas.is_new = frame, True
        self._moved_at = Film.clock()
        Film.frames.deliver(self._canvas)
        if self._output is not None:
            self._output.setVideoFrame(frame)
        self._canvas.update()
        if is_first:
            self.began.emit()

    def _swapped(self) -> None:
        if self.parentItem().isVisible():
            self._canvas.count()

    def _give_up(self, reason: str) -> None:
        if self._source:
            self._watch.stop()
            self.failed.emit(reason)

    def _tune(self) -> None:
        """The sound as loud as it should be now; no sound system is asked for a silent film."""
        if self._player is None:
            return
        if self._audio is None and self._sound > 0 and has_sound_server():
            from PySide6.QtMultimedia import QAudioOutput  # noqa: PLC0415 - see _made

            self._audio = QAudioOutput(self)
            self._player.setAudioOutput(self._audio)
        if self._audio is not None:
            self._audio.setVolume(self._sound * (DUCKED if self._ducked else 1.0))
