"""What staff are told about the terminals, in plain words and with what to do."""

from dataclasses import dataclass

import pytest

from hub.service.access import Role
from hub.service.terminals import TerminalReport
from hub.web.alerts import ADVICE, FAULTS, alerts
from hub.web.overview import overview
from tests.lobbies import World


@dataclass(frozen=True)
class State:
    report: TerminalReport | None
    connected: bool = True
    id: str = "kiosk-1"
    name: str = "発券機1"
    role: Role = Role.KIOSK


def test_nothing_is_said_of_terminals_that_are_well_or_never_came() -> None:
    assert alerts([State(TerminalReport()), State(None, connected=False)]) == ()


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_says_what_to_do(code: str) -> None:
    (line,) = alerts([State(TerminalReport(faults=(code,)))])
    assert line == f"発券機1{FAULTS[code]}"
    assert line.endswith("ください")


def test_a_fault_of_a_newer_terminal_is_told_with_its_code() -> None:
    (line,) = alerts([State(TerminalReport(faults=("melted",)))])
    assert line == "発券機1で問題が起きています（melted）。管理者に知らせてください"


def test_everything_about_a_terminal_is_told_at_once() -> None:
    report = TerminalReport(advice="refill_paper", refused=2, faults=("disk",))
    assert alerts([State(report, connected=False)]) == (
        "発券機1とつながりません",
        f"発券機1{ADVICE['refill_paper']}",
        f"発券機1{FAULTS['disk']}",
        "発券機1で、受け取れなかった番号が2件あります",
    )


def test_a_terminal_with_a_fault_is_not_shown_as_well() -> None:
    world = World()
    states = [State(TerminalReport(faults=("disk",))), State(TerminalReport())]
    rows = overview(world.lobby, world.now, states, []).terminals
    assert [row.is_well for row in rows] == [False, True]
