"""A card that has to be taken is called for, again and again, and then no more."""

from pathlib import Path

import pytest

from assets.words import LANGUAGES
from kiosk.app.cards.reminder import REPEAT_SECONDS, Reminder, sounds


def test_it_is_said_at_once_again_and_not_after_that() -> None:
    heard: list[tuple[Path, ...]] = []
    reminder = Reminder(lambda *files: heard.append(files))
    reminder.remind(wanted=False, language="ja", at=0)
    assert heard == []
    for at in (1.0, 2.0, REPEAT_SECONDS, REPEAT_SECONDS + 1):
        reminder.remind(wanted=True, language="ja", at=at)
    assert heard == [sounds("ja")] * 2
    reminder.remind(wanted=False, language="ja", at=20)
    reminder.remind(wanted=False, language="ja", at=21)
    assert heard[2:] == [()], "silent, once"
    reminder.remind(wanted=True, language="ja", at=22)
    assert heard[-1] == sounds("ja")


def test_after_a_minute_it_is_said_once_a_minute() -> None:
    heard: list[tuple[Path, ...]] = []
    reminder = Reminder(lambda *files: heard.append(files))
    for at in range(601):
        reminder.remind(wanted=True, language="ja", at=float(at))
    assert len(heard) == 1 + 60 // REPEAT_SECONDS + 1 + 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_heard_and_every_sound_is_there(language: str) -> None:
    names = [file.name for file in sounds(language)]
    assert names[0] == "chime.wav"
    assert all(file.is_file() for file in sounds(language))
    spoken = {"ja": "ja", "ja-easy": "ja", "en": "en"}.get(language)
    assert names[1:] == ([f"take-card.{spoken}.wav"] if spoken else [])
