"""The kiosk's program takes a reader up, and lets go of it, as the city's settings say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from devices.cards.sight import Place
from hub.client import Card, KioskSettings
from kiosk.app.options import parse
from kiosk.app.program import Program
from tests.ui.kiosk.kit import TestClock, demo_settings, demo_site
from tests.ui.qml import until


@pytest.fixture
def program(qapp: object, tmp_path: Path) -> Iterator[Program]:
    """Not started: it asks no hub."""
    del qapp
    options = parse(["--hub", "http://127.0.0.1:9", "--id", "kiosk-1", "--data", str(tmp_path)], {})
    made = Program(options, lambda: None, TestClock())
    yield made
    made.stop()


def settings(kind: str) -> KioskSettings:
    card = Card(kind)  # type: ignore[arg-type] # one of them
    return replace(demo_settings(demo_site()), card=card)


def screens(program: Program) -> Any:
    """A kiosk.app.cards.screens.Cards."""
    return program.kiosk.cards


def reads_cards(program: Program) -> bool:
    return program.kiosk.engine.limits.has_card


def at(program: Program) -> Place:
    return program.kiosk.world.sight.place


def learn(program: Program, kind: str) -> None:
    """The hub has sent settings."""
    program._receive(settings(kind))  # noqa: SLF001 - what the link's thread posts


def test_a_reader_is_offered_while_the_city_wants_one(program: Program) -> None:
    learn(program, "simulator")
    until(lambda: at(program) is Place.EMPTY, "the reader")
    assert reads_cards(program)
    screens(program).insert("licence")
    until(lambda: at(program) is Place.CARD, "the card")
    learn(program, "simulator")
    assert at(program) is Place.CARD, "the same settings leave it alone"
    learn(program, "none")
    assert at(program) is Place.NO_READER
    assert not reads_cards(program)
    assert list(screens(program).people) == []


def test_a_card_for_practice_is_pulled_again(program: Program) -> None:
    learn(program, "simulator")
    people = list(screens(program).people)
    sato = next(person for person in people if person["key"] == "sato")
    assert "暗証番号 1234" in sato["hint"]
    screens(program).insert("sato")
    until(lambda: at(program) is Place.CARD, "the card")
    screens(program).pull()
    until(lambda: at(program) is Place.EMPTY, "the empty reader")
