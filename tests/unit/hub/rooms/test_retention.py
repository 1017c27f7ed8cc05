"""A hub deletes what its city does not keep, and serves on from what is left."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from config.schema.hub import Retention
from config.schema.settings import Settings
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.journal import SqlJournal
from hub.client.api import HubClient
from hub.domain.figures.facts import Count
from hub.domain.figures.grouping import grouped
from hub.domain.issuing import Request
from hub.rooms import figures, retention
from hub.service import retention as rule
from hub.service.access import Role
from hub.service.figures import statistics
from hub.service.ports_access import VISITS_GONE
from hub.web.words import AUDITED
from tests.hubs import Clock, RunningHub, demo_settings, running
from tests.lobbies import NINE
from tests.unit.hub.http.test_event_stream import reading
from tests.waiting import eventually

DAYS = 5
# Another Tuesday.
LONG_AGO = timedelta(days=DAYS + 2)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (figures, retention):
        monkeypatch.setattr(room, "AFTER", 0)
        monkeypatch.setattr(room, "GLANCE", 0.05)
    for module in (statistics, rule):
        monkeypatch.setattr(module, "REST", 0)
    # This hub starts a week later, and has begun one day since.
    monkeypatch.setattr(rule, "LEAST_DAYS", 1)


def first_event(settings: Settings) -> tuple[int, date | None]:
    with closing(Database(database_url(settings.database))) as database:
        event = SqlJournal(database, settings.site.id).events(0, 1)[0]
    return event.id, event.day


def arrived(settings: Settings, day: date) -> int:
    with closing(Database(database_url(settings.database))) as database:
        rows = SqlFigures(database, settings.site.id).rows(day, day + timedelta(days=1))
    return grouped(rows).total.count(Count.ARRIVED)


def takes_numbers(hub: RunningHub) -> None:
    """It shows the lobby, resumes who is up to date, and begins anew with who is not."""
    token = hub.token(Role.KIOSK)
    client = HubClient(hub.address, token)
    client.issue(Request(uuid4().hex, "residence"))
    last = client.snapshot().snapshot.last_event
    with reading(hub, token, after=last - 1) as reader:
        assert next(reader.messages()).id == last
    with reading(hub, token, after=1) as reader:
        assert next(reader.messages()).name == "reset"


def test_old_visits_go_after_they_were_counted(tmp_path: Path) -> None:
    settings = demo_settings(
        tmp_path, retention=Retention.model_construct(visits_days=DAYS, staff_days=None)
    )
    with running(tmp_path, Clock(NINE - LONG_AGO), settings) as hub:
        hub.client(Role.KIOSK).issue(Request(uuid4().hex, "residence"))
    assert first_event(settings) == (1, NINE.date() - LONG_AGO)
    with running(tmp_path, settings=settings) as hub:
        eventually(lambda: first_event(settings)[1] == NINE.date(), "the deletion")
        takes_numbers(hub)
        cookie = {"Cookie": f"machiai={hub.token(Role.ADMINISTRATOR)}"}
        assert AUDITED[VISITS_GONE] in hub.ask("GET", "/audit", headers=cookie).text
    assert arrived(settings, NINE.date() - LONG_AGO) == 1
    with running(tmp_path, settings=settings) as hub:
        takes_numbers(hub)
