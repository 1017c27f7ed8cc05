"""What staff are told about the terminals, in plain words and with what to do."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from hub.service.access import Role
from hub.service.device_words import ADVICE
from hub.service.terminals import DeviceReport, Stage, TerminalReport
from hub.web.alerts import alerts
from hub.web.overview import overview
from tests.lobbies import World


@dataclass(frozen=True)
class State:
    report: TerminalReport | None
    connected: bool = True
    id: str = "kiosk-1"
    name: str = "発券機1"
    role: Role = Role.KIOSK


def trouble(advice: str, stage: Stage = Stage.FAILED) -> DeviceReport:
    since = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    return DeviceReport("printer", stage, since, advice=advice)


def test_nothing_is_said_of_terminals_that_are_well_or_never_came() -> None:
    well = TerminalReport(devices=(trouble("", Stage.READY),))
    assert alerts([State(TerminalReport()), State(well), State(None, connected=False)]) == ()


@pytest.mark.parametrize("code", ADVICE)
def test_every_advice_follows_the_terminal_s_name(code: str) -> None:
    (line,) = alerts([State(TerminalReport(devices=(trouble(code),)))])
    assert line == f"発券機1{ADVICE[code]}"
    assert line.startswith(("発券機1の", "発券機1が", "発券機1に", "発券機1から"))


def test_an_advice_of_a_newer_terminal_is_told_with_its_code() -> None:
    (line,) = alerts([State(TerminalReport(devices=(trouble("melted"),)))])
    assert line == "発券機1で問題が起きています（melted）。管理者に知らせてください"


def test_everything_about_a_terminal_is_told_at_once() -> None:
    soon, now = trouble("refill_soon", Stage.DEGRADED), trouble("disk")
    assert alerts([State(TerminalReport(devices=(soon, now), refused=2), connected=False)]) == (
        "発券機1とつながりません",
        f"発券機1{ADVICE['refill_soon']}",
        f"発券機1{ADVICE['disk']}",
        "発券機1で、受け取れなかった番号が2件あります",
    )


def test_a_terminal_with_a_fault_is_not_shown_as_well() -> None:
    world = World()
    states = [State(TerminalReport(devices=(trouble("disk"),))), State(TerminalReport())]
    rows = overview(world.lobby, world.now, states, []).terminals
    assert [row.is_well for row in rows] == [False, True]
