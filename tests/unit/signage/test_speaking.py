"""What a display says: settings and news in, chimes and words out, in a thread of its own."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import time
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
import structlog

from devices.health import Stage
from devices.speech.port import Phrase
from devices.speech.sound import Sound
from hub.client import DisplaySettings, Speech, VolumePeriod
from hub.domain.alerts import Alert, Calls, Status
from hub.domain.lobby import snapshot
from hub.domain.serving import call_number
from signage.app.aloud import Workshop, callable_phrases, foreign, loudness
from signage.app.link import Live, News
from signage.app.outlets import outlet
from signage.app.speaking import Speaking
from tests.lobbies import MINUTE, NINE, World, service, site
from tests.unit.devices.speech.talking import Ear, ToneVoice, until

CHIME_SECONDS = 2.4
SPEECH = Speech("device", languages=("ja", "en"), volume=0.5)
SETTINGS = DisplaySettings("display-1", "表示盤", "landscape", 0, (), speech=SPEECH)


@dataclass
class Loud(Ear):
    """An ear that can be made, found there or not, and closed."""

    made: int = 0
    closed: int = 0

    def there(self) -> bool:
        return not self.away

    def close(self) -> None:
        self.closed += 1


@dataclass
class Hall:
    """A lobby, and a display that says its calls to an ear."""

    folder: Path
    world: World = field(default_factory=World)
    ear: Loud = field(default_factory=Loud)
    voice: ToneVoice = field(default_factory=ToneVoice)
    ducked: list[bool] = field(default_factory=list)
    known: int = 0
    is_trusted: bool = True

    def __post_init__(self) -> None:
        self.world.open("c1", "c2", "c9")
        workshop = Workshop(self.folder, lambda: (self.voice,), self._outlet)
        self.speaking = Speaking(
            workshop, lambda: self.world.now, self.ducked.append, lambda _: self.is_trusted
        )

    def _outlet(self, kind: str) -> Loud:
        del kind
        self.ear.made += 1
        return self.ear

    def begin(self, settings: DisplaySettings = SETTINGS) -> None:
        """A display that has watched for a while."""
        self.speaking.start()
        self.speaking.post(settings)
        self.speaking.post(Live(live=True))
        self.tell()
        self.world.now += MINUTE

    def tell(self, *alerts: Alert) -> None:
        events = tuple(self.world.events[self.known :]) if self.known else ()
        self.known = len(self.world.events)
        self.speaking.post(News(replace(snapshot(self.world.lobby), alerts=alerts), events))

    def call(
        self,
        counter: str = "c1",
        service_id: str = "cert",
        alert: Alert | None = None,
        **more: str,
    ) -> str:
        ticket = self.world.issue(service_id, **more)
        self.world.do(counter, partial(call_number, ticket_id=ticket.id))
        self.tell(*filter(None, (alert,)))
        return ticket.id

    @property
    def chimes(self) -> int:
        return sum(_is_chime(sound) for sound, _ in self.ear.heard)

    @property
    def lines(self) -> int:
        return len(self.ear.heard) - self.chimes

    def done(self, chimes: int, lines: int) -> None:
        until(lambda: (self.chimes, self.lines) == (chimes, lines))

    def said(self, text: str) -> bool:
        return any(phrase.text == text for phrase in self.voice.spoken)


def _is_chime(sound: Sound) -> bool:
    return sound.seconds == CHIME_SECONDS


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "speech")
    yield made
    made.ear.release()
    made.speaking.stop()
    assert made.ear.closed == made.ear.made
    assert not made.ear.overlapped


def test_a_call_is_a_chime_and_its_words(hall: Hall) -> None:
    hall.begin()
    hall.call()
    hall.done(chimes=1, lines=1)
    assert {volume for _, volume in hall.ear.heard} == {0.5}
    assert hall.speaking.health.stage is Stage.READY
    until(lambda: hall.ducked == [True, False])


def test_a_ticket_in_another_language_is_called_in_it_too(hall: Hall) -> None:
    hall.begin()
    hall.call(language="en")
    hall.done(chimes=1, lines=2)
    assert hall.said("Please go to counter 1.")


def test_a_language_that_the_city_does_not_speak_is_left_out(hall: Hall) -> None:
    hall.begin(replace(SETTINGS, speech=replace(SPEECH, languages=("ja",))))
    hall.call(language="en")
    hall.done(chimes=1, lines=1)


@pytest.mark.parametrize(("calls", "heard"), [("all", 2), ("counters", 1), ("ready", 1)])
def test_which_calls_are_said_is_a_setting(hall: Hall, calls: str, heard: int) -> None:
    speech = replace(SPEECH, calls=calls)  # type: ignore[arg-type] # one of the three
    hall.begin(replace(SETTINGS, speech=speech))
    hall.ear.hold = True
    hall.call("c1", "cert")
    hall.call("c9", "pickup")
    until(lambda: hall.chimes == 1)
    hall.ear.release()
    until(lambda: hall.lines == heard)


def test_a_display_for_some_services_says_their_calls_alone(hall: Hall) -> None:
    hall.begin(replace(SETTINGS, services=("move",)))
    hall.call("c1", "cert")
    hall.call("c2", "move")
    hall.done(chimes=1, lines=1)


def test_who_comes_before_the_turn_is_not_called(hall: Hall) -> None:
    hall.begin()
    hall.ear.hold = True
    hall.call("c1")
    until(lambda: hall.chimes == 1)
    ticket = hall.call("c2", "move")
    hall.world.finish(hall.world.records[ticket])
    hall.tell()
    hall.call("c9", "pickup")
    hall.ear.release()
    hall.done(chimes=2, lines=2)


def test_the_volume_is_that_of_the_hour_in_the_lobby(hall: Hall) -> None:
    """9:01 in Tokyo is 0:01 UTC."""
    low = VolumePeriod(time(9, 1), time(9, 2), 0.25)
    hall.begin(replace(SETTINGS, speech=replace(SPEECH, periods=(low,))))
    hall.call("c1")
    hall.done(chimes=1, lines=1)
    hall.world.now += MINUTE
    hall.call("c2", "move")
    hall.done(chimes=2, lines=2)
    assert [volume for _, volume in hall.ear.heard] == [0.25, 0.25, 0.5, 0.5]


def test_other_settings_are_taken_up_and_the_same_ones_change_nothing(hall: Hall) -> None:
    hall.begin()
    hall.speaking.post(replace(SETTINGS, name="入口"))
    hall.call("c1")
    hall.done(chimes=1, lines=1)
    assert hall.ear.made == 1
    hall.speaking.post(replace(SETTINGS, speech=replace(SPEECH, volume=0.9)))
    hall.call("c2", "move")
    hall.done(chimes=2, lines=2)
    assert hall.ear.made == 2
    assert hall.ear.heard[-1][1] == 0.9
    hall.speaking.post(replace(SETTINGS, speech=Speech("none")))
    until(lambda: hall.speaking.health.stage is Stage.STOPPED)
    assert hall.ear.closed == 2


def test_no_loudspeaker_is_known_before_the_first_call_and_logged_once(hall: Hall) -> None:
    hall.ear.away = True
    with structlog.testing.capture_logs() as logs:
        hall.begin()
        until(lambda: hall.speaking.health.stage is Stage.FAILED)
        hall.call("c1")
        hall.call("c2")
        until(lambda: hall.ear.refused > 0)
    assert hall.speaking.health.advice == "no_sound"
    assert [entry["event"] for entry in logs] == ["no sound"]
    hall.ear.away = False
    hall.call("c9", "pickup")
    until(lambda: hall.speaking.health.stage is Stage.READY)


def test_a_voice_that_is_away_leaves_the_chime(hall: Hall) -> None:
    hall.voice.away = True
    hall.begin()
    hall.call()
    until(lambda: hall.speaking.health.stage is Stage.DEGRADED)
    assert (hall.chimes, hall.lines) == (1, 0)


def test_posting_never_waits_for_a_voice_or_a_loudspeaker(hall: Hall) -> None:
    hall.begin()
    hall.voice.free.clear()
    hall.ear.hold = True
    times = []
    for _ in range(50):
        before = perf_counter()
        hall.speaking.post(News(snapshot(hall.world.lobby)))
        times.append(perf_counter() - before)
    assert sorted(times)[45] < 0.005
    hall.voice.free.set()


def test_a_bug_in_one_piece_of_news_does_not_end_the_calls(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.begin()
    hall.call("c1")
    hall.done(chimes=1, lines=1)
    with structlog.testing.capture_logs() as logs, monkeypatch.context() as patched:
        patched.setattr("signage.app.speaking.listen", lambda *_: 1 / 0)
        hall.call("c2", "move")
        until(lambda: bool(logs))
    hall.call("c9", "pickup")
    until(lambda: hall.lines == 3)


def test_it_ends_in_the_middle_of_a_call(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    hall.begin()
    hall.ear.hold = True
    hall.call()
    until(lambda: hall.chimes == 1)
    hall.speaking.stop()
    assert hall.ear.closed == 1
    assert hall.ducked == [True, False]
    assert not [item for item in threading.enumerate() if item.name in _NAMES]


_NAMES = ("speaking", "announcer", "speech phrasebook")


def test_everything_that_a_city_can_call_is_planned_once() -> None:
    city = site(services={"cert": service("cert", "A", last=9999, board=True)}, kiosks={})
    found = callable_phrases(city, foreign(("ja", "ja-easy", "en")))
    assert len(found) == len(set(found))
    assert sum("番のかた" in phrase.text for phrase in found) == 999
    assert Phrase("en", "Please go to counter 9.") in found
    marks = callable_phrases(site(), {})
    assert {"エーエックス", "イーワイ"} <= {phrase.reading for phrase in marks}


def test_quiet_hours_span_midnight() -> None:
    made = loudness(replace(SPEECH, periods=(VolumePeriod(time(18), time(8), 0.0),)))
    assert [made.at(time(hour)) for hour in (7, 8, 17, 18, 23)] == [0.0, 0.5, 0.5, 0.0, 0.0]


@pytest.mark.parametrize("kind", ["file", "demo"])
def test_a_file_takes_the_place_of_a_loudspeaker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("signage.app.outlets.has_sound_server", lambda: False)
    made = outlet(kind, tmp_path)
    assert made.there()
    made.close()
    assert not list(tmp_path.iterdir())


FIRE = Alert(
    "fire",
    "staff",
    Status.ACTUAL,
    {"ja": "{火事|かじ}です", "en": "Fire", "vi": "Cháy"},
    NINE,
    NINE,
    instruction={"ja": "外へ出てください。階段で。"},
    calls=Calls.STOP,
)


def test_an_emergency_is_said_once_in_the_spoken_languages_though_the_hour_is_quiet(
    hall: Hall,
) -> None:
    quiet = VolumePeriod(time(0), time(0), 0.0)
    hall.begin(replace(SETTINGS, speech=replace(SPEECH, periods=(quiet,))))
    hall.tell(FIRE)
    hall.tell(FIRE)
    hall.done(chimes=1, lines=2)
    said = [phrase.text for phrase in hall.voice.spoken if phrase.text in SAID]
    assert sorted(said) == sorted(SAID)
    assert {volume for _, volume in hall.ear.heard} == {0.5}


SAID = ("火事です", "外へ出てください", "階段で", "Fire")


def test_calls_stop_or_go_on_as_the_emergency_says_and_a_drill_says_that_it_is_one(
    hall: Hall,
) -> None:
    hall.begin()
    hall.tell(FIRE)
    hall.done(chimes=1, lines=2)
    hall.call("c1", alert=FIRE)
    drill = replace(FIRE, status=Status.EXERCISE, updated_at=NINE + MINUTE, calls=Calls.GO_ON)
    hall.tell(drill)
    hall.done(chimes=2, lines=4)
    assert hall.said("これは訓練です")
    hall.call("c2", "move", alert=drill)
    hall.done(chimes=3, lines=5)


def test_an_emergency_is_said_though_the_clock_is_days_fast(hall: Hall) -> None:
    hall.is_trusted = False
    hall.begin()
    hall.tell(replace(FIRE, expires=NINE - MINUTE))
    hall.done(chimes=1, lines=2)
