"""The real voices, into real files: what is heard is long, strong and clean enough."""

import sys
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest
from pyttsx3.voice import Voice

import assets
from assets.words import load
from devices.speech import child, driver, openjtalk, phrases
from devices.speech.announcer import BREATH
from devices.speech.espeak import VOICES, Espeak, marked
from devices.speech.phrases import Words
from devices.speech.port import LanguageUnknown, Phrase, VoiceAway
from devices.speech.queue import Batch, Call
from devices.speech.sound import RATE, Sound, from_wav, join, samples, to_wav
from devices.speech.system import SystemVoice
from devices.speech.voices import voices
from tests.unit.devices.speech.talking import tone

LOUD = 0.01  # of full scale: a word, no noise
FOREIGN = sorted(set(VOICES) - {"ja"})


@pytest.fixture(scope="module")
def japanese() -> Iterator[SystemVoice]:
    voice = SystemVoice("openjtalk", patience=60)
    yield voice
    voice.close()


def _words(language: str) -> Words:
    said = load(language, "speech")
    return Words(
        said.text("speech.number", number="{number}"),
        said.text("speech.go", counter="{counter}"),
        said.text("speech.ready"),
    )


def _file(folder: Path, sound: Sound) -> "tuple[array[int], int]":
    """The samples of a sound as another program reads them from a file."""
    file = folder / "heard.wav"
    file.write_bytes(to_wav(sound))
    with wave.open(str(file)) as found:
        assert (found.getnchannels(), found.getsampwidth()) == (1, 2)
        return array("h", found.readframes(found.getnframes())), found.getframerate()


def _silences(values: "array[int]", rate: int, least: float) -> list[tuple[float, float]]:
    """When (seconds) nothing was heard for at least so long, and how long."""
    loud = [n for n, value in enumerate(values) if abs(value) > LOUD * 32_767]
    gaps = zip([0, *loud], [*loud, len(values)], strict=True)
    return [(a / rate, (b - a) / rate) for a, b in gaps if b - a >= least * rate]


def _check_clean(values: "array[int]", rate: int) -> None:
    """No sample at the edge, no click at the ends, little silence before and after the words."""
    assert max(values) <= 0.91 * 32_767
    assert min(values) >= -0.91 * 32_767
    assert abs(values[0]) <= 32
    assert abs(values[-1]) <= 32
    loud = [n for n, value in enumerate(values) if abs(value) > LOUD * 32_767]
    assert loud[0] / rate < 0.1
    assert (len(values) - loud[-1]) / rate < 0.2


@pytest.mark.parametrize(
    ("phrase", "shortest", "longest"),
    [
        (phrases.OPENING, 0.5, 1.2),
        (phrases.letters("A"), 0.15, 0.6),
        (phrases.person(4), 0.6, 1.4),
        (phrases.person(110), 0.9, 2.2),
        (phrases.person(999), 1.3, 2.8),
        (phrases.counter("3"), 1.3, 2.8),
        (phrases.counter("12A"), 1.6, 3.2),
        (phrases.READY, 1.0, 2.2),
    ],
)
def test_a_japanese_phrase_is_clean_and_as_long_as_it_is_said(
    japanese: SystemVoice, tmp_path: Path, phrase: Phrase, shortest: float, longest: float
) -> None:
    sound = japanese.render(phrase)
    values, rate = _file(tmp_path, sound)
    assert rate == RATE
    assert shortest < sound.seconds < longest
    assert 0.06 < sound.strength <= 0.121
    _check_clean(values, rate)


def test_a_whole_call_has_a_breath_between_its_phrases_and_is_not_clipped(
    japanese: SystemVoice, tmp_path: Path
) -> None:
    (line,) = phrases.script(Batch((Call("t", "A012", "3"),)), {})
    parts = [japanese.render(phrase) for phrase in line.phrases]
    values, rate = _file(tmp_path, join(parts, BREATH))
    _check_clean(values, rate)
    ends = [sum(part.seconds + BREATH for part in parts[: n + 1]) for n in range(len(parts) - 1)]
    breaths = _silences(values, rate, BREATH * 0.9)
    for end in ends:
        assert any(start < end and start + length > end - BREATH for start, length in breaths)
    assert 4.0 < len(values) / rate < 6.5
    assert max(length for _, length in breaths) < BREATH + 0.3


@pytest.mark.parametrize("language", FOREIGN)
def test_a_call_in_every_language_of_the_city_is_heard(language: str, tmp_path: Path) -> None:
    line = phrases.foreign(language, _words(language), Call("t", "A012", "3", language, ready=True))
    for phrase in line.phrases:
        sound = Espeak().render(phrase)
        values, rate = _file(tmp_path, sound)
        assert rate == RATE
        assert 0.4 < sound.seconds < 5
        assert 0.05 < sound.strength <= 0.121
        _check_clean(values, rate)


def test_filipino_has_no_voice_and_japanese_only_as_kana() -> None:
    for phrase in (Phrase("fil", "Numero 12."), Phrase("ja", "番号札")):
        with pytest.raises(LanguageUnknown):
            Espeak().render(phrase)
    assert Espeak().render(phrases.OPENING).seconds > 0.4


def test_without_espeak_its_languages_are_not_spoken() -> None:
    with pytest.raises(LanguageUnknown, match="not installed"):
        Espeak("no-such-program").render(Phrase("en", "Hello."))


def test_labels_are_spelled_and_signs_of_markup_are_only_text() -> None:
    spelled = '<say-as interpret-as="characters">{}</say-as>'
    assert marked("Number A 12.") == f"Number {spelled.format('A')} 12."
    assert marked("counter 12AB.") == f"counter 12{spelled.format('AB')}."
    assert marked("नम्बर A १२") == f"नम्बर {spelled.format('A')} १२"
    assert marked("A number <b> & QR") == "A number &lt;b&gt; &amp; QR"


def test_a_program_that_fails_hangs_or_babbles_is_a_voice_that_is_away(
    tmp_path: Path,
) -> None:
    hello = Phrase("en", "Hello.")
    for body in ("exit 1", "sleep 60", "cat > /dev/null; echo RIFF"):
        program = tmp_path / "espeak"
        program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        program.chmod(0o755)
        with pytest.raises(VoiceAway):
            Espeak(str(program), patience=0.3).render(hello)


def test_a_child_that_dies_is_replaced(japanese: SystemVoice) -> None:
    japanese.render(phrases.OPENING)
    _child().kill()
    with pytest.raises(VoiceAway):
        japanese.render(phrases.OPENING)
    assert japanese.render(phrases.OPENING).seconds > 0.5


def _child() -> psutil.Process:
    (found,) = [
        process for process in psutil.Process().children() if child.__name__ in process.cmdline()
    ]
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process in the POSIX way")
def test_a_child_that_hangs_is_ended_in_time(japanese: SystemVoice) -> None:
    hasty = SystemVoice("openjtalk", patience=0.01)
    with pytest.raises(VoiceAway):
        hasty.render(phrases.OPENING)
    assert [process.is_running() for process in psutil.Process().children()].count(True) <= 1
    hasty.close()
    assert japanese.render(phrases.OPENING).seconds > 0.5


def test_open_jtalk_speaks_japanese_alone(japanese: SystemVoice) -> None:
    with pytest.raises(LanguageUnknown):
        japanese.render(Phrase("en", "Hello."))
    assert japanese.name.startswith("openjtalk 0.")


def test_a_driver_that_this_machine_lacks_is_a_voice_that_is_away() -> None:
    voice = SystemVoice("nosuchdriver")
    with pytest.raises(VoiceAway):
        voice.render(phrases.OPENING)
    voice.close()


def test_the_child_answers_what_it_is_asked_and_refuses_the_rest() -> None:
    driver.register()
    assert child.answer("openjtalk", b'{"language": "en", "text": "Hello"}') == child.UNKNOWN
    assert child.answer("openjtalk", b"no json") == child.FAILED
    assert child.answer("openjtalk", b'{"language": "ja", "text": ""}') == child.FAILED
    found = child.answer(
        "openjtalk", '{"language": "ja", "text": "番号札", "reading": "バンゴーフダ"}'.encode()
    )
    assert found[:1] == child.RENDERED
    assert int.from_bytes(found[1:5], "big") == len(found) - 5
    assert from_wav(found[5:]).seconds > 0.5


@pytest.fixture
def engine() -> Any:
    """pyttsx3 with our driver."""
    from pyttsx3.engine import Engine  # noqa: PLC0415 - as the product loads it

    driver.register()
    return Engine("openjtalk")


def test_pyttsx3_speaks_with_our_driver(engine: Any) -> None:
    heard: list[Sound] = []
    told: list[str] = []
    engine.connect("finished-utterance", lambda name, completed: told.append(f"{name} {completed}"))
    engine.setProperty("player", heard.append)
    engine.setProperty("reading", phrases.person(4).reading)
    engine.say(phrases.person(4).text, "call")
    engine.setProperty("volume", 0.5)
    engine.say(phrases.person(4).text, "quieter")
    engine.runAndWait()
    assert told == ["call True", "quieter True"]
    loud, quiet = heard
    assert quiet.seconds == loud.seconds > 0.6
    assert quiet.strength == pytest.approx(loud.strength / 2, rel=0.01)


def test_our_driver_says_what_it_has_and_knows_no_other_property(engine: Any) -> None:
    assert [(v.name, v.languages) for v in engine.getProperty("voices")] == [("Mei", ["ja-JP"])]
    with pytest.raises(KeyError):
        engine.getProperty("pitch")
    faults: list[Exception] = []
    engine.connect("error", lambda **told: faults.append(told["exception"]))
    engine.setProperty("pitch", 2)
    engine.say("番号", "nobody listens")
    engine.runAndWait()
    assert [type(fault) for fault in faults] == [KeyError]


class _Sapi5:
    """Stands in for pyttsx3's driver of Windows: the voices of a Japanese and an English PC."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._properties: dict[str, Any] = {
            "voices": [Voice("Haruka", languages=["ja-JP"]), Voice("Zira", languages=["en-US"])],
        }

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        if name not in ("voice", "voices"):  # as the driver of Windows: no reading, no player
            raise KeyError(name)
        self._properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        SAID.append((self._properties["voice"], text))
        if text != "silent":
            Path(filename).write_bytes(to_wav(tone(rate=22_050)))

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        pass

    def stop(self) -> None:
        pass


SAID: list[tuple[str, str]] = []


def test_on_windows_the_voice_of_the_language_speaks_the_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = ModuleType("pyttsx3.drivers.sapi5")
    vars(module)["buildDriver"] = _Sapi5
    monkeypatch.setitem(sys.modules, module.__name__, module)
    sound = child.render("sapi5", phrases.person(4))
    child.render("sapi5", Phrase("en", "Number 4."))
    assert SAID == [("Haruka", "ヨンバンノカタ"), ("Zira", "Number 4.")]
    assert sound.rate == RATE
    assert sound.seconds == pytest.approx(0.1, abs=0.01)
    with pytest.raises(LanguageUnknown):
        child.render("sapi5", Phrase("ko", "4번"))
    with pytest.raises(VoiceAway):
        child.render("sapi5", Phrase("en", "silent"))


def test_half_the_speed_is_slower() -> None:
    natural = openjtalk.render(phrases.person(12))
    slow = openjtalk.render(phrases.person(12), speed=0.5)
    assert slow.seconds > 1.4 * natural.seconds


def test_this_machine_speaks_with_open_jtalk_before_espeak() -> None:
    names = [voice.name.split()[0] for voice in voices()]
    assert names[-2:] == ["openjtalk", "espeak-ng"]


def test_the_chime_is_no_louder_than_half_of_full_scale() -> None:
    chime = from_wav(assets.path("sounds", "chime.wav").read_bytes())
    assert samples(chime)
    assert chime.peak <= 0.51
