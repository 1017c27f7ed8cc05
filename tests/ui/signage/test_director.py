"""From the hub's news to what QML may know, without a window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QAbstractItemModel
from structlog.testing import capture_logs

from assets import words
from hub.client import TerminalReport
from hub.client.backoff import Backoff
from hub.client.errors import SpoolFault
from hub.client.spool import Spool
from hub.domain.lobby import snapshot
from hub.service.access import Role
from kiosk.shell.bridge import Bridge
from signage.app.director import Director
from signage.app.display import Display
from signage.app.face import Voice
from signage.app.link import Link, News
from signage.app.memory import Memory
from tests.hubs import Clock, RunningHub, running
from tests.lobbies import NINE, World, counter, service, site
from tests.ui.qml import until

REPORT = TerminalReport(version="9.9.9")


@dataclass
class Made:
    """A director, its display, and the clock it looks at."""

    display: Display
    director: Director
    clock: Clock


@pytest.fixture
def made() -> Made:
    voice = Voice(words.load("ja", "common", "signage"), words.load("en", "common", "signage"))
    clock = Clock()
    display = Display(voice)
    return Made(display, Director(display, voice, clock), clock)


def _count(model: object) -> int:
    assert isinstance(model, QAbstractItemModel)
    return model.rowCount()


def test_a_thousand_calls_keep_the_models_small(made: Made) -> None:
    counters = {f"c{n}": counter(n, cert=0) for n in range(1, 13)}
    world = World(site(services={"cert": service("cert", "A", last=9999)}, counters=counters))
    world.open(*counters)
    made.director.receive(News(snapshot(world.lobby)))
    for number in range(1000):
        known = len(world.events)
        world.issue("cert")
        world.call(f"c{number % 12 + 1}")
        world.now += timedelta(seconds=7)
        made.clock.now = world.now
        made.director.receive(News(snapshot(world.lobby), tuple(world.events[known:])))
        made.director.look()
    made.director.compose()
    assert made.display.face.calls[0].label == "A-1000"
    assert [_count(model) for model in (made.display.calls, made.display.recent)] == [1, 4]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(tmp_path / "hub") as started:
        yield started


def _issue_and_call(hub: RunningHub) -> None:
    kiosk, clerk = hub.token(Role.KIOSK), hub.token(Role.CLERK)
    request = {"id": uuid4().hex, "service": "residence"}
    counter_1 = "/api/counters/counter-1"
    assert hub.ask("POST", "/api/tickets", kiosk, json=request).ok
    assert hub.ask("PUT", counter_1, clerk, json={"open": True}).ok
    assert hub.ask("POST", f"{counter_1}/call-next", clerk, json={}).ok


def _reported(hub: RunningHub) -> list[str]:
    """The versions that terminals have told the hub."""
    found = hub.ask("GET", "/api/terminals", hub.token(Role.CLERK)).json()
    return [item["report"]["version"] for item in found if item["report"]]


def test_a_call_at_the_hub_reaches_the_display_and_an_outage_is_said(
    hub: RunningHub, made: Made
) -> None:
    bridge = Bridge(made.director.receive)
    soon = Backoff(least=0.05, most=0.1)
    with hub.client(Role.SIGNAGE) as client:
        link = Link(client, Memory(None), lambda: REPORT, bridge.post, backoff=soon)
        link.start()
        until(lambda: made.display.face.live, "the hub")
        assert made.display.face.city == "待合市役所"
        until(lambda: REPORT.version in _reported(hub), "the report")
        _issue_and_call(hub)
        until(lambda: [call.label for call in made.display.face.calls] == ["A-001"], "the call")
        assert made.display.face.calls[0].counter == "1"
        hub.stop()
        until(lambda: not made.display.face.live, "the outage")
        assert [call.label for call in made.display.face.calls] == ["A-001"]
        link.stop()
        bridge.close()


def test_what_was_known_is_shown_after_a_start_without_the_hub(tmp_path: Path) -> None:
    world = World()
    spool = Spool(tmp_path / "display.db")
    Memory(spool).keep_snapshot(snapshot(world.lobby))
    spool.close()
    again = Spool(tmp_path / "display.db")
    assert Memory(again).recall().snapshot == snapshot(world.lobby)
    assert Memory(again).recall().settings is None
    again.keep("snapshot", b"{}")
    assert Memory(again).recall().snapshot is None
    again.close()


def test_a_disk_that_keeps_nothing_is_said_once_until_it_keeps_again(tmp_path: Path) -> None:
    class Disk(Spool):
        full = True

        def keep(self, name: str, value: bytes) -> None:
            if self.full:
                raise SpoolFault("disk full")
            super().keep(name, value)

    spool = Disk(tmp_path / "display.db")
    memory = Memory(spool)
    with capture_logs() as lines:
        for spool.full in (True, True, False, True, True):
            memory.keep_last_seen(NINE)
    spool.close()
    assert [line["what"] for line in lines] == ["last_seen"] * 2


def test_the_memory_follows_no_faster_than_the_disk_needs(tmp_path: Path) -> None:
    world, now = World(), [0.0]
    spool = Spool(tmp_path / "display.db")
    memory = Memory(spool, clock=lambda: now[0])
    memory.keep_snapshot(snapshot(world.lobby))
    world.issue("cert")
    memory.keep_snapshot(snapshot(world.lobby))
    assert memory.recall().snapshot != snapshot(world.lobby)
    now[0] = 31
    memory.keep_snapshot(snapshot(world.lobby))
    assert memory.recall().snapshot == snapshot(world.lobby)
    spool.close()
