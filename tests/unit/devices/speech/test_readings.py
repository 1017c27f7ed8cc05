"""Numbers, labels and signs are read as a grammar of Japanese says, and sound so."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.speech import openjtalk, phrases, readings
from devices.speech.port import Phrase

# The table of numbers as it stands in grammars of modern Japanese, in the phonemes of Open JTalk
# ("N" is ん, "cl" is っ). Written down by itself: every sound change is an entry here, none a rule.
ONES = [
    *("", "i ch i", "n i", "s a N", "y o N", "g o"),
    *("r o k u", "n a n a", "h a ch i", "ky u u"),
]
TENS = [
    *("", "j u u", "n i j u u", "s a N j u u", "y o N j u u", "g o j u u"),
    *("r o k u j u u", "n a n a j u u", "h a ch i j u u", "ky u u j u u"),
]
HUNDREDS = [
    *("", "hy a k u", "n i hy a k u", "s a N by a k u", "y o N hy a k u", "g o hy a k u"),
    *("r o cl py a k u", "n a n a hy a k u", "h a cl py a k u", "ky u u hy a k u"),
]
THE_PERSON = "b a N n o k a t a"
TABLE = [" ".join(filter(None, parts)) for parts in product(HUNDREDS, TENS, ONES) if any(parts)]


def _phonemes(text: str) -> str:
    """What Open JTalk says; vowels that it whispers (I, U) are the same vowels."""
    import pyopenjtalk  # noqa: PLC0415 - 2 seconds and 190 MB that other tests need not spend

    said = pyopenjtalk.g2p(text)
    assert isinstance(said, str)
    return said.replace("I", "i").replace("U", "u")


def _spoken(phrase: Phrase) -> str:
    """The phonemes of what is given to the voice for a phrase."""
    import pyopenjtalk  # noqa: PLC0415 - as above

    return _phonemes(openjtalk.as_it_must_sound(phrase, pyopenjtalk.g2p))


def test_the_table_has_every_number_once() -> None:
    assert len(TABLE) == len(set(TABLE)) == 999


def test_every_number_of_a_ticket_sounds_as_in_the_table() -> None:
    said = [_spoken(phrases.person(n)) for n in range(1, 1000)]
    assert said == [f"{number} {THE_PERSON}" for number in TABLE]


def test_the_reading_of_every_number_sounds_as_in_the_table() -> None:
    said = [_phonemes(phrases.person(n).reading) for n in range(1, 1000)]
    assert said == [f"{number} {THE_PERSON}" for number in TABLE]


def test_every_counter_sounds_as_in_the_table() -> None:
    go = "b a N m a d o g u ch i e o k o sh i k u d a s a i"
    said = [_spoken(phrases.counter(str(n))) for n in range(1, 100)]
    assert said == [f"{number} {go}" for number in TABLE[:99]]


def test_letters_and_signs_sound_as_they_are_spelled() -> None:
    assert _spoken(phrases.letters("A")) == "e e"
    assert _spoken(phrases.letters("AX")) == "e e e cl k u s u"
    end = "b a N m a d o g u ch i e o k o sh i k u d a s a i"
    assert _spoken(phrases.counter("12A")) == f"j u u n i e e {end}"


@pytest.mark.parametrize(
    "phrase", [phrases.OPENING, phrases.READY, *phrases.MANY, phrases.counter("3")]
)
def test_fixed_phrases_are_spoken_as_words_with_their_accent(phrase: Phrase) -> None:
    import pyopenjtalk  # noqa: PLC0415 - as above

    assert pyopenjtalk.g2p(phrase.text, kana=True) == phrase.reading


def test_a_text_that_the_voice_misreads_is_replaced_by_its_reading() -> None:
    import pyopenjtalk  # noqa: PLC0415 - as above

    # To Open JTalk 110番 is the number of the police, ヒャクトーバン.
    assert openjtalk.as_it_must_sound(phrases.person(110), pyopenjtalk.g2p) == (
        "ヒャクジューバンノカタ"
    )
    assert openjtalk.as_it_must_sound(phrases.person(4), pyopenjtalk.g2p) == "4番のかた"


def test_all_other_numbers_are_spoken_as_words_with_their_accent() -> None:
    import pyopenjtalk  # noqa: PLC0415 - as above

    people = [phrases.person(n) for n in range(1, 1000)]
    flat = [p for p in people if pyopenjtalk.g2p(p.text, kana=True) != p.reading]
    assert flat == [phrases.person(110)]


def test_sound_changes() -> None:
    assert [readings.number(n) for n in (4, 9, 10, 14, 100, 300, 600, 800, 1000, 3000, 8000)] == [
        *(
            "ヨン",
            "キュー",
            "ジュー",
            "ジューヨン",
            "ヒャク",
            "サンビャク",
            "ロッピャク",
            "ハッピャク",
        ),
        *("セン", "サンゼン", "ハッセン"),
    ]
    assert readings.number(0) == "ゼロ"
    assert readings.number(10_000) == "イチマン"
    assert readings.number(30_303) == "サンマンサンビャクサン"
    assert readings.number(2936) == "ニセンキューヒャクサンジューロク"


@pytest.mark.parametrize("n", [-1, 100_000])
def test_a_number_beyond_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match=str(n)):
        readings.number(n)


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("A-047", ("A", 47)),
        ("A012", ("A", 12)),
        ("AX-001", ("AX", 1)),
        ("ABX-0100", ("ABX", 100)),
        ("7", ("", 7)),
        ("Z99999", ("Z", 99_999)),
    ],
)
def test_labels_are_letters_and_a_number_without_its_zeros(
    label: str, parts: tuple[str, int]
) -> None:
    assert readings.split(label) == parts


@pytest.mark.parametrize("label", ["", "A", "a012", "A-", "A123456", "A１２", "12A", "A012\n"])
def test_what_is_no_label_is_named(label: str) -> None:
    with pytest.raises(ValueError, match="label"):
        readings.split(label)


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_no_two_numbers_are_read_alike(a: int, b: int) -> None:
    assert (readings.number(a) == readings.number(b)) == (a == b)


def test_place_names_are_read_as_the_dictionary_says_the_longest_first() -> None:
    dictionary = {"待合": "まちあい", "待合市": "マチアイシ", "放出": "ハナテン", "": "ナシ"}
    assert readings.with_readings("待合市役所 放出支所 待合", dictionary) == (
        "マチアイシ役所 ハナテン支所 マチアイ"
    )
    assert readings.with_readings("待合", {}) == "待合"
