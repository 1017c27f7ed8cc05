"""A kiosk reads its screen aloud."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from devices.health import Stage
from devices.speech.narrator import Narrator, Speech
from devices.speech.phrasebook import Pace, Phrasebook
from devices.speech.port import Line, Phrase
from devices.speech.sound import Sound
from devices.speech.store import Store
from tests.unit.devices.speech.talking import SECONDS, Ear, ToneVoice, tone, until

HELLO, BACK, SECRET = (Line((Phrase("ja", text),)) for text in ("こんにちは", "戻る", "山田太郎"))
FILIPINO = Line((Phrase("fil", "Kumusta"),))
NO_VOICE = Line((Phrase("en", "No voice"),))


@dataclass
class Room:
    """A narrator with its voice, its loudspeaker and its folder."""

    folder: Path
    voice: ToneVoice = field(default_factory=ToneVoice)
    ear: Ear = field(default_factory=Ear)
    stages: list[Stage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.book = Phrasebook(Store(self.folder), [self.voice], Pace(retry=0.0, idle=300.0))
        self.narrator = Narrator(self.book, self.stages.append)

    def say(self, *lines: Line, private: bool = False, otherwise: tuple[Line, ...] = ()) -> None:
        self.narrator.say(Speech(lines, self.ear, 0.4, private, otherwise))

    def hears(self, *sounds: Sound) -> None:
        """Wait until this much was heard; it is these."""
        until(lambda: len(self.ear.heard) >= len(sounds))
        assert self.ear.heard == [(sound, 0.4) for sound in sounds]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "speech")
    room.book.start()
    room.narrator.start()
    yield room
    room.voice.free.set()
    room.ear.release()
    assert room.narrator.stop(SECONDS)
    assert room.book.stop(SECONDS)


def test_lines_are_said_in_order_at_the_visitor_s_volume(room: Room) -> None:
    room.say(HELLO, BACK)
    room.hears(tone(0.005), tone(0.002))
    until(lambda: room.stages == [Stage.READY])


def test_a_new_screen_silences_the_last_one(room: Room) -> None:
    room.ear.hold = True
    room.say(HELLO, HELLO)
    until(lambda: len(room.ear.heard) == 1)
    stops = room.ear.stops
    room.say(BACK)
    room.hears(tone(0.005), tone(0.002))
    assert room.ear.stops == stops + 1


def test_what_was_not_rendered_yet_is_not_waited_for(room: Room) -> None:
    """Whoever walks on hears the control that they come to, not those that they passed."""
    room.voice.free.clear()
    for _ in range(20):
        room.say(HELLO, BACK)
    room.say(SECRET)
    room.voice.free.set()
    room.hears(tone(0.004))
    assert len(room.voice.spoken) <= 2


def test_hushing_is_silence(room: Room) -> None:
    room.ear.hold = True
    room.say(HELLO, HELLO)
    until(lambda: len(room.ear.heard) == 1)
    room.narrator.hush()
    room.ear.hold = False
    room.say(BACK)
    room.hears(tone(0.005), tone(0.002))


def test_what_is_private_goes_on_no_disk_and_into_no_log(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    room.say(HELLO)
    room.hears(tone(0.005))
    kept = list(room.folder.iterdir())
    room.say(SECRET, private=True)
    room.hears(tone(0.005), tone(0.004))
    room.voice.away = True
    room.say(SECRET, private=True)
    until(lambda: Stage.DEGRADED in room.stages)
    assert list(room.folder.iterdir()) == kept
    assert "山田" not in caplog.text
    assert "山田" not in repr(Speech((SECRET,), room.ear, 0.4, private=True))


def test_a_language_without_a_voice_is_told_in_one_that_has(room: Room) -> None:
    room.say(FILIPINO, FILIPINO, otherwise=(NO_VOICE,))
    room.hears(tone(0.008))
    room.say(FILIPINO, otherwise=(FILIPINO,))
    room.say(HELLO)
    room.hears(tone(0.008), tone(0.005))


def test_without_a_voice_or_a_headset_the_next_screen_is_tried(room: Room) -> None:
    room.voice.away = True
    room.say(HELLO)
    until(lambda: room.stages == [Stage.DEGRADED])
    room.voice.away, room.ear.away = False, True
    room.say(HELLO)
    until(lambda: room.stages == [Stage.DEGRADED, Stage.FAILED])
    room.ear.away = False
    room.say(BACK)
    room.hears(tone(0.002))
    until(lambda: room.stages[-1] is Stage.READY)


def test_an_end_in_the_middle_of_a_word_is_an_end(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.book.start()
    room.narrator.start()
    room.ear.hold = True
    room.say(HELLO)
    until(lambda: len(room.ear.heard) == 1)
    assert room.narrator.stop(SECONDS)
    assert room.book.stop(SECONDS)
