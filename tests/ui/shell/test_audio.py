"""Sound through Qt on a real sound system: heard whole, at its level, and given up in time."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from time import monotonic
from typing import Any

import pytest

from devices.speech.port import SpeakerAway
from devices.speech.sound import Sound
from kiosk.shell.audio import Loudspeaker
from tests.pulse import Recording, SoundCard
from tests.ui.shell.sounding import LONG, PATIENCE
from tests.unit.devices.speech.talking import tone

TONE = tone(0.5)


@dataclass(frozen=True)
class Heard:
    """What the scenes of tests.ui.shell.sounding told, one by one, and what the card played."""

    told: list[dict[str, Any]]
    sound: Sound


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    folder = tmp_path_factory.mktemp("card")
    with SoundCard(folder) as card:
        with Recording(card, folder) as recording:
            told = _play(card)
        return Heard(told, recording.sound)


def _play(card: SoundCard) -> list[dict[str, Any]]:
    told = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.shell.sounding"],
        env=os.environ | {"PULSE_SERVER": card.address},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            found = json.loads(line)
            if "hand" in found:
                getattr(card, found["hand"])()
                print("done", file=process.stdin, flush=True)
            else:
                told.append(found)
    assert process.returncode == 0
    return told


def test_a_sound_takes_as_long_as_it_lasts(heard: Heard) -> None:
    first, second, *_ = heard.told
    assert first["there"]
    assert TONE.seconds <= first["took"] < TONE.seconds + PATIENCE
    assert TONE.seconds <= second["took"] < TONE.seconds + PATIENCE
    assert first["away"] == second["away"] == ""


def test_it_is_heard_at_its_volume(heard: Heard) -> None:
    """Of each tone of half a second, most tenths are whole ones; resampling adds some level."""
    levels = [_tenth(heard.sound, n).peak for n in range(int(10 * heard.sound.seconds))]
    for level in (TONE.peak, TONE.peak / 2):
        assert sum(found == pytest.approx(level, rel=0.1) for found in levels) >= 3


def _tenth(sound: Sound, number: int) -> Sound:
    length = 2 * (sound.rate // 10)
    return Sound(sound.frames[number * length : (number + 1) * length], sound.rate)


def test_stopping_is_silence_at_once(heard: Heard) -> None:
    assert heard.told[2]["took"] < 2
    assert heard.sound.seconds < 20


def test_a_loudspeaker_that_is_pulled_while_it_plays_is_told_and_heard_when_it_is_back(
    heard: Heard,
) -> None:
    pulled, back = heard.told[3:5]
    assert pulled["away"]
    assert pulled["took"] < LONG + PATIENCE + 1
    assert back["away"] == ""
    assert back["took"] >= TONE.seconds


def test_a_sound_system_that_dies_while_it_plays_is_told_and_stays_away(heard: Heard) -> None:
    assert heard.told[5]["away"]
    assert heard.told[5]["took"] < LONG + PATIENCE + 1
    assert heard.told[6]["away"]


def test_the_screen_goes_on_meanwhile(heard: Heard) -> None:
    """The 5 ms beat of the GUI thread; opening the sound system is the longest pause."""
    assert heard.told[7]["p95"] < 0.05


def test_without_a_sound_system_it_is_told_at_once(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    monkeypatch.setattr("kiosk.shell.audio.has_sound_server", lambda: False)
    speaker = Loudspeaker(SpeakerAway)
    assert not speaker.there()
    before = monotonic()
    with pytest.raises(SpeakerAway, match="no sound system"):
        speaker.play(TONE, 1.0)
    assert monotonic() - before < 0.2
    speaker.close()
