"""A panel goes off at night, comes on for an emergency, and its failure never ends the display."""

import sys
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from devices.health import Stage
from devices.panel.port import PanelFault
from devices.panel.programs import Cec, Command, panel
from hub.domain.alerts import Alert, Status
from hub.domain.signage.programme import Programme
from hub.domain.signage.windows import Part, Window
from signage.app.power import RETRY, Power
from tests.unit.signage.store.publisher import SCREEN, generation

# 9:00 and 22:00 in Tokyo.
MORNING = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
QUAKE = Alert("quake", "staff", Status.ACTUAL, {"ja": "地震"}, NIGHT, NIGHT)


class FakePanel:
    def __init__(self) -> None:
        self.switched: list[bool] = []
        self.works = True

    def switch(self, *, on: bool) -> None:
        if not self.works:
            raise PanelFault("no cable")
        self.switched.append(on)


class Wall:
    """A display's panel, its clock in hand."""

    def __init__(self) -> None:
        self.panel = FakePanel()
        self.now = MORNING
        self.trusted = True
        self.power = Power(self.panel, SCREEN, lambda: self.now, lambda _: self.trusted)

    def at(self, now: datetime) -> float:
        self.now = now
        return self.power.go()


@pytest.fixture
def wall() -> Wall:
    return Wall()


def office_hours() -> Programme:
    programme = generation(1).programme
    hours = Window(parts=(Part(time(8), time(18)),))
    screen = replace(programme.screens[SCREEN], power=hours)
    return replace(programme, screens={SCREEN: screen})


def test_it_is_on_by_day_and_off_at_night(wall: Wall) -> None:
    wall.power.follow(office_hours())
    wall.at(MORNING)
    for minutes in range(0, 24 * 60, 5):
        wall.at(MORNING + timedelta(minutes=minutes))
    assert wall.panel.switched == [True, False, True]


def test_without_hours_or_with_a_clock_that_lies_it_stays_on(wall: Wall) -> None:
    wall.at(NIGHT)
    wall.power.follow(generation(1).programme)
    wall.at(NIGHT)
    wall.trusted = False
    wall.power.follow(office_hours())
    wall.at(NIGHT)
    assert wall.panel.switched == [True]


def test_an_emergency_wakes_it_at_night(wall: Wall) -> None:
    wall.power.follow(office_hours())
    wall.at(NIGHT)
    wall.power.alarm([QUAKE])
    wall.at(NIGHT + timedelta(seconds=1))
    wall.power.alarm([replace(QUAKE, ended_at=NIGHT)])
    wall.at(NIGHT + timedelta(minutes=5))
    assert wall.panel.switched == [False, True, False]


def test_a_panel_that_does_not_obey_is_tried_again_and_staff_are_told(wall: Wall) -> None:
    wall.panel.works = False
    assert wall.at(MORNING) == RETRY
    told = [wall.power.health]
    wall.panel.works = True
    wall.at(MORNING + timedelta(minutes=1))
    told.append(wall.power.health)
    assert wall.panel.switched == [True]
    assert [(health.stage, health.advice) for health in told] == [
        (Stage.DEGRADED, "panel"),
        (Stage.READY, ""),
    ]


def test_a_display_without_such_a_panel_switches_nothing() -> None:
    power = Power(None, SCREEN, lambda: MORNING, lambda _: True)
    power.go()
    assert power.health.stage is Stage.STOPPED


def program(folder: Path, does: str) -> str:
    """A program that does this, as a file that can be run."""
    path = folder / "switch"
    path.write_text(f"#!{sys.executable}\nimport sys\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="the test's programs are scripts")
def test_programs_are_told_on_or_off_and_their_failures_are_faults(tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = f"open({str(out)!r}, 'a').write(' '.join(sys.argv[1:]) + sys.stdin.read())"
    site = panel(program(tmp_path, said))
    assert isinstance(site, Command)
    site.switch(on=True)
    site.switch(on=False)
    assert out.read_text(encoding="utf-8") == "onoff"
    out.unlink()
    assert isinstance(panel("cec"), Cec)
    television = Cec(program(tmp_path, said))
    television.switch(on=True)
    television.switch(on=False)
    assert out.read_text(encoding="utf-8") == "-s -d 1on 0\n-s -d 1standby 0\n"
    with pytest.raises(PanelFault, match="exit code 3"):
        Command(program(tmp_path, "sys.exit(3)")).switch(on=True)
    with pytest.raises(PanelFault, match="FileNotFoundError"):
        Command(str(tmp_path / "nothing")).switch(on=True)
