"""The kiosk's own process against a real hub: numbers on paper, also while the hub is away."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from hub.client.tokens import write_token
from hub.domain.events import Kind
from hub.domain.tickets import Ticket
from tests.live import ROOT, City, LiveHub, make, offscreen
from tests.ui.qml import until


class KioskProcess:
    """`python -m kiosk`, played through its rehearsal."""

    def __init__(self, city: City, data: Path) -> None:
        self.data = data
        write_token(data / "token", city.tokens["kiosk-1"])
        options = ["--hub", city.address, "--id", "kiosk-1", "--data", str(data), "--windowed"]
        with (data / "kiosk.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kiosk", *options, "--rehearse"],
                cwd=ROOT,
                env=offscreen(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
            )

    def do(self, **order: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(order), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, (self.data / "kiosk.log").read_text(encoding="utf-8")
        answer: dict[str, Any] = json.loads(line)
        assert answer["rehearsal"] == "ok", answer
        return answer

    def number(self) -> str:
        """Take a number, read it, and end the visit."""
        self.do(tap="take-number", see="service-tax")
        self.do(tap="service-tax", see="ticket-number")
        label = str(self.do(read="ticket-number")["text"])
        self.do(see="print-again", seconds=20)
        self.do(tap="done", see="screen-home")
        return label

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def city(tmp_path: Path) -> City:
    return make(tmp_path / "city")


@pytest.fixture
def kiosk(city: City, tmp_path: Path) -> Iterator[Callable[[], KioskProcess]]:
    begun: list[KioskProcess] = []

    def begin() -> KioskProcess:
        (tmp_path / "kiosk").mkdir(exist_ok=True)
        begun.append(KioskProcess(city, tmp_path / "kiosk"))
        return begun[-1]

    yield begin
    for process in begun:
        process.end()


def issued(city: City) -> list[Ticket]:
    kinds = (Kind.ISSUED, Kind.ADOPTED)
    return [ticket for event in city.events() if event.kind in kinds for ticket in event.tickets]


def test_numbers_are_taken_printed_and_handed_over_whatever_becomes_of_the_hub(
    city: City, kiosk: Callable[[], KioskProcess]
) -> None:
    with LiveHub(city) as hub:
        first = kiosk()
        first.do(see="screen-home", seconds=20)
        assert first.number() == "E-00001"
        hub.kill()
        assert first.number() == "EX-001"
        first.process.kill()
        first.process.wait(20)
        second = kiosk()
        second.do(see="screen-home", seconds=20)
        assert second.number() == "EX-002"
        hub.start()
        until(lambda: len(issued(city)) == 3, "the hand-over", 30_000)
        assert {ticket.label for ticket in issued(city)} == {"E-00001", "EX-001", "EX-002"}
        papers = sorted((second.data / "receipts").glob("*.png"))
        assert len(papers) == 3
        with Image.open(papers[0]) as paper:
            assert paper.width == 576


def test_a_kiosk_that_never_saw_its_hub_waits_calmly(kiosk: Callable[[], KioskProcess]) -> None:
    kiosk().do(see="screen-preparing", seconds=20)
