"""A terminal's picture of the lobby follows a real hub through outages and changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from uuid import uuid4

import pytest

from hub.client import api
from hub.client.api import HubClient
from hub.client.backoff import Backoff
from hub.client.errors import NotEnrolled
from hub.client.follow import Follower
from hub.domain.events import Event
from hub.domain.issuing import Request
from hub.domain.lobby import Snapshot
from hub.http import stream
from hub.service.access import Role
from tests.hubs import STARTED, RunningHub, demo_settings, running

PATIENCE = 15.0


class Screen:
    """What a display is told, in order."""

    def __init__(self) -> None:
        self.shown: Queue[tuple[Snapshot, tuple[Event, ...]]] = Queue()
        self.live: Queue[bool] = Queue()

    def next(self) -> tuple[Snapshot, tuple[Event, ...]]:
        return self.shown.get(timeout=PATIENCE)

    def until(self, last_event: int) -> list[int]:
        """The ids of the events shown on the way to `last_event`."""
        ids: list[int] = []
        while True:
            snapshot, events = self.next()
            ids += [event.id for event in events]
            if snapshot.last_event >= last_event:
                return ids

    def is_live(self) -> bool:
        return self.live.get(timeout=PATIENCE)


@contextmanager
def following(client: HubClient) -> Iterator[tuple[Screen, Follower]]:
    screen = Screen()
    follower = Follower(
        client,
        lambda snapshot, events: screen.shown.put((snapshot, events)),
        screen.live.put,
        backoff=Backoff(0.01, 0.05),
    )
    follower.start()
    try:
        yield screen, follower
    finally:
        follower.stop()
        client.close()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(tmp_path) as started:
        yield started


def issue(hub: RunningHub, count: int) -> None:
    with hub.client(Role.KIOSK) as kiosk:
        for _ in range(count):
            kiosk.issue(Request(uuid4().hex, "residence"))


def test_a_fresh_start_shows_the_lobby_and_then_every_event(hub: RunningHub) -> None:
    with following(hub.client(Role.SIGNAGE)) as (screen, _):
        first, events = screen.next()
        assert (first.last_event, events) == (STARTED, ())
        assert screen.is_live()
        issue(hub, 3)
        assert screen.until(5) == [3, 4, 5]


def test_a_restarted_hub_is_followed_on_without_a_gap(tmp_path: Path) -> None:
    with running(tmp_path) as hub:
        port = int(hub.address.rpartition(":")[2])
        client = hub.client(Role.SIGNAGE)
        issue(hub, 2)
        entered = following(client)
        screen, _ = entered.__enter__()
        assert screen.next()[0].last_event == STARTED + 2
        assert screen.is_live()
    assert not screen.is_live(), "what is shown is not known to be true any more"
    with running(tmp_path, settings=demo_settings(tmp_path, listen=_listen(port))) as hub:
        assert screen.is_live()
        issue(hub, 2)
        assert screen.until(6) == [5, 6]
        entered.__exit__(None, None, None)


def _listen(port: int) -> object:
    listen = demo_settings(Path()).hub.listen
    return listen.model_copy(update={"port": port})


def test_changed_settings_bring_a_new_snapshot(tmp_path: Path) -> None:
    with running(tmp_path) as hub:
        port = int(hub.address.rpartition(":")[2])
        entered = following(hub.client(Role.SIGNAGE))
        screen, _ = entered.__enter__()
        screen.next()
    settings = demo_settings(tmp_path, listen=_listen(port))
    renamed = settings.site.model_copy(update={"name": {"ja": "新しい市"}})
    with running(tmp_path, settings=replace(settings, site=renamed)):
        snapshot, events = screen.next()
        assert snapshot.site.name["ja"] == "新しい市"
        assert events == ()
        entered.__exit__(None, None, None)


def test_too_far_behind_starts_anew(hub: RunningHub, monkeypatch: pytest.MonkeyPatch) -> None:
    client = hub.client(Role.SIGNAGE)
    taken = client.snapshot()
    issue(hub, 5)
    monkeypatch.setattr(stream, "TOO_FAR", 2)
    fresh = client.snapshot
    monkeypatch.setattr(client, "snapshot", Once(taken, fresh))
    with following(client) as (screen, _):
        assert screen.next()[0].last_event == STARTED
        snapshot, events = screen.next()
        assert (snapshot.last_event, events) == (STARTED + 5, ())


class Once:
    """An answer from before, and from then on the real ones."""

    def __init__(self, first: api.Taken, then: object) -> None:
        self.answers = [first]
        self.then = then

    def __call__(self) -> api.Taken:
        return self.answers.pop() if self.answers else self.then()  # type: ignore[operator]


def test_a_silent_hub_is_not_live(hub: RunningHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "SILENCE", 0.1)
    with following(hub.client(Role.SIGNAGE)) as (screen, _):
        assert [screen.is_live() for _ in range(4)] == [True, False, True, False]


def test_an_unknown_token_is_told_as_such(hub: RunningHub) -> None:
    with following(HubClient(hub.address, "x")) as (screen, follower):
        assert not screen.is_live()
        assert isinstance(follower.fault, NotEnrolled)
        with pytest.raises(Empty):
            screen.shown.get_nowait()


def test_it_stops_at_once_while_it_waits_for_an_event(hub: RunningHub) -> None:
    with following(hub.client(Role.SIGNAGE)) as (screen, follower):
        assert screen.is_live()
        follower.stop()
        assert not follower.is_alive()
