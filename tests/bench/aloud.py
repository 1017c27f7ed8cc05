"""How soon a call is heard: a real hub, a real display, a real sound system that a test hears."""

import os
import subprocess
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Thread
from typing import Self
from uuid import uuid4

from ruamel.yaml import YAML

import assets
from devices.speech.sound import RATE, from_wav
from hub.client.api import HubClient
from hub.domain.issuing import Request
from tests.bench.figures import Figure, percentile
from tests.e2e.test_display import as_clerk
from tests.live import City, LiveHub, make
from tests.pulse import SoundCard
from tests.terminals import Terminal

CALLS = 12
# A sample that is heard: 3 % of the full scale.
HEARD = 1000
CHIME = from_wav(assets.path("sounds", "chime.wav").read_bytes()).seconds
# Seconds: nothing sounds between two announcements; nothing more is rendered; something is broken.
QUIET, SETTLED, PATIENCE = 1.5, 3.0, 60.0
NUMBERS = {"first": 1, "last": 40, "digits": 3}


class Ear(Thread):
    """Hears what is played on a card, and knows when, to some milliseconds."""

    def __init__(self, card: SoundCard) -> None:
        super().__init__(name="ear", daemon=True)
        form = ["--rate", str(RATE), "--channels", "1", "--format", "s16le", "--latency-msec", "5"]
        self._process = subprocess.Popen(
            ["parec", "-d", "ear.monitor", *form],
            env=os.environ | {"PULSE_SERVER": card.address},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._changed = Condition()
        self._loud: list[float] = []
        self._now = 0.0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self.join()

    def run(self) -> None:
        """Note when each loud sample came: it sounded as long before the last of its piece."""
        pipe = self._process.stdout
        assert pipe is not None
        while piece := os.read(pipe.fileno(), 1 << 16):
            now = time.perf_counter()
            samples = array("h", piece[: len(piece) // 2 * 2])
            before = now - len(samples) / RATE
            loud = [before + n / RATE for n, value in enumerate(samples) if abs(value) > HEARD]
            with self._changed:
                self._now = now
                self._loud += loud
                self._changed.notify_all()
        pipe.close()

    def first(self, after: float) -> float:
        """When the first sound came after an instant."""
        self._wait(lambda: bool(self._loud) and self._loud[-1] >= after)
        return next(at for at in self._loud if at >= after)

    def rest(self) -> None:
        """Until nothing sounds any more; forgets what was heard."""
        self._wait(lambda: not self._loud or self._now - self._loud[-1] > QUIET)
        with self._changed:
            self._loud.clear()

    def _wait(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE), "nothing more is heard"


def calls(folder: Path) -> Iterator[Figure]:
    """From the clerk's call to the chime, and from the chime's last sample to the first word."""
    city = make(folder / "city")
    _speak(city)
    with (
        SoundCard(folder) as card,
        heard_on(card),
        LiveHub(city),
        Terminal(city, "signage", "display-1") as display,
        Ear(card) as ear,
    ):
        as_clerk(city, "PUT", "", open=True)
        display.hand.do(see="live", seconds=30)
        _rendered(display.data / "speech")
        times = [_called(city, ear) for _ in range(CALLS)]
    chimes = [chime * 1000 for chime, _ in times]
    words = [word * 1000 for _, word in times]
    yield Figure("call to chime, p50", percentile(chimes, 0.5), "ms", 150)
    yield Figure("call to chime, at most", max(chimes), "ms")
    yield Figure("chime's end to first word, p50", percentile(words, 0.5), "ms", 300)
    yield Figure("chime's end to first word, at most", max(words), "ms")


def _called(city: City, ear: Ear) -> tuple[float, float]:
    with HubClient(city.address, city.tokens["kiosk-1"]) as kiosk:
        kiosk.issue(Request(uuid4().hex, "residence"))
    ear.rest()
    began = time.perf_counter()
    as_clerk(city, "POST", "/call-next", command=uuid4().hex)
    chime = ear.first(began)
    word = ear.first(chime + CHIME)
    ear.rest()
    return chime - began, word - chime - CHIME


def _speak(city: City) -> None:
    """On the loudspeaker, and few numbers: all are rendered before they are called."""
    yaml = YAML()
    services, terminals = city.folder / "services.yaml", city.folder / "terminals.yaml"
    found = yaml.load(services)
    for service in found:
        service["numbers"] = dict(NUMBERS)
    yaml.dump(found, services)
    found = yaml.load(terminals)
    found["displays"][0]["speech"] = {"kind": "device"}
    yaml.dump(found, terminals)


@contextmanager
def heard_on(card: SoundCard) -> Iterator[None]:
    """Processes that are started now play on this card."""
    os.environ["PULSE_SERVER"] = card.address
    try:
        yield
    finally:
        del os.environ["PULSE_SERVER"]


def _rendered(folder: Path) -> None:
    """Until no phrase was added for a while."""
    count, since = 0, time.monotonic()
    while count == 0 or time.monotonic() - since < SETTLED:
        found = len(list(folder.glob("*.wav")))
        if found != count:
            count, since = found, time.monotonic()
        assert time.monotonic() - since < PATIENCE, "no voice"
        time.sleep(0.1)
