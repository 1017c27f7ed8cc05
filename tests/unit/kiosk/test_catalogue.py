"""Every word that a screen of the kiosk asks for is there, in every language."""

import json
import re
from pathlib import Path

import pytest

import assets
from assets.words import LANGUAGES, load, placeholders

QML = Path(__file__).parents[3] / "kiosk" / "qml"
ASKED = re.compile(r'say\["([a-z_.]+)"\]')
ASKED_STAFF = re.compile(r'words\["([a-z_.]+)"\]')


def test_the_screens_ask_for_words_that_there_are() -> None:
    texts = load("ja", "common", "kiosk", "forms", "cards", "arrival", "survey").texts
    asked = {key for file in QML.rglob("*.qml") for key in ASKED.findall(file.read_text("utf-8"))}
    assert asked
    assert asked <= set(texts)


def test_staffs_pages_ask_for_words_that_there_are() -> None:
    texts = json.loads(assets.path("translations", "staff.ja.json").read_text("utf-8"))
    files = [QML / "PinScreen.qml", QML / "MaintenanceScreen.qml"]
    asked = {key for file in files for key in ASKED_STAFF.findall(file.read_text("utf-8"))}
    assert asked
    assert asked <= set(texts)


@pytest.mark.parametrize("area", ["kiosk", "forms", "cards", "arrival", "survey"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_a_hole_or_another_placeholder(language: str, area: str) -> None:
    own, japanese = load(language, area), load("ja", area)
    assert not own.holes
    for key, text in japanese.texts.items():
        # Every language names the months in its own way.
        if not key.startswith("forms.date."):
            assert placeholders(own.texts[key]) == placeholders(text), key
