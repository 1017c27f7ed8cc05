"""The kiosk's program reads its screens aloud as the city's settings say."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from config.schema.keypad import Keypad
from hub.client import Guidance
from kiosk.app.options import parse
from kiosk.app.program import Program
from kiosk.flow.guidance import Hearing
from kiosk.flow.state import Aid
from kiosk.shell.qr import QrProvider
from tests.ui.kiosk.kit import MAIN, TestClock, demo_settings, demo_site
from tests.ui.qml import Screen


@pytest.fixture
def program(qapp: object, tmp_path: Path) -> Iterator[Program]:
    """Not started: it asks no hub."""
    del qapp
    options = parse(["--hub", "http://127.0.0.1:9", "--id", "kiosk-1", "--data", str(tmp_path)], {})
    made = Program(options, lambda: None, TestClock())
    screen = Screen(MAIN, {"kiosk": made.kiosk}, images={"qr": QrProvider()})
    made.watch(screen.window, lambda keys: spared.extend([list(keys)]))
    spared.clear()
    yield made
    made.stop()
    screen.close()


spared: list[Collection[int]] = []


def learn(program: Program, guidance: Guidance) -> None:
    """The hub has sent settings."""
    program._receive(replace(demo_settings(demo_site()), guidance=guidance))  # noqa: SLF001 - what the link's thread posts


def test_a_silent_machine_offers_no_voice_and_its_keys_work(program: Program) -> None:
    learn(program, Guidance(keys=Keypad().model_dump()))
    assert program.kiosk.world.hearing is Hearing.NOTHING
    assert not program.kiosk.engine.limits.has_voice
    assert Qt.Key.Key_Escape in spared[-1]


def test_a_machine_with_sound_speaks_and_other_settings_are_taken_up(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.app.guiding.voice.has_sound_server", lambda: True)
    learn(program, Guidance(keys=Keypad().model_dump()))
    assert program.kiosk.world.hearing is Hearing.SPEAKER
    assert program.kiosk.engine.limits.has_voice
    learn(program, Guidance(keys=Keypad().model_dump()))
    assert len(spared) == 1, "the same settings leave it alone"
    learn(program, Guidance(keys=Keypad(repeat=("F13",)).model_dump()))
    assert Qt.Key.Key_F13 in spared[-1]
    assert Aid.VOICE not in program.kiosk.engine.state.aids
