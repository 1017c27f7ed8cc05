"""The event stream on real sockets: gapless, resumable, redacted, and patient with nobody."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from hub.http import sse, stream
from hub.service.access import Role
from tests.hubs import STARTED, RunningHub, running
from tests.unit.hub.http.test_problems import check_problem
from tests.waiting import eventually

PATIENCE = 10


@dataclass
class Message:
    id: int
    name: str
    data: Any


class Reader:
    """One raw connection to the stream."""

    def __init__(self, hub: RunningHub, token: str, after: object = None, query: str = "") -> None:
        parts = urlsplit(hub.address)
        self.socket = socket.create_connection((parts.hostname, parts.port), PATIENCE)
        resume = "" if after is None else f"Last-Event-ID: {after}\r\n"
        ask = f"GET /api/events{query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        self.socket.sendall(f"{ask}{resume}\r\n".encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = dict(self._headers())

    def _headers(self) -> Iterator[tuple[str, str]]:
        while line := self.file.readline().strip():
            name, _, value = line.decode().partition(": ")
            yield name.lower(), value

    def chunks(self) -> Iterator[bytes]:
        """HTTP's chunks, until the hub ends the stream."""
        while size := int(self.file.readline() or b"0", 16):
            chunk = self.file.read(size)
            self.file.readline()
            yield chunk

    def blocks(self) -> Iterator[list[str]]:
        rest = ""
        for chunk in self.chunks():
            *whole, rest = (rest + chunk.decode()).split("\n\n")
            yield from (block.split("\n") for block in whole)

    def messages(self) -> Iterator[Message]:
        for lines in self.blocks():
            fields = dict(line.split(": ", 1) for line in lines if not line.startswith(":"))
            if "event" in fields:
                yield Message(int(fields.get("id", 0)), fields["event"], json.loads(fields["data"]))

    def take(self, count: int) -> list[Message]:
        messages = self.messages()
        return [next(messages) for _ in range(count)]


@contextmanager
def reading(hub: RunningHub, token: str, **where: Any) -> Iterator[Reader]:
    reader = Reader(hub, token, **where)
    with closing(reader.socket), closing(reader.file):
        yield reader


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RunningHub]:
    with running(tmp_path) as started:
        yield started


def issue(hub: RunningHub, kiosk: str, count: int = 1) -> None:
    for _ in range(count):
        body = {"id": uuid4().hex, "service": "residence"}
        assert hub.ask("POST", "/api/tickets", kiosk, json=body).status_code == 200


def figure(hub: RunningHub, name: str) -> str:
    lines = hub.ask("GET", "/metrics").text.splitlines()
    return next(line.split()[-1] for line in lines if line.startswith(f"machiai_{name}"))


def test_events_come_as_they_happen_without_a_gap(own: RunningHub) -> None:
    kiosk = own.token(Role.KIOSK)
    with reading(own, kiosk, after=STARTED) as reader:
        assert reader.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert "machiai-site" in reader.headers
        issue(own, kiosk, 3)
        got = reader.take(3)
    assert [message.id for message in got] == [3, 4, 5]
    assert [message.data["tickets"][0]["label"] for message in got] == ["A-001", "A-002", "A-003"]


def test_a_reader_that_comes_back_gets_what_it_missed(own: RunningHub) -> None:
    kiosk = own.token(Role.KIOSK)
    issue(own, kiosk, 5)
    for where in ({"after": 4}, {"query": "?after=4"}, {"after": 4, "query": "?after=1"}):
        with reading(own, kiosk, **where) as reader:
            assert [message.id for message in reader.take(3)] == [5, 6, 7]


def test_without_a_position_a_reader_starts_now(own: RunningHub) -> None:
    kiosk = own.token(Role.KIOSK)
    issue(own, kiosk, 2)
    with reading(own, kiosk) as reader:
        next(reader.chunks())
        issue(own, kiosk)
        assert reader.take(1)[0].id == 5


def test_a_restarted_hub_resumes_from_its_journal(tmp_path: Path) -> None:
    with running(tmp_path) as hub:
        kiosk = hub.token(Role.KIOSK)
        issue(hub, kiosk, 4)
    with running(tmp_path) as hub, reading(hub, kiosk, after=3) as reader:
        assert [message.id for message in reader.take(3)] == [4, 5, 6]
        issue(hub, kiosk)
        assert reader.take(1)[0].id == 7


def test_long_catching_up_goes_on_over_the_ring_and_the_journal(
    own: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "KEPT", 4)
    monkeypatch.setattr(stream, "BATCH", 3)
    kiosk = own.token(Role.KIOSK)
    issue(own, kiosk, 20)
    with reading(own, kiosk, after=0) as reader:
        assert [message.id for message in reader.take(22)] == list(range(1, 23))


@pytest.mark.parametrize("after", [999, 10**15 - 1])
def test_an_id_from_the_future_is_told_to_start_anew(own: RunningHub, after: int) -> None:
    with reading(own, own.token(Role.SIGNAGE), after=after) as reader:
        assert [message.name for message in reader.messages()] == ["reset"]


def test_one_too_far_behind_is_told_to_start_anew(
    own: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "TOO_FAR", 3)
    kiosk = own.token(Role.KIOSK)
    issue(own, kiosk, 4)
    with reading(own, kiosk, after=STARTED) as reader:
        assert [message.name for message in reader.messages()] == ["reset"]


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "9" * 16])
def test_a_position_that_is_none_is_a_problem(
    hub: RunningHub, tokens: dict[Role, str], after: str
) -> None:
    answer = hub.ask("GET", "/api/events", tokens[Role.KIOSK], headers={"Last-Event-ID": after})
    check_problem(answer, 422, "invalid")


def test_a_silent_stream_says_that_it_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.05)
    with running(tmp_path) as hub, reading(hub, hub.token(Role.SIGNAGE), after=STARTED) as reader:
        blocks = reader.blocks()
        assert [next(blocks) for _ in range(4)] == [
            ["retry: 1000"],
            [": machiai"],
            [": beat"],
            [": beat"],
        ]


def test_displays_get_no_remarks_and_no_names_but_staff_do(own: RunningHub) -> None:
    clerk, display = own.token(Role.CLERK, "sato"), own.token(Role.SIGNAGE)
    body = {"id": uuid4().hex, "service": "residence", "remarks": "車いす"}
    own.ask("POST", "/api/tickets", clerk, json=body)
    own.ask("PUT", "/api/counters/counter-1", clerk, json={"open": True})
    with reading(own, display, after=STARTED) as reader:
        public = str(reader.take(2))
    with reading(own, clerk, after=STARTED) as reader:
        staff = str(reader.take(2))
    for word in ("車いす", "sato"):
        assert word in staff
        assert word not in public


def test_a_stalled_reader_is_dropped_and_can_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "STALLED", 0.2)
    # Events large enough to fill the sockets of both ends soon.
    monkeypatch.setattr(stream, "encode", lambda event, _: _large(event.id))
    with running(tmp_path) as hub:
        kiosk = hub.token(Role.KIOSK)
        with reading(hub, kiosk, after=STARTED) as reader:
            issue(hub, kiosk, 12)
            eventually(lambda: figure(hub, "readers_dropped_total") == "1.0", "the hang-up")
            eventually(lambda: figure(hub, "event_readers") == "0.0", "its end")
            reader.socket.settimeout(PATIENCE)
        monkeypatch.undo()
        with reading(hub, kiosk, after=STARTED) as reader:
            assert [message.id for message in reader.take(12)] == list(range(3, 15))


def _large(event_id: int) -> bytes:
    return b'id: %d\nevent: lobby\ndata: "%b"\n\n' % (event_id, b"x" * 2_000_000)


def test_readers_end_promptly_when_the_hub_stops(tmp_path: Path) -> None:
    with running(tmp_path) as hub:
        reader = Reader(hub, hub.token(Role.SIGNAGE), after=STARTED)
        begun = time.monotonic()
    with closing(reader.socket), closing(reader.file):
        assert list(reader.messages()) == []
    assert time.monotonic() - begun < 2


def test_who_is_connected_is_shown_to_staff(own: RunningHub) -> None:
    clerk, display = own.token(Role.CLERK), own.token(Role.SIGNAGE)

    def connected() -> bool:
        states = own.ask("GET", "/api/terminals", clerk).json()
        return {item["id"]: bool(item["connected"]) for item in states}["display-1"]

    assert not connected()
    with reading(own, display, after=STARTED) as reader:
        next(reader.chunks())
        assert connected()


def test_asking_for_the_head_alone_opens_no_stream(own: RunningHub) -> None:
    clerk, display = own.token(Role.CLERK), own.token(Role.SIGNAGE)
    answer = own.ask("HEAD", "/api/events", display)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    states = own.ask("GET", "/api/terminals", clerk).json()
    assert not any(state["connected"] for state in states)


def test_more_readers_than_the_hub_takes_are_told_to_come_back(
    own: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.http.lobby.MOST_READERS", 1)
    display = own.token(Role.SIGNAGE)
    with reading(own, display, after=STARTED) as reader:
        next(reader.chunks())
        check_problem(own.ask("GET", "/api/events", display), 503, "too_many_readers")
