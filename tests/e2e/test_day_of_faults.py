"""A day on which everything fails again and again, and nobody restarts anything by hand."""

import gc
import logging
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import psutil
import pytest

from devices.cards.simulator.faults import Fault as CardFault
from devices.cards.simulator.faults import Trouble as CardTrouble
from devices.cards.source import Slot
from devices.printers.simulator.mishaps import Mishap, Trap
from devices.scanners import serial_scanner
from hub.service.access import Role
from hub.service.ports_health import Key
from hub.service.terminals import Stage
from tests.e2e.faulty import FaultyLobby, Trouble, Visitor, lobby
from tests.hubs import RunningHub, running
from tests.threads import owned
from tests.unit.devices.printers.test_exactly_once import check, length_of_job
from tests.unit.devices.speech.talking import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")

MINUTES, FAULTS = 480, 300
# Minutes: a fault lasts at the longest; between two reports; the counters' lunch break.
LONGEST, REPORT, LUNCH = 15, 10, range(180, 240)
# At one time.
MOST = 12
JOB = length_of_job("jobs")


def troubles(here: FaultyLobby) -> list[Trouble]:
    """Everything that can befall these devices."""
    kiosk, hall = here.kiosk, here.display.hall
    bench, wire, reader = kiosk.printing.bench, kiosk.wire, kiosk.reader

    def trap(mishap: Mishap, chance: Random) -> None:
        bench.trap = Trap(mishap, chance.randrange(JOB))

    def pull(_: Random) -> None:
        bench.cables += 1

    def kill_while_printing(chance: Random) -> None:
        bench.kill_in = chance.randrange(JOB)

    def put(name: str, *, value: bool, on: object) -> None:
        setattr(on, name, value)

    def switch(name: str, on: object) -> Trouble:
        return Trouble(
            name, lambda _: put(name, value=True, on=on), lambda: put(name, value=False, on=on)
        )

    def spoil(chance: Random) -> None:
        fault = CardFault(chance.choice(list(CardTrouble)[:5]), chance.randrange(1, 12))
        kiosk.card(fault)
        kiosk.take_card()

    return [
        *(
            Trouble(mishap, lambda chance, it=mishap: trap(it, chance), bench.mend)  # type: ignore[misc]
            for mishap in Mishap
        ),
        switch("is_off", bench),
        Trouble("printer unplugged and plugged in", pull),
        Trouble("killed while printing", kill_while_printing),
        Trouble("killed", lambda _: kiosk.restart()),
        switch("is_cut", wire),
        switch("loses", wire),
        Trouble("disk", lambda _: kiosk.set_disk(bad=True), lambda: kiosk.set_disk(bad=False)),
        Trouble("card spoilt", spoil),
        *(
            Trouble(slot, lambda _, it=slot: reader.away(it), reader.back)  # type: ignore[misc]
            for slot in (Slot.NO_READER, Slot.NO_SERVICE)
        ),
        Trouble("scanner", lambda _: here.port.pull(), here.port.plug),
        switch("away", hall.voice),
        switch("away", hall.ear),
        Trouble("phrases lost", lambda _: shutil.rmtree(hall.folder, ignore_errors=True)),
    ]


class Day:
    """Minute after minute, with people between the faults."""

    def __init__(self, here: FaultyLobby, seed: int) -> None:
        self.here = here
        self.chance = Random(seed)
        self.troubles = troubles(here)
        self.ends: dict[int, int] = {}
        self.faults = 0
        self.waiting: list[Visitor] = []
        self.codes = count()

    def run(self, minutes: range) -> None:
        for minute in minutes:
            self.here.hub.clock.later(minutes=1)
            self.mend(minute)
            if self.chance.random() < FAULTS * 1.1 / MINUTES and len(self.ends) < MOST:
                self.fail(minute)
            if self.chance.random() < 0.3:
                self.visit()
            self.here.kiosk.look()
            if minute not in LUNCH and self.chance.random() < 0.3:
                self.call()
            if minute % REPORT == 0:
                self.report()

    def fail(self, minute: int) -> None:
        """Something else than what is amiss already."""
        well = [which for which in range(len(self.troubles)) if which not in self.ends]
        which = self.chance.choice(well)
        self.faults += 1
        self.ends[which] = minute + self.chance.randrange(1, LONGEST)
        self.troubles[which].begin(self.chance)

    def mend(self, minute: int) -> None:
        for which in [which for which, end in self.ends.items() if end <= minute]:
            del self.ends[which]
            self.troubles[which].mend()

    def visit(self) -> None:
        kiosk = self.here.kiosk
        came = kiosk.visit(self.here.request(self.chance))
        if came.label:
            self.waiting.append(came)
        if self.chance.random() < 0.3 and kiosk.card().found is not None:
            kiosk.take_card()
        if self.here.port.there and self.chance.random() < 0.5:
            self.scan()

    def scan(self) -> None:
        code = f"CODE-{next(self.codes)}"
        self.here.port.scan(code)
        assert self.here.port.found.get(timeout=10) == code, "whole, and never half of another"

    def call(self) -> None:
        now = self.chance.randrange(1, 6)
        called, self.waiting = self.waiting[:now], self.waiting[now:]
        if called:
            self.here.display.call(called)

    def report(self) -> None:
        self.here.kiosk.report()
        self.here.display.report()

    def rest(self) -> tuple[int, int, int]:
        """All is mended; what the lobby then holds: threads, handles, objects."""
        self.mend(MINUTES + LONGEST)
        here = self.here
        here.kiosk.printing.bench.mend()
        here.kiosk.printing.bench.kill_in = None
        here.kiosk.take_card()
        for _ in range(2):
            here.kiosk.look()
        here.port.plug()
        until(lambda: here.port.there is True)
        self.visit()
        here.display.call([self.waiting.pop()])
        self.report()
        gc.collect()
        return len(owned()), psutil.Process().num_fds(), len(gc.get_objects())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyLobby]:
    monkeypatch.setattr(serial_scanner, "RETRY", 0.01)
    monkeypatch.setattr(serial_scanner, "SILENCE", 0.05)
    # pytest keeps each warning, with the frames that it names.
    logging.disable(logging.WARNING)
    with running(tmp_path / "hub") as hub, lobby(tmp_path, hub) as opened:
        yield opened
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_restarts_anything_by_hand(
    here: FaultyLobby, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    day = Day(here, seed)
    day.run(range(MINUTES // 3))
    before = day.rest()
    day.run(range(MINUTES // 3, MINUTES))
    after = day.rest()
    assert not caplog.records, "a fault of a device is no bug"
    assert day.faults >= FAULTS
    _all_is_well(here.hub)
    _nobody_was_lost(here)
    _papers_are_as_they_were_said(here)
    _calls_were_in_order(here)
    assert after[0] <= before[0], "threads"
    assert after[1] <= before[1] + 2, "handles"
    # What the hub knows of a number, and this test of a visitor, stays until the evening.
    assert after[2] - before[2] <= 30 * len(here.kiosk.visitors), "objects"


def _all_is_well(hub: RunningHub) -> None:
    """And staff were told of each device that was not."""
    with hub.health() as health:
        states = {state.key: state.stage for state in health.states()}
        failed = {
            key for key in states if any(it.stage is Stage.FAILED for it in health.history(key))
        }
    kiosk = {Key("kiosk-1", name) for name in ("printer", "card_reader", "scanner", "disk")}
    speaker = Key("display-1", "speaker")
    assert set(states.values()) == {Stage.READY}, states
    assert {*kiosk, speaker} <= set(states)
    assert {*kiosk, speaker} <= failed


def _nobody_was_lost(here: FaultyLobby) -> None:
    """The hub has every number that somebody holds, as it stands on the paper, once."""
    answer = here.hub.ask("GET", "/api/lobby", here.hub.token(Role.SIGNAGE)).json()
    labels = {ticket["id"]: ticket["label"] for ticket in answer["tickets"]}
    visitors = here.kiosk.visitors
    known = {visitor.request.id: visitor.label for visitor in visitors if visitor.label}
    sent_on = {visitor.request.id for visitor in visitors if not visitor.label}
    assert len(known) > 50
    assert {key: labels.get(key) for key in known} == known
    assert set(labels) - set(known) <= sent_on
    assert len(set(labels.values())) == len(labels)


def _papers_are_as_they_were_said(here: FaultyLobby) -> None:
    printing = here.kiosk.printing
    numbers = [visitor.number for visitor in here.kiosk.visitors if visitor.label]
    for number in numbers:
        check(printing, number)
    said = [printing.said.get(str(number), ["killed"])[0] for number in numbers]
    assert said[-1] == "printed"
    assert len(set(said)) >= 3, "printed, not printed and unknown"


def _calls_were_in_order(here: FaultyLobby) -> None:
    """What was not said was on the display; the last call, after all was mended, was."""
    display = here.display
    rest = iter(display.called)
    assert all(number in rest for number in display.heard)
    assert display.heard[-1] == display.called[-1]
    assert len(display.heard) > len(display.called) / 4
    assert not display.hall.ear.overlapped
