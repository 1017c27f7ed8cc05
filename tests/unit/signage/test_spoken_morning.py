"""A morning of five calls, spoken by the real voices, heard through the file that stands for a
loudspeaker: order, lengths, levels, and the silence between."""

from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

import assets
from devices.speech import announcer, phrases
from devices.speech.announcer import BREATH, PAUSE
from devices.speech.phrasebook import Phrasebook
from devices.speech.port import Line
from devices.speech.queue import Batch, Call
from devices.speech.recorder import GAP, Recorder
from devices.speech.sound import FULL, Sound, at_rate, from_wav, join, of, samples, silence
from devices.speech.store import Store
from devices.speech.voices import voices
from hub.client import DisplaySettings, Speech, VolumePeriod
from hub.domain.lobby import snapshot
from hub.domain.serving import call_number
from signage.app.aloud import Workshop, foreign
from signage.app.link import Live, News
from signage.app.speaking import Speaking
from tests.lobbies import MINUTE, World
from tests.unit.devices.speech.talking import until

VOLUME, LOW = 0.8, 0.4
WORDS = foreign(("en",))
SPEECH = Speech("file", "all", ("ja", "en"), VOLUME, (VolumePeriod(time(9), time(9, 3), LOW),))
SETTINGS = DisplaySettings("display-1", "表示盤", "landscape", 0, (), speech=SPEECH)
# Which counter, which service, the visitor's language.
SCRIPT = (
    ("c1", "cert", "ja"),
    ("c2", "move", "en"),
    ("c3", "tax", "ja"),
    ("c9", "pickup", "en"),
    ("c2", "cert", "ko"),
)
SECONDS = 60.0


@dataclass
class Time:
    """Seconds that pass when somebody waits."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@dataclass(frozen=True)
class Heard:
    """What is in the file, and the announcements that should be: chime, then lines."""

    sound: Sound
    announcements: list[list[Sound]]
    volumes: list[float]


def _calls() -> list[Call]:
    labels = ("A-001", "B-001", "E-001", "P-001", "A-002")
    signs = (counter.removeprefix("c") for counter, *_ in SCRIPT)
    return [
        Call(label, label, sign, language, ready=service == "pickup")
        for label, sign, (_, service, language) in zip(labels, signs, SCRIPT, strict=True)
    ]


def _rendered(folder: Path) -> list[list[Sound]]:
    """The announcements, made of phrases that are rendered into the folder on the way."""
    phrasebook = Phrasebook(Store(folder), voices())
    phrasebook.start()
    try:
        scripts = [phrases.script(Batch((call,)), WORDS) for call in _calls()]
        return [[_line(phrasebook, line) for line in script] for script in scripts]
    finally:
        phrasebook.stop(SECONDS)


def _line(phrasebook: Phrasebook, line: Line) -> Sound:
    sounds = [phrasebook.sound(phrase).result(SECONDS) for phrase in line.phrases]
    return join([join(sounds, BREATH), silence(PAUSE)])


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    with pytest.MonkeyPatch.context() as patched:
        # The chime takes no time here, so that a busy machine has less than usual to look up words.
        patched.setattr(announcer, "PATIENCE", SECONDS)
        return _morning(tmp_path_factory.mktemp("display"))


def _morning(folder: Path) -> Heard:
    chime = at_rate(from_wav(assets.path("sounds", "chime.wav").read_bytes()))
    announcements = [[chime, *lines] for lines in _rendered(folder / "speech")]
    clock, file = Time(), folder / "heard.wav"
    recorder = Recorder(file, clock, clock.wait)
    world = World()
    workshop = Workshop(folder / "speech", voices, lambda _: recorder)
    ducked: list[bool] = []
    speaking = Speaking(workshop, lambda: world.now, ducked.append)
    speaking.start()
    world.open("c1", "c2", "c3", "c9")
    speaking.post(SETTINGS)
    speaking.post(Live(live=True))
    speaking.post(News(snapshot(world.lobby)))
    length = 0.0
    for (counter, service, language), sounds in zip(SCRIPT, announcements, strict=True):
        known = len(world.events)
        ticket = world.issue(service, language=language)
        world.do(counter, partial(call_number, ticket_id=ticket.id))
        clock.wait(30)
        speaking.post(News(snapshot(world.lobby), tuple(world.events[known:])))
        length += GAP + sum(sound.seconds for sound in sounds)
        until(lambda: file.exists() and _seconds(file) > length - 0.01, SECONDS)  # noqa: B023 - now
        # What is in the file has not ended yet: only then may the clock go on.
        until(lambda: ducked[-1:] == [False], SECONDS)
        world.finish(world.records[ticket.id])
        world.now += MINUTE
    speaking.stop()
    return Heard(from_wav(file.read_bytes()), announcements, [LOW] * 3 + [VOLUME] * 2)


def _seconds(file: Path) -> float:
    return (file.stat().st_size - 44) / 2 / 24_000


def test_all_is_heard_in_its_order_and_nothing_else(heard: Heard) -> None:
    expected = [
        silence(GAP) if sound is None else replace(sound, frames=_at(sound, volume))
        for sounds, volume in zip(heard.announcements, heard.volumes, strict=True)
        for sound in (None, *sounds)
    ]
    assert heard.sound == join(expected)


def _at(sound: Sound, volume: float) -> bytes:
    return of([value * volume for value in samples(sound)]).frames


def test_the_english_follows_for_english_tickets_alone(heard: Heard) -> None:
    """The Korean one is called in Japanese: the city speaks no Korean."""
    assert [len(sounds) for sounds in heard.announcements] == [2, 3, 2, 3, 2]


def test_an_announcement_is_short(heard: Heard) -> None:
    """A chime of 2.4 s, then some 4 s a language, 6 with papers that are ready."""
    for sounds in heard.announcements:
        assert all(2.0 < line.seconds < 8.0 for line in sounds[1:])


def test_the_words_are_at_one_level_and_nothing_is_clipped(heard: Heard) -> None:
    assert heard.sound.peak < 0.9
    lines = [line for sounds in heard.announcements for line in sounds[1:]]
    for line in lines:
        spoken = replace(line, frames=line.frames[: -2 * round(PAUSE * line.rate)])
        assert 0.06 < spoken.strength < 0.15
    assert max(abs(value) for value in samples(heard.sound)) < FULL


def test_words_begin_at_once_after_the_chime_and_end_in_silence(heard: Heard) -> None:
    for sounds in heard.announcements:
        for _, line in pairwise(sounds):
            values = samples(line)
            first = next(n for n, value in enumerate(values) if abs(value) > 0.01 * FULL)
            assert first / line.rate < 0.1
            assert not any(values[-round(0.9 * PAUSE * line.rate) :])
