"""`machiai demo --outage`: each outage on real programs, and a visitor who gets a number."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from hub.cli.demo.lobby import LOGIN, Lobby, open_lobby
from hub.cli.demo.outage import Kind
from hub.cli.demo.spoilt import spoilt
from tests.live import DEMO
from tests.waiting import eventually


@contextmanager
def visited(folder: Path, kind: Kind) -> Iterator[tuple[Lobby, str]]:
    """A lobby with this outage, and the number of the one who came."""
    with open_lobby(DEMO, folder / "lobby", headless=True, outage=kind) as lobby:
        lobby.displays = lobby.displays[:1]
        lobby.start_hub()
        lobby.start_terminals()
        yield lobby, spoilt(lobby, folder / "screens")


def devices(lobby: Lobby) -> dict[str, dict[str, Any]]:
    """What the kiosk has told the hub of its devices."""
    with requests.Session() as session:
        session.trust_env = False
        words = {"login": LOGIN, "password": lobby.password}
        signed = session.post(f"{lobby.address}/api/session", json=words, timeout=10)
        assert signed.ok, signed.text
        found = session.get(f"{lobby.address}/api/terminals", timeout=10).json()
    report = next(item["report"] for item in found if item["id"] == lobby.kiosk)
    return {item["device"]: item for item in report["devices"]} if report else {}


def test_without_a_network_the_kiosk_gives_its_own_numbers(tmp_path: Path) -> None:
    with visited(tmp_path, Kind.NO_NETWORK) as (_, label):
        assert label == "AX-001"


def test_without_paper_the_number_is_on_the_screen_and_staff_are_told(tmp_path: Path) -> None:
    with visited(tmp_path, Kind.NO_PAPER) as (lobby, label):
        assert label == "A-001"
        eventually(
            lambda: devices(lobby).get("printer", {}).get("advice") == "refill_paper", "the advice"
        )
        assert not list((tmp_path / "lobby").glob("**/receipts/*.png"))


def test_without_a_reader_numbers_are_given_and_staff_are_told(tmp_path: Path) -> None:
    with visited(tmp_path, Kind.NO_READER) as (lobby, label):
        assert label == "A-001"
        eventually(
            lambda: devices(lobby).get("card_reader", {}).get("stage") == "failed", "the stage"
        )


def test_on_a_slow_disk_a_number_comes_late_but_comes(tmp_path: Path) -> None:
    with visited(tmp_path, Kind.SLOW_DISK) as (_, label):
        assert label in ("A-001", "AX-001")
