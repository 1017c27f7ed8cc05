"""The hook: with its own token alone, to every terminal, over a restart, and no test shown."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from config.schema.emergencies import CapSource, Hook
from hub.domain.alerts import Alert, Calls, Status
from hub.service.access import Role
from hub.service.terminals import Stage
from tests.hubs import Clock, RunningHub, demo_settings, running
from tests.lobbies import NINE
from tests.unit.hub.alarms.caps import cap
from tests.unit.hub.http.test_problems import check_problem
from tests.waiting import eventually

TOKEN = "x" * 40
FIRE = {
    "id": "fire-1",
    "status": "actual",
    "headline": {"ja": "火災です", "en": "Fire"},
    "instruction": "外へ",
    "calls": "stop",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def hub(folder: Path) -> Iterator[RunningHub]:
    with opened(folder) as started:
        yield started


def opened(
    folder: Path, clock: Clock | None = None, *, missing: bool = False
) -> AbstractContextManager[RunningHub]:
    (folder / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    if not missing:
        (folder / "cap").mkdir(exist_ok=True)
    settings = demo_settings(folder)
    hook = Hook(token_file=str(folder / "token"))
    source = CapSource(id="pref", folder=str(folder / "cap"), every_seconds=10)
    own = settings.emergencies.model_copy(update={"hook": hook, "cap": (source,)})
    return running(folder, clock, replace(settings, emergencies=own))


def send(hub: RunningHub, told: object, token: str = TOKEN) -> requests.Response:
    return hub.ask("POST", "/api/alerts", token, json=told)


def alerts(hub: RunningHub, role: Role = Role.SIGNAGE) -> dict[str, Alert]:
    """What a terminal that comes now is told."""
    with closing(hub.client(role)) as client:
        return {alert.id: alert for alert in client.snapshot().snapshot.alerts}


def test_the_whole_life_of_an_emergency(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path, clock) as hub:
        assert send(hub, FIRE).json() == {"shown": True}
        shown = alerts(hub)["hook:actual:fire-1"]
        assert (shown.headline["en"], shown.calls, shown.updated_at) == ("Fire", Calls.STOP, NINE)
        assert alerts(hub, Role.KIOSK).keys() == alerts(hub).keys()
        clock.later(minutes=1)
        assert send(hub, FIRE | {"headline": "鎮火しました"}).ok
        changed = alerts(hub)["hook:actual:fire-1"]
        assert changed.headline == {"ja": "鎮火しました"}
        assert (changed.begins, changed.updated_at) == (NINE, NINE + timedelta(minutes=1))
    with opened(tmp_path, clock) as hub:
        assert alerts(hub)["hook:actual:fire-1"] == changed, "a restart forgets nothing"
        assert hub.ask("DELETE", "/api/alerts/fire-1", TOKEN).status_code == 204
        assert alerts(hub) == {}
        gone = hub.ask("DELETE", "/api/alerts/fire-1", TOKEN)
        check_problem(gone, 404, "unknown_alert")
        ends = (clock() + timedelta(minutes=5)).isoformat()
        assert send(hub, FIRE | {"expires": ends}).ok
        clock.later(minutes=5)
        eventually(lambda: not alerts(hub), "the hub puts away what is over")


def test_drills_are_drills_and_tests_are_nothing(hub: RunningHub) -> None:
    assert send(hub, FIRE | {"status": "test"}).json() == {"shown": False}
    assert alerts(hub) == {}
    assert send(hub, FIRE | {"status": "exercise"}).ok
    assert [alert.status for alert in alerts(hub).values()] == [Status.EXERCISE]
    assert hub.ask("DELETE", "/api/alerts/fire-1", TOKEN).ok


def test_nobody_else_is_let_in(hub: RunningHub, folder: Path) -> None:
    administrator = hub.token(Role.ADMINISTRATOR)
    for token in ("", "x" * 39, "x" * 41, administrator, hub.token(Role.KIOSK)):
        check_problem(send(hub, FIRE, token), 401, "not_signed_in")
        answer = hub.ask("DELETE", "/api/alerts/fire-1", token)
        check_problem(answer, 401, "not_signed_in")
    file = folder / "token"
    file.write_text("short", encoding="utf-8")
    try:
        check_problem(send(hub, FIRE, "short"), 401, "not_signed_in")
    finally:
        file.write_text(TOKEN, encoding="utf-8")


WRONG: tuple[dict[str, object], ...] = (
    {"status": "real"},
    {"status": None},
    {"id": "a b"},
    {"headline": "x" * 500},
    {"headline": {"<script>": "x"}},
    {"level": 6},
    {"expires": "2026-11-24T09:00:00"},
)


def test_what_makes_no_sense_or_cannot_be_shown_is_refused(hub: RunningHub) -> None:
    for wrong in WRONG:
        check_problem(send(hub, FIRE | wrong), 422, "invalid")
    without = {key: value for key, value in FIRE.items() if key != "status"}
    check_problem(send(hub, without), 422, "invalid")
    for words in ("", " \n", {"en": "Fire"}):
        check_problem(send(hub, FIRE | {"headline": words}), 422, "empty_alert")
    past = FIRE | {"expires": "2026-11-24T00:00:00Z"}
    check_problem(send(hub, past), 422, "past_alert")
    assert alerts(hub) == {}


def test_a_cap_message_may_be_sent(hub: RunningHub) -> None:
    def post(body: bytes) -> requests.Response:
        headers = {"Content-Type": "application/cap+xml"}
        return hub.ask("POST", "/api/alerts", TOKEN, data=body, headers=headers)

    assert post(cap("7")).json() == {"shown": True}
    assert post(cap("8", status="Test")).json() == {"shown": False}
    assert [alert.source for alert in alerts(hub).values()] == ["cap"]
    assert post(cap("9", kind="Cancel", references=["7"])).ok
    assert alerts(hub) == {}
    check_problem(post(b"null"), 422, "not_cap")
    check_problem(post(b"x" * 600_000), 413, "too_large")


def test_a_message_in_a_folder_is_found_by_itself(tmp_path: Path) -> None:
    (tmp_path / "cap").mkdir()
    (tmp_path / "cap" / "1.xml").write_bytes(cap("1"))
    with opened(tmp_path) as hub:
        eventually(lambda: bool(alerts(hub)), "the message in the folder")
        (found,) = alerts(hub).values()
        assert found.id == "cap:pref:actual:bosai@example.jp,1"


def test_staff_see_that_a_source_of_alarms_cannot_be_read(tmp_path: Path) -> None:
    with opened(tmp_path, missing=True) as hub:

        def stages() -> list[Stage]:
            with hub.health() as health:
                return [item.stage for item in health.states() if item.key.device == "alarms"]

        eventually(lambda: stages() == [Stage.FAILED], "the fault")
