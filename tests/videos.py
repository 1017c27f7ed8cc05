"""Films for tests, made by Qt's own encoder, so that no binary is kept."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QByteArray, QEventLoop, QSize, QTimer, QUrl
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import (
    QAudioBuffer,
    QAudioBufferInput,
    QAudioFormat,
    QMediaCaptureSession,
    QMediaFormat,
    QMediaRecorder,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoFrameInput,
)

PATIENCE_MS = 60_000
RATE = 48_000  # samples a second
BLOCK = 1024  # samples of one buffer


def make_video(
    path: Path,
    seconds: float = 1.0,
    size: tuple[int, int] = (320, 180),
    fps: int = 30,
    *,
    sound: bool = False,
) -> Path:
    """An MP4 (MPEG-4 part 2): a bar wanders over a ground of changing colour; `sound` is silence.

    Needs a QGuiApplication.
    """
    session, recorder = QMediaCaptureSession(), QMediaRecorder()
    shape = QMediaFormat(QMediaFormat.FileFormat.MPEG4)
    shape.setVideoCodec(QMediaFormat.VideoCodec.MPEG4)
    shape.setAudioCodec(QMediaFormat.AudioCodec.AAC)
    recorder.setMediaFormat(shape)
    recorder.setVideoFrameRate(fps)
    recorder.setOutputLocation(QUrl.fromLocalFile(str(path)))
    recorder.setAutoStop(True)
    session.setRecorder(recorder)
    voices = QAudioBufferInput()
    if sound:
        session.setAudioBufferInput(voices)
        blocks = _then(_silence(seconds), QAudioBuffer())
        waiting_sound = [next(blocks)]
        voices.readyToSendAudioBuffer.connect(
            lambda: _send(voices.sendAudioBuffer, waiting_sound, blocks)
        )
    look = QVideoFrameFormat(QSize(*size), QVideoFrameFormat.PixelFormat.Format_BGRX8888)
    look.setStreamFrameRate(fps)
    pictures = QVideoFrameInput(look)
    session.setVideoFrameInput(pictures)
    frames = _then(_film(seconds, size, fps), QVideoFrame())
    waiting = [next(frames)]
    pictures.readyToSendVideoFrame.connect(lambda: _send(pictures.sendVideoFrame, waiting, frames))
    _record(recorder)
    assert path.stat().st_size, path
    return path


def _send(send: object, waiting: list[object], rest: Iterator[object]) -> None:
    """Give the encoder as much as it takes; it says when it takes more."""
    while waiting and send(waiting[0]):  # type: ignore[operator] # a bound method of either input
        waiting[:] = [found] if (found := next(rest, None)) is not None else []


def _then(parts: Iterator[object], end: object) -> Iterator[object]:
    yield from parts
    yield end


def _record(recorder: QMediaRecorder) -> None:
    loop = QEventLoop()
    problems: list[str] = []

    def look(state: QMediaRecorder.RecorderState) -> None:
        if state == QMediaRecorder.RecorderState.StoppedState:
            loop.quit()

    def note(_: object, problem: str) -> None:
        problems.append(problem)
        loop.quit()

    recorder.errorOccurred.connect(note)
    recorder.recorderStateChanged.connect(look)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    recorder.record()
    loop.exec()
    assert not problems, problems


def _film(seconds: float, size: tuple[int, int], fps: int) -> Iterator[QVideoFrame]:
    total = round(seconds * fps)
    for number in range(total):
        share = number / total
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsvF(share, 0.5, 0.8))
        painter = QPainter(image)
        painter.fillRect(round(share * size[0]), 0, 12, size[1], QColor("white"))
        painter.end()
        frame = QVideoFrame(image)
        frame.setStartTime(round(number * 1e6 / fps))
        frame.setEndTime(round((number + 1) * 1e6 / fps))
        yield frame


def _silence(seconds: float) -> Iterator[QAudioBuffer]:
    shape = QAudioFormat()
    shape.setSampleRate(RATE)
    shape.setChannelCount(1)
    shape.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    for start in range(0, round(seconds * RATE), BLOCK):
        yield QAudioBuffer(QByteArray(bytes(2 * BLOCK)), shape, round(start * 1e6 / RATE))
