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
WORDS_SECONDS = 2.5  # the shortest call: 番号札、A、1番の方、2番窓口へお越しください
# Phrases that are rendered ahead in a city of few numbers, at the least; and a loaded machine's
# seconds for that, at the lowest priority.
PHRASES, PATIENCE = 20, 60


def _speak(folder: Path) -> None:
    """Into a file; of few numbers, all of which are rendered soon."""
    terminals, services, yaml = folder / "terminals.yaml", folder / "services.yaml", YAML()
    found = yaml.load(terminals)
    found["displays"][0]["speech"] = {"kind": "file"}
    yaml.dump(found, terminals)
    found = yaml.load(services)
    for service in found:
        service["numbers"] = {"first": 1, "last": 2, "digits": 3}
    yaml.dump(found, services)


def _heard(display: Terminal) -> float:
    """The seconds in the file."""
    file = display.data / "heard.wav"
    return max(0, file.stat().st_size - HEADER) / 2 / RATE if file.exists() else 0.0


def _rendered(display: Terminal) -> int:
    return len(list((display.data / "speech").glob("*.wav")))


def test_calls_are_heard(tmp_path: Path) -> None:
    """The first one by its chime at the least, as the voice is still loading; then in words."""
    city = make(tmp_path / "city")
    _speak(city.folder)
    with LiveHub(city), Terminal(city, "signage", "display-1") as display:
        as_clerk(city, "PUT", "", open=True)
        display.hand.do(see="live", seconds=30)
        call(city)
        until(lambda: _heard(display) >= CHIME_SECONDS, 20)
        until(lambda: _rendered(display) >= PHRASES, PATIENCE)
        heard = _heard(display)
        call(city)
        until(lambda: _heard(display) >= heard + CHIME_SECONDS + WORDS_SECONDS, 20)
        display.hand.do(end=True)
        assert display.program.process.wait(20) == 0
        assert not [line for line in display.log.splitlines() if '"critical"' in line]
