"""What displays tell is seen by managers: how they are, what they showed, what sponsors owe."""

from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from hub.service.access import Role
from tests.hubs import RunningHub, demo_settings, running
from tests.web.conftest import Lobby, Opened

CAMPAIGN, SPOT = "bakery", "bakery-spot"


def tell(hub: RunningHub, path: str, body: object) -> None:
    answer = hub.ask("POST", path, hub.token(Role.SIGNAGE, "display-1"), json=body)
    assert answer.ok, answer.text


def play(hub: RunningHub, number: int, *, whole: bool = True) -> dict[str, object]:
    hub.clock.later(minutes=1)
    return {
        "id": f"{number:032x}",
        "screen": "display-1",
        "item": SPOT,
        "title": "=待合ベーカリー",
        "campaign": CAMPAIGN,
        "digest": "a" * 64,
        "began": hub.clock().isoformat(),
        "seconds": 15.0 if whole else 4.0,
        "whole": whole,
    }


def test_how_a_display_is_with_what_it_shows(hub: RunningHub, visit: Opened) -> None:
    page = visit("/contents/screens", Role.CONTENT_EDITOR, "sato", "市民課")
    card = page.locator("#screen-display-1")
    expect(card).to_contain_text("－ まだ連絡がありません")
    taken = BytesIO()
    Image.new("RGB", (64, 36), (0, 23, 193)).save(taken, "JPEG")
    state = {
        "clock": hub.clock().isoformat(),
        "generation": 1,
        "version": "2.1",
        "zones": [{"zone": "main", "item": "i", "title": "年末年始の休み"}],
        "disk_free": 40_000_000_000,
        "memory": 280_000_000,
        "memory_an_hour": 9_000_000,
        "faults": [
            {
                "item": "concert",
                "title": "音楽会",
                "reason": "stalled",
                "at": hub.clock().isoformat(),
            }
        ],
    }
    screenshot = b64encode(taken.getvalue()).decode()
    tell(hub, "/api/signage/screen", {"state": state, "screenshot": screenshot})
    # By itself, with the next news of the lobby and every 15 seconds without.
    Lobby(hub).issue()
    expect(card).to_contain_text("年末年始の休み")
    expect(card.get_by_text("2.1", exact=True)).to_be_visible()
    expect(card.locator(".ill")).to_contain_text(["最後", "+9.0 MB／時"][1:])
    picture = card.get_by_alt_text("待合の表示盤 のいまの画面")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 64
    # Whoever wrote it is told as well, and so is whoever lets it out.
    page.goto(f"{hub.address}/contents/item/concert")
    expect(page.locator("main")).to_contain_text("端末で再生できません。途中で止まりました")


def test_a_site_without_displays_is_told_how_to_have_one(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path)
    terminals = settings.terminals.model_copy(update={"displays": []})
    with running(tmp_path, settings=replace(settings, terminals=terminals)) as hub:
        cookie = {"Cookie": f"machiai={hub.token(Role.CONTENT_MANAGER)}"}
        said = hub.ask("GET", "/contents/screens", headers=cookie).text
    assert "表示盤がありません。terminals.yaml に書くと、ここに並びます。" in said
    assert "/contents/schedule" not in said


def test_an_item_is_drawn_by_the_player_itself(hub: RunningHub) -> None:
    cookie = {"Cookie": f"machiai={hub.token(Role.CONTENT_EDITOR, 'sato', '市民課')}"}
    where = "/contents/item/concert/picture?layout="
    answer = hub.ask("GET", f"{where}full-landscape", headers=cookie, timeout=90)
    with Image.open(BytesIO(answer.content)) as drawn:
        assert drawn.size == (960, 540)
        # The poster is dark blue to its edges.
        pixel = drawn.convert("RGB").getpixel((480, 500))
    assert isinstance(pixel, tuple)
    red, _, blue = pixel
    assert blue > 100 > red
    assert hub.ask("GET", f"{where}nowhere", headers=cookie).status_code == 404


def test_any_time_of_any_day_is_drawn_by_the_player_itself(hub: RunningHub, visit: Opened) -> None:
    page = visit("/contents/preview", Role.CONTENT_EDITOR, "sato", "市民課")
    page.get_by_label("日", exact=True).fill("2026-12-24")
    page.get_by_label("時刻").fill("09:30")
    page.get_by_label("間かく").select_option("3600")
    page.get_by_role("button", name="見る").click()
    times = page.locator(".pictures .time")
    expect(times).to_have_count(6)
    expect(times.nth(2)).to_have_text("12月24日 11:30:00")
    picture = page.get_by_alt_text("待合の表示盤 の 11:30:00 の画面")
    width = "image => image.decode().then(() => image.naturalWidth)"
    assert picture.evaluate(width) == 960
    sources = page.locator(".pictures img").evaluate_all("all => all.map(one => one.src)")
    drawn = [page.request.get(source).body() for source in sources]
    assert len(set(drawn)) == 6, "the clock alone is another on each"
    assert page.request.get(sources[0].replace("n=0", "n=6")).status == 404
    # The rotation goes on where the pictures end.
    after = page.get_by_role("link", name="次の6枚").get_attribute("href") or ""
    assert "&at=2026-12-24T15:30:00&every=3600" in after
    closer = page.request.get(hub.address + after.replace("every=3600", "every=15")).text()
    assert "12月24日 15:31:15" in closer
    assert "at=2026-12-24T15:31:30&amp;every=15" in closer
    # No day is so odd that there is no answer.
    for odd in ("9999-12-31", "0001-01-01", "2026-02-30"):
        for asked in (f"schedule?span=week&day={odd}", f"preview?screen=display-1&at={odd}T23:59"):
            assert page.request.get(f"{hub.address}/contents/{asked}").ok, asked


def test_plays_are_counted_for_the_sponsor(hub: RunningHub, visit: Opened) -> None:
    plays = [play(hub, number, whole=number != 3) for number in range(5)]
    tell(hub, "/api/signage/plays", plays)
    # A display that was not answered sends the same again.
    tell(hub, "/api/signage/plays", plays[:2])
    page = visit("/contents/campaigns", Role.CONTENT_MANAGER, "sato")
    page.get_by_role("link", name="の回数").click()
    done = page.locator(".sums div", has_text="流した回数").locator("dd")
    expect(done).to_have_text("4")
    broken = page.locator(".sums div", has_text="途中で切れた回数").locator("dd")
    expect(broken).to_have_text("1")
    with page.expect_download() as coming:
        page.get_by_role("link", name="1回ごとの記録（CSV）").click()
    lines = coming.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    # No cell is a formula to a spreadsheet.
    assert lines[1].startswith("2026-11-24T09:01:00+09:00,待合の表示盤,'=待合ベーカリー,15.0,")
    answer = page.request.get(page.url.replace("/account", "/account.pdf"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    odd = page.request.get(f"{page.url}?first=0001-01-01&last=9999-12-31")
    assert odd.ok, "the days of the contract"
    counted = page.url
    page.goto(f"{counted}?first=2026-11-25&last=2026-11-26")
    expect(done).to_have_text("0")
    # A contract that is deleted has still to be billed.
    page.goto(f"{hub.address}/contents/campaign/{CAMPAIGN}")
    page.locator("summary", has_text="削除する").click()
    page.get_by_role("button", name="削除する").click()
    page.goto(f"{hub.address}/contents/campaigns")
    assert page.get_by_role("link", name="の回数").count() == 1
    page.locator("#gone").get_by_role("link", name="（削除）の回数").click()
    assert page.url == counted
    expect(done).to_have_text("4")
