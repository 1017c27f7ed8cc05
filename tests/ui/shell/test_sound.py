"""Sounds one after another, and silence where there is nothing to play them on."""

import socket
from pathlib import Path
from typing import Any, cast

import pytest
import structlog
from PySide6.QtCore import QObject, Signal

from kiosk.shell import sound
from kiosk.shell.sound import Speaker, has_sound_server

A, B = Path("a.wav"), Path("b.wav")


class Effect(QObject):
    """What Qt's sound effect does, without a sound."""

    playingChanged = Signal()  # noqa: N815 - as Qt calls it

    def __init__(self, file: Path, parent: QObject, log: list[str]) -> None:
        super().__init__(parent)
        self.name, self.log, self.playing = file.stem, log, False

    def play(self) -> None:
        self.log.append(self.name)
        self.playing = True
        self.playingChanged.emit()

    def stop(self) -> None:
        if self.playing:
            self.end()

    def end(self) -> None:
        self.playing = False
        self.playingChanged.emit()

    def isPlaying(self) -> bool:  # noqa: N802 - as Qt calls it
        return self.playing


class Room:
    """A speaker, what it played, and its effects."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.log: list[str] = []
        self.made: dict[str, Effect] = {}
        self.deaf = deaf
        self.speaker = Speaker("x", None, cast(Any, self.make))

    def make(self, file: Path, parent: QObject) -> Effect | None:
        if self.deaf:
            return None
        self.made[file.stem] = Effect(file, parent, self.log)
        return self.made[file.stem]


def test_sounds_follow_one_another(qapp: object) -> None:
    del qapp
    room = Room()
    room.speaker.prepare(B)
    room.speaker.play(A, B)
    assert room.log == ["a"]
    room.made["a"].end()
    assert room.log == ["a", "b"]
    room.made["b"].end()
    assert room.log == ["a", "b"]


def test_what_is_new_ends_what_was_playing(qapp: object) -> None:
    del qapp
    room = Room()
    room.speaker.play(A, B)
    room.speaker.play(B)
    assert room.log == ["a", "b"]
    room.speaker.play()
    assert not room.made["b"].playing


def test_without_a_device_it_is_silent_and_says_so_once(qapp: object) -> None:
    del qapp
    with structlog.testing.capture_logs() as logs:
        room = Room(deaf=True)
        room.speaker.play(A, B)
        room.speaker.play(A)
    assert [entry["event"] for entry in logs] == ["no sound"]


def test_without_a_sound_system_nothing_is_loaded(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    monkeypatch.setattr(sound, "has_sound_server", lambda: False)
    monkeypatch.setattr(sound, "effect", lambda *_: pytest.fail("asked for a sound"))
    with structlog.testing.capture_logs() as logs:
        speaker = Speaker("cards are shown without a voice")
        speaker.prepare(A)
        speaker.play(A)
    assert "cards are shown without a voice" in logs[0]["hint"]


def test_a_sound_system_is_looked_for_where_linux_has_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not has_sound_server()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "pipewire-0"))
        assert not has_sound_server()
        server.listen()
        assert has_sound_server()
    assert not has_sound_server()
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nothing'}")
    assert not has_sound_server()
    monkeypatch.setenv("PULSE_SERVER", "tcp:lobby.example")
    assert has_sound_server()
