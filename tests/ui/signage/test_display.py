"""The display as people see it, on both shapes of panel: real lobby, words and QML."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from hub.domain import day
from hub.domain.signage.content import Item, Notice
from hub.domain.site import Site
from signage.app.link import Live
from tests.lobbies import service, site
from tests.ui.qml import clipped, until
from tests.ui.signage.stage import EVENING, STORE, Lobby, city, item, open_lobby, programme

Opener = Callable[..., Lobby]
# 3.5 % of the panel's short side, which is the height of the same panel hung across: it is the
# millimetres on the wall that count, and they do not change when the panel is turned.
FLOOR = 0.035


@pytest.fixture(params=["landscape", "portrait"])
def shape(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def opened(shape: str) -> Iterator[Opener]:
    lobbies: list[Lobby] = []

    def opener(made: Site | None = None, *items: Item) -> Lobby:
        first = programme(f"calls-{shape}", *items) if items else None
        lobbies.append(open_lobby(shape, made, first))
        return lobbies[-1]

    yield opener
    for lobby in lobbies:
        lobby.player.close()


@pytest.fixture
def lobby(opened: Opener) -> Lobby:
    """A display that has heard of an empty lobby."""
    made = opened(None, EVENING, STORE)
    made.tell()
    return made


def test_a_call_is_shown_with_its_counter_and_one_cue(lobby: Lobby) -> None:
    label = lobby.call(4)
    lobby.tell()
    assert lobby.texts("call-number") == [label]
    assert lobby.texts("call-counter") == ["4"]
    assert lobby.cues == [1]
    lobby.later(0.2)
    assert lobby.cues == [1]


def test_the_newest_number_is_the_largest_thing_and_can_be_read_from_ten_metres(
    lobby: Lobby,
) -> None:
    """A 43-inch panel is 535 mm high; its number must have capitals of 40 mm or more."""
    lobby.call(4)
    lobby.tell()
    sizes = {item: _pixels(item) for item in lobby.written()}
    largest = max(sizes.values())
    newest = [size for item, size in sizes.items() if _within(item, "call-number")]
    assert newest
    assert min(newest) == largest
    short = min(lobby.screen.window.width(), lobby.screen.window.height())
    assert largest * 0.74 / short * 535 >= 40
    for number in (1, 2, 3):
        lobby.call(number)
    lobby.tell()
    lobby.later(6)
    shared = [_pixels(item) for item in lobby.written() if _within(item, "call-number")]
    assert min(shared) * 0.74 / short * 535 >= 40


def test_five_calls_within_a_second_are_all_seen(lobby: Lobby) -> None:
    called = set()
    for number in range(1, 6):
        called.add(lobby.call(number))
        lobby.world.now += timedelta(milliseconds=100)
    lobby.tell()
    seen = set(lobby.texts("call-number"))
    assert len(seen) == 3
    assert set(lobby.texts("recent-number")) == called - seen
    lobby.later(7)
    assert seen | set(lobby.texts("call-number")) == called
    assert lobby.cues == [1, 1]


def test_a_number_called_again_gets_a_new_cue(lobby: Lobby) -> None:
    lobby.call(4)
    lobby.tell()
    ticket = lobby.world.lobby.counters["c4"].ticket or ""
    lobby.world.now += timedelta(seconds=30)
    lobby.recall("c4", ticket)
    lobby.tell()
    assert lobby.cues == [1, 1]
    assert len(lobby.texts("call-number")) == 1


def test_the_cue_is_slow_and_still_where_motion_is_reduced(lobby: Lobby) -> None:
    lobby.call(4)
    lobby.tell()
    (card,) = lobby.named("call-card")
    assert 1000 / card.property("beat") <= 3
    (content,) = [item for item in card.childItems() if item.objectName() == "call-content"]
    until(lambda: _glow(card) > 0.1, "the cue")
    assert content.scale() == 1


def test_a_display_that_starts_gives_no_cue(opened: Opener) -> None:
    lobby = opened()
    lobby.call(4)
    lobby.tell()
    assert lobby.texts("call-number") == ["A-001"]
    assert lobby.cues == []


def test_an_empty_lobby_says_what_will_happen(lobby: Lobby) -> None:
    assert lobby.named("call-none")
    assert not lobby.named("ready-board")
    assert lobby.texts("waiting-people") == ["0", "0", "0", "0"]


def test_without_its_hub_it_says_so_and_shows_no_figure_as_current(lobby: Lobby) -> None:
    lobby.call(4)
    lobby.tell()
    lobby.lose_hub()
    assert lobby.texts("call-heading") == ["ただいま接続を確認しています"]
    assert lobby.texts("call-number") == ["A-001"]
    assert lobby.texts("waiting-people") == lobby.texts("waiting-time") == []
    assert set(lobby.texts("waiting-note")) == {"確認しています"}
    lobby.call(5)
    lobby.tell()
    assert lobby.texts("call-heading") == ["お呼びしています"]
    assert lobby.texts("call-number") == ["A-002", "A-001"]
    assert len(lobby.texts("waiting-people")) == 4


def test_before_any_news_there_is_a_standby_picture_and_a_hint_for_staff(opened: Opener) -> None:
    lobby = opened()
    (standby,) = lobby.named("standby")
    assert (standby.width() < standby.height()) is (lobby.shape == "portrait"), "it fills the panel"
    lobby.director.receive(Live(live=False, enrolled=False))
    lobby.director.compose()
    assert "登録" in lobby.texts("trouble")[0]
    lobby.tell()
    assert not lobby.named("standby")


def test_without_notices_the_citys_name_and_a_clock_stand_there(lobby: Lobby) -> None:
    lobby.play()
    lobby.still()
    assert lobby.texts("city") == ["待合市役所"]
    assert lobby.texts("large-clock") == ["9:42"]


def test_notices_take_turns_over_the_one_before(lobby: Lobby) -> None:
    first = _title(lobby)
    lobby.next_turn()
    (before,) = [card for card in lobby.named("card-before") if _within_main(card)]
    assert before.opacity() == 1
    second = _title(lobby)
    assert {first, second} == {"マイナンバーカードの夜間窓口を開きます", "証明書は、コンビニでも"}
    lobby.still()
    lobby.next_turn()
    assert _title(lobby) == first


def test_one_notice_stays_without_fading_into_itself(lobby: Lobby) -> None:
    lobby.play(EVENING)
    lobby.still()
    lobby.later(40)
    assert not lobby.display.is_fading
    assert _title(lobby) == "マイナンバーカードの夜間窓口を開きます"


ODD = item(
    Notice(
        {"ja": "🎉 春まつり\u200d\ufffe\U000f0000 開催"},
        {"ja": "\x07鐘\tと <b>札</b>\n\n髙橋・山﨑"},
        link="https://example.jp/?q=%E6%98%A5&x=1",
    )
)


def test_odd_characters_leave_no_boxes_and_markup_stays_text(lobby: Lobby) -> None:
    lobby.play(ODD)
    lobby.still()
    assert _title(lobby) == "春まつり 開催"
    assert _plain(lobby.screen.value("notice-body", "text")) == "鐘と <b>札</b>\n\n髙橋・山﨑"


def many_services() -> Site:
    long = "国民健康保険・後期高齢者医療・年金の届出と相談"
    return site(
        services={
            f"s{n}": service(f"s{n}", chr(65 + n), name={"ja": long if n % 2 else "税"})
            for n in range(12)
        },
        counters=city().counters,
    )


def test_twelve_services_with_long_names_come_by_in_pages(opened: Opener) -> None:
    lobby = opened(many_services())
    lobby.tell()
    lobby.still()
    seen: set[str] = set()
    for _ in range(3):
        seen.update(item.property("key") for item in lobby.named("waiting-line"))
        lobby.later(8)
    assert len(seen) == 12
    assert all(_right(name) <= lobby.screen.window.width() for name in lobby.named("waiting-name"))


def test_a_closed_service_stays_and_says_why(lobby: Lobby) -> None:
    lobby.world.do(None, lambda act: day.set_service(act, "card", closed=True))
    lobby.tell()
    assert lobby.texts("waiting-note") == ["受付を止めています"]
    lobby.world.now += timedelta(hours=8)
    lobby.tell()
    assert set(lobby.texts("waiting-note")) == {"受付終了（17:15 まで）"}


def test_thirty_ready_numbers_come_by_in_pages(lobby: Lobby) -> None:
    lobby.ready(30)
    lobby.tell()
    seen: set[str] = set()
    for _ in range(4):
        assert len(lobby.texts("ready-number")) <= 10
        seen.update(lobby.texts("ready-number"))
        lobby.later(8)
    assert len(seen) == 30


def test_an_upstairs_counter_says_so(lobby: Lobby) -> None:
    lobby.call(3)
    lobby.tell()
    assert "上の階" in {item.property("text") for item in lobby.written()}


@pytest.mark.parametrize("rotate", [90, 270])
def test_a_turned_panel_shows_its_picture_turned(lobby: Lobby, rotate: int) -> None:
    window = lobby.screen.window
    window.resize(window.height(), window.width())
    lobby.settle(orientation=lobby.shape, rotate=rotate)
    QTest.qWait(1)
    page = lobby.screen.find("page")
    assert (page.width() < page.height()) == (lobby.shape == "portrait")
    corner = page.mapToScene(QPointF(0, 0))
    assert (corner.x() > 1) == (rotate == 90)


def test_a_panel_hung_otherwise_than_set_shows_a_whole_picture(lobby: Lobby) -> None:
    window = lobby.screen.window
    window.resize(window.height(), window.width())
    QTest.qWait(1)
    page = lobby.screen.find("page")
    assert (page.width() < page.height()) == (lobby.shape == "portrait")
    assert clipped(lobby.screen) == []


def crowded(lobby: Lobby) -> None:
    for number in (1, 4, 12):
        lobby.call(number)
    lobby.ready(30)
    for _ in range(120):
        lobby.world.issue("pension")
    lobby.tell()


def one_call(lobby: Lobby) -> None:
    lobby.call(12)
    lobby.tell()


def hub_away(lobby: Lobby) -> None:
    crowded(lobby)
    lobby.lose_hub()


def odd_notice(lobby: Lobby) -> None:
    lobby.play(ODD)


def no_notice(lobby: Lobby) -> None:
    lobby.play()


STATES = (one_call, crowded, hub_away, Lobby.tell, odd_notice, no_notice)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_text_can_be_read_and_none_is_cut(
    lobby: Lobby, state: Callable[[Lobby], None]
) -> None:
    state(lobby)
    lobby.still()
    short = min(lobby.screen.window.width(), lobby.screen.window.height())
    sizes = {item.property("text"): _pixels(item) for item in lobby.written()}
    # The shapes beside the words of congestion are drawn, not read.
    small = {text for text, size in sizes.items() if size < FLOOR * short} - set("●▲■")
    assert small == set()
    assert clipped(lobby.screen) == []


def test_many_calls_leave_the_screen_as_small_as_before(lobby: Lobby) -> None:
    _call_many(lobby, 30)
    before = len(list(lobby.screen.items()))
    _call_many(lobby, 100)
    assert abs(len(list(lobby.screen.items())) - before) <= 20
    assert len(lobby.named("call-card")) <= 3
    assert len(lobby.texts("recent-number")) <= 4


def _call_many(lobby: Lobby, count: int) -> None:
    for number in range(count):
        lobby.call(number % 12 + 1)
        lobby.world.now += timedelta(seconds=2)
        if number % 3 == 2:
            lobby.tell()
    lobby.later(60)
    QTest.qWait(1)


def _plain(text: str) -> str:
    return text.replace("\u2060", "")


def _title(lobby: Lobby) -> str:
    titles = (item for item in lobby.screen.items() if item.objectName() == "notice-title")
    found = [title for title in titles if _within(title, "card")]
    return _plain(found[0].property("text"))


def _within_main(item: QQuickItem) -> bool:
    return any(child.objectName() == "notice" for child in _below(item))


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from _below(child)


def _pixels(item: QQuickItem) -> float:
    """The height of the type in window pixels, after fitting and scaling of the page."""
    top, bottom = item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(0, 1))
    scale = (bottom - top).manhattanLength()
    return float(item.property("fontInfo").property("pixelSize").toNumber()) * scale


def _within(item: QQuickItem, name: str) -> bool:
    above: QQuickItem | None = item
    while above is not None and above.objectName() != name:
        above = above.parentItem()
    return above is not None


def _glow(card: QQuickItem) -> float:
    return max(item.opacity() for item in card.childItems() if item.objectName() == "call-glow")


def _right(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(item.width(), 0)).x()
