"""What is said for calls: in Japanese, and after that in each ticket's own language. Pure.

「番号札、A、12番の方、3番窓口へお越しください」 is four phrases, each rendered once for the whole
city: the opening, the letters, the number and the counter. Breaths between them are where a
speaker takes them, so that nobody hears the seams.

Japanese is written for the voice: in kana where a kanji has two readings (番号札 バンゴーサツ,
方 ホー), since an accent is right only for words that the voice knows. Each phrase has its
reading, and the voice is held to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from devices.speech import numerals, readings
from devices.speech.port import Line, Phrase, Script
from devices.speech.queue import Batch, Call

OPENING = Phrase("ja", "番号ふだ", "バンゴーフダ")
READY = Phrase("ja", "書類ができあがりました", "ショルイガデキアガリマシタ")
# Said once where more numbers were called than can be said one by one.
MANY = (
    Phrase("ja", "お呼び出しが続いています", "オヨビダシガツズイテイマス"),
    Phrase("ja", "表示盤の番号をごらんください", "ヒョージバンノバンゴーヲゴランクダサイ"),
)

_JAPANESE = ("ja", "ja-easy")


@dataclass(frozen=True, slots=True)
class Words:
    """A call in another language: texts with {number} and {counter}, spoken in this order."""

    number: str
    go: str
    ready: str


def script(batch: Batch, words: Mapping[str, Words]) -> Script:
    """All lines for some calls: each in Japanese, then those of tickets in other languages."""
    many = (Line(MANY),) if batch.many else ()
    return (*many, *_in_japanese(batch.calls), *_in_others(batch.calls, words))


def letters(prefix: str) -> Phrase:
    """The letters of a label."""
    read = readings.letters(prefix)
    return Phrase("ja", read, read)


def person(number: int) -> Phrase:
    """Whoever has this number."""
    return Phrase("ja", f"{number}番のかた", f"{readings.number(number)}バンノカタ")


def counter(sign: str) -> Phrase:
    """Where to go; the sign as it stands on the counter (3, 12A)."""
    written = sign if sign.isdecimal() else readings.spelled(sign)
    return Phrase(
        "ja",
        f"{written}番窓口へお越しください",
        f"{readings.spelled(sign)}バンマドグチエオコシクダサイ",
    )


def foreign(language: str, words: Words, call: Call) -> Line:
    """One call in another language."""
    prefix, number = readings.split(call.label)
    named = f"{prefix} {numerals.written(number, language)}".strip()
    first = Phrase(language, words.number.replace("{number}", named))
    end = foreign_end(language, words, call.counter)
    return Line((first, *end) if call.ready else (first, end[-1]))


def foreign_end(language: str, words: Words, sign: str) -> tuple[Phrase, Phrase]:
    """That papers are ready, and where to go."""
    place = numerals.sign(sign, language)
    go = words.go.replace("{counter}", place)
    return Phrase(language, words.ready), Phrase(language, go)


def sentence(text: str, language: str, dictionary: Mapping[str, str]) -> Line:
    """Any sentence of a screen; `dictionary` has the readings (kana) of the city's words."""
    if language in _JAPANESE:
        named = readings.with_readings(text, dictionary)
        return Line((Phrase("ja", readings.for_the_voice(named)),))
    named = readings.SPOKEN_LABEL.sub(lambda found: f"{found[1]} {int(found[2])}", text)
    return Line((Phrase(language, numerals.sign(named, language)),))


def _in_japanese(calls: Iterable[Call]) -> Iterator[Line]:
    """Neighbours that go to one counter are called in one sentence."""
    for (sign, ready), group in groupby(calls, key=lambda call: (call.counter, call.ready)):
        numbers = [phrase for call in group for phrase in _named(call.label)]
        end = (READY, counter(sign)) if ready else (counter(sign),)
        yield Line((OPENING, *numbers, *end))


def _named(label: str) -> Iterator[Phrase]:
    prefix, number = readings.split(label)
    if prefix:
        yield letters(prefix)
    yield person(number)


def _in_others(calls: Iterable[Call], words: Mapping[str, Words]) -> Iterator[Line]:
    return (
        foreign(call.language, words[call.language], call)
        for call in calls
        if call.language in words
    )
