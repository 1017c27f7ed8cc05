"""Where Japanese lines may break."""

import pytest

from assets.words import load
from kiosk.app.lines import held

JOINER = "\u2060"


def test_a_sentence_breaks_between_phrases_alone() -> None:
    assert JOINER in held("番号札をお取りください", load("ja", "kiosk"))


@pytest.mark.parametrize("language", ["ja", "ja-easy"])
def test_a_place_that_the_screen_fills_stays_whole(language: str) -> None:
    words = load(language, "kiosk")
    templates = {key: text for key, text in words.texts.items() if "{" in text}
    assert templates
    assert held(templates, words) == templates


def test_other_languages_break_at_their_spaces() -> None:
    assert held("Please take your number ticket", load("en", "kiosk")) == (
        "Please take your number ticket"
    )
