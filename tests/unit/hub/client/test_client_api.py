"""Typed answers and typed faults: no terminal ever sees an exception of a library."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from uuid import uuid4

import pytest

from hub.client import DeviceReport, Stage, TerminalReport, api
from hub.client.api import HubClient
from hub.client.errors import HubAway, HubRefused, NotEnrolled
from hub.domain.issuing import OfflineTicket, Request
from hub.service.access import Role
from hub.service.devices import Devices
from tests.hubs import RunningHub, running


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    with running(tmp_path_factory.mktemp("hub")) as started:
        yield started


def test_a_kiosk_s_day(hub: RunningHub) -> None:
    with hub.access() as access:
        code = Devices(access, hub.clock).new_code(Role.KIOSK, "kiosk-1")
    with HubClient(hub.address) as stranger:
        enrolled = stranger.enrol(code)
    with HubClient(hub.address + "/", enrolled.token) as kiosk:
        settings = kiosk.kiosk()
        assert (settings.id, settings.printer.kind) == ("kiosk-1", "simulator")
        issued = kiosk.issue(Request(uuid4().hex, "residence"))
        taken = kiosk.snapshot()
        assert issued.ticket.id in {ticket.id for ticket in taken.snapshot.tickets}
        assert len(taken.revision) == 16
        offline = OfflineTicket(uuid4().hex, "AX-001", "residence", hub.clock())
        assert kiosk.hand_over([offline]).accepted == (offline.id,)
        empty = DeviceReport("printer", Stage.FAILED, hub.clock(), advice="refill_paper")
        kiosk.report(TerminalReport(devices=(empty,)))
    states = hub.ask("GET", "/api/terminals", hub.token(Role.CLERK)).json()
    assert states[0]["report"]["devices"][0]["advice"] == "refill_paper"


def test_a_display_s_settings(hub: RunningHub) -> None:
    with hub.client(Role.SIGNAGE, "display-2") as display:
        settings = display.display()
    assert settings.orientation == "portrait"
    assert settings.services[0] == "residence"


def test_faults_are_typed(hub: RunningHub) -> None:
    with HubClient(hub.address, "x") as stranger, pytest.raises(NotEnrolled):
        stranger.snapshot()
    with hub.client(Role.KIOSK) as kiosk:
        with pytest.raises(HubRefused) as refused:
            kiosk.issue(Request(uuid4().hex, "nobody"))
        assert (refused.value.code, refused.value.details) == (
            "unknown_service",
            {"service": "nobody"},
        )
    with HubClient("http://127.0.0.1:9") as lost, pytest.raises(HubAway, match="ConnectionError"):
        lost.snapshot()


class Impostor(BaseHTTPRequestHandler):
    """Something that answers on the hub's address and is no hub."""

    answer: ClassVar[tuple[int, str, bytes]] = (200, "text/html", b"<html>")

    def do_GET(self) -> None:
        status, kind, body = self.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def impostor(status: int, kind: str, body: bytes) -> Iterator[HubClient]:
    answering = type("Answering", (Impostor,), {"answer": (status, kind, body)})
    with ThreadingHTTPServer(("127.0.0.1", 0), answering) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        with HubClient(f"http://127.0.0.1:{server.server_port}", "t") as client:
            yield client
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<html>"), (302, b""), (502, b"bad gateway"), (404, b"nginx"), (401, b"[1]")],
)
def test_something_else_on_the_hub_s_address_is_no_hub(status: int, body: bytes) -> None:
    with impostor(status, "text/html", body) as client, pytest.raises(HubAway):
        client.snapshot()


def test_a_silent_hub_is_away_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "ISSUE_TIMEOUT", 0.05)
    with impostor(200, "text/html", b"") as client:
        monkeypatch.setattr(Impostor, "do_POST", lambda _: None, raising=False)
        with pytest.raises(HubAway):
            client.issue(Request(uuid4().hex, "residence"))


def test_proxies_of_the_environment_are_passed_over(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with hub.client(Role.KIOSK) as kiosk:
        assert kiosk.snapshot().snapshot.last_event >= 1


def test_a_terminal_loads_no_server_code() -> None:
    script = (
        "import sys, hub.client.api, hub.client.follow, hub.client.issuer, hub.client.tokens\n"
        "print([name for name in ('sqlalchemy', 'uvicorn', 'starlette', 'PySide6')"
        " if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[4]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
