"""The words of screens and pages in the languages of the lobby. Pure but for reading the files.

A catalogue is `assets/translations/AREA.LANGUAGE.json` (an area may lack a language): key -> text
with {placeholders} and, in plain Japanese, readings as {窓口|まどぐち}. A language with a hole
falls back to plain Japanese, then to Japanese; `holes` tells the manager where. A key that
Japanese lacks is a bug (KeyError).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import assets

# Each by its own name, as a visitor looks for it.
LANGUAGES = {
    "ja": "日本語",
    "ja-easy": "やさしい日本語",
    "en": "English",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ko": "한국어",
    "vi": "Tiếng Việt",
    "pt": "Português",
    "fil": "Filipino",
    "ne": "नेपाली",
}
# Those that read Japanese, eras and kana.
JAPANESE = ("ja", "ja-easy")

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_READING = re.compile(r"\{([^|{}]+)\|([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of some areas in one language; `holes` are the keys that it does not have."""

    language: str
    texts: Mapping[str, str]
    holes: frozenset[str]

    def text(self, key: str, **values: object) -> str:
        """Return the text with its placeholders filled; KeyError for an unknown key or name."""
        return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), self.texts[key])


def known_tag(language: str) -> str:
    """The language as browsers and screen readers know it: plain Japanese is a tag of our own."""
    return "ja" if language in JAPANESE else language


def load(language: str, *areas: str) -> Words:
    """Read the catalogues of these areas, as in `load("en", "common", "kiosk")`."""
    own = _read(language, areas)
    fallbacks = [_read("ja", areas), _read("ja-easy", areas) if language != "ja" else {}]
    texts = reduce(lambda below, above: below | above, [*fallbacks, own])
    return Words(language, MappingProxyType(texts), frozenset(texts) - frozenset(own))


def plain(text: str) -> str:
    """Return a text without its readings, for speech, print and screen readers."""
    return _READING.sub(r"\1", text)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Return the text in order as pairs: what is written, and its reading or ""."""
    end = 0
    for found in _READING.finditer(text):
        yield text[end : found.start()], ""
        yield found[1], found[2]
        end = found.end()
    yield text[end:], ""


def placeholders(text: str) -> frozenset[str]:
    """Return the names that a text wants filled."""
    return frozenset(_PLACEHOLDER.findall(text))


def _read(language: str, areas: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for area in areas:
        file = assets.path("translations", f"{area}.{language}.json")
        if file.exists():
            found |= json.loads(file.read_text(encoding="utf-8"))
    return found
