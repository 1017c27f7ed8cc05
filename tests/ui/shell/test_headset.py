"""A headset that is pulled out takes what it says with it: nothing of it comes from elsewhere."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from devices.speech.sound import Sound
from tests.pulse import Recording, SoundCard

NAME = "Visitors"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], Sound]:
    """What tests.ui.shell.headset told, and what the other loudspeaker played meanwhile."""
    folder = tmp_path_factory.mktemp("headset")
    with SoundCard(folder) as card:
        module = pactl(card, "load-module", "module-null-sink", "sink_name=jack", DESCRIBED)
        with Recording(card, folder) as elsewhere:
            found = play(card, module)
        return found, elsewhere.sound


DESCRIBED = f"sink_properties=device.description={NAME}_headset"


def pactl(card: SoundCard, *words: str) -> str:
    environment = os.environ | {"PULSE_SERVER": card.address}
    done = subprocess.run(["pactl", *words], env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def play(card: SoundCard, module: str) -> list[dict[str, Any]]:
    found = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.shell.headset", NAME],
        env=os.environ | {"PULSE_SERVER": card.address},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            facts = json.loads(line)
            if "unplug" in facts:
                pactl(card, "unload-module", module)
            else:
                found.append(facts)
    assert process.returncode == 0
    return found


def test_it_plays_while_it_is_there_and_ends_at_once_when_it_goes(
    told: tuple[list[dict[str, Any]], Sound],
) -> None:
    (first, torn, last), _ = told
    assert first["away"] == ""
    assert first["there"]
    assert torn["took"] < 3
    assert not torn["there"]
    assert last["away"] == "there is no loudspeaker"


def test_nothing_of_it_comes_from_the_loudspeaker(
    told: tuple[list[dict[str, Any]], Sound],
) -> None:
    _, elsewhere = told
    assert elsewhere.seconds > 1
    assert elsewhere.peak == 0
