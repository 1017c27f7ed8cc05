"""Sealed codes: how fast, how large, and how large others are."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from hub.domain.forms.answers import Answers
from hub.domain.forms.book import Book
from hub.sealing import answers as named
from hub.sealing import opening, parts
from hub.sealing.sealing import Sealed, seal
from tests import forms_people
from tests.bench import desk, formats, paper, questions, typing
from tests.bench.figures import Figure, percentile
from tests.sealed import BOOK, DAY, NINE, TOPIC, World, moving_in

# Rich moving-in forms of four people, and how often each is sealed and opened.
FORMS, ROUNDS = 60, 5

WORLD = World()


def measure(folder: Path, only: str, _soak_minutes: float) -> Iterator[Figure]:
    """All figures whose bench has `only` in its name."""
    benches: dict[str, Callable[[Path], Iterator[Figure]]] = {
        "seal": speed,
        "sizes": sizes,
        "symbols": paper.symbols,
        "candidates": typing.keys,
        "desk": desk.pages,
        "questions": questions.steps,
    }
    for name, bench in benches.items():
        if only in name:
            yield from bench(folder / name)


def households() -> list[Answers]:
    """The measured forms: the same each time."""
    return [moving_in(Random(seed)) for seed in range(FORMS)]


def speed(_folder: Path) -> Iterator[Figure]:
    """From answers to the text of the code, and back."""
    sealing, opened = [], []
    for answers in households() * ROUNDS:
        began = time.perf_counter()
        printed = _sealed(answers)
        sealing.append(time.perf_counter() - began)
        began = time.perf_counter()
        letter = opening.open_code(printed.texts, WORLD.ring, WORLD.kiosks, WORLD.seen, NINE)
        found = named.read(BOOK, letter.body)
        opened.append(time.perf_counter() - began)
        assert found.answers == answers
    yield Figure("seal a form of four, p50", percentile(sealing, 0.5) * 1000, "ms", 1)
    yield Figure("open a form of four, p50", percentile(opened, 0.5) * 1000, "ms", 1)


def sizes(_folder: Path) -> Iterator[Figure]:
    """The largest of the measured forms, and the demo city's family, in each format."""
    family = forms_people.FAMILY.answers
    yield from _sizes("largest of 60", households(), BOOK)
    yield from _sizes("demo family", [family], forms_people.book())


def _sizes(name: str, forms: list[Answers], book: Book) -> Iterator[Figure]:
    texts = [_sealed(answers, book).texts for answers in forms]
    envelopes = [len(parts.joined(text)) for text in texts]
    yield Figure(f"sealed, {name}", max(envelopes), "bytes", 480)
    yield Figure(f"sealed, {name}, QR at M", _versions([text[0] for text in texts]), "", 18)
    desk = WORLD.private.public_key()
    others: dict[str, list[bytes]] = {
        "plain JSON": [formats.plain(answers) for answers in forms],
        "deflated JSON": [formats.deflated(answers) for answers in forms],
        "JWE(JWS)": [formats.jose(answers, WORLD.kiosk, desk) for answers in forms],
    }
    for other, made in others.items():
        yield Figure(f"{other}, {name}", max(map(len, made)), "bytes")
        yield Figure(f"{other}, {name}, QR at M", _versions(made), "")


def _versions(made: list[str] | list[bytes]) -> int:
    """The largest version; formats.NO_SYMBOL where one does not fit."""
    return max(map(formats.version, made))


def _sealed(answers: Answers, book: Book = BOOK) -> Sealed:
    return seal(named.write(book, answers), TOPIC, WORLD.kiosk, WORLD.desk, NINE, DAY)
