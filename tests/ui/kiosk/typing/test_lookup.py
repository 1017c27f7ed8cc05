"""Candidates come from a worker thread, and only for what still waits."""

import threading
from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from kiosk.app import lookup as lookups
from kiosk.app.lookup import Lookup
from kiosk.typing.candidates import Word
from kiosk.typing.postal import Town
from tests.ui.qml import until


class Slow:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = threading.Event()

    def words(self, reading: str) -> Sequence[Word]:
        self.asked.append(reading)
        assert self.go.wait(5)
        assert threading.current_thread() is not threading.main_thread()
        return [Word("字")]


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def lookup(qapp: object, slow: Slow) -> Iterator[Lookup]:
    del qapp
    made = Lookup(lambda: slow)
    yield made
    slow.go.set()
    made.close()


def ask(lookup: Lookup, slow: Slow, *readings: str) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []

    def keep(reading: str, words: tuple[str, ...]) -> None:
        found.append((reading, words))

    for reading in readings:
        lookup.find(reading, partial(keep, reading), names=False)
        until(lambda: bool(slow.asked), "the worker")
    return found


def test_only_the_first_and_the_newest_question_reach_the_dictionary(
    lookup: Lookup, slow: Slow
) -> None:
    found = ask(lookup, slow, "さ", "さと", "さとう")
    slow.go.set()
    until(lambda: len(found) == 2, "two answers")
    assert slow.asked == ["さ", "さとう"]
    assert found == [("さ", ("字", "さ", "サ")), ("さとう", ("字", "さとう", "サトウ"))]


def test_what_is_forgotten_is_not_looked_up(lookup: Lookup, slow: Slow) -> None:
    found = ask(lookup, slow, "さ", "さとう")
    lookup.forget()
    slow.go.set()
    until(lambda: bool(found), "the first answer")
    located: list[tuple[Town, ...]] = []
    lookup.locate("1600022", located.append)
    until(lambda: bool(located), "the town")
    assert slow.asked == ["さ"]
    assert located[0][0].area == "東京都新宿区新宿"


def test_without_the_table_of_postal_codes_nothing_is_found(
    lookup: Lookup, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(code: str) -> tuple[Town, ...]:
        raise OSError(code)

    monkeypatch.setattr(lookups, "towns", away)
    slow.go.set()
    located: list[tuple[Town, ...]] = []
    lookup.locate("1600022", located.append)
    until(lambda: located == [()], "no town")
