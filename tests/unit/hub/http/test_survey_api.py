"""The survey at kiosks and on phones, over a real socket."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.survey import SqlSurvey
from hub.client.api import HubClient
from hub.client.errors import HubRefused
from hub.domain.issuing import Request
from hub.service.access import Role
from hub.service.terminals import SurveyAnswer
from tests.hubs import RunningHub, demo_settings, running
from tests.lobbies import NINE

TODAY = date(2026, 11, 24)


@pytest.fixture
def kiosk(hub: RunningHub, tokens: dict[Role, str]) -> HubClient:
    return HubClient(hub.address, tokens[Role.KIOSK])


def counted(hub: RunningHub) -> dict[tuple[str, int], int]:
    database = Database(database_url(hub.settings.database))
    try:
        found = SqlSurvey(database, hub.settings.site.id).counts(TODAY, TODAY + timedelta(days=1))
    finally:
        database.close()
    return {(count.service, count.score): count.answers for count in found}


def test_kiosks_hand_over_and_others_are_refused(
    hub: RunningHub, tokens: dict[Role, str], kiosk: HubClient
) -> None:
    assert kiosk.kiosk().survey.asks
    before = counted(hub)
    kiosk.survey([SurveyAnswer(5, NINE), SurveyAnswer(4, NINE + timedelta(seconds=1))])
    assert counted(hub) == before | {("", 5): before.get(("", 5), 0) + 1}
    with (
        HubClient(hub.address, tokens[Role.SIGNAGE]) as display,
        pytest.raises(HubRefused) as refused,
    ):
        display.survey([SurveyAnswer(5, NINE)])
    assert refused.value.code == "not_configured"


@pytest.mark.parametrize(
    "body",
    [
        b"[" + b'{"score":5,"at":"2026-11-24T09:00:00+09:00"},' * 101 + b"]",
        b'[{"score":6,"at":"2026-11-24T09:00:00+09:00"}]',
        b'[{"score":5,"at":"2026-11-24T09:00:00"}]',
        b'[{"score":5}]',
        b"{}",
    ],
)
def test_what_is_no_answer_is_refused(
    hub: RunningHub, tokens: dict[Role, str], body: bytes
) -> None:
    answer = hub.ask("POST", "/api/survey", tokens[Role.KIOSK], data=body)
    assert answer.status_code in (400, 413, 422)


def served(hub: RunningHub, tokens: dict[Role, str], kiosk: HubClient) -> str:
    """A visit that is over."""
    ticket = kiosk.issue(Request(uuid4().hex, "residence", "en")).ticket.id
    clerk = tokens[Role.CLERK]
    for method, path, body in (
        ("PUT", "/api/counters/counter-1", {"open": True}),
        ("POST", "/api/counters/counter-1/call", {"ticket": ticket}),
        ("POST", "/api/counters/counter-1/finish", {"ticket": ticket, "onward": False}),
    ):
        assert hub.ask(method, path, clerk, json=body).ok
    return ticket


def answer(hub: RunningHub, path: str, score: str) -> requests.Response:
    headers = {"Sec-Fetch-Site": "same-origin"}
    return hub.ask("POST", path, data={"score": score}, headers=headers, allow_redirects=False)


def test_a_phone_answers_once_and_is_thanked(
    hub: RunningHub, tokens: dict[Role, str], kiosk: HubClient
) -> None:
    waiting = kiosk.issue(Request(uuid4().hex, "childcare", "en")).ticket.id
    assert "when your visit is over" in hub.ask("GET", f"/t/{waiting}/survey").text
    answer(hub, f"/t/{waiting}/survey", "1")
    path, before = f"/t/{served(hub, tokens, kiosk)}/survey", counted(hub)
    asked = hub.ask("GET", path)
    assert "How was our service today?" in asked.text
    assert "Set-Cookie" not in asked.headers
    assert "<script" not in asked.text
    for wrong in ("0", "6", "", "１"):
        assert answer(hub, path, wrong).status_code == 400
    given = answer(hub, path, "4")
    assert (given.status_code, given.headers["Location"]) == (303, f"{path}?lang=en")
    answer(hub, path, "1")
    assert "Thank you" in hub.ask("GET", path).text
    assert counted(hub) == before | {("residence", 4): before.get(("residence", 4), 0) + 1}


def test_strange_requests_change_nothing(hub: RunningHub) -> None:
    before = counted(hub)
    for path in (f"/t/{'0' * 32}/survey", "/t/x/survey"):
        assert hub.ask("GET", path).status_code == 404
        assert answer(hub, path, "5").status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    path = f"/t/{'0' * 32}/survey"
    assert hub.ask("POST", path, data={"score": "5"}, headers=foreign).status_code == 400
    assert hub.ask("POST", path, data={"score": "5" * 9000}).status_code == 400
    assert counted(hub) == before


def test_whoever_guesses_links_has_to_wait_and_right_ones_still_work(tmp_path: Path) -> None:
    with running(tmp_path) as hub, hub.client(Role.KIOSK) as kiosk:
        ticket = kiosk.issue(Request(uuid4().hex, "childcare")).ticket.id
        answers = [hub.ask("GET", f"/t/{uuid4().hex}/survey").status_code for _ in range(31)]
        assert answers == [404] * 30 + [429]
        assert hub.ask("GET", f"/t/{ticket}/survey").ok
        hub.clock.later(minutes=11)
        assert hub.ask("GET", f"/t/{uuid4().hex}/survey").status_code == 404


def test_a_city_that_does_not_ask_has_no_page_and_takes_no_answer(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path)
    silent = replace(settings, visits=settings.visits.model_copy(update={"survey": None}))
    with running(tmp_path, settings=silent) as hub, hub.client(Role.KIOSK) as kiosk:
        assert not kiosk.kiosk().survey.asks
        with pytest.raises(HubRefused):
            kiosk.survey([SurveyAnswer(5, NINE)])
        assert hub.ask("GET", f"/t/{'0' * 32}/survey").status_code == 404
