"""A real display and a real hub: calls are heard, and in words once the voice has loaded."""

from pathlib import Path

from ruamel.yaml import YAML

from devices.speech.sound import RATE
from tests.e2e.test_display import as_clerk, call
from tests.live import LiveHub, make
from tests.terminals import Terminal
from tests.unit.devices.speech.talking import until

CHIME_SECONDS = 2.4
HEADER = 44  # bytes of a WAV file before its samples
MOST = 12  # calls until the voice must have loaded
WORDS_SECONDS = 2.5  # the shortest call: 番号札、A、1番の方、2番窓口へお越しください


def _speak(folder: Path) -> None:
    file, yaml = folder / "terminals.yaml", YAML()
    terminals = yaml.load(file)
    terminals["displays"][0]["speech"] = {"kind": "file"}
    yaml.dump(terminals, file)


def _heard(display: Terminal) -> float:
    """The seconds in the file."""
    file = display.data / "heard.wav"
    return max(0, file.stat().st_size - HEADER) / 2 / RATE if file.exists() else 0.0


def test_calls_are_heard(tmp_path: Path) -> None:
    """The first ones by their chime, as long as the voice is still loading; then in words."""
    city = make(tmp_path / "city")
    _speak(city.folder)
    with LiveHub(city), Terminal(city, "signage", "display-1") as display:
        as_clerk(city, "PUT", "", open=True)
        display.hand.do(see="live", seconds=30)
        calls = 0
        while _heard(display) < calls * (CHIME_SECONDS + 1) + WORDS_SECONDS:
            assert calls < MOST
            heard, calls = _heard(display), calls + 1
            call(city)
            until(lambda: _heard(display) >= heard + CHIME_SECONDS, 20)  # noqa: B023 - now
        display.hand.do(end=True)
        assert display.program.process.wait(20) == 0
        assert not [line for line in display.log.splitlines() if '"critical"' in line]
