"""The scanners on a hub's own ports are looked after as the devices of terminals are."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.schema.hub import Desk, Scanner
from devices.scanners import serial_scanner
from hub.service.access import Role
from hub.service.health import DESK
from hub.service.ports_health import Key, Need
from hub.service.terminals import Stage
from tests.hubs import RunningHub, demo_settings, running
from tests.unit.devices.speech.talking import until

SCANNER = Key(DESK, "scanner", "3番窓口の読みとり機")


@pytest.fixture
def plug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A port's name, where nothing is plugged in yet; `plug.target` is what may be."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo terminals")
    import pty  # noqa: PLC0415 - not on Windows

    monkeypatch.setattr(serial_scanner, "RETRY", 0.05)
    monkeypatch.setattr(serial_scanner, "SILENCE", 0.05)
    scanner, ours = pty.openpty()
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "real").symlink_to(os.ttyname(ours))
    yield tmp_path / "dev" / "port"
    os.close(ours)
    os.close(scanner)


def stage(hub: RunningHub) -> Stage | None:
    with hub.health() as health:
        return next((state.stage for state in health.states() if state.key == SCANNER), None)


def test_a_desk_of_its_own_shows_its_scanner_and_how_it_was(tmp_path: Path, plug: Path) -> None:
    scanner = Scanner(id="desk-3", name=SCANNER.name, device=str(plug))
    settings = demo_settings(tmp_path / "data", role="desk", desk=Desk(scanners=(scanner,)))
    with running(tmp_path, settings=settings) as hub:
        until(lambda: stage(hub) is Stage.FAILED)
        token = hub.token(Role.ADMINISTRATOR)
        page = hub.ask("GET", "/equipment", token).text
        assert "読みとり機 3番窓口の読みとり機" in page
        assert "読みとり機とつながりません。ケーブルを確かめてください" in page
        assert "ハブの機器</span>" in page
        assert "発券機" not in page, "a desk alone has no terminals"
        assert 'href="/equipment"' in hub.ask("GET", "/staff", token).text

        plug.symlink_to(plug.with_name("real").readlink())
        until(lambda: stage(hub) is Stage.READY)
        past = hub.ask("GET", f"/equipment/{DESK}/scanner?name={SCANNER.name}", token).text
        assert past.index("使えます") < past.index("使えません") < past.index("準備しています")
    with hub.health() as health:
        (state,) = health.of(DESK)
    assert (state.stage, state.need) == (Stage.STOPPED, Need.NONE)
