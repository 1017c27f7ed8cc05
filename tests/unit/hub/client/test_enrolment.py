"""A code becomes a token once, and only for the terminal that it was made for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.client.api import HubClient
from hub.client.enrolment import enrol
from hub.client.tokens import read_token
from hub.service.access import Role
from hub.service.devices import Devices
from tests.hubs import RunningHub, running


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    with running(tmp_path_factory.mktemp("hub")) as started:
        yield started


def _code(hub: RunningHub) -> str:
    with hub.access() as access:
        return Devices(access, hub.clock).new_code(Role.KIOSK, "kiosk-1")


def test_the_token_is_kept_and_opens_the_hub(hub: RunningHub, tmp_path: Path) -> None:
    file = tmp_path / "data" / "token"
    assert enrol(hub.address, _code(hub), "kiosk-1", file) == ""
    with HubClient(hub.address, read_token(file)) as kiosk:
        assert kiosk.kiosk().id == "kiosk-1"


def test_a_code_of_another_terminal_is_said_and_leaves_no_token(
    hub: RunningHub, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    said = enrol(hub.address, _code(hub), "kiosk-9", file)
    assert "kiosk-1" in said
    assert "kiosk-9" in said
    assert not file.exists()


def test_a_wrong_code_is_said(hub: RunningHub, tmp_path: Path) -> None:
    assert "bad_code" in enrol(hub.address, "AAAA-AAAA", "kiosk-1", tmp_path / "token")


def test_a_hub_that_is_away_is_said(tmp_path: Path) -> None:
    assert enrol("http://127.0.0.1:9", "AAAA-AAAA", "kiosk-1", tmp_path / "token") != ""


def test_a_disk_that_keeps_nothing_is_said(hub: RunningHub, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder", encoding="utf-8")
    assert str(tmp_path) in enrol(hub.address, _code(hub), "kiosk-1", tmp_path / "data" / "token")
