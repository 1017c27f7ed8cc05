"""JSON to a real web server, whatever the server does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.adapters.webhook import WebhookChannel
from hub.service.handing import NotSent, Unclear
from tests.contract.alerts.conftest import AT, EMPTY, WELL, WORDING
from tests.contract.alerts.mail_server import free_port
from tests.contract.alerts.web_server import Inbox, web_server

PATIENCE, SHORT = 20.0, 0.2


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def address(inbox: Inbox) -> Iterator[str]:
    with web_server(inbox) as port:
        yield f"http://localhost:{port}/hooks/lobby?room=1"


def send(url: str, patience: float = PATIENCE, ca: Path | None = None) -> int:
    """How often it was handed over."""
    handed: list[bool] = []
    channel = WebhookChannel(url, WORDING, ca, patience)
    channel.send((EMPTY, WELL), AT, lambda: handed.append(True))
    return len(handed)


def test_programs_and_people_can_read_it(inbox: Inbox, address: str) -> None:
    assert send(address) == 1
    (said,) = inbox.taken
    assert inbox.paths == ["/hooks/lobby?room=1"]
    assert set(said) == {"id", "at", "lobby", "title", "text", "devices"}
    assert said["title"] == WORDING.title((EMPTY, WELL))
    assert said["text"] == WORDING.text((EMPTY, WELL))
    assert said["devices"][0] == {
        "terminal": "kiosk-1",
        "terminal_name": "発券機1",
        "device": "printer",
        "name": "",
        "stage": "failed",
        "need": "now",
        "since": "2026-11-24T09:05:00+09:00",
        "advice": "refill_paper",
    }
    assert [device["need"] for device in said["devices"]] == ["now", "none"]


def test_each_message_has_an_id_of_its_own(inbox: Inbox, address: str) -> None:
    send(address)
    send(address)
    assert len({said["id"] for said in inbox.taken}) == 2


def test_with_a_certificate(inbox: Inbox, certificate: tuple[Path, Path]) -> None:
    with web_server(inbox, certificate) as port:
        url = f"https://localhost:{port}"
        send(url, ca=certificate[0])
        with pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
            send(url)
        with pytest.raises(NotSent, match="FileNotFoundError"):
            send(url, ca=Path("gone.pem"))
    assert inbox.paths == ["/"]


@pytest.mark.parametrize("status", [301, 404, 429, 503])
def test_a_server_that_refuses(inbox: Inbox, address: str, status: int) -> None:
    inbox.status = status
    with pytest.raises(NotSent, match=f"status {status}"):
        send(address)
    assert len(inbox.paths) == 1


def test_a_server_that_is_down(inbox: Inbox) -> None:
    with pytest.raises(NotSent, match="refused"):
        send(f"http://localhost:{free_port()}")
    assert inbox.paths == []


def test_a_server_that_falls_silent_with_the_message(inbox: Inbox, address: str) -> None:
    inbox.awake.clear()
    with pytest.raises(Unclear, match="timed out"):
        send(address, SHORT)
