"""The kiosk's voice: what is private comes out of the headset, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from devices.health import Stage
from devices.speech.port import Voice
from devices.speech.recorder import Recorder
from devices.speech.sound import from_wav
from devices.speech.voices import voices
from kiosk.app.guiding.voice import KioskVoice, Outlet
from kiosk.flow.guidance import Hearing, Utterance
from tests.unit.devices.speech.talking import Ear, ToneVoice, tone, until

HELLO = Utterance(("こんにちは",))
SECRET = Utterance(("山田",), private=True)


class Socket(Ear):
    """A loudspeaker, or a jack with or without something in it."""

    plugged = True
    closed = False

    def there(self) -> bool:
        return self.plugged

    def close(self) -> None:
        self.closed = True


@dataclass
class Machine:
    """A machine with a loudspeaker and a jack."""

    working: bool = True
    speaker: Socket = field(default_factory=Socket)
    jack: Socket = field(default_factory=Socket)
    voice: ToneVoice = field(default_factory=ToneVoice)
    opened: list[str] = field(default_factory=list)

    def outlet(self, name: str) -> Outlet:
        self.opened.append(name)
        return self.jack if name else self.speaker

    def works(self) -> bool:
        return self.working

    def voices(self) -> Sequence[Voice]:
        return (self.voice,)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def a_voice(machine: Machine, folder: Path, headset: str = "USB") -> KioskVoice:
    return KioskVoice(folder, headset, {"放出": "ハナテン"}, lambda _: None, machine)


def test_with_a_headset_everything_goes_there(machine: Machine, tmp_path: Path) -> None:
    voice = a_voice(machine, tmp_path)
    assert voice.hearing() is Hearing.HEADSET
    assert voice.say(HELLO, "ja", 0.5)
    until(lambda: len(machine.jack.heard) == 1)
    assert voice.say(SECRET, "ja", 0.3)
    until(lambda: len(machine.jack.heard) == 2)
    assert machine.jack.heard == [(tone(0.005), 0.5), (tone(0.002), 0.3)]
    assert machine.speaker.heard == []
    voice.close()
    assert machine.jack.closed


def test_without_one_the_loudspeaker_has_what_all_may_hear(
    machine: Machine, tmp_path: Path
) -> None:
    machine.jack.plugged = False
    voice = a_voice(machine, tmp_path)
    assert voice.hearing() is Hearing.SPEAKER
    assert not voice.say(SECRET, "ja", 0.5)
    assert voice.say(HELLO, "ja", 0.5)
    until(lambda: len(machine.speaker.heard) == 1)
    voice.close()
    assert machine.speaker.heard == [(tone(0.005), 0.5)]
    assert machine.jack.heard == []


def test_a_kiosk_without_a_jack_says_nothing_private(machine: Machine, tmp_path: Path) -> None:
    voice = a_voice(machine, tmp_path, headset="")
    assert not voice.has_jack
    assert voice.hearing() is Hearing.SPEAKER
    assert not voice.say(SECRET, "ja", 0.5)
    assert machine.opened == []
    voice.close()


def test_without_a_sound_system_nothing_is_even_opened(machine: Machine, tmp_path: Path) -> None:
    machine.working = False
    voice = a_voice(machine, tmp_path)
    assert voice.hearing() is Hearing.NOTHING
    assert not voice.say(HELLO, "ja", 0.5)
    voice.hush()
    voice.close()
    assert machine.opened == []
    assert machine.voice.asked == 0


def test_nothing_is_opened_before_the_first_word(machine: Machine, tmp_path: Path) -> None:
    """Whoever does not listen pays nothing: no voice, no thread, no folder."""
    voice = a_voice(machine, tmp_path / "speech", headset="")
    voice.hush()
    voice.close()
    assert machine.opened == []
    assert not (tmp_path / "speech").exists()


def test_names_are_read_as_the_city_says(machine: Machine, tmp_path: Path) -> None:
    voice = a_voice(machine, tmp_path)
    voice.say(Utterance(("放出支所",)), "ja", 0.5)
    until(lambda: len(machine.voice.spoken) == 1)
    voice.close()
    assert machine.voice.spoken[0].text == "ハナテン支所"


def test_a_real_voice_says_a_real_screen(tmp_path: Path) -> None:
    """Long enough, at the strength of all voices, and nothing private is kept."""
    heard = tmp_path / "heard.wav"
    stages: list[Stage] = []
    recorder = Recorder(heard, wait=lambda _: None)

    class Ears(Machine):
        def outlet(self, name: str) -> Outlet:
            del name
            return recorder

        def voices(self) -> Sequence[Voice]:
            return voices()

    voice = KioskVoice(tmp_path / "speech", "USB", {}, stages.append, Ears())
    sentences = ("番号札をお取りください", "A-047", "前にお待ちの方 12 人")
    voice.say(Utterance(sentences), "ja", 1.0)
    until(lambda: stages == [Stage.READY], 60)
    public = list((tmp_path / "speech").iterdir())
    length = heard.stat().st_size
    voice.say(SECRET, "ja", 1.0)
    until(lambda: heard.stat().st_size > length + 10_000, 60)
    voice.close()
    sound = from_wav(heard.read_bytes())
    assert len(public) == len(sentences)
    assert list((tmp_path / "speech").iterdir()) == public
    assert 3 < sound.seconds < 15
    assert 0.05 < sound.strength < 0.3
    assert sound.peak <= 0.9
