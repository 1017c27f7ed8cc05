"""What a city can call, as phrases to render ahead. Pure.

Phrases are parts of sentences, so a city of nine services with numbers to 999 and ten counters
needs some 1,100 of them, not the 90,000 sentences they make. In other languages only the places
are rendered ahead: a number takes its voice a fraction of the Japanese sentence before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest

from devices.speech import phrases
from devices.speech.phrases import Words
from devices.speech.port import Phrase

# Numbers that are rendered ahead: more than a city hall calls on one day, some 160 MB.
MOST = 2000


def planned(
    prefixes: Iterable[str],
    numbers: Iterable[range],
    counters: Sequence[str],
    words: Mapping[str, Words],
) -> tuple[Phrase, ...]:
    """Everything for these labels (letters with a kiosk's mark too: A, AX), numbers and signs.

    What every call needs comes first, then the numbers, as early on a day as they are given.
    """
    found = (
        phrases.OPENING,
        *(phrases.letters(prefix) for prefix in prefixes if prefix),
        *(phrases.counter(sign) for sign in counters),
        phrases.READY,
        *phrases.MANY,
        *_places(counters, words),
        *(phrases.person(number) for number in _earliest(numbers)),
    )
    return tuple(dict.fromkeys(found))


def _earliest(numbers: Iterable[range]) -> list[int]:
    """The first numbers of all ranges, then the second ones, and so on; each once."""
    rounds = zip_longest(*numbers)
    every = dict.fromkeys(number for found in rounds for number in found if number is not None)
    return list(islice(every, MOST))


def _places(counters: Iterable[str], words: Mapping[str, Words]) -> Iterator[Phrase]:
    for sign in counters:
        for language, texts in words.items():
            yield from phrases.foreign_end(language, texts, sign)
