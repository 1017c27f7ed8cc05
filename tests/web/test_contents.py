"""From a file on somebody's computer to the screens: two departments, two people, one browser."""

import re
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from hub.service.access import Role
from tests.hubs import RunningHub
from tests.web.conftest import Opened
from tests.web.test_every_page import faults

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

# A file from the computer's desktop is let go over a part of the page; does it take notice?
LET_GO = """(part, [name, content]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name, { type: "image/png" }));
  const over = { dataTransfer, bubbles: true, cancelable: true };
  return !part.dispatchEvent(new DragEvent("drop", over));
}"""

DRAWN = "image => image.decode().then(() => image.naturalWidth > 0)"


def picture(width: int = 1280, height: int = 720, *, noise: bool = False) -> bytes:
    """A PNG; with noise of about three bytes a pixel."""
    made = Image.new("RGB", (width, height), (0, 23, 193))
    if noise:
        made = Image.frombytes("RGB", (width, height), Random(1).randbytes(width * height * 3))
    out = BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def send(page: Page, name: str, content: bytes) -> Locator:
    """Choose a file; its line in the list."""
    page.locator("#files").set_input_files(
        {"name": name, "mimeType": "image/png", "buffer": content}
    )
    return page.locator("#sending li").last


def generation(hub: RunningHub) -> dict[str, Any]:
    """What the displays are given."""
    token = hub.token(Role.SIGNAGE)
    found: dict[str, Any] = hub.ask("GET", "/api/signage/generation", token).json()
    return found


def own(named: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By title, of what was not in the settings: ids of staff's pieces are 16 hex digits."""
    return {body["title"]: body for key, body in named.items() if re.fullmatch("[0-9a-f]{16}", key)}


def write(page: Page, title: str) -> None:
    """A notice, sent to be reviewed."""
    page.goto("/contents/item/new?kind=notice")
    page.get_by_label("名前（職員だけに見えます）").fill(title)
    page.get_by_label("見出し（日本語）").fill(title)
    page.get_by_label("本文（日本語）").fill("1階 7番窓口\n予約はいりません")
    page.get_by_role("button", name="保存して、確認をたのむ").click()
    expect(page.get_by_text("保存して、確認をたのみました。")).to_be_visible()


def row_order(page: Page) -> list[str]:
    return page.locator(".rows .row-name").all_inner_texts()


def order_entries(page: Page) -> None:
    """By the mouse, by keys, and without a script's help the same form is sent."""
    page.goto("/contents/playlist/new")
    page.get_by_label("名前").fill("待合の番組")
    for title in ("夜間窓口", "予防接種", "紅葉まつり"):
        page.get_by_label("加えるもの").select_option(label=title)
        page.get_by_role("button", name="加える").click()
        expect(page.locator(".rows .row-name").last).to_have_text(title)
    assert row_order(page) == ["夜間窓口", "予防接種", "紅葉まつり"]
    page.locator(".grip").nth(2).drag_to(page.locator(".grip").nth(0))
    assert row_order(page) == ["紅葉まつり", "夜間窓口", "予防接種"]
    page.get_by_role("button", name="予防接種 を上へ").press("Enter")
    assert row_order(page) == ["紅葉まつり", "予防接種", "夜間窓口"]
    expect(page.get_by_role("button", name="予防接種 を上へ")).to_be_focused()
    page.get_by_text("回数と日時：いつでも（紅葉まつり）").click()
    page.locator("#entry2-weight").fill("3")
    page.get_by_role("button", name="保存して、確認をたのむ").click()
    expect(page.get_by_text("保存して、確認をたのみました。")).to_be_visible()


def make(editor: Page) -> None:
    """A file becomes an item; two notices and a playlist with all three."""
    editor.get_by_role("link", name="素材").click()
    send(editor, "紅葉.png", picture())
    row = editor.locator(".medium", has_text="紅葉.png")
    expect(row).to_contain_text("画像　1280×720")
    expect(row).to_contain_text("どこにも使われていません。")
    assert row.locator("img").evaluate(DRAWN)
    row.get_by_role("link", name="紅葉.png を掲示物にする").click()
    editor.get_by_label("名前（職員だけに見えます）").fill("紅葉まつり")
    editor.get_by_role("button", name="保存して、確認をたのむ").click()
    expect(editor.locator("#said")).to_contain_text("何が写っているか（日本語）")
    editor.get_by_label("何が写っているか（日本語）").fill("紅葉の山")
    editor.get_by_role("button", name="保存して、確認をたのむ").click()
    expect(editor.locator("#state + p")).to_have_text("◆ 確認待ち")
    write(editor, "夜間窓口")
    write(editor, "予防接種")
    order_entries(editor)
    editor.goto("/contents/publishing")
    assert editor.get_by_role("button", name="選んだものを、いま公開する").count() == 0


def let_out(manager: Page, chief: Page) -> None:
    """The manager puts the playlist on a screen; what somebody wrote another one lets out."""
    manager.locator("#fallback-layout").select_option(label="全面（横）")
    manager.locator("#fallback-playlist-main").select_option(label="待合の番組")
    manager.get_by_role("button", name="保存して、確認をたのむ").click()
    manager.goto("/contents/publishing")
    expect(manager.get_by_label("画面「待合の表示盤」")).to_be_disabled()
    poster = manager.locator(".review", has_text="掲示物「紅葉まつり」").locator("img")
    assert poster.evaluate(DRAWN), "what is let out is seen"
    for review in manager.locator(".review [type=checkbox]:enabled").all():
        review.check()
    manager.get_by_role("button", name="選んだものを、いま公開する").click()
    expect(manager.get_by_text("公開しました。")).to_be_visible()
    chief.reload()
    expect(chief.locator(".review")).to_have_count(1)
    expect(chief.locator(".changes .new")).to_contain_text(["ほかの時間"])
    chief.get_by_role("button", name="選んだものを、いま公開する").click()
    latest = chief.locator(".history li").first
    expect(latest).to_contain_text("suzuki お知らせを公開　画面「待合の表示盤」")


def check_out(hub: RunningHub) -> None:
    """What the displays are given is what was let out."""
    programme = generation(hub)["programme"]
    items, (playlist,) = own(programme["items"]), own(programme["playlists"]).values()
    titles = {body["id"]: title for title, body in items.items()}
    assert [(titles[one["item"]], one["weight"]) for one in playlist["entries"]] == [
        ("紅葉まつり", 3),
        ("予防接種", 1),
        ("夜間窓口", 1),
    ]
    fallback = programme["screens"]["display-1"]["fallback"]
    assert fallback["playlists"] == {"main": playlist["id"]}
    assert items["紅葉まつり"]["content"]["medium"] in programme["media"]


def test_the_whole_way_from_a_file_to_the_screens(hub: RunningHub, visit: Opened) -> None:
    before = generation(hub)["number"]
    make(visit("/contents", Role.CONTENT_EDITOR, "sato", "市民課"))
    chief = visit("/contents/publishing", Role.CONTENT_MANAGER, "suzuki")
    let_out(visit("/contents/screen/display-1", Role.CONTENT_MANAGER, "tanaka"), chief)
    assert generation(hub)["number"] == before + 2
    check_out(hub)

    # It is in the schedule, and what was out before can come back.
    chief.goto("/contents/schedule?screen=display-1&span=week")
    expect(chief.locator(".week td").first).to_contain_text("紅葉まつり")
    chief.goto("/contents/publishing")
    earlier = chief.locator(".history li", has_text=f"第{before}版")
    earlier.get_by_text("この内容にもどす").click()
    earlier.get_by_role("button", name=f"第{before}版の内容を、いま公開する").click()
    expect(chief.get_by_text("前の内容にもどして、公開しました。")).to_be_visible()
    assert own(generation(hub)["programme"]["items"]) == {}
    who = {(line.who, line.action) for line in hub.audit()}
    assert {("sato", "content.upload"), ("suzuki", "content.bring-back")} <= who


@pytest.mark.usefixtures("hub")
def test_a_file_goes_on_where_it_was_broken_off_and_a_hostile_one_is_refused(
    visit: Opened,
) -> None:
    page = visit("/contents/media", Role.CONTENT_EDITOR, "sato", "市民課")
    asked: list[tuple[str, str]] = []
    broken: list[str] = []

    def network(route: Route) -> None:
        request = route.request
        offset = request.headers.get("upload-offset", "")
        asked.append((request.method, offset))
        if request.method == "PATCH" and offset != "0" and not broken:
            broken.append(offset)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/contents/uploads/**", network)
    assert page.locator("main").evaluate(LET_GO, ["絵.png", ""]), "the page would be left"
    expect(page.locator("#sending li")).to_have_count(0)
    page.locator("#drop").evaluate(LET_GO, ["絵.png", SVG.decode()])
    refused = page.locator("#sending li").last
    expect(refused.get_by_role("progressbar", name="絵.png")).to_have_js_property("value", len(SVG))
    expect(refused).to_contain_text("▲ 加えられません")
    expect(refused).to_contain_text("SVG や HTML は、中で命令が動くことがあるため使えません。")
    refused = send(page, "写真.png", picture(64, 64) + b"PK\x03\x04" + SVG)
    expect(refused).to_contain_text("ファイルの終わりの後ろに、別のデータが付いています。")

    asked.clear()
    content = picture(1600, 1000, noise=True)
    assert len(content) > 4_194_304
    send(page, "ざらざら.png", content)
    # Why the others were refused can still be read; the list is a click away.
    page.get_by_role("link", name="加わった素材を一覧に出す").click()
    expect(page.locator(".medium", has_text="ざらざら.png")).to_contain_text("1600×1000")
    # One piece, the break, a question how far it came, and the rest: nothing is sent twice.
    assert asked == [("PATCH", "0"), ("PATCH", "4194304"), ("HEAD", ""), ("PATCH", "4194304")]
    for name in ("絵.png", "写真.png"):
        expect(page.locator(".medium", has_text=name)).to_have_count(0)
    page.get_by_role("button", name="ざらざら.png を削除する").click()
    expect(page.get_by_text("削除しました。")).to_be_visible()
    expect(page.locator(".medium", has_text="ざらざら.png")).to_have_count(0)


def test_an_editor_of_another_department_only_looks(hub: RunningHub, visit: Opened) -> None:
    mine = visit("/contents", Role.CONTENT_EDITOR, "sato", "市民課")
    write(mine, "夜間窓口")
    where = mine.url.partition("?")[0]
    other = visit(where, Role.CONTENT_EDITOR, "kato", "税務課")
    expect(other.get_by_text("市民課のものなので、見るだけです。")).to_be_visible()
    expect(other.get_by_label("見出し（日本語）")).to_be_disabled()
    assert other.get_by_role("button", name="下書きに保存").count() == 0
    # Nor past the page.
    name = where.rpartition("/")[2]
    token = hub.token(Role.CONTENT_EDITOR, "kato", "税務課")
    cookie = {"Cookie": f"machiai={token}", "Origin": hub.address}
    answer = hub.ask("POST", f"/contents/item/{name}/delete", headers=cookie, data={"version": "2"})
    assert answer.status_code == 409
    assert "市民課のものなので、変えられません。" in answer.text
    answer = hub.ask("POST", "/contents/publishing/bring-back", headers=cookie, data={"number": 1})
    assert answer.status_code == 403


def test_a_notice_sent_back_says_why_and_can_be_mended(visit: Opened) -> None:
    mine = visit("/contents", Role.CONTENT_EDITOR, "sato", "市民課")
    write(mine, "夜間窓口")
    chief = visit("/contents/publishing", Role.CONTENT_MANAGER, "suzuki")
    chief.get_by_text("返す", exact=False).first.click()
    chief.get_by_label("直してほしいこと").fill("英語も入れてください。")
    chief.get_by_role("button", name="返す").click()
    expect(chief.get_by_text("作った人に返しました。")).to_be_visible()
    mine.reload()
    expect(mine.locator(".returned-note")).to_contain_text("英語も入れてください。")
    mine.get_by_role("group", name="見出し").get_by_text("ほかのことば").click()
    mine.locator("#heading-en").fill("Evening counter")
    mine.get_by_role("button", name="保存して、確認をたのむ").click()
    expect(mine.locator("#state + p")).to_have_text("◆ 確認待ち")


def test_without_scripts_everything_reads_and_rows_still_move(visit: Opened) -> None:
    page = visit("/contents", Role.CONTENT_MANAGER, "sato", java_script_enabled=False)
    for title in ("夜間窓口", "予防接種"):
        write(page, title)
    page.goto("/contents/playlist/new")
    page.get_by_label("名前").fill("番組")
    for title in ("夜間窓口", "予防接種"):
        page.get_by_label("加えるもの").select_option(label=title)
        page.get_by_role("button", name="加える").click()
    page.get_by_role("button", name="予防接種 を上へ").click()
    assert row_order(page) == ["予防接種", "夜間窓口"]
    assert "保存していない変更があります" in page.inner_text("main")
    page.get_by_role("button", name="下書きに保存").click()
    assert "下書きを保存しました。" in page.inner_text("main")
    for path in ("screens", "schedule", "publishing", "campaigns", "media"):
        page.goto(f"/contents/{path}")
        assert page.locator("main .card").count() > 0


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
def test_forms_in_use_are_accessible_and_fit(
    visit: Opened, tmp_path: Path, width: int, height: int
) -> None:
    size = {"width": width, "height": height}
    page = visit("/contents", Role.ADMINISTRATOR, "admin", viewport=size, bypass_csp=True)
    page.goto("/contents/item/new?kind=notice")
    page.get_by_text("いつ出すか：いつでも").click()
    page.get_by_label("くり返し").select_option("nth")
    page.get_by_role("button", name="下書きに保存").click()
    expect(page.locator("#said")).to_be_focused()
    expect(page.get_by_text("第何：ひとつ以上選んでください。")).to_be_visible()
    (tmp_path / "form.png").write_bytes(page.screenshot(full_page=True))
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.goto("/contents/screen/display-1")
    page.get_by_role("button", name="時間を加える").click()
    page.locator(".row .when summary").first.click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
