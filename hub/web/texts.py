"""What the public pages say, and in which of the lobby's languages."""

from collections.abc import Sequence
from functools import cache

from assets.words import Words, load


@cache
def texts(language: str) -> Words:
    """All words of the public pages in `language`."""
    return load(language, "common", "web", "survey", "phone")


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
