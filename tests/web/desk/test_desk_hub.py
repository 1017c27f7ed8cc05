"""The desk's pages on every screen, what they refuse, and the role of the hub."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hub.service.access import Role
from tests.desks import HubKiosk
from tests.hubs import RunningHub, demo_settings, running
from tests.web.conftest import PATIENCE, Opened
from tests.web.desk.steps import CASE, give
from tests.web.test_every_page import faults

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


def test_the_desks_pages_are_accessible_and_fit_the_screen(kiosk: HubKiosk, visit: Opened) -> None:
    page = visit("/desk", Role.ADMINISTRATOR, "admin", bypass_csp=True)
    give(page, kiosk.seal().texts[0])
    page.wait_for_url(CASE)
    case = page.url
    paths = (
        "/desk",
        case,
        f"{case}?edit=who.1",
        f"{case}?edit=role.2",
        f"{case}?edit=born.0",
        "/audit",
    )
    wrong: dict[str, list[str]] = {}
    for path in paths:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(path)
        wrong[path] = faults(page)
        for width in (320, 390, 820, 1366):
            page.set_viewport_size({"width": width, "height": 768})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wrong[path] += [f"{over} px too wide at {width}"] if over > 0 else []
    assert {path: found for path, found in wrong.items() if found} == {}


def test_answers_forbid_caches_and_foreign_pages(hub: RunningHub) -> None:
    token = hub.token(Role.CLERK, "sato")
    headers = {"Cookie": f"machiai={token}"}
    page = hub.ask("GET", "/desk", headers=headers)
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    foreign = hub.ask("POST", "/desk/open", headers=headers | {"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    signed_out = hub.ask("GET", "/desk", allow_redirects=False)
    assert signed_out.headers["Location"].startswith("/sign-in?next=/desk")
    manager = hub.token(Role.CONTENT_MANAGER, "koho")
    refused = hub.ask(
        "GET", "/desk", headers={"Cookie": f"machiai={manager}"}, allow_redirects=False
    )
    assert refused.status_code in (303, 403)


def test_what_the_page_never_sends_is_refused_calmly(hub: RunningHub) -> None:
    headers = OWN_PAGE | {"Cookie": f"machiai={hub.token(Role.CLERK, 'sato')}"}
    for path, status in {
        "/desk/case/none/correct": 303,
        "/desk/case/none/nothing": 404,
        "/desk/again": 303,
        "/desk/kept": 303,
    }.items():
        answer = hub.ask("POST", path, headers=headers, data={"a": "b"}, allow_redirects=False)
        assert answer.status_code == status, path
    long = hub.ask("POST", "/desk/open", headers=headers, data={"text": "M" * 9000})
    assert long.status_code == 422
    assert hub.ask("GET", "/desk/kept", headers=headers).status_code == 404
    assert hub.ask("GET", "/desk/case/none/exe", headers=headers).status_code == 404


# ---- The hub's role ----


@pytest.mark.parametrize(
    ("role", "there", "missing"),
    [
        ("desk", ("/desk", "/staff", "/audit"), ("/supervisor", "/issue", "/api/lobby")),
        ("lobby", ("/supervisor", "/issue", "/audit"), ("/desk",)),
    ],
)
def test_a_hub_serves_the_pages_of_its_role(
    tmp_path: Path, role: str, there: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    settings = demo_settings(tmp_path / role, role=role)
    with running(tmp_path, settings=settings) as started:
        headers = {"Cookie": f"machiai={started.token(Role.ADMINISTRATOR, 'admin')}"}
        for path in there:
            shown = started.ask("GET", path, headers=headers)
            assert shown.status_code == 200, path
            assert not [link for link in missing if f'href="{link}"' in shown.text]
        for path in missing:
            assert started.ask("GET", path, headers=headers).status_code == 404, path
        home = started.ask("GET", "/", allow_redirects=False)
        assert (home.status_code == 303) == (role == "desk")


def test_the_audit_page_finds_what_happened_to_a_code(case: Page, visit: Opened) -> None:
    code = case.locator(".code-id").first.inner_text()
    page = visit("/audit", Role.ADMINISTRATOR, "admin")
    page.get_by_label("職員の名前・番号・コードでさがす").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator("tbody")).to_contain_text("コードを読みとった")
    page.goto("/audit?about=nobody")
    expect(page.locator("main")).to_contain_text("当てはまる操作はありません。")
