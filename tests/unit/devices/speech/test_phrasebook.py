"""Phrases as sounds: stored, rendered ahead, or rendered now."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.speech.phrasebook import Pace, Phrasebook, Progress
from devices.speech.port import LanguageUnknown, Phrase, Voice, VoiceAway
from devices.speech.sound import Sound
from devices.speech.store import Store, key
from tests.unit.devices.speech.talking import SECONDS, ToneVoice, tone, until

ONE, TWO, THREE = (Phrase("ja", text) for text in ("一", "二二", "三三三"))
QUICK = Pace(retry=0.05, idle=0.05)
PATIENT = Pace(retry=300.0, idle=300.0)
Shelve = Callable[..., Phrasebook]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "speech")


@pytest.fixture
def shelve(store: Store) -> Iterator[Shelve]:
    """Makes a phrasebook that is stopped in the end."""
    made: list[Phrasebook] = []

    def make(*voices: Voice, pace: Pace = PATIENT) -> Phrasebook:
        phrasebook = Phrasebook(store, voices, pace)
        phrasebook.start()
        made.append(phrasebook)
        return phrasebook

    yield make
    assert all(phrasebook.stop(SECONDS) for phrasebook in made)


def test_a_phrase_is_rendered_once(shelve: Shelve) -> None:
    voice = ToneVoice()
    phrasebook = shelve(voice)
    assert phrasebook.sound(ONE).result(SECONDS) == tone(0.001)
    assert phrasebook.sound(ONE).done()
    assert voice.spoken == [ONE]


def test_a_stored_phrase_is_there_at_once_even_while_a_voice_is_busy(
    shelve: Shelve, store: Store
) -> None:
    voice = ToneVoice()
    store.put(key(voice.name, ONE), tone())
    voice.free.clear()
    phrasebook = shelve(voice)
    busy = phrasebook.sound(TWO)
    assert phrasebook.sound(ONE).result(0) == tone()
    assert not busy.done()
    voice.free.set()


def test_a_plan_is_rendered_in_its_order_and_only_what_is_missing(
    shelve: Shelve, store: Store
) -> None:
    voice = ToneVoice()
    store.put(key(voice.name, TWO), tone())
    phrasebook = shelve(voice)
    phrasebook.plan([THREE, TWO, ONE])
    until(lambda: phrasebook.progress == Progress(2, 2))
    until(lambda: voice.spoken == [THREE, ONE])


def test_what_is_wanted_now_goes_before_the_plan(shelve: Shelve) -> None:
    voice = ToneVoice()
    voice.free.clear()
    phrasebook = shelve(voice)
    phrasebook.plan([ONE, TWO])
    until(lambda: phrasebook.progress.done == 1)  # the voice is at the first
    wanted = phrasebook.sound(THREE)
    voice.free.set()
    wanted.result(SECONDS)
    until(lambda: len(voice.spoken) == 3)
    assert voice.spoken == [ONE, THREE, TWO]


def test_a_new_plan_takes_the_place_of_the_old_one(shelve: Shelve) -> None:
    voice = ToneVoice()
    voice.free.clear()
    phrasebook = shelve(voice)
    phrasebook.plan([ONE, TWO])
    until(lambda: phrasebook.progress.done == 1)
    phrasebook.plan([THREE])
    voice.free.set()
    until(lambda: phrasebook.progress == Progress(1, 1))
    until(lambda: voice.spoken == [ONE, THREE])


def test_a_language_goes_to_the_first_voice_that_speaks_it(shelve: Shelve) -> None:
    japanese, english = ToneVoice("j", ("ja",)), ToneVoice("e", ("en", "ja"))
    phrasebook = shelve(japanese, english)
    hello = Phrase("en", "hello")
    phrasebook.sound(hello).result(SECONDS)
    phrasebook.sound(ONE).result(SECONDS)
    assert (japanese.spoken, english.spoken) == ([ONE], [hello])
    assert phrasebook.sound(hello).done()


def test_a_language_that_no_voice_speaks_is_told_and_not_planned_again(shelve: Shelve) -> None:
    phrasebook = shelve(ToneVoice(), pace=QUICK)
    phrasebook.plan([Phrase("fil", "Kumusta")])
    until(lambda: phrasebook.progress == Progress(1, 1))
    with pytest.raises(LanguageUnknown, match="fil"):
        phrasebook.sound(Phrase("fil", "Kumusta")).result(SECONDS)


def test_another_voice_helps_while_the_best_is_away_and_is_not_kept(shelve: Shelve) -> None:
    best, second = ToneVoice("best", away=True), ToneVoice("second")
    phrasebook = shelve(best, second)
    assert phrasebook.sound(ONE).result(SECONDS) == tone(0.001)
    assert phrasebook.progress.away == "best"
    assert phrasebook.sound(ONE).result(SECONDS) == tone(0.001)
    assert second.spoken == [ONE, ONE]


def test_the_plan_waits_for_the_best_voice_and_goes_on_by_itself(shelve: Shelve) -> None:
    best, second = ToneVoice("best", away=True), ToneVoice("second")
    phrasebook = shelve(best, second, pace=QUICK)
    phrasebook.plan([ONE, TWO])
    until(lambda: phrasebook.progress.away == "best")
    assert phrasebook.progress.done < 2
    best.away = False
    until(lambda: phrasebook.progress == Progress(2, 2))
    assert (best.spoken, second.spoken) == ([ONE, TWO], [])


def test_without_any_voice_the_fault_comes_at_once(shelve: Shelve) -> None:
    voice = ToneVoice(away=True)
    phrasebook = shelve(voice)
    with pytest.raises(VoiceAway, match="unplugged"):
        phrasebook.sound(ONE).result(SECONDS)
    with pytest.raises(VoiceAway, match="a moment ago"):
        phrasebook.sound(ONE).result(SECONDS)
    with pytest.raises(LanguageUnknown):
        shelve().sound(ONE).result(SECONDS)


class _Buggy(ToneVoice):
    def render(self, phrase: Phrase) -> Sound:
        if phrase == ONE:
            raise ZeroDivisionError
        return super().render(phrase)


def test_a_bug_in_a_voice_is_logged_and_the_next_phrase_is_rendered(
    shelve: Shelve, caplog: pytest.LogCaptureFixture
) -> None:
    phrasebook = shelve(_Buggy())
    with pytest.raises(VoiceAway, match="ZeroDivisionError"):
        phrasebook.sound(ONE).result(SECONDS)
    assert phrasebook.sound(TWO).result(SECONDS) == tone(0.002)
    assert "a bug in rendering" in caplog.text


def test_voices_are_let_go_when_there_is_nothing_to_do(shelve: Shelve) -> None:
    voice = ToneVoice()
    phrasebook = shelve(voice, pace=QUICK)
    until(lambda: voice.closed > 0)
    assert phrasebook.sound(ONE).result(SECONDS) == tone(0.001)


def test_wishes_are_bounded(shelve: Shelve) -> None:
    voice = ToneVoice()
    voice.free.clear()
    phrasebook = shelve(voice)
    wishes = [phrasebook.sound(Phrase("ja", "字" * n)) for n in range(1, 1001)]
    refused = [wish for wish in wishes if wish.done()]
    assert 1000 - 201 <= len(refused) < 1000
    with pytest.raises(VoiceAway, match="too much"):
        refused[0].result()
    voice.free.set()


def test_what_waits_when_the_terminal_ends_fails(store: Store) -> None:
    voice = ToneVoice()
    voice.free.clear()
    phrasebook = Phrasebook(store, [voice])
    phrasebook.start()
    first, second = phrasebook.sound(ONE), phrasebook.sound(TWO)
    until(lambda: voice.asked == 1)
    assert not phrasebook.stop(0.01)  # the voice hangs
    voice.free.set()
    assert phrasebook.stop(SECONDS)
    assert first.done()
    with pytest.raises(VoiceAway, match="switched off"):
        second.result(0)
    with pytest.raises(VoiceAway):
        phrasebook.sound(THREE).result(0)
    assert voice.closed == 1


def test_what_is_not_kept_is_rendered_each_time_and_stored_nowhere(
    shelve: Shelve, tmp_path: Path
) -> None:
    voice = ToneVoice()
    phrasebook = shelve(voice)
    for _ in range(2):
        assert phrasebook.sound(ONE, kept=False).result(SECONDS) == tone(0.001)
    assert voice.spoken == [ONE, ONE]
    assert not (tmp_path / "speech").exists()


def test_a_wish_that_is_taken_back_costs_nothing(shelve: Shelve) -> None:
    voice = ToneVoice()
    voice.free.clear()
    phrasebook = shelve(voice)
    first, second = phrasebook.sound(ONE), phrasebook.sound(TWO)
    until(lambda: voice.asked == 1)
    assert second.cancel()
    last = phrasebook.sound(THREE)
    voice.free.set()
    last.result(SECONDS)
    assert first.done()
    assert voice.spoken == [ONE, THREE]
