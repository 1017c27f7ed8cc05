"""What the public pages say, in every language that the assets hold."""

import json
from collections.abc import Mapping, Sequence
from functools import cache

import assets

# A language with a hole falls back to plain Japanese, never to a key's name.
_FALLBACK = ("ja-easy", "ja")


@cache
def texts(language: str) -> Mapping[str, str]:
    """All words of the public pages in `language`."""
    found: dict[str, str] = {}
    for known in (*reversed(_FALLBACK), language):
        for kind in ("common", "web"):
            found |= _read(f"{kind}.{known}.json")
    return found


def _read(name: str) -> dict[str, str]:
    path = assets.path("translations", name)
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return words


def choose_language(asked: str, accepted: str, offered: Sequence[str]) -> str:
    """The language asked for by name, else the browser's first that is offered, else Japanese."""
    if asked in offered:
        return asked
    for part in accepted.split(","):
        tag = part.partition(";")[0].strip().lower()
        for language in offered:
            if tag == language.lower() or tag.partition("-")[0] == language.lower():
                return language
        if tag in _CHINESE and _CHINESE[tag] in offered:
            return _CHINESE[tag]
    return offered[0]


# Browsers name the country, signs differ by script (RFC 5646, 2.2.3).
_CHINESE = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}
