"""Every language says everything, with the same blanks to fill, and never shows a key."""

import json
import re
from pathlib import Path
from typing import cast

import pytest

import assets
from assets.words import LANGUAGES, Words, load, pieces, placeholders, plain

# (area, language) of every catalogue.
CATALOGUES = sorted(
    tuple(file.name.split(".")[:2]) for file in assets.path("translations").glob("*.json")
)
# What is shown in the language that a visitor chose. Staff read Japanese; the lobby display is
# in Japanese, with English under its main lines; data are documented in these two.
AREAS = sorted({area for area, _ in CATALOGUES} - {"staff", "signage", "opendata"})
COMPLETE = ("ja", "ja-easy", "en")


def _catalogue(area: str, language: str) -> dict[str, str]:
    file = assets.path("translations", f"{area}.{language}.json")
    return cast(dict[str, str], json.loads(file.read_text(encoding="utf-8")))


# What stands between or after other words, with the space that its language sets there.
JOINED = ("forms.comma", "forms.optional", "guidance.to")


def _without_readings(text: str) -> str:
    return re.sub(r"\{[^|{}]+\|[^{}]+\}", "", text)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", COMPLETE)
def test_no_text_is_missing(area: str, language: str) -> None:
    assert load(language, area).holes == frozenset()


@pytest.mark.parametrize(("area", "language"), CATALOGUES)
def test_a_catalogue_has_only_known_keys_and_filled_texts(area: str, language: str) -> None:
    own = _catalogue(area, language)
    assert language in LANGUAGES
    assert own.keys() <= _catalogue(area, "ja").keys()
    joined = {key: text for key, text in own.items() if key not in JOINED}
    assert all(text.strip() == text != "" for text in joined.values())


@pytest.mark.parametrize(("area", "language"), CATALOGUES)
def test_all_languages_have_the_same_blanks(area: str, language: str) -> None:
    japanese = _catalogue(area, "ja")
    # Each names what it needs.
    dates = {key for key in japanese if key.startswith(("date.", "forms.date."))}
    own = {k: placeholders(t) for k, t in _catalogue(area, language).items() if k not in dates}
    assert own == {key: placeholders(japanese[key]) for key in own}


@pytest.mark.parametrize("area", AREAS)
def test_plain_japanese_on_a_screen_gives_the_reading_of_every_kanji(area: str) -> None:
    bare = {
        key: text
        for key, text in _catalogue(area, "ja-easy").items()
        if not key.startswith("paper.")  # a printer has no room above a line
        and any("\u4e00" <= c <= "\u9fff" for c in _without_readings(text))
    }
    assert bare == {}


def test_a_hole_is_filled_with_plain_japanese_then_with_japanese(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = {
        "ja": {"a": "甲", "b": "乙", "c": "丙"},
        "ja-easy": {"a": "{甲|こう}", "b": "{乙|おつ}"},
        "vi": {"a": "Giáp"},
    }
    for language, texts in files.items():
        file = tmp_path / f"test.{language}.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
    monkeypatch.setattr(assets, "path", lambda *parts: tmp_path / parts[-1])
    found = load("vi", "test")
    assert dict(found.texts) == {"a": "Giáp", "b": "{乙|おつ}", "c": "丙"}
    assert found.holes == {"b", "c"}
    assert load("ja", "test").holes == frozenset()
    assert load("ja", "test").texts["b"] == "乙"


def test_blanks_are_filled_and_readings_stay() -> None:
    sample = Words("ja-easy", {"wait": "{count}{人|にん} {待|ま}ちます"}, frozenset())
    text = sample.text("wait", count=12)
    assert text == "12{人|にん} {待|ま}ちます"
    assert plain(text) == "12人 待ちます"


def test_a_text_comes_apart_into_words_and_readings() -> None:
    found = [piece for piece in pieces("12{人|にん} {待|ま}ちます") if piece[0]]
    assert found == [("12", ""), ("人", "にん"), (" ", ""), ("待", "ま"), ("ちます", "")]


def test_a_value_that_looks_like_a_blank_is_not_filled_again() -> None:
    sample = Words("ja", {"said": "{what}"}, frozenset())
    assert sample.text("said", what="{what}") == "{what}"


def test_an_unknown_key_and_a_blank_without_value_are_bugs() -> None:
    sample = Words("ja", {"wait": "{count}人"}, frozenset())
    with pytest.raises(KeyError, match="nope"):
        sample.text("nope")
    with pytest.raises(KeyError, match="count"):
        sample.text("wait")
