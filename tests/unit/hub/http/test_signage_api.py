"""What a display fetches and tells, over a real socket."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.signage import SqlPlays
from hub.adapters.media import MediaFolder
from hub.client.api import HubClient
from hub.client.errors import HubRefused
from hub.domain.signage.programme import Play
from hub.service.access import Role
from hub.service.signage.wire import MOST_PLAYS, ItemFault, ScreenState, ZoneState
from tests.hubs import RunningHub
from tests.lobbies import NINE

JPEG = b"\xff\xd8\xff\xe0 not much of a picture"
CONTENT = bytes(range(256)) * 4096
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def display(hub: RunningHub, tokens: dict[Role, str]) -> Iterator[HubClient]:
    with HubClient(hub.address, tokens[Role.SIGNAGE]) as client:
        yield client


@pytest.fixture(scope="module")
def medium(hub: RunningHub) -> str:
    """A file of a megabyte in the hub's store."""
    store = MediaFolder(hub.settings.data / "media", 10_000_000, reserve=0)
    with store.workshop() as folder:
        (folder / "file").write_bytes(CONTENT)
        store.put(folder / "file", DIGEST, b"")
    return DIGEST


def play(**changed: Any) -> Play:
    usual = Play(
        uuid4().hex, "display-1", "spot", "パン屋", "bakery", DIGEST, NINE, 15.0, whole=True
    )
    return replace(usual, **changed)


def test_what_the_settings_say_is_out_before_any_display_asks(display: HubClient) -> None:
    assert display.snapshot().snapshot.generation == 1
    generation = display.generation()
    assert generation is not None
    assert generation.number == 1
    assert set(generation.programme.screens) == {"display-1", "display-2"}
    assert display.generation(known=1) is None
    assert display.generation(known=0) == generation


def test_a_file_comes_whole_or_from_a_byte_on(display: HubClient, medium: str) -> None:
    for offset in (0, 1, 700_000, len(CONTENT) - 1):
        with display.medium(medium, offset) as chunks:
            assert b"".join(chunks) == CONTENT[offset:]


def test_a_file_that_is_not_there_or_ends_before_is_refused(
    display: HubClient, medium: str
) -> None:
    for digest, offset, code in (
        (medium, len(CONTENT), "offset"),
        ("0" * 64, 0, "no_medium"),
        ("..%2F..%2Fmachiai.sqlite", 0, "not_found"),
        ("machiai.sqlite", 0, "no_medium"),
    ):
        with pytest.raises(HubRefused) as refused, display.medium(digest, offset):
            pass
        assert refused.value.code == code


def test_a_file_can_run_nothing_in_a_browser(
    hub: RunningHub, tokens: dict[Role, str], medium: str
) -> None:
    headers = {"Range": "bytes=10-19"}
    path = f"/api/signage/media/{medium}"
    answer = hub.ask("GET", path, tokens[Role.SIGNAGE], headers=headers)
    assert answer.status_code == 206
    assert answer.content == CONTENT[10:20]
    assert answer.headers["Content-Range"] == f"bytes 10-19/{len(CONTENT)}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_feeds_come_once_a_state(display: HubClient) -> None:
    taken = display.feeds()
    assert taken is not None
    assert display.feeds(taken.tag) is None


def test_a_proof_of_play_counts_once_and_for_its_own_display(
    hub: RunningHub, display: HubClient
) -> None:
    proofs = [play(screen="somebody"), play(began=NINE + timedelta(seconds=15), whole=False)]
    for _ in range(2):
        display.plays(proofs)
    with closing(Database(database_url(hub.settings.database))) as database:
        plays = SqlPlays(database, hub.settings.site.id)
        found = plays.of("bakery", NINE, NINE + timedelta(seconds=16))
        assert found == [replace(one, screen="display-1") for one in proofs]
        assert plays.of("bakery", NINE, NINE + timedelta(seconds=15)) == found[:1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "x"},
        {"title": "長" * 300},
        {"seconds": -1.0},
        {"seconds": float("1e9")},
        {"began": NINE.replace(tzinfo=None)},
    ],
    ids=str,
)
def test_a_proof_that_is_none_is_refused(display: HubClient, wrong: dict[str, object]) -> None:
    with pytest.raises(HubRefused) as refused:
        display.plays([play(**wrong)])
    assert refused.value.code == "invalid"


def test_more_proofs_than_a_batch_are_refused(display: HubClient) -> None:
    with pytest.raises(HubRefused):
        display.plays([play()] * (MOST_PLAYS + 1))


def test_staff_see_what_a_display_says_of_itself(
    hub: RunningHub, display: HubClient, tokens: dict[Role, str]
) -> None:
    zone = ZoneState("main", "spot", "パン屋")
    fault = ItemFault("film", "市の紹介", "stalled", NINE)
    state = ScreenState(NINE, 1, zones=(zone,), faults=(fault,), disk_free=5_000_000_000)
    display.screen(state, JPEG)
    display.screen(replace(state, memory=200_000_000))
    first, second = hub.ask("GET", "/api/signage/screens", tokens[Role.CONTENT_EDITOR]).json()
    assert (first["screen"], second["screen"]) == ("display-1", "display-2")
    assert first["state"]["zones"][0]["title"] == "パン屋"
    assert first["state"]["memory"] == 200_000_000
    assert first["screenshot_at"] == first["heard_at"]
    assert second["state"] is None
