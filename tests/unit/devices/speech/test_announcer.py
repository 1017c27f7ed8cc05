"""Calls are heard: a chime first, then the words, one announcement after another."""

import random
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Self

import pytest

from devices.health import Device, DeviceHealth, Stage
from devices.speech.announcer import BREATH, PAUSE, Announcer, Listeners, Manner
from devices.speech.phrasebook import Pace, Phrasebook
from devices.speech.phrases import Words, script
from devices.speech.port import Phrase
from devices.speech.queue import JOINED, KEPT, Batch, Call, Loudness, Period
from devices.speech.sound import Sound, join, silence
from devices.speech.store import Store
from tests.unit.devices.speech.talking import SECONDS, Ear, ToneVoice, tone, until

CHIME = tone(0.3)
WORDS = {"en": Words("Number {number}.", "Counter {counter}.", "Ready.")}
LOUDNESS = Loudness(0.7, (Period(time(12), time(13), 0.0),))


@dataclass
class Hall:
    """A lobby with an announcer, and all that can be heard and seen of it."""

    folder: Path
    voice: ToneVoice = field(default_factory=ToneVoice)
    ear: Ear = field(default_factory=Ear)
    ducked: list[bool] = field(default_factory=list)
    health: list[DeviceHealth] = field(default_factory=list)
    looked: int = 0  # how often the announcer looked at the clock
    now: datetime = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.phrasebook = Phrasebook(Store(self.folder), [self.voice], Pace(retry=0.0, idle=300.0))
        self.announcer = Announcer(
            self.ear,
            self.phrasebook,
            Manner(CHIME, LOUDNESS, WORDS),
            Listeners(self.ducked.append, self.health.append),
            self.clock,
        )

    def clock(self) -> datetime:
        now = self.now
        self.looked += 1
        return now

    def __enter__(self) -> Self:
        self.phrasebook.start()
        self.announcer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ear.release()
        self.voice.free.set()
        assert self.announcer.stop(SECONDS)
        assert self.phrasebook.stop(SECONDS)

    @property
    def stages(self) -> list[Stage]:
        return [health.stage for health in self.health]

    @property
    def chimes(self) -> int:
        return sum(sound == CHIME for sound, _ in self.ear.heard)

    @property
    def words(self) -> list[Sound]:
        return [sound for sound, _ in self.ear.heard if sound != CHIME]

    def quiet(self) -> bool:
        """All that was begun is over."""
        return bool(self.ducked) and not self.ducked[-1]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path / "speech") as hall:
        yield hall


def _line(*phrases: Phrase) -> Sound:
    """What is heard of these phrases."""
    parts = [tone(len(phrase.text) / 1000) for phrase in phrases]
    return join([join(parts, BREATH), silence(PAUSE)])


def _lines(*calls: Call, many: bool = False) -> list[Sound]:
    return [_line(*line.phrases) for line in script(Batch(calls, many), WORDS)]


FIRST = Call("t1", "A012", "3")


def test_a_call_is_a_chime_and_its_words_and_other_sounds_give_way(hall: Hall) -> None:
    hall.announcer.call(FIRST)
    until(hall.quiet)
    assert hall.ear.heard == [(CHIME, 0.7), *((line, 0.7) for line in _lines(FIRST))]
    assert hall.ducked == [True, False]
    assert hall.stages == [Stage.READY]


def test_the_ticket_s_language_follows(hall: Hall) -> None:
    call = Call("t1", "A012", "3", "en")
    hall.announcer.call(call)
    until(hall.quiet)
    assert hall.words == _lines(call)
    assert len(hall.words) == 2


def test_the_words_are_fetched_while_the_chime_sounds(hall: Hall) -> None:
    hall.ear.hold = True
    hall.announcer.call(FIRST)
    until(lambda: hall.chimes == 1)
    until(lambda: len(hall.voice.spoken) == 4)
    assert hall.words == []
    hall.ear.release()
    until(hall.quiet)


def test_calls_during_an_announcement_are_joined_after_it(hall: Hall) -> None:
    hall.ear.hold = True
    hall.announcer.call(FIRST)
    until(lambda: hall.chimes == 1)
    others = [Call("t2", "A013", "3"), Call("t3", "B001", "3"), Call("t4", "A014", "4")]
    for call in others:
        hall.announcer.call(call)
    hall.ear.release()
    until(hall.quiet)
    assert hall.words == [*_lines(FIRST), *_lines(*others)]
    assert hall.ducked == [True, False]


def test_a_visitor_who_came_before_the_turn_is_not_called(hall: Hall) -> None:
    hall.ear.hold = True
    hall.announcer.call(FIRST)
    until(lambda: hall.chimes == 1)
    hall.announcer.call(Call("t2", "A013", "3"))
    hall.announcer.withdraw("t2")
    hall.announcer.call(Call("t3", "A014", "3"))
    hall.ear.release()
    until(lambda: hall.chimes == 2 and hall.quiet())
    assert hall.words == [*_lines(FIRST), *_lines(Call("t3", "A014", "3"))]


def test_a_thousand_calls_in_a_burst_stay_in_order_and_never_overlap(hall: Hall) -> None:
    hall.ear.hold = True
    hall.announcer.call(FIRST)
    until(lambda: hall.chimes == 1)
    burst = [Call(f"b{n}", f"B{n % 999 + 1:03}", "5") for n in range(1000)]
    for call in burst:
        hall.announcer.call(call)
    hall.ear.release()
    kept = burst[-KEPT:]
    batches = [kept[n : n + JOINED] for n in range(0, KEPT, JOINED)]
    until(lambda: hall.chimes == 1 + len(batches) and hall.quiet(), 60)
    expected = [line for n, batch in enumerate(batches) for line in _lines(*batch, many=n == 0)]
    assert hall.words == [*_lines(FIRST), *expected]
    assert not hall.ear.overlapped


def test_quiet_hours_are_silent_and_over_when_they_end(hall: Hall) -> None:
    hall.now = hall.now.replace(hour=12)
    hall.announcer.call(FIRST)
    until(lambda: hall.looked == 1)
    hall.now = hall.now.replace(hour=13)
    hall.announcer.call(Call("t2", "A013", "3"))
    until(hall.quiet)
    assert hall.words == _lines(Call("t2", "A013", "3"))


def test_the_chime_sounds_where_no_voice_speaks_and_speech_comes_back(hall: Hall) -> None:
    hall.voice.away = True
    hall.announcer.call(FIRST)
    until(hall.quiet)
    assert hall.ear.heard == [(CHIME, 0.7)]
    hall.voice.away = False
    hall.announcer.call(FIRST)
    until(lambda: len(hall.stages) == 2)
    assert [(health.stage, health.advice) for health in hall.health] == [
        (Stage.DEGRADED, "no_voice"),
        (Stage.READY, ""),
    ]
    assert hall.health[0].device is Device.SPEAKER
    assert hall.words == _lines(FIRST)


def test_a_hanging_voice_costs_a_second_of_silence_and_nothing_else(hall: Hall) -> None:
    hall.voice.free.clear()
    hall.announcer.call(FIRST)
    until(hall.quiet)
    assert hall.ear.heard == [(CHIME, 0.7)]
    assert hall.stages == [Stage.DEGRADED]


def test_a_hanging_disk_delays_no_chime_and_is_asked_by_one_thread_alone(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = threading.Event()
    asked: list[Phrase] = []

    def sound(phrase: Phrase) -> "Future[Sound]":
        asked.append(phrase)
        disk.wait(SECONDS)
        return Phrasebook.sound(hall.phrasebook, phrase)

    monkeypatch.setattr(hall.phrasebook, "sound", sound)
    for n in (1, 2):
        hall.announcer.call(FIRST)
        until(lambda n=n: hall.chimes == n and hall.quiet())  # type: ignore[misc]
    assert (len(asked), hall.words) == (1, [])
    disk.set()
    until(lambda: "announcement" not in [thread.name for thread in threading.enumerate()])
    hall.announcer.call(FIRST)
    until(lambda: hall.words == _lines(FIRST))


def test_a_line_is_spoken_whole_or_not_at_all(hall: Hall) -> None:
    hall.voice.languages = ("ja",)
    hall.announcer.call(Call("t1", "A012", "3", "en"))
    until(hall.quiet)
    assert hall.words == _lines(FIRST)
    assert hall.stages == [Stage.READY]  # a language without a voice is no fault


def test_a_label_of_another_system_is_a_chime_alone(hall: Hall) -> None:
    hall.announcer.call(Call("t1", "受付12", "3"))
    until(hall.quiet)
    assert hall.ear.heard == [(CHIME, 0.7)]


def test_an_unplugged_loudspeaker_is_told_and_heard_again_when_it_is_back(hall: Hall) -> None:
    hall.ear.away = True
    hall.announcer.call(FIRST)
    until(lambda: hall.stages == [Stage.FAILED])
    until(hall.quiet)
    hall.ear.away = False
    hall.announcer.call(FIRST)
    until(lambda: hall.stages[1:] == [Stage.READY])
    assert hall.chimes == 1


class _Snapping(Ear):
    def play(self, sound: Sound, volume: float) -> None:
        super().play(sound, volume)
        if sound == CHIME:
            self.away = True


def test_a_loudspeaker_unplugged_while_it_plays_ends_that_announcement_alone(
    tmp_path: Path,
) -> None:
    with Hall(tmp_path, ear=_Snapping()) as hall:
        hall.announcer.call(FIRST)
        until(hall.quiet)
        assert hall.stages == [Stage.FAILED]
        assert hall.words == []


def test_a_bug_of_a_listener_or_a_loudspeaker_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Buggy(Ear):
        def play(self, sound: Sound, volume: float) -> None:
            super().play(sound, volume)
            raise ZeroDivisionError

    with Hall(tmp_path, ear=Buggy()) as hall:
        hall.announcer.call(FIRST)
        until(hall.quiet)
        hall.announcer.call(FIRST)
        until(lambda: hall.chimes == 2)
    assert "a bug in announcing" in caplog.text


def test_after_a_day_of_faults_the_next_call_is_heard_without_a_restart(hall: Hall) -> None:
    chance = random.Random(6)
    for n in range(300):
        hall.voice.away = chance.random() < 0.4
        hall.ear.away = chance.random() < 0.4
        shutil.rmtree(hall.folder, ignore_errors=True)  # the disk too
        hall.announcer.call(Call(f"t{n}", f"A{n:03}", str(n % 12 + 1), "en"))
        until(lambda n=n: hall.ducked == [True, False] * (n + 1))  # type: ignore[misc]
    hall.voice.away = hall.ear.away = False
    hall.announcer.call(FIRST)
    until(lambda: hall.words[-1:] == _lines(FIRST))
    until(lambda: hall.stages[-1] is Stage.READY)
    assert {Stage.FAILED, Stage.DEGRADED} <= set(hall.stages)


def test_stopping_silences_at_once_and_drops_what_waits(tmp_path: Path) -> None:
    with Hall(tmp_path) as hall:
        hall.ear.hold = True
        hall.announcer.call(FIRST)
        until(lambda: hall.chimes == 1)
        hall.announcer.call(Call("t2", "A013", "3"))
        assert hall.announcer.stop(SECONDS)
        assert hall.ear.stops == 1
        assert hall.ear.heard == [(CHIME, 0.7)]


def test_a_call_never_waits_for_sound(hall: Hall) -> None:
    hall.voice.free.clear()
    hall.ear.hold = True
    for n in range(100):  # each returns: the display has shown them already
        hall.announcer.call(Call(f"t{n}", f"A{n:03}", "3"))
    assert hall.words == []
