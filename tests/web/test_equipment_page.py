"""The administrator sees every device of every terminal, what to do, and what was before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hub.client import DeviceReport, Stage, TerminalReport
from hub.service.access import Role
from hub.service.health import Health
from hub.web import live
from tests.hubs import RunningHub
from tests.web.conftest import Opened
from tests.web.test_every_page import faults

Report = Callable[..., None]


@pytest.fixture
def report(hub: RunningHub) -> Report:
    def send(terminal: str, *devices: tuple[str, Stage, str], role: Role = Role.KIOSK) -> None:
        told = tuple(
            DeviceReport(device, stage, hub.clock(), advice=advice)
            for device, stage, advice in devices
        )
        with hub.client(role, terminal) as client:
            client.report(TerminalReport(devices=told))

    return send


@pytest.fixture
def day(hub: RunningHub, report: Report) -> None:
    """A kiosk whose paper ran out, one that is well, a display without sound."""
    well = ("disk", Stage.READY, "")
    report("kiosk-1", ("printer", Stage.READY, ""), well)
    hub.clock.later(minutes=20)
    report("kiosk-1", ("printer", Stage.DEGRADED, "refill_soon"), well)
    hub.clock.later(minutes=40)
    reader = ("card_reader", Stage.READY, "")
    report("kiosk-1", ("printer", Stage.FAILED, "refill_paper"), reader, well)
    report("kiosk-2", ("printer", Stage.READY, ""), well)
    speaker = ("speaker", Stage.DEGRADED, "no_voice")
    report("display-1", speaker, well, role=Role.SIGNAGE)
    hub.clock.later(minutes=1)


def test_before_any_terminal_has_spoken(visit: Opened) -> None:
    page = visit("/equipment", Role.ADMINISTRATOR)
    expect(page.locator("#equipment-summary")).to_contain_text("手が要る機器はありません")
    expect(page.locator("#equipment-kiosk-1")).to_contain_text("まだ連絡がありません")


@pytest.mark.usefixtures("day")
def test_every_device_with_its_stage_and_what_to_do(visit: Opened) -> None:
    page = visit("/equipment", Role.ADMINISTRATOR)
    expect(page.locator("#equipment-summary")).to_have_text(
        "使えない機器が 1台 あります。早めに確かめたい機器が 1台 あります。"
    )
    rows = page.locator("#equipment-kiosk-1 li")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text("通信")
    printer = rows.filter(has_text="プリンター")
    expect(printer).to_contain_text("■ 使えません")
    expect(printer).to_contain_text("10:00 から（1分）")
    expect(printer).to_contain_text("用紙がありません。番号は画面で発券を続けています")
    assert faults(visit("/equipment", Role.ADMINISTRATOR, "other", bypass_csp=True)) == []


@pytest.mark.usefixtures("day")
def test_the_history_of_a_device(visit: Opened) -> None:
    page = visit("/equipment", Role.ADMINISTRATOR)
    page.get_by_role("link", name="発券機1 プリンター のこれまで").click()
    rows = page.locator(".past li")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("2026-11-24 10:00:00")
    expect(rows.nth(2)).to_contain_text("● 使えます")
    page.get_by_role("link", name="機器の様子にもどる").click()
    expect(page.locator("#equipment-kiosk-1")).to_be_visible()


@pytest.mark.usefixtures("day")
def test_a_silent_terminal_is_shown_as_it_was_heard_last(hub: RunningHub, visit: Opened) -> None:
    hub.clock.later(minutes=5)
    with hub.health() as book:
        watch = Health(book, ("kiosk-1", "kiosk-2", "display-1"), hub.clock)
        hub.clock.later(minutes=5)
        watch.watch()
    page = visit("/equipment", Role.ADMINISTRATOR)
    kiosk = page.locator("#equipment-kiosk-2")
    expect(kiosk.locator("li").nth(0)).to_contain_text("■ 使えません")
    expect(kiosk).to_contain_text("この端末から連絡がありません")
    expect(kiosk).to_contain_text("最後に連絡があったときの様子です")


@pytest.mark.usefixtures("day")
def test_the_page_follows_by_itself(
    report: Report, visit: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "BEAT", 0.5)
    page = visit("/equipment", Role.ADMINISTRATOR)
    expect(page.locator("#equipment-summary")).to_contain_text("使えない機器が 1台")
    report("kiosk-1", ("printer", Stage.READY, ""))
    expect(page.locator("#equipment-summary")).not_to_contain_text("使えない")


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_it_reads_without_scripts_on_wide_and_narrow_screens(
    visit: Opened, tmp_path: Path, width: int, height: int
) -> None:
    size = {"width": width, "height": height}
    page = visit("/equipment", Role.ADMINISTRATOR, viewport=size, java_script_enabled=False)
    (tmp_path / "equipment.png").write_bytes(page.screenshot())
    assert "用紙がありません" in page.inner_text("main")
    page.goto("/equipment/kiosk-1/printer")
    assert "2026-11-24 09:20:00" in page.inner_text("main")


def test_only_administrators_see_it_and_only_what_there_is(visit: Opened) -> None:
    page = visit("/equipment", Role.CLERK)
    assert "この画面は使えません" in page.inner_text("main")
    page = visit("/equipment/kiosk-1/printer", Role.ADMINISTRATOR)
    assert "見つかりません" in page.inner_text("main")
    page.goto("/equipment/kiosk-99/printer")
    assert "見つかりません" in page.inner_text("main")
