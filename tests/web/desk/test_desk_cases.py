"""A case on the desk: refusals in words, corrections, print, files, two clerks, no traces."""

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page, expect

from config.schema.hub import Desk
from hub.domain.forms.answers import Slot
from hub.sealing import text
from hub.service.access import Role
from hub.service.desk.exports import EXPORT
from tests.desks import FAMILY, IVS, PLANTED, STREET, HubKiosk, Keys, answers
from tests.hubs import RunningHub, demo_settings, running
from tests.web.conftest import Opened
from tests.web.desk.steps import CASE, deeds, give

TYPED = (FAMILY, PLANTED, STREET, "09012345678", "ウエコミ")


# ---- Refusals ----


def misread(kiosk: HubKiosk) -> str:
    return kiosk.seal().texts[0][:-9]


def tampered(kiosk: HubKiosk) -> str:
    """A bit of the envelope flipped, and both sums made right again."""
    (part,) = text.read(kiosk.seal().texts[0])
    changed = part.piece[:-1] + bytes([part.piece[-1] ^ 1])
    return text.write(text.Part(1, 1, text.crc(changed), changed))


def other_desk(_: HubKiosk) -> str:
    return Keys().seal().texts[0]


def unknown_kiosk(kiosk: HubKiosk) -> str:
    return kiosk.seal(key=Ed25519PrivateKey.generate()).texts[0]


def expired(kiosk: HubKiosk) -> str:
    sealed = kiosk.seal(valid=timedelta(minutes=30))
    kiosk.hub.clock.later(minutes=31)
    return sealed.texts[0]


@pytest.mark.parametrize(
    ("code", "reason", "title", "to_do"),
    [
        (
            lambda _: "https://example.jp/",
            "damaged",
            "この窓口で読むコードではありません",
            "大きいほう",
        ),
        (misread, "damaged", "文字が欠けたか変わりました", "もう一度、ゆっくり"),
        (tampered, "damaged", "作られたときと変わっています", "窓口の用紙"),
        (other_desk, "unknown_key", "この窓口あてのコードではありません", "管理者に"),
        (unknown_kiosk, "unknown_kiosk", "登録されていないキオスク", "管理者に"),
        (expired, "expired", "期限が切れています", "もう一度キオスクで"),
    ],
    ids=["foreign", "misread", "tampered", "other-desk", "unknown-kiosk", "expired"],
)
def test_each_refusal_says_what_is_the_matter_and_what_to_do(
    kiosk: HubKiosk, visit: Opened, code: object, reason: str, title: str, to_do: str
) -> None:
    page = visit("/desk", Role.CLERK, "sato")
    give(page, code(kiosk))  # type: ignore[operator] # one of the functions above
    expect(page.locator("#refused")).to_have_attribute("data-reason", reason)
    expect(page.locator("#refused")).to_contain_text(title)
    expect(page.locator("#refused")).to_contain_text(to_do)
    (line,) = deeds(kiosk.hub)
    assert (line.who, line.action) == ("sato", "desk-refuse")
    assert line.subject.startswith(reason)


def test_a_replay_tells_who_was_first_and_opens_for_a_reason(
    kiosk: HubKiosk, visit: Opened
) -> None:
    (code,) = kiosk.seal().texts
    first = visit("/desk", Role.CLERK, "sato")
    give(first, code)
    first.wait_for_url(CASE)
    kiosk.hub.clock.later(minutes=12)
    second = visit("/desk", Role.CLERK, "suzuki")
    give(second, code)
    refused = second.locator("#refused")
    expect(refused).to_contain_text("すでに読みとったコードです")
    expect(refused).to_contain_text("11月24日 09:00 に、satoさん が")
    second.get_by_label("同じ方の手続きの続き").check()
    second.get_by_role("button", name="もう一度開く").click()
    second.wait_for_url(CASE)
    expect(second.locator(".sheet")).to_contain_text(FAMILY)
    assert [line.action for line in deeds(kiosk.hub)] == [
        "desk-open",
        "desk-refuse",
        "desk-reopen",
    ]
    assert deeds(kiosk.hub)[-1].subject.endswith(" continued")


# ---- The case ----


def test_the_form_shows_what_waits_for_the_clerk_on_top(case: Page) -> None:
    to_do = case.locator("#to-do")
    expect(to_do).to_contain_text("確認すること 2件")
    expect(to_do).to_contain_text("2人目 氏名")
    expect(to_do).to_contain_text("3人目 続柄")
    expect(case.locator(".box.not_asked")).to_contain_text("聞いていない欄")
    expect(case.locator(".said-side")).to_contain_text("様式に欄なし")
    expect(case.locator(".tabs a")).to_have_count(2)
    case.keyboard.press("2")
    expect(case.locator(".sheet h2")).to_have_text("国民健康保険 資格取得届")


def test_a_name_is_corrected_by_keyboard_alone_and_marked(case: Page) -> None:
    case.keyboard.press("n")
    expect(case.get_by_label("氏名 ふりがな（氏）")).to_be_focused()
    for typed in ("やまだ", "いちろう", "山田", f"{IVS}一"):
        case.keyboard.press("ControlOrMeta+a")
        case.keyboard.insert_text(typed)
        case.keyboard.press("Tab")
    case.keyboard.press("Enter")
    box = case.locator(".box.corrected")
    expect(box).to_contain_text(f"山田 {IVS}一")
    expect(box).to_contain_text("来庁者の答え：=1+1 〓郎")
    expect(box.locator("a")).to_be_focused()
    expect(case.locator(".said-side")).to_contain_text("=1+1 〓郎")
    expect(case.locator("#to-do")).to_contain_text("確認すること 1件")


def test_a_choice_a_date_and_an_address_are_corrected(case: Page) -> None:
    case.get_by_role("link", name="3人目 続柄").click()
    case.get_by_label("子", exact=True).check()
    case.get_by_role("button", name="直す", exact=True).click()
    expect(case.locator("#to-do")).not_to_contain_text("続柄")
    case.get_by_role("link", name=re.compile("^生年月日： *昭和35年5月3日")).first.click()
    expect(case.get_by_label("元号")).to_have_value("昭和")
    case.get_by_label("生年月日 年").fill("３６")
    case.get_by_role("button", name="直す", exact=True).click()
    expect(case.locator(".box.corrected").last).to_be_visible()
    expect(case.locator(".sheet")).to_contain_text("昭和36年5月3日")
    case.get_by_role("link", name=re.compile("^新しい住所")).click()
    case.get_by_label("新しい住所 番地").fill("9-9")
    case.get_by_role("button", name="直す", exact=True).click()
    expect(case.locator(".sheet")).to_contain_text("熊本県待合市9-9")


def test_a_wrong_date_is_told_in_its_box_and_nothing_changes(case: Page) -> None:
    case.get_by_role("link", name=re.compile("^異動日")).click()
    case.get_by_label("異動日 月").fill("13")
    case.get_by_role("button", name="直す", exact=True).click()
    expect(case.locator("#correction #said")).to_contain_text("入れられない値")
    case.keyboard.press("Escape")
    expect(case.locator(".box.corrected")).to_have_count(0)


def test_a_correction_is_taken_back(case: Page) -> None:
    link = case.get_by_role("link", name=re.compile("^電話番号"))
    link.click()
    case.get_by_label("電話番号", exact=False).last.fill("03-1234-5678")
    case.get_by_role("button", name="直す", exact=True).click()
    expect(case.locator(".box.corrected")).to_contain_text("0312345678")
    link.click()
    case.get_by_role("button", name="来庁者の答えにもどす").click()
    expect(case.locator(".box.corrected")).to_have_count(0)
    expect(case.locator(".sheet")).to_contain_text("09012345678")


def test_an_answer_without_a_box_is_corrected_beside_the_form(case: Page) -> None:
    case.get_by_role("link", name=re.compile("^人数： *4")).click()
    case.locator(".said-side input[name=value]").fill("5")
    case.get_by_role("button", name="直す", exact=True).click()
    expect(case.locator(".sheet")).to_contain_text("5人目")


def test_the_forms_are_printed(case: Page) -> None:
    with case.expect_popup() as opening:
        case.keyboard.press("p")
    opening.value.close()
    answer = case.request.get(f"{case.url.partition('?')[0]}/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    with pypdfium2.PdfDocument(answer.body()) as document:
        shown = document[0].get_textpage().get_text_range()
    assert FAMILY in shown


def test_the_files_hold_what_was_planted_field_by_field(case: Page, out: Path) -> None:
    with case.expect_download() as saving:
        case.get_by_role("link", name="JSON").click()
    made = EXPORT.validate_json(saving.value.path().read_bytes())
    assert {(one.field, one.member) for one in made.answers} == {
        (slot.field, slot.member) for slot in answers()
    }
    values = {Slot(one.field, one.member): one.value for one in made.answers}
    for slot, value in answers().items():
        if isinstance(value, str | int) and value != "ask":
            assert values[slot] == value
    with case.expect_download() as saving:
        case.get_by_role("link", name="CSV").click()
    assert saving.value.suggested_filename.endswith(f"_moving-in_{made.code}.csv")
    rows = list(csv.DictReader(io.StringIO(saving.value.path().read_text(encoding="utf-8-sig"))))
    assert ("who", "1", "family", FAMILY) in [
        (row["field"], row["member"], row["part"], row["value"]) for row in rows
    ]
    case.keyboard.press("w")
    expect(case.locator("[role=status].note")).to_contain_text("を書き出しました")
    assert sorted(path.suffix for path in out.iterdir()) == [".csv", ".json"]
    written = json.loads(next(out.glob("*.json")).read_text(encoding="utf-8"))
    assert written["code"] == made.code


def test_a_folder_that_is_gone_is_told_to_the_clerk(case: Page, out: Path) -> None:
    out.rmdir()
    case.get_by_role("button", name="書き出す").click()
    expect(case.locator("[role=status].note")).to_contain_text("書けません")


def test_what_is_put_away_is_gone_and_the_next_can_come(case: Page) -> None:
    where = case.url
    case.keyboard.press("q")
    expect(case.locator("#told")).to_contain_text("片づけました")
    expect(case.locator("#cases")).to_contain_text("ありません")
    case.goto(where)
    expect(case.locator("#told")).to_contain_text("もう机の上にありません")


def test_two_clerks_at_once_see_their_own(kiosk: HubKiosk, visit: Opened) -> None:
    pages = {login: visit("/desk", Role.CLERK, login) for login in ("sato", "suzuki")}
    for page in pages.values():
        give(page, kiosk.seal().texts[0])
        page.wait_for_url(CASE)
    foreign = pages["suzuki"].url
    mine = pages["sato"]
    mine.goto(foreign)
    expect(mine.locator("#told")).to_contain_text("もう机の上にありません")
    expect(mine.locator("#cases li")).to_have_count(1)
    for ending in ("pdf", "json"):
        shown = mine.request.get(f"{foreign}/{ending}", max_redirects=0)
        assert shown.status == 303


def test_signing_out_clears_the_desk(case: Page, visit: Opened) -> None:
    where = case.url
    case.locator("#menu summary").click()
    case.get_by_role("button", name="サインアウト").click()
    again = visit(where, Role.CLERK, "sato")
    expect(again.locator("#told")).to_contain_text("もう机の上にありません")


# ---- No traces ----


def test_nothing_typed_or_scanned_is_on_disk_in_an_address_or_a_log(
    hub: RunningHub,
    kiosk: HubKiosk,
    visit: Opened,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    page = visit("/desk", Role.CLERK, "sato")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    (code,) = kiosk.seal().texts
    give(page, code)
    page.wait_for_url(CASE)
    page.request.get(f"{page.url}/pdf")
    give(page, code)
    expect(page.locator("#refused")).to_be_visible()
    assert not [url for url in asked if code[:20] in url or code[-20:] in url]
    assert page.evaluate(
        "JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])"
    ) == ("[null,{},{}]")
    told = capfd.readouterr()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(kept) > 100_000
    for secret in (*TYPED, code[20:60]):
        assert secret not in told.out + told.err
        assert secret.encode() not in kept
    assert [line.action for line in deeds(hub)] == ["desk-open", "desk-print", "desk-refuse"]


def test_kept_forms_are_encrypted_listed_without_content_and_opened_again(
    tmp_path: Path, visit: Opened, hub: RunningHub
) -> None:
    settings = demo_settings(tmp_path / "kept", desk=Desk(keep_days=3))
    with running(tmp_path, settings=settings) as keeping:
        kiosk = HubKiosk(keeping)
        sealed = kiosk.seal()
        page = visit("/sign-in")
        page.context.add_cookies(
            [
                {
                    "name": "machiai",
                    "value": keeping.token(Role.CLERK, "sato"),
                    "url": keeping.address,
                }
            ]
        )
        page.goto(f"{keeping.address}/desk")
        page.get_by_text("文字をはりつけて読む").click()
        page.get_by_label("コードの文字").fill(sealed.texts[0])
        page.get_by_role("button", name="開く").click()
        page.wait_for_url(CASE)
        page.keyboard.press("q")
        page.get_by_role("link", name="とってある内容から開く").click()
        expect(page.locator("main")).to_contain_text(sealed.id)
        assert not [secret for secret in TYPED if secret in page.content()]
        page.get_by_label("コードの番号でさがす").fill(sealed.id[:6])
        page.keyboard.press("Enter")
        page.get_by_role("button", name=f"{sealed.id} を開く").click()
        page.wait_for_url(CASE)
        expect(page.locator(".sheet")).to_contain_text(FAMILY)
        kept = b"".join(
            path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file()
        )
        assert not [secret for secret in TYPED if secret.encode() in kept]
        assert deeds(keeping)[-1].action == "desk-bring-back"
    assert deeds(hub) == []
