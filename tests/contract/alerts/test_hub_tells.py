"""A whole hub with a real mail server and a real web server: what people get, and when."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from config.schema import Alerts, Mail, Webhook
from hub import watching
from hub.client import DeviceReport, Stage, TerminalReport
from hub.service import bell
from hub.service.access import Role
from tests.contract.alerts.mail_server import Post, mail_server
from tests.contract.alerts.web_server import Inbox, web_server
from tests.hubs import Clock, RunningHub, demo_settings, running
from tests.waiting import eventually

MINUTES = 4


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks often; what decides is the clock, which is the test's."""
    monkeypatch.setattr(bell, "GLANCE", 0.02)
    monkeypatch.setattr(watching, "GLANCE", 0.02)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def alerts(post: Post, inbox: Inbox) -> Iterator[Alerts]:
    with mail_server(post, None, starttls=False) as smtp, web_server(inbox) as web:
        mail = Mail(
            host="localhost",
            port=smtp,
            security="none",
            sender="lobby@city.example.jp",
            to=("a@example.jp",),
        )
        yield Alerts(mail=mail, webhook=Webhook(url=f"http://localhost:{web}"))


def report(hub: RunningHub, stage: Stage, advice: str = "") -> None:
    printer = DeviceReport("printer", stage, hub.clock(), advice=advice)
    with hub.client(Role.KIOSK) as kiosk:
        kiosk.report(TerminalReport(devices=(printer,)))


def pass_minutes(hub: RunningHub, stage: Stage, advice: str = "") -> None:
    for _ in range(MINUTES):
        hub.clock.later(minutes=1)
        report(hub, stage, advice)


def test_trouble_its_end_and_silence_are_each_told_once(
    tmp_path: Path, alerts: Alerts, post: Post, inbox: Inbox
) -> None:
    with running(tmp_path, settings=demo_settings(tmp_path, alerts=alerts)) as hub:
        report(hub, Stage.FAILED, "refill_paper")
        pass_minutes(hub, Stage.FAILED, "refill_paper")
        eventually(lambda: len(post.taken) == len(inbox.taken) == 1, "the news")
        pass_minutes(hub, Stage.READY)
        pass_minutes(hub, Stage.READY)
        eventually(lambda: len(post.taken) == len(inbox.taken) == 2, "the end of it")
        # While the printer is well the kiosk falls silent.
        hub.clock.later(minutes=2)
        eventually(lambda: _is_silent(hub), "the silence to be seen")
        hub.clock.later(minutes=5)
        eventually(lambda: len(post.taken) == len(inbox.taken) == 3, "the silence")
    assert [message["Subject"] for message in post.taken] == [
        "【待合】機器を確かめてください（発券機1）",
        "【待合】機器がなおりました（発券機1）",
        "【待合】機器を確かめてください（発券機1）",
    ]
    told = [device for said in inbox.taken for device in said["devices"]]
    assert [(device["device"], device["need"]) for device in told] == [
        ("printer", "now"),
        ("printer", "none"),
        ("hub_link", "now"),
    ]


def _is_silent(hub: RunningHub) -> bool:
    with hub.health() as health:
        return any(state.stage is Stage.FAILED for state in health.states())


def test_a_mail_server_that_hangs_holds_neither_the_hub_nor_the_webhook(
    tmp_path: Path, alerts: Alerts, post: Post, inbox: Inbox
) -> None:
    post.awake.clear()
    with running(tmp_path, settings=demo_settings(tmp_path, alerts=alerts)) as hub:
        report(hub, Stage.FAILED, "refill_paper")
        pass_minutes(hub, Stage.FAILED, "refill_paper")
        eventually(lambda: len(inbox.taken) == len(post.taken) == 1, "the news")
        assert hub.ask("GET", "/healthz").status_code == requests.codes.ok
        report(hub, Stage.FAILED, "refill_paper")
        post.awake.set()
    assert len(post.taken) == 1


def test_a_hub_that_starts_again_does_not_tell_again(
    tmp_path: Path, alerts: Alerts, post: Post
) -> None:
    clock, settings = Clock(), demo_settings(tmp_path, alerts=alerts)
    with running(tmp_path, clock, settings) as hub:
        report(hub, Stage.FAILED, "refill_paper")
        pass_minutes(hub, Stage.FAILED, "refill_paper")
        eventually(lambda: len(post.taken) == 1, "the news")
    clock.now += timedelta(minutes=10)
    with running(tmp_path, clock, settings) as hub:
        pass_minutes(hub, Stage.FAILED, "refill_paper")
        pass_minutes(hub, Stage.READY)
        eventually(lambda: len(post.taken) == 2, "the end of it")
    assert post.taken[1]["Subject"] == "【待合】機器がなおりました（発券機1）"
