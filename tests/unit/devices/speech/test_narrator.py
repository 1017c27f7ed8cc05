"""A kiosk reads its screen aloud."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.speech.library import Library, Pace
from devices.speech.narrator import Narrator
from devices.speech.port import Line, Phrase
from devices.speech.store import Store
from tests.unit.devices.speech.talking import SECONDS, Ear, ToneVoice, tone, until

HELLO, BACK = (Line((Phrase("ja", text),)) for text in ("こんにちは", "戻る"))


@pytest.fixture
def voice() -> ToneVoice:
    return ToneVoice()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def narrator(tmp_path: Path, voice: ToneVoice, ear: Ear) -> Iterator[Narrator]:
    library = Library(Store(tmp_path / "speech"), [voice], Pace(retry=0.0, idle=300.0))
    narrator = Narrator(ear, library)
    library.start()
    narrator.start()
    yield narrator
    voice.free.set()
    ear.release()
    assert narrator.stop(SECONDS)
    assert library.stop(SECONDS)


def test_lines_are_said_in_order_at_the_visitor_s_volume(narrator: Narrator, ear: Ear) -> None:
    narrator.say([HELLO, BACK], 0.4)
    until(lambda: len(ear.heard) == 2)
    assert ear.heard == [(tone(0.005), 0.4), (tone(0.002), 0.4)]


def test_a_new_screen_silences_the_last_one(narrator: Narrator, ear: Ear) -> None:
    ear.hold = True
    narrator.say([HELLO, HELLO], 0.4)
    until(lambda: len(ear.heard) == 1)
    stops = ear.stops
    narrator.say([BACK], 0.4)
    until(lambda: len(ear.heard) == 2)
    assert ear.stops == stops + 1
    assert ear.heard[1:] == [(tone(0.002), 0.4)]


def test_no_lines_are_silence(narrator: Narrator, ear: Ear) -> None:
    ear.hold = True
    narrator.say([HELLO, HELLO], 0.4)
    until(lambda: len(ear.heard) == 1)
    narrator.say([], 0.4)
    narrator.say([BACK], 0.4)
    until(lambda: len(ear.heard) == 2)
    assert ear.heard[1:] == [(tone(0.002), 0.4)]


def test_without_a_voice_or_a_headset_the_next_screen_is_tried(
    narrator: Narrator, voice: ToneVoice, ear: Ear
) -> None:
    voice.away = True
    narrator.say([HELLO], 0.4)
    until(lambda: voice.away_told == 1)
    voice.away, ear.away = False, True
    narrator.say([HELLO], 0.4)
    until(lambda: ear.refused == 1)
    ear.away = False
    narrator.say([BACK], 0.4)
    until(lambda: bool(ear.heard))
    assert ear.heard == [(tone(0.002), 0.4)]
