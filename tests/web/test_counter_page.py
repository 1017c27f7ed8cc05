"""A clerk at work: by keys, by mouse and by touch, beside other clerks."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from hub.service.access import Role
from tests.web.conftest import Lobby, Opened, press, ready

OpenCounter = Callable[[int], Page]


def number(page: Page) -> str:
    return page.locator("#number").inner_text()


def shows(page: Page, wanted: str) -> None:
    expect(page.locator("#number")).to_have_text(wanted)


def test_a_visit_by_keys_alone(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    page = counter(3)
    page.keyboard.press("Space")
    shows(page, "A-001")
    press(page, "r")
    expect(page.locator(".undo")).to_contain_text("もう一度呼び出し")
    press(page, "b")
    expect(page.locator("#visitor .state")).to_contain_text("対応中")
    press(page, "Enter")
    expect(page.locator("#today")).to_contain_text("終了 1")
    assert lobby.states() == {}


def test_the_next_step_keeps_the_number(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    page, cashier = counter(3), counter(4)
    page.keyboard.press("Space")
    shows(page, "A-001")
    press(page, "p")
    expect(cashier.locator("#queue tbody tr")).to_have_count(1)
    expect(cashier.locator("#queue tbody tr")).to_contain_text("A-001")


def test_two_clerks_at_once_never_call_the_same_visitor(lobby: Lobby, counter: OpenCounter) -> None:
    for _ in range(12):
        lobby.issue()
    pages = counter(1), counter(2)
    called = []
    before = ["", ""]
    for _ in range(6):
        for page in pages:
            ready(page)
        for page in pages:
            page.keyboard.press("Space")
        for index, page in enumerate(pages):
            expect(page.locator("#number.number:not(.none)")).not_to_have_text(before[index])
            before[index] = number(page)
        called += before
    assert len(set(called)) == 12


def test_what_another_clerk_does_is_seen_at_once(lobby: Lobby, counter: OpenCounter) -> None:
    page = counter(3)
    lobby.issue()
    expect(page.locator("#queue tbody tr")).to_have_count(1)
    lobby.open(1)
    lobby.act(1, "call-next")
    expect(page.locator("#queue tbody tr")).to_have_count(0)
    expect(page.locator("#c-counter-1")).to_contain_text("A-001")


def test_a_held_key_and_a_double_click_call_once(lobby: Lobby, counter: OpenCounter) -> None:
    for _ in range(4):
        lobby.issue()
    page = counter(3)
    for _ in range(3):
        page.keyboard.down("Space")
    page.keyboard.up("Space")
    shows(page, "A-001")
    ready(page)
    page.locator("#act-call-next button").dblclick()
    shows(page, "A-002")
    assert list(lobby.states().values()).count("waiting") == 3


def test_keys_do_nothing_while_a_number_is_typed(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    lobby.issue()
    page = counter(3)
    page.keyboard.press("n")
    expect(page.locator("#typed")).to_be_focused()
    page.keyboard.type("rbx a2")
    assert lobby.states() == {"A-001": "waiting", "A-002": "waiting"}
    page.locator("#typed").fill("ａ２")
    page.keyboard.press("Enter")
    shows(page, "A-002")
    expect(page.locator("#typed")).to_have_value("")


def test_what_is_typed_survives_what_others_do(lobby: Lobby, counter: OpenCounter) -> None:
    page = counter(3)
    page.locator("#typed").fill("A-0")
    lobby.issue()
    expect(page.locator("#queue tbody tr")).to_have_count(1)
    expect(page.locator("#typed")).to_have_value("A-0")
    expect(page.locator("#typed")).to_be_focused()


def test_undo_takes_back_the_last_action(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    page = counter(3)
    page.keyboard.press("Space")
    shows(page, "A-001")
    expect(page.locator(".undo")).to_contain_text("A-001 を呼び出し")
    press(page, "Control+z")
    expect(page.locator(".number.none")).to_be_visible()
    assert lobby.states() == {"A-001": "waiting"}
    expect(page.locator(".undo")).to_contain_text("取り消せる操作はありません")


def test_a_transfer_to_another_counter(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    page, other = counter(3), counter(6)
    page.keyboard.press("Space")
    shows(page, "A-001")
    press(page, "t")
    expect(page.locator("#panel-title")).to_contain_text("A-001")
    page.get_by_label("先頭").check()
    lobby.issue("moving")
    # News from elsewhere leaves the choice as it is.
    expect(page.locator("#queue tbody tr")).to_have_count(1)
    expect(page.get_by_label("先頭")).to_be_checked()
    page.get_by_role("button", name="6番窓口").click()
    expect(page.locator(".panel")).to_have_count(0)
    expect(other.locator("#queue tbody")).to_contain_text("A-001")
    expect(other.locator("#queue tbody")).to_contain_text("6番窓口へ")
    assert page.url.endswith("/counter/counter-3")


def test_absent_only_after_enough_calls_and_time(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    page = counter(3)
    page.keyboard.press("Space")
    shows(page, "A-001")
    expect(page.locator("#act-absent")).to_contain_text("あと1回・")
    press(page, "x")
    expect(page.locator("#said")).to_contain_text("不在にするには、あと1回・60秒必要です。")
    press(page, "r")
    lobby.hub.clock.later(seconds=61)
    press(page, "x")
    expect(page.locator(".apart[aria-label=不在]")).to_contain_text("A-001")
    page.locator(".apart[aria-label=不在] a").click()
    page.get_by_role("button", name="列に戻す（先頭）").click()
    expect(page.locator("#queue tbody tr")).to_contain_text("戻り")


def test_hold_and_resume(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    page = counter(3)
    page.keyboard.press("Space")
    shows(page, "A-001")
    press(page, "h")
    page.locator(".apart[aria-label=保留] a").click()
    page.get_by_role("button", name="対応を再開").click()
    expect(page.locator("#visitor .state")).to_contain_text("対応中")


def test_a_number_is_cancelled(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.issue()
    page = counter(3)
    page.locator("#queue tbody a").click()
    page.get_by_role("button", name="番号を取り消す").click()
    expect(page.locator("#queue")).to_contain_text("いま、お待ちの方はいません。")
    assert lobby.states() == {}


def test_a_refused_action_says_why_beside_the_button(counter: OpenCounter) -> None:
    page = counter(3)
    page.keyboard.press("Space")
    expect(page.locator("#next #said")).to_contain_text("お待ちの方はいません。")


def test_a_stale_screen_calls_nobody(lobby: Lobby, counter: OpenCounter, visit: Opened) -> None:
    """The same counter in a second window that has not heard the news."""
    lobby.issue()
    lobby.issue()
    stale = visit("/counter/counter-3", Role.CLERK, "clerk9", java_script_enabled=False)
    page = counter(3)
    stale.reload()
    page.keyboard.press("Space")
    shows(page, "A-001")
    stale.locator("#act-call-next button").click()
    expect(stale.locator("#said")).to_contain_text("様子が変わっていました")
    assert lobby.states() == {"A-001": "called", "A-002": "waiting"}


def test_papers_are_called_to_the_board_and_handed_out(lobby: Lobby, counter: OpenCounter) -> None:
    lobby.open(3, 4)
    lobby.issue()
    ticket = lobby.act(3, "call-next")
    lobby.act(3, "finish", ticket=ticket["id"], onward=True)
    ticket = lobby.act(4, "call-next")
    lobby.act(4, "finish", ticket=ticket["id"], onward=True)
    page = counter(5)
    page.get_by_role("button", name="できました").click()
    expect(page.locator("#ready")).to_contain_text("お渡し待ち 1人")
    ready(page)
    page.get_by_role("button", name="渡した").click()
    expect(page.locator("#ready")).to_contain_text("お渡しするものはありません。")


def test_a_counter_opens_and_closes(lobby: Lobby, visit: Opened) -> None:
    page = visit("/counter", Role.CLERK, "sato")
    page.get_by_role("link", name="3番窓口").click()
    page.wait_for_selector("body.is-live")
    page.keyboard.press("Space")
    expect(page.locator("#c-counter-3")).to_contain_text("空いています")
    page.locator("#menu summary").click()
    ready(page)
    page.get_by_role("button", name="窓口を閉じる").click()
    expect(page.locator("#c-counter-3")).to_contain_text("（休止）")
    assert [line.action for line in lobby.hub.audit()] == ["open", "close"]


def test_a_tablet_is_worked_by_touch(lobby: Lobby, visit: Opened) -> None:
    for _ in range(3):
        lobby.issue()
    lobby.open(3)
    tablet = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
    page = visit("/counter/counter-3", Role.CLERK, "sato", **tablet)
    page.wait_for_selector("body.is-live")
    page.locator("#act-call-next button").tap()
    shows(page, "A-001")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, a:not(.skip), input, summary')]
            .filter((e) => e.offsetParent && e.type !== 'hidden')
            .filter((e) => e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_the_page_works_without_scripts(lobby: Lobby, visit: Opened) -> None:
    lobby.issue(priority="pregnant")
    page = visit("/counter/counter-3", Role.CLERK, "sato", java_script_enabled=False)
    page.get_by_role("button", name="窓口を開く").click()
    expect(page.locator("#queue tbody tr")).to_contain_text("優先 妊娠中")
    page.locator("#act-call-next button").click()
    shows(page, "A-001")
    page.locator("#go-move").click()
    page.get_by_role("button", name="B 引っこし・戸籍の届出").click()
    expect(page.locator("#queue tbody tr")).to_contain_text("引っこし・戸籍の届出")
    assert page.url.endswith("/counter/counter-3")
