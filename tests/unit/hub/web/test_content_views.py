"""Schedules, summaries, remarks and screens as the managers read them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hub.domain.signage.content import (
    Clock,
    Countdown,
    Events,
    Guide,
    Image,
    Item,
    Medium,
    MediumKind,
    News,
    Notice,
    Playable,
    Video,
    Waiting,
)
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import Campaign, Entry, Playlist, Programme, Screen, Slot
from hub.domain.signage.publishing import (
    Body,
    ContentRefusal,
    ContentRefused,
    Piece,
    PieceKind,
    Stage,
)
from hub.domain.signage.remarks import Code, Remark, Severity
from hub.domain.signage.windows import Calendar, Part, Window
from hub.service.access import Principal, Role
from hub.service.signage.wire import ItemFault, ScreenSeen, ScreenState, ZoneState
from hub.web.contents import words
from hub.web.contents.screen_pages import card
from hub.web.contents.stock import Stock, may_change
from hub.web.contents.summary import Names, apart, changes
from hub.web.contents.timetable import bands, day_blocks

TOKYO = ZoneInfo("Asia/Tokyo")
TUESDAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=TOKYO)
MORNING = Window(parts=(Part(time(8, 30), time(12)),))
WEEKDAYS = Window(weekdays=frozenset(range(5)), parts=(Part(time(8, 30), time(17, 15)),))
NOTICE = Item("i1", "年末の休み", Notice({"ja": "休み"}, {"ja": "12月29日から"}), 15)
PICTURE = Item("i2", "ポスター", Image("a" * 64, {"ja": "紅葉"}), 15, MORNING)
OFFICE = Playlist("p1", "開庁中", (Entry("i1"), Entry("i2", 2)))
EMPTY = Playlist("p2", "夜間")
SCREEN = Screen(
    "display-1",
    Slot("full-landscape", {"main": "p2"}),
    (Slot("full-landscape", {"main": "p1"}, WEEKDAYS),),
)
PROGRAMME = Programme(
    Calendar("Asia/Tokyo"),
    {"i1": NOTICE, "i2": PICTURE},
    {"p1": OFFICE, "p2": EMPTY},
    {},
    dict(STANDARD),
    {"display-1": SCREEN},
    {"a" * 64: Medium("a" * 64, MediumKind.IMAGE, "image/png", 9, "紅葉.png")},
)
NAMES = Names(
    zone=TOKYO,
    items={"i1": "年末の休み", "i2": "ポスター"},
    playlists={"p1": "開庁中"},
    layouts={},
    screens={},
    media={"a" * 64: "紅葉.png", "b" * 64: "山.png", "c" * 64: "川.mp4"},
    sources={},
    services={"tax": "税の証明"},
    floors={"2f": "2階"},
)


def piece(body: Body, kind: PieceKind = PieceKind.ITEM, **more: object) -> Piece:
    made = Piece(kind, body.id, "市民課", 1, Stage.DRAFT, body, "sato", NOON)
    return replace(made, **more)  # type: ignore[arg-type] # by name


def test_a_day_is_told_in_blocks_without_a_gap() -> None:
    blocks = day_blocks(PROGRAMME, "display-1", TUESDAY, Playable(frozenset({"a" * 64})))
    assert [(f"{one.begins:%H:%M}", f"{one.ends:%H:%M}") for one in blocks] == [
        ("00:00", "08:30"),
        ("08:30", "12:00"),
        ("12:00", "17:15"),
        ("17:15", "00:00"),
    ]
    night, morning, afternoon, _ = (one.zones[0] for one in blocks)
    assert night.is_empty
    assert night.shown == ()
    assert [item.title for item in morning.shown] == ["ポスター", "年末の休み"]
    poster, notice = (item.an_hour for item in morning.shown)
    assert poster == pytest.approx(2 * notice, rel=0.05)
    assert [round(item.an_hour) for item in afternoon.shown] == [240]


def test_a_week_is_a_table_whose_rows_begin_where_something_changes() -> None:
    days = [TUESDAY + timedelta(days=number) for number in range(-1, 6)]
    blocks = [day_blocks(PROGRAMME, "display-1", day, Playable()) for day in days]
    table = bands(blocks)
    assert [band.begins for band in table] == [time(0), time(8, 30), time(17, 15)]
    saturday = [band.cells[5] for band in table]
    assert saturday[0] is not None
    assert saturday[0].rows == 3
    assert saturday[1:] == [None, None]
    assert all(cell and cell.rows == 1 for cell in (band.cells[0] for band in table))


def test_what_an_edit_changes_is_marked() -> None:
    edited = replace(NOTICE, seconds=20, content=Notice({"ja": "閉庁"}, {"ja": "12月29日から"}))
    found = {one.label: one for one in changes(edited, NOTICE, NAMES)}
    assert (found["見出し"].now, found["見出し"].before) == ("閉庁", "休み")
    assert [label for label, one in found.items() if one.is_new] == ["見出し", "出す秒数"]


SPOT = Campaign("c1", "パン屋", "冬", ("i1",), TUESDAY, TUESDAY, 9)
# Each with another field, and more than one where one is shown among others.
EDITS: tuple[tuple[Body, Body], ...] = (
    *(
        (Item("i", "例", one), Item("i", "例", other))
        for one, other in (
            (Notice({"ja": "{窓口|まどぐち}"}, {}), Notice({"ja": "{窓口|まとぐち}"}, {})),
            (Notice({"ja": "休み"}, {}), Notice({"ja": "休み", "en": "Closed"}, {})),
            (News("city"), News("city", 8)),
            (Events("hall"), Events("hall", 7)),
            (Waiting(), Waiting(("tax",))),
            (Guide(), Guide("2f")),
            (Image("a" * 64, {"ja": "山"}), Image("b" * 64, {"ja": "山"})),
            (Video("c" * 64, {"ja": "川"}), Video("c" * 64, {"ja": "川"}, 0.5)),
            (Countdown({"ja": "祭"}, NOON), Countdown({"ja": "祭"}, NOON + timedelta(hours=1))),
        )
    ),
    (Playlist("p", "例", (Entry("i1"),)), Playlist("p", "例", (Entry("i2"),))),
    *((OFFICE, replace(OFFICE, entries=(entry,))) for entry in (Entry("i1"), Entry("i1", 2))),
    (SPOT, replace(SPOT, screens=frozenset({"display-1"}))),
    (SCREEN, replace(SCREEN, ticker=({"ja": "ようこそ"},))),
    *(
        (replace(SCREEN, ticker=({"ja": "ようこそ"},)), replace(SCREEN, ticker=(other,)))
        for other in ({"ja": "ようこそ", "en": "Welcome"}, {"ja": "お帰りなさい"})
    ),
    (SCREEN, replace(SCREEN, power=WEEKDAYS)),
)


@pytest.mark.parametrize(("live", "edited"), EDITS)
def test_no_edit_is_let_out_unseen(live: Body, edited: Body) -> None:
    assert any(one.is_new for one in changes(edited, live, NAMES))


def test_of_the_same_name_each_can_be_told() -> None:
    names = apart({"a" * 16: "ポスター", "b" * 16: "ポスター", "c" * 16: "休み"})
    assert list(names.values()) == ["ポスター（aaaaaaaa）", "ポスター（bbbbbbbb）", "休み"]


def test_every_kind_of_piece_can_be_read_in_lines() -> None:
    said = {one.label: one.now for one in changes(OFFICE, None, NAMES)}
    assert said["2番目"] == "ポスター　めやす2　いつでも"
    said = {one.label: one.now for one in changes(SCREEN, None, NAMES)}
    assert said["1番目"] == "月～金　08:30～17:15：full-landscape　主な面＝開庁中"
    said = {one.label: one.now for one in changes(PICTURE, None, NAMES)}
    assert said["素材"] == "紅葉.png"
    assert said["いつ"] == "08:30～12:00"


def test_where_something_is_used() -> None:
    stock = Stock(
        (
            piece(NOTICE),
            piece(PICTURE),
            piece(Item("i3", "時計", Clock()), stage=Stage.DELETED),
            piece(OFFICE, PieceKind.PLAYLIST),
            piece(SCREEN, PieceKind.SCREEN),
        ),
        PROGRAMME.media,
    )
    assert [use.name for use in stock.uses(PieceKind.ITEM, "i1")] == ["番組「開庁中」"]
    assert [use.href for use in stock.uses(PieceKind.PLAYLIST, "p1")] == [
        "/contents/screen/display-1"
    ]
    assert [use.name for use in stock.uses_of_medium("a" * 64)] == ["掲示物「ポスター」"]
    assert set(stock.items) == {"i1", "i2"}


def test_editors_change_what_is_their_departments() -> None:
    editor = Principal("sato", "佐藤", Role.CONTENT_EDITOR, department="市民課")
    assert may_change(editor, "市民課")
    assert not may_change(editor, "税務課")
    homeless = Principal("kato", "加藤", Role.CONTENT_EDITOR)
    assert not may_change(homeless, "")
    assert may_change(Principal("m", "m", Role.CONTENT_MANAGER), "税務課")


@pytest.mark.parametrize("code", list(Code))
def test_every_remark_has_its_words(code: Code) -> None:
    found = Remark(code, Severity.FAULT, PieceKind.ITEM, "i1", {"item": "i1", "zone": "main"})
    said = words.remark(found, {"i1": "年末の休み", "main": "主な面"}, TOKYO)
    assert said.endswith("。")
    assert "{" not in said


def test_a_remark_says_when_in_local_time() -> None:
    details = {"zone": "main", "begins": "2026-11-24T08:15:00+00:00", "ends": "", "gaps": "2"}
    found = Remark(Code.GAP, Severity.WARNING, PieceKind.SCREEN, "display-1", details)
    said = words.remark(found, {"main": "主な面"}, TOKYO)
    assert said.startswith("主な面：11月24日 17:15から何も出ない時間があります（2か所）")


@pytest.mark.parametrize("code", list(ContentRefusal))
def test_every_refusal_has_its_words(code: ContentRefusal) -> None:
    assert words.refusal(ContentRefused(code, stage="review")).endswith("。")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("content.settings ", ""),
        ("content.approve item:i1 item:gone", "お知らせを公開　掲示物「休み」、item:gone"),
        ("content.delete item:i1", "お知らせを削除　掲示物「休み」"),
        ("content.bring-back 3", "前のお知らせにもどした（第3版）"),
        (
            f"content.approve{' item:i1' * 5}",
            f"お知らせを公開　{'、'.join(['掲示物「休み」'] * 3)} ほか2件",
        ),
    ],
)
def test_the_history_says_what_was_done(note: str, said: str) -> None:
    assert words.publication(note, {"item:i1": "掲示物「休み」"}) == said


def state(**more: object) -> ScreenState:
    told = ScreenState(
        NOON,
        3,
        wanted=3,
        version="1.0",
        zones=(ZoneState("main", "i1", "年末の休み"), ZoneState("lower")),
        disk_free=50_000_000_000,
        memory=300_000_000,
    )
    return replace(told, **more)  # type: ignore[arg-type] # by name


def seen(told: ScreenState | None, *, connected: bool = True) -> ScreenSeen:
    return ScreenSeen("display-1", connected, told, NOON if told else None)


def test_a_screen_that_is_well() -> None:
    shown = card(seen(state()), "待合の表示盤", 3, NOON)
    assert shown.state == "● 動いています"
    assert shown.now == (("主な面", "年末の休み"), ("下の面", "待機の絵"))
    assert [fact.name for fact in shown.facts if not fact.is_well] == []
    facts = {fact.name: fact.value for fact in shown.facts}
    assert (facts["画面"], facts["動画のコマ"]) == ("―", "―")
    playing = state(width=1920, height=1080, delivered=300, presented=299)
    facts = {fact.name: fact.value for fact in card(seen(playing), "x", 3, NOON).facts}
    assert (facts["画面"], facts["動画のコマ"]) == ("1920×1080", "映した299／届いた300")


@pytest.mark.parametrize(
    ("told", "name", "words_"),
    [
        ({"generation": 2, "missing": 4}, "内容", "第2版（あと4件）"),
        ({"clock": NOON + timedelta(seconds=90)}, "端末の時計", "（90秒進んでいます）"),
        (
            {"clock": NOON - timedelta(days=365), "trusted": False},
            "端末の時計",
            "2025年11月24日 12:00:00（365日遅れています）。疑わしいため",
        ),
        ({"clock": NOON + timedelta(hours=1)}, "端末の時計", "13:00:00（60分進んでいます）"),
        ({"trusted": False}, "端末の時計", "12:00:00。疑わしいため"),
        ({"disk_free": 100_000_000}, "ディスクの空き", "0.1 GB"),
        ({"memory_an_hour": 20_000_000}, "メモリー", "+20.0 MB／時"),
    ],
)
def test_what_is_wrong_with_a_screen_is_marked(
    told: dict[str, object], name: str, words_: str
) -> None:
    facts = card(seen(state(**told)), "待合の表示盤", 3, NOON).facts
    wrong = [fact for fact in facts if not fact.is_well]
    assert [fact.name for fact in wrong] == [name]
    assert words_ in wrong[0].value


def test_a_screen_that_is_away_or_was_never_heard() -> None:
    assert card(seen(state(), connected=False), "x", 3, NOON).state == "■ つながっていません"
    assert card(seen(None), "x", 3, NOON).state == "－ まだ連絡がありません"
    fault = ItemFault("i1", "年末の休み", "stalled", NOON.astimezone(UTC))
    shown = card(seen(state(faults=(fault,))), "x", 3, NOON)
    assert shown.faults == ("年末の休み：途中で止まりました（11月24日 12:00）",)
