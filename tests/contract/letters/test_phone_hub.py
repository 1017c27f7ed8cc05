"""A visitor's phone and a real hub, mail server and push service: notices, late, give up, back."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from config.schema.visits import Push
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.tables import LETTERS, WISHES
from hub.service import noticing
from hub.service.access import Role
from hub.web.phone import live
from tests.contract.alerts.conftest import certificate
from tests.contract.letters.phones import PUBLIC, Phones, phones
from tests.contract.letters.push_service import Browser, Pushed, push_service
from tests.hubs import Clock
from tests.waiting import eventually

__all__ = ["certificate"]

ADDRESS = "hanako.secret@example.jp"


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Pages and notices are looked at more often than in a lobby."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(noticing, "PAUSE", 0.01)
        patch.setattr(live, "PAUSE", 0.01)
        yield


@pytest.fixture(scope="module")
def pushed() -> Pushed:
    return Pushed()


@pytest.fixture(scope="module")
def service(pushed: Pushed, certificate: tuple[Path, Path]) -> Iterator[int]:
    with push_service(pushed, certificate) as port:
        yield port


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("phones")


@pytest.fixture(scope="module")
def lobby(folder: Path, service: int, certificate: tuple[Path, Path]) -> Iterator[Phones]:
    push = Push(
        contact="mailto:lobby@city.example.jp",
        services=(f"localhost:{service}",),
        private=True,
        ca=str(certificate[0]),
    )
    with phones(folder, push) as started:
        started.open(3)
        yield started


def subjects(lobby: Phones) -> list[str]:
    return [str(message["Subject"]) for message in lobby.post.taken]


def wish(lobby: Phones, ticket: str, ahead: int = 1, address: str = ADDRESS) -> requests.Response:
    return lobby.send(f"/t/{ticket}/notices", do="mail", ahead=str(ahead), address=address)


def test_a_visitor_is_told_twice_by_mail_and_then_forgotten(lobby: Phones, folder: Path) -> None:
    first, second, third = (lobby.issue() for _ in range(3))
    answer = wish(lobby, third)
    assert "お知らせします" in answer.text
    assert ADDRESS not in answer.text
    assert ADDRESS not in lobby.get(f"/t/{third}/notices").text
    assert wish(lobby, third, ahead=1).ok
    assert lobby.call() == first
    eventually(lambda: len(lobby.post.taken) == 1, "the first notice")
    text = lobby.post.taken[0].get_content()
    assert subjects(lobby) == ["A-003 まもなくお呼びします"]
    assert f"{PUBLIC}/t/{third}/notices?lang=ja" in text
    assert lobby.call() == second
    assert lobby.call() == third
    eventually(lambda: len(lobby.post.taken) == 2, "the call")
    assert subjects(lobby)[1] == "A-003 3番窓口へお越しください"
    lobby.act("POST", 3, "/recall", ticket=third)
    lobby.act("POST", 3, "/finish", ticket=third, onward=False)
    eventually(lambda: not _kept(folder), "the address to be forgotten")
    assert len(lobby.post.taken) == 2


def _kept(folder: Path) -> int:
    """How many wishes there are; where there is none, no address is anywhere either."""
    url = database_url(folder / "machiai.sqlite")
    with closing(Database(url)) as database, database.read() as connection:
        wishes = connection.execute(select(func.count()).select_from(WISHES)).scalar_one()
        letters = str(connection.execute(LETTERS.select()).all())
    assert wishes or ADDRESS not in letters
    return int(wishes)


def test_notices_stop(lobby: Phones) -> None:
    before = len(lobby.post.taken)
    ticket = lobby.issue()
    lobby.issue()
    wish(lobby, ticket, address="taro@example.jp")
    eventually(lambda: len(lobby.post.taken) == before + 1, "the notice for who is next")
    assert "アドレスは消しました" in lobby.send(f"/t/{ticket}/notices", do="stop").text
    assert lobby.call() == ticket
    assert "お知らせをやめる</span>" not in lobby.get(f"/t/{ticket}/notices").text


def test_an_address_that_is_refused_for_good_is_told_and_not_kept(
    lobby: Phones, folder: Path
) -> None:
    gone, ticket, said = "gone@example.jp", lobby.issue(), "受け付けられませんでした"
    page = f"/t/{ticket}/notices"
    lobby.post.unknown.add(gone)
    wish(lobby, ticket, ahead=10, address=gone)
    eventually(lambda: said in lobby.get(page).text, "the refusal")
    assert "お知らせをやめる</span>" not in lobby.get(page).text
    url = database_url(folder / "machiai.sqlite")
    with closing(Database(url)) as database, database.read() as connection:
        everything = [str(connection.execute(each.select()).all()) for each in (WISHES, LETTERS)]
    assert not any(gone in rows for rows in everything)
    assert said not in wish(lobby, ticket, ahead=10, address="jiro@example.jp").text
    eventually(lambda: "jiro@example.jp" in lobby.post.recipients, "the notice")


def test_a_visitor_is_told_by_push(lobby: Phones, pushed: Pushed, service: int) -> None:
    browser, ticket = Browser(service), lobby.issue(language="en")
    page = f"/t/{ticket}/notices"
    assert 'data-key="B' in lobby.get(page).text
    answer = lobby.send(page, do="push", ahead="10", address=browser.subscription)
    assert "We will tell you" in answer.text
    eventually(lambda: len(pushed.bodies) == 1, "the push")
    said = json.loads(browser.read(pushed.bodies[0]))
    assert "your turn is near" in said["title"]
    assert said["link"] == f"{PUBLIC}/t/{ticket}?lang=en"
    evil = Browser(service)
    evil.endpoint = "https://192.168.0.1/push"
    assert lobby.send(page, do="push", ahead="1", address=evil.subscription).status_code == 400


def test_a_visitor_who_is_late_lines_up_later_once_a_form(lobby: Phones) -> None:
    ticket = lobby.issue()
    page = f"/t/{ticket}/late"
    seal = _seal(lobby, page)
    for _ in range(2):
        answer = lobby.post_form(page, seal=seal, choice="10")
        assert "ごろにいらっしゃる" in answer.text
    lobby.hub.clock.later(seconds=2)
    assert lobby.send(page, choice="5").ok
    lobby.hub.clock.later(seconds=2)
    assert lobby.post_form(page, seal=_seal(lobby, page, ticket), choice="5").status_code == 409
    cookie = {"Cookie": f"machiai={lobby.hub.token(Role.CLERK, 'clerk')}"}
    counter = lobby.hub.ask("GET", "/counter/counter-3", headers=cookie).text
    assert "遅れます" in counter


def _seal(lobby: Phones, page: str, ticket: str = "") -> str:
    shown = lobby.get(page if not ticket else f"/t/{ticket}/notices").text
    return shown.partition('name="seal" value="')[2].partition('"')[0]


def test_give_up_and_come_back(lobby: Phones) -> None:
    ticket = lobby.issue()
    page = f"/t/{ticket}/give-up"
    assert "この番号をやめますか" in lobby.get(page).text
    assert "取り消されました" in lobby.send(page, choice="yes").text
    assert "様子が変わっていました" in lobby.get(page).text
    back = f"/t/{ticket}/back"
    assert lobby.post_form(back, seal=_seal(lobby, page, ticket), choice="yes").status_code == 409


@pytest.mark.parametrize("page", ["late", "give-up", "back", "notices"])
def test_a_form_that_is_not_ours_changes_nothing(lobby: Phones, page: str) -> None:
    ticket, other = lobby.issue(), lobby.issue()
    path, foreign = f"/t/{ticket}/{page}", _seal(lobby, f"/t/{other}/notices")
    own = _seal(lobby, f"/t/{ticket}/notices")
    fields = {"choice": "yes", "do": "mail", "ahead": "1", "address": ADDRESS}
    for seal in ("", "x", foreign, own[:-1] + ("0" if own[-1] != "0" else "1")):
        assert lobby.post_form(path, seal=seal, **fields).status_code in (400, 409)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    sent = {**fields, "seal": own}
    assert lobby.hub.ask("POST", path, data=sent, headers=elsewhere).status_code == 400
    assert lobby.hub.ask("POST", path, data=sent).status_code == 400
    large = {**sent, "address": "a" * 20_000}
    same = {"Sec-Fetch-Site": "same-origin"}
    assert lobby.hub.ask("POST", path, data=large, headers=same).status_code == 400
    assert lobby.hub.ask("POST", path, data=b"\xff" * 50, headers=same).status_code in (400, 409)
    assert "kind-waiting" in lobby.get(f"/t/{ticket}").text


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hanako",
        "a@b\r\nBcc: c@example.jp",
        "a@example.jp, b@example.jp",
        "<script>@x.jp",
        "a" * 300,
    ],
)
def test_hostile_addresses_are_refused_in_words(lobby: Phones, address: str) -> None:
    answer = wish(lobby, lobby.issue(), address=address)
    assert answer.status_code in (400, 409)
    assert "<script>@" not in answer.text


def test_spam_ends_at_a_limit_and_robots_get_nothing(lobby: Phones) -> None:
    ticket = lobby.issue()
    page = f"/t/{ticket}/notices"
    trapped = lobby.send(page, do="mail", ahead="1", address="x@example.jp", website="spam")
    assert trapped.ok
    assert "お知らせをやめる</span>" not in lobby.get(page).text
    codes = [wish(lobby, ticket, address=f"n{n}@example.jp").status_code for n in range(5)]
    assert codes == [200, 200, 200, 200, 409]
    seal = _seal(lobby, page)
    codes = [
        lobby.post_form(page, seal=seal, do="mail", ahead="1", address="").status_code
        for _ in range(30)
    ]
    assert codes[-1] == 429


def test_guessed_links_are_answered_calmly_and_then_not_at_all(lobby: Phones) -> None:
    for wrong in ("0" * 32, "x", "A" * 32, "%00", "..%2f..%2fetc", "0" * 5_000):
        answer = lobby.get(f"/t/{wrong}")
        assert answer.status_code in (404, 429)
        assert "set-cookie" not in answer.headers
    codes = {lobby.get(f"/t/{number:032x}").status_code for number in range(40)}
    assert 429 in codes
    ticket = lobby.issue()
    assert lobby.get(f"/t/{ticket}").ok
    assert lobby.get(f"/t/{'1' * 32}/live").status_code == 429
    lobby.hub.clock.later(minutes=11)
    assert lobby.get("/t/" + "0" * 32).status_code == 404


def test_a_page_shows_no_person_and_leaves_nothing(lobby: Phones) -> None:
    ticket = lobby.issue()
    answer = lobby.get(f"/t/{ticket}")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in answer.headers
    assert "hx-" not in answer.text
    worker = lobby.get("/sw.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert lobby.get(f"/t/{ticket}/map.svg").status_code == 404


def test_a_page_is_sent_its_own_ticket_when_it_changes(lobby: Phones) -> None:
    ticket = lobby.issue()
    with requests.Session() as session:
        session.trust_env = False
        lines = session.get(
            f"{lobby.hub.address}/t/{ticket}/live", stream=True, timeout=20
        ).iter_lines(decode_unicode=True)
        assert "kind-waiting" in _next(lines)
        lobby.send(f"/t/{ticket}/give-up", choice="yes")
        assert "kind-cancelled" in _next(lines)


def _next(lines: Iterator[str]) -> str:
    for line in lines:
        if line == "event: now":
            return next(lines)
    raise AssertionError


def test_a_restart_tells_what_was_asked_for_before(tmp_path: Path) -> None:
    clock = Clock()
    with phones(tmp_path, clock=clock) as lobby:
        lobby.open(3)
        ticket = lobby.issue()
        lobby.post.answer = "451 busy"
        wish(lobby, ticket)
    with phones(tmp_path, clock=clock) as again:
        assert again.call() == ticket
        clock.later(minutes=1)
        eventually(lambda: len(again.post.taken) == 1, "the call")
        assert subjects(again) == ["A-001 3番窓口へお越しください"]
