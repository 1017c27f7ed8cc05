"""Staff give a number: with and without scripts, once, on paper, and refused in plain words."""

from io import BytesIO
from uuid import uuid4

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from hub.service.access import Role
from tests.hubs import RunningHub
from tests.web.conftest import Lobby, Opened

PLAIN = {"java_script_enabled": False}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


def choose(page: Page, service: str) -> None:
    page.get_by_role("radio", name=service).check()


def give(page: Page) -> None:
    page.get_by_role("button", name="番号を出す").click()


def test_a_key_leads_there_and_a_number_comes_with_class_language_and_remarks(
    lobby: Lobby, visit: Opened
) -> None:
    lobby.open(3)
    lobby.issue()
    page = visit("/counter/counter-3", Role.CLERK, "sato")
    page.wait_for_selector("body.is-live")
    page.keyboard.press("i")
    choose(page, "住民票")
    page.get_by_label("区分").select_option(label="ご予約の方")
    page.get_by_label("番号札のことば").select_option("en")
    page.get_by_label("メモ").fill("車いす")
    give(page)
    expect(page.locator("#number")).to_have_text("A-002")
    expect(page.locator(".paper")).to_contain_text("Residence")
    expect(page.locator(".paper")).not_to_contain_text("車いす")
    expect(page.locator(".beside")).to_contain_text("ご予約の方")
    page.get_by_role("link", name="3番窓口にもどる").click()
    expect(page.locator("#queue tbody tr").first).to_contain_text("A-002")
    expect(page.locator("#queue tbody tr").first).to_contain_text("車いす")
    line = lobby.hub.audit()[-1]
    assert (line.who, line.action) == ("sato", "issue")


def test_the_supervisor_gets_there_by_the_same_key_and_back(visit: Opened) -> None:
    page = visit("/supervisor", Role.ADMINISTRATOR, "admin")
    page.wait_for_selector("body.is-live")
    page.keyboard.press("i")
    page.get_by_role("link", name="全体の様子にもどる").click()
    expect(page.locator("#deeds")).to_be_visible()


def test_it_works_without_scripts(lobby: Lobby, visit: Opened) -> None:
    page = visit("/issue", Role.CLERK, "sato", **PLAIN)
    choose(page, "引っこし")
    give(page)
    expect(page.locator("#number")).to_have_text("B-001")
    expect(page.locator(".beside")).to_contain_text("Ctrl+P")
    page.reload()
    assert lobby.states() == {"B-001": "waiting"}


def form(hub: RunningHub, **fields: str) -> tuple[int, str]:
    """What a browser would send: the answer's status, and where it leads."""
    headers = OWN_PAGE | {"Cookie": f"machiai={hub.token(Role.CLERK, 'sato')}"}
    good = {"ticket": uuid4().hex, "service": "residence", "language": "ja"}
    sent = good | fields
    answer = hub.ask("POST", "/issue", headers=headers, data=sent, allow_redirects=False)
    return answer.status_code, answer.headers.get("Location", "")


def test_the_same_form_twice_gives_one_number(hub: RunningHub, lobby: Lobby) -> None:
    ticket = uuid4().hex
    sent = [form(hub, ticket=ticket, **{"from": "counter-3"}) for _ in range(3)]
    assert sent == [(303, f"/issue/{ticket}?from=counter-3")] * 3
    assert list(lobby.states()) == ["A-001"]
    assert [line.action for line in hub.audit()] == ["issue"]


def test_the_way_back_leads_nowhere_else(hub: RunningHub) -> None:
    _, where = form(hub, **{"from": "//evil.example"})
    assert where.endswith("?from=")


def test_remarks_are_asked_for_where_the_service_takes_them(visit: Opened) -> None:
    page = visit("/issue", Role.CLERK, "sato")
    remarks = page.get_by_label("メモ")
    choose(page, "税の証明")
    expect(remarks).to_be_hidden()
    choose(page, "住民票")
    remarks.fill("杖あり")
    choose(page, "税の証明")
    expect(remarks).to_be_visible()
    give(page)
    expect(page.locator("#said")).to_contain_text("この業務では、メモを付けられません")
    remarks.fill("")
    give(page)
    expect(page.locator("#number")).to_have_text("E-001")


def test_a_closed_service_says_why_and_a_late_answer_says_it_too(
    lobby: Lobby, visit: Opened
) -> None:
    page = visit("/issue", Role.CLERK, "sato")
    choose(page, "税の証明")
    admin = lobby.hub.token(Role.ADMINISTRATOR)
    lobby.hub.ask("PUT", "/api/services/tax", admin, json={"closed": True})
    give(page)
    expect(page.locator("#said")).to_contain_text("この業務は受付をしていません。")
    expect(page.locator("label[for=service-tax]")).to_contain_text("職員が止めています")
    expect(page.get_by_role("radio", name="税の証明")).to_be_disabled()
    assert lobby.states() == {}


def test_at_night_the_page_says_that_nothing_can_be_given(lobby: Lobby, visit: Opened) -> None:
    lobby.hub.clock.later(hours=11)
    page = visit("/issue", Role.CLERK, "sato")
    expect(page.locator(".services")).to_contain_text("いま、番号を出せる業務はありません。")
    give(page)
    expect(page.locator("#said")).to_contain_text("用件を選んでください。")


def test_the_paper_alone_is_printed_and_its_code_leads_to_the_visitors_page(
    lobby: Lobby, visit: Opened
) -> None:
    page = visit("/issue", Role.CLERK, "sato")
    choose(page, "住民票")
    give(page)
    expect(page.get_by_role("button", name="印刷する")).to_be_focused()
    picture = Image.open(BytesIO(page.locator(".code").screenshot()))
    ticket = page.url.split("/issue/")[1].split("?")[0]
    read = zxingcpp.read_barcodes(picture)
    assert [code.text for code in read] == [f"https://machiai.example.lg.jp/t/{ticket}"]
    assert lobby.hub.ask("GET", f"/t/{ticket}").status_code == 200
    page.emulate_media(media="print")
    for part in (".bar", ".beside", "#print"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("#number")).to_be_visible()


def test_what_our_form_never_sends_is_refused(hub: RunningHub, visit: Opened) -> None:
    assert form(hub, ticket="1")[0] == 422
    assert form(hub, language="tlh")[0] == 422
    assert form(hub, remarks="x" * 201)[0] == 422
    assert form(hub, priority="vip")[0] == 409
    assert form(hub, service="nobody")[0] == 409
    page = visit("/issue/" + "0" * 32, Role.CLERK, "sato")
    expect(page.get_by_role("heading", name="見つかりません")).to_be_visible()
    assert hub.audit() == []
