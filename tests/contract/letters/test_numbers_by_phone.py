"""Numbers taken on a phone, at a real hub: who may, and who may not."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from ipaddress import ip_address, ip_network
from zoneinfo import ZoneInfo

import pytest

from config.schema.visits import Numbers
from hub.service.access import Role
from hub.service.alerting import Hours
from hub.service.phone_numbers import NumberRules
from tests.contract.letters.phones import Phones, phones
from tests.lobbies import World

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def lobby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phones]:
    numbers = Numbers(services=("residence", "moving"), most=3, per_address_an_hour=4)
    with phones(tmp_path_factory.mktemp("numbers"), numbers=numbers) as started:
        yield started


def code(lobby: Phones) -> str:
    """As it hangs at the entrance."""
    cookie = {"Cookie": f"machiai={lobby.hub.token(Role.ADMINISTRATOR, 'admin')}"}
    shown = lobby.hub.ask("GET", "/numbers-by-phone", headers=cookie).text
    found = re.search(r'id="code">(\d{6})<', shown)
    assert found is not None
    assert "<svg" in shown
    return found[1]


def seal(lobby: Phones) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', lobby.get("/take").text)
    assert found is not None
    lobby.hub.clock.later(seconds=5)
    return found[1]


def test_whoever_stands_at_the_entrance_takes_one_number_a_form(lobby: Phones) -> None:
    assert "合言葉" in lobby.get("/take").text
    wrong = lobby.post_form("/take", seal=seal(lobby), service="residence", code="000000")
    assert (wrong.status_code, "合言葉がちがいます" in wrong.text) == (409, True)
    own = seal(lobby)
    typed = code(lobby).translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
    taken = [lobby.post_form("/take", seal=own, service="residence", code=typed) for _ in range(2)]
    assert taken[0].url == taken[1].url
    assert "A-001" in taken[0].text
    elsewhere = lobby.post_form("/take", seal=seal(lobby), service="tax", code=code(lobby))
    assert elsewhere.status_code == 400


def test_robots_get_nothing(lobby: Phones) -> None:
    fields = {"service": "residence", "code": code(lobby)}
    assert lobby.post_form("/take", seal="", **fields).status_code == 409
    assert lobby.post_form("/take", seal=seal(lobby), website="x", **fields).status_code == 409
    quick = re.search(r'name="seal" value="([^"]+)"', lobby.get("/take").text)
    assert quick is not None
    assert lobby.post_form("/take", seal=quick[1], **fields).status_code == 409
    cross = {"Sec-Fetch-Site": "cross-site"}
    sent = {**fields, "seal": seal(lobby)}
    assert lobby.hub.ask("POST", "/take", data=sent, headers=cross).status_code == 400


def test_the_lobby_is_not_flooded(lobby: Phones) -> None:
    fields = {"code": code(lobby), "service": "moving"}
    taken = 0
    while (answer := lobby.post_form("/take", seal=seal(lobby), **fields)).ok:
        taken += 1
    assert taken in (2, 3), "three in all, of which a test before may have taken one"
    assert (answer.status_code, "いっぱいです" in answer.text) == (409, True)
    wrong = [
        lobby.post_form("/take", seal=seal(lobby), service="moving", code="1") for _ in range(12)
    ]
    assert wrong[-1].status_code == 429


def rules(**changes: object) -> NumberRules:
    given: dict[str, object] = {
        "by": "code",
        "networks": (ip_network("192.0.2.0/24"),),
        "services": ("cert",),
        "hours": Hours("Asia/Tokyo"),
        "most": 2,
        "key": b"k" * 32,
    }
    return NumberRules(**given | changes)  # type: ignore[arg-type]


def test_the_code_is_another_one_every_day() -> None:
    codes = {rules().code(date(2026, 11, day)) for day in range(1, 31)}
    assert len(codes) == 30
    assert all(re.fullmatch(r"\d{6}", found) for found in codes)
    assert rules(key=b"x" * 32).code(DAY) != rules().code(DAY)


def test_who_may() -> None:
    world = World()
    now, near, far = world.now, ip_address("192.0.2.9"), ip_address("198.51.100.1")
    good = rules().code(world.lobby.day)
    assert rules().refuse(world.lobby, far, good, now) == ""
    assert rules().refuse(world.lobby, near, "", now) == "wrong_code"
    assert rules(by="network").refuse(world.lobby, near, "", now) == ""
    assert rules(by="network").refuse(world.lobby, far, good, now) == "network"
    assert rules(by="network").refuse(world.lobby, None, good, now) == "network"
    assert rules(by="anywhere").refuse(world.lobby, far, "", now) == ""
    night = datetime(2026, 11, 24, 22, tzinfo=ZoneInfo("Asia/Tokyo"))
    closed = rules(by="anywhere", hours=Hours("Asia/Tokyo", {}))
    assert closed.refuse(world.lobby, far, "", night) == "hours"
    assert rules(by="anywhere", most=0).refuse(world.lobby, far, "", now) == "full"
