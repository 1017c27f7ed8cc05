"""Sound through Qt, for threads that know no Qt: play samples, and return when they were heard.

Opening a device and feeding it may take long and wants an event loop: it has a thread of its own,
so that neither the screen nor whoever plays depends on it.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    Qt,
    QThread,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtMultimedia import (
    QAudio,
    QAudioDevice,
    QAudioFormat,
    QAudioSink,
    QMediaDevices,
    QtAudio,
)

from kiosk.shell.sinks import SinkWatch
from kiosk.shell.sound import has_sound_server

PATIENCE = 5.0  # seconds that a sound may take longer than it lasts; then the device counts as gone
# Seconds that the device has ahead. A sound is over so long after the device took the last of it:
# PulseAudio tells the end itself up to 2 s late (measured).
BUFFER = 0.15
_LOOK_MS = 10
_TOLERANCE = 0.001


class Samples(Protocol):
    """Samples of 16 bits, one channel, in the order of this machine's bytes."""

    @property
    def frames(self) -> bytes:
        """The samples."""

    @property
    def rate(self) -> int:
        """How many of them are a second."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""


@dataclass(eq=False)
class _Job:
    sound: Samples
    volume: float
    # Done when all was heard or it was stopped; fails with a message.
    over: "Future[None]" = field(default_factory=Future)

    def finish(self, fault: str = "") -> None:
        if self.over.done():
            return
        if fault:
            self.over.set_exception(OSError(fault))
        else:
            self.over.set_result(None)


class Loudspeaker:
    """The loudspeaker that the system uses at the moment, from its making to `close`.

    One thread at a time plays. `away` makes what `play` raises where there is no loudspeaker, or
    where it was unplugged. With a `name`, the output whose description has it, and no other one:
    what it plays ends with the output, and never comes from another.
    """

    def __init__(self, away: Callable[[str], Exception], name: str = "") -> None:
        self._away = away
        self._name = name
        self._lock = threading.Lock()
        self._playing: _Job | None = None
        self._thread = QThread()
        self._thread.setObjectName("loudspeaker")
        self._sinks = SinkWatch(self.stop) if name else None
        self._player = _Player(self._output, watches=bool(name))
        self._player.moveToThread(self._thread)
        self._thread.start()

    def play(self, sound: Samples, volume: float) -> None:
        """Play, `volume` from 0 to 1; return when it was heard or stopped."""
        if not has_sound_server():
            raise self._away("there is no sound system")
        job = _Job(sound, volume)
        with self._lock:
            self._playing = job
        self._player.asked.emit(job)
        try:
            job.over.result(sound.seconds + PATIENCE)
        except TooLate:
            self.stop()
            raise self._away("the loudspeaker does not answer") from None
        except OSError as fault:
            raise self._away(str(fault)) from None

    def there(self) -> bool:
        """Whether there is something to play on now."""
        return has_sound_server() and not self._output().isNull()

    def stop(self) -> None:
        """Be silent at once; from any thread."""
        with self._lock:
            job, self._playing = self._playing, None
        if job is not None:
            job.finish()
            self._player.stopped.emit(job)

    def close(self) -> None:
        """Be silent, and let the device go."""
        self.stop()
        self._player.closed.emit()
        self._thread.wait()
        if self._sinks is not None:
            self._sinks.close()

    def _output(self) -> QAudioDevice:
        """The output to play on; null where it is away."""
        sinks = self._sinks
        if sinks is None:
            return QMediaDevices.defaultAudioOutput()
        named = (each for each in QMediaDevices.audioOutputs() if self._name in each.description())
        found = (each for each in named if sinks.has(each.id().toStdString()))
        return next(found, QAudioDevice())


class _Player(QObject):
    """Lives in the loudspeaker's thread."""

    asked = Signal(object)
    stopped = Signal(object)
    closed = Signal()

    def __init__(self, output: Callable[[], QAudioDevice], *, watches: bool) -> None:
        super().__init__()
        self._output = output
        self._watches = watches
        self._outputs: QMediaDevices | None = None
        self._sink: QAudioSink | None = None
        self._job: _Job | None = None
        self._taken_at: float | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.asked.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self.stopped.connect(self._stop, Qt.ConnectionType.QueuedConnection)
        self.closed.connect(self._close, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _begin(self, job: _Job) -> None:
        self._drop()
        if job.over.done():
            return
        self._watch()
        device = self._output()
        if device.isNull():
            job.finish("there is no loudspeaker")
            return
        self._job, self._sink = job, QAudioSink(device, _format(job.sound.rate), self)
        self._sink.setVolume(job.volume)
        self._sink.setBufferSize(2 * round(BUFFER * job.sound.rate))
        self._sink.stateChanged.connect(self._changed)
        self._sink.start(_source(job.sound.frames, self._sink))
        self._timer.start()

    def _watch(self) -> None:
        """Windows tells Qt of outputs that go; Linux tells kiosk.shell.sinks."""
        if self._watches and self._outputs is None:
            self._outputs = QMediaDevices(self)
            self._outputs.audioOutputsChanged.connect(self._others)

    @Slot()
    def _others(self) -> None:
        job = self._job
        if job is not None and self._output().isNull():
            self._drop()
            job.finish("it was unplugged")

    @Slot()
    def _look(self) -> None:
        """Whether the device has taken all, and had the time to play it."""
        if self._sink is None or self._job is None:
            return
        if self._taken_at is None:
            taken = self._sink.processedUSecs() / 1e6
            self._taken_at = monotonic() if taken > self._job.sound.seconds - _TOLERANCE else None
        elif monotonic() - self._taken_at >= BUFFER:
            self._job.finish()

    @Slot(QAudio.State)
    def _changed(self, state: QAudio.State) -> None:
        if self._sink is None or self._job is None or self.sender() is not self._sink:
            return
        if state is QAudio.State.StoppedState and self._sink.error() != QtAudio.Error.NoError:
            self._job.finish(f"the loudspeaker broke off: {self._sink.error().name}")

    @Slot(object)
    def _stop(self, job: _Job) -> None:
        if job is self._job:
            self._drop()

    @Slot()
    def _close(self) -> None:
        self._drop()
        self.thread().quit()

    def _drop(self) -> None:
        self._timer.stop()
        self._taken_at = None
        sink, self._sink, self._job = self._sink, None, None
        if sink is not None:
            sink.stop()
            sink.deleteLater()


def _format(rate: int) -> QAudioFormat:
    made = QAudioFormat()
    made.setSampleRate(rate)
    made.setChannelCount(1)
    made.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return made


def _source(frames: bytes, parent: QObject) -> QBuffer:
    buffer = QBuffer(parent)
    buffer.setData(QByteArray(frames))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer
