"""What a form of the contents says comes back as it was, and all its faults come at once."""

from collections.abc import Callable
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.signage.content import (
    Clock,
    Content,
    Countdown,
    Events,
    Guide,
    Image,
    Item,
    Medium,
    MediumKind,
    News,
    Notice,
    Pdf,
    Template,
    Video,
    Waiting,
    Weather,
)
from hub.domain.signage.programme import (
    Campaign,
    Entry,
    Layout,
    Playlist,
    Screen,
    Slot,
    Zone,
    ZoneKind,
)
from hub.domain.signage.windows import Days, Part, Window
from hub.web.contents import ordering
from hub.web.contents.fields import Fields, Raw
from hub.web.contents.items import Offer, item_raw, new_raw, read_item
from hub.web.contents.playlists import (
    campaign_raw,
    new_campaign_raw,
    playlist_raw,
    read_campaign,
    read_playlist,
)
from hub.web.contents.repeating import Repeat, of_rule, rule_of, rule_words
from hub.web.contents.screens import Choices, read_screen, screen_raw
from hub.web.contents.windows import read_window, window_raw, window_words

TOKYO = ZoneInfo("Asia/Tokyo")
WORDS = {"ja": "年末年始", "en": "New Year"}
MEDIA = {
    "a" * 64: Medium("a" * 64, MediumKind.IMAGE, "image/png", 9),
    "b" * 64: Medium("b" * 64, MediumKind.VIDEO, "video/mp4", 9),
    "c" * 64: Medium("c" * 64, MediumKind.PDF, "application/pdf", 9),
}
OFFER = Offer(
    zone=TOKYO,
    languages={"ja": "日本語", "en": "English"},
    media=MEDIA,
    sources={"news": {"city": "市"}, "events": {"hall": "会館"}, "weather": {"sky": "天気"}},
    services={"residence": "住民票", "moving": "引っこし"},
    floors={"1": "1階"},
)

minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
instants = st.builds(
    lambda day, at: datetime.combine(day, at, TOKYO).astimezone(UTC), days, minutes
)
repeats = st.one_of(
    st.just(Repeat()),
    st.just(Repeat("end")),
    st.builds(lambda day: Repeat("day", day=day), st.integers(1, 31)),
    st.builds(
        lambda day, month: Repeat("year", day=day, month=month),
        st.integers(1, 28),
        st.integers(1, 12),
    ),
    st.builds(
        lambda nths, on: Repeat("nth", nths=nths, days=on),
        st.sampled_from([("1",), ("2", "4"), ("1", "-1")]),
        st.sampled_from([(1,), (0, 4)]),
    ),
    st.builds(lambda weeks: Repeat("weeks", weeks=weeks, days=(2, 3)), st.integers(1, 9)),
    st.just(Repeat("rule", rule="FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR")),
)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    begins, ends = sorted(draw(st.lists(instants, min_size=2, max_size=2, unique=True)))
    repeat = draw(repeats)
    return Window(
        begins=draw(st.sampled_from([None, begins])),
        ends=draw(st.sampled_from([None, ends])),
        weekdays=draw(st.frozensets(st.integers(0, 6), max_size=6)),
        parts=tuple(draw(st.lists(st.builds(Part, minutes, minutes), max_size=4))),
        rule=rule_of(repeat),
        rule_from=draw(days) if repeat.way else None,
        excluded=draw(st.frozensets(days, max_size=3)),
        holidays=draw(st.sampled_from(Days)),
        closed_days=draw(st.sampled_from(Days)),
    )


def labels(fields: Fields) -> list[str]:
    return [fault.label for fault in fields.faults]


@given(windows())
def test_a_window_comes_back_from_its_form(window: Window) -> None:
    fields = Fields(window_raw(window, TOKYO, "w-"), "w-")
    assert read_window(fields, TOKYO) == window
    assert fields.faults == []
    assert window_words(window, TOKYO)


@given(windows(), windows(), st.sampled_from([one.name for one in fields_of(Window)]))
def test_windows_that_differ_are_told_apart(one: Window, other: Window, name: str) -> None:
    changed = replace(one, **{name: getattr(other, name)})
    counts = one.rule or name != "rule_from"
    if changed != one and counts:
        assert window_words(changed, TOKYO, whole=True) != window_words(one, TOKYO, whole=True)


@given(repeats)
def test_a_rule_is_read_as_it_was_chosen(repeat: Repeat) -> None:
    assert of_rule(rule_of(repeat)) == repeat


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYDAY=2TU", "毎月第2火曜"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "毎月第1・第3月曜"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "毎月最終金曜"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "毎月末"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "毎月25日"),
        ("FREQ=WEEKLY;BYDAY=TU,FR", "毎週火・金曜"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "隔週の水曜"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=WE", "3週ごとの水曜"),
        ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", "毎年4月1日"),
        ("FREQ=DAILY;INTERVAL=3", "くり返し FREQ=DAILY;INTERVAL=3"),
        ("FREQ=MONTHLY;BYDAY=1MO,3TU", "くり返し FREQ=MONTHLY;BYDAY=1MO,3TU"),
    ],
)
def test_a_rule_in_words(rule: str, words: str) -> None:
    assert rule_words(rule) == words


def test_a_window_in_words() -> None:
    window = Window(
        begins=datetime(2026, 11, 16, tzinfo=TOKYO),
        ends=datetime(2027, 1, 4, tzinfo=TOKYO),
        weekdays=frozenset(range(5)),
        parts=(Part(time(9), time(12)), Part(time(22), time(6))),
        holidays=Days.NEVER,
    )
    assert window_words(window, TOKYO) == (
        "2026年11月16日から2027年1月3日まで　月～金　09:00～12:00・22:00～翌06:00　祝日は出さない"
    )
    assert window_words(Window(), TOKYO) == "いつでも"


def test_all_faults_of_a_window_come_at_once() -> None:
    raw: Raw = {
        **window_raw(Window(), TOKYO),
        "first": ("2026-12-01",),
        "last": ("2026-11-01",),
        "start0": ("9:0x",),
        "start1": ("10:00",),
        "excluded": ("2026-12-29 おおみそか",),
        "holidays": ("sometimes",),
        "repeat-way": ("nth",),
    }
    fields = Fields(raw)
    read_window(fields, TOKYO)
    assert {"いつまで", "時間帯1", "時間帯2", "のぞく日", "祝日", "第何", "くり返す曜日"} <= set(
        labels(fields)
    )


@pytest.mark.parametrize("day", ["0001-01-01", "0202-11-24", "9999-12-31"])
def test_a_year_that_was_typed_by_half_is_refused(day: str) -> None:
    """No calendar reaches beyond them: such a window would stop every display."""
    fields = Fields({**window_raw(Window(), TOKYO), "first": (day,), "last": (day,)})
    assert read_window(fields, TOKYO) == Window()
    assert labels(fields) == ["いつから", "いつまで"]
    assert "2000 から 2199" in fields.faults[0].says


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"way": "year", "month": "2", "day": "30"}, "その日は、カレンダーにありません。"),
        ({"way": "rule", "rule": "FREQ=HOURLY"}, "FREQ は DAILY・WEEKLY・MONTHLY・YEARLY"),
        ({"way": "rule", "rule": "毎週火曜"}, ""),
        ({"way": "rule", "rule": "rrule:FREQ=WEEKLY;BYDAY=TU;BYHOUR=9"}, "使えない項目"),
    ],
)
def test_a_rule_that_names_no_day_is_refused_where_it_is_typed(
    chosen: dict[str, str], says: str
) -> None:
    raw = {f"repeat-{name}": (value,) for name, value in chosen.items()}
    fields = Fields({**window_raw(Window(), TOKYO), **raw})
    read_window(fields, TOKYO)
    assert labels(fields) == ["くり返し"]
    assert says in fields.faults[0].says


@pytest.mark.parametrize(
    "content",
    [
        Notice(WORDS, WORDS, Template.IMPORTANT, "https://machi.example.lg.jp/a"),
        Image("a" * 64, WORDS, "cover"),
        Video("b" * 64, WORDS, 0.35),
        Pdf("c" * 64, WORDS),
        News("city", 5),
        Events("hall", 7),
        Weather("sky"),
        Waiting(("moving",)),
        Clock(),
        Countdown(WORDS, datetime(2027, 4, 1, 8, 30, tzinfo=TOKYO)),
        Guide("1"),
    ],
    ids=lambda content: content.kind,
)
def test_an_item_comes_back_from_its_form(content: Content) -> None:
    item = Item("i1", "年末の休み", content, 20, Window(weekdays=frozenset({1})))
    fields = Fields(item_raw(item, TOKYO))
    assert read_item(fields, "i1", content.kind, OFFER) == item
    assert fields.faults == []


def test_an_empty_notice_names_every_field_that_lacks() -> None:
    fields = Fields({**new_raw("notice"), "link": ("http://x",), "heading-en": ("Closed",)})
    read_item(fields, "i1", "notice", OFFER)
    assert labels(fields) == ["名前", "リンク", "見出し（日本語）", "本文（日本語）"]


def test_a_medium_must_be_of_the_kind_that_is_shown() -> None:
    fields = Fields({**new_raw("image", ["b" * 64]), "title": ("x",), "alt-ja": ("x",)})
    read_item(fields, "i1", "image", OFFER)
    assert labels(fields) == ["素材"]


def playlist() -> Playlist:
    entries = (Entry("i1", 3, 4, 1, Window(weekdays=frozenset({5}))), Entry("i2"), Entry("i1"))
    return Playlist("p1", "待合", entries, 20)


def test_a_playlist_comes_back_from_its_form() -> None:
    fields = Fields(playlist_raw(playlist(), TOKYO))
    assert read_playlist(fields, "p1", ("i1", "i2"), TOKYO) == playlist()
    assert fields.faults == []


def test_a_playlist_of_an_unknown_item_is_refused() -> None:
    fields = Fields(playlist_raw(playlist(), TOKYO))
    read_playlist(fields, "p1", ("i1",), TOKYO)
    assert [fault.field for fault in fields.faults] == ["entry1-item"]


def pressed(button: str) -> Callable[[Raw], tuple[str, ...]]:
    def order(raw: Raw) -> tuple[str, ...]:
        found = ordering.deed({**raw, "do": (button,)})
        assert found is not None
        return ordering.keys(ordering.carried_out(raw, found), found.name)

    return order


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up:entry:1", "102"),
        ("down:entry:1", "021"),
        ("up:entry:0", "012"),
        ("down:entry:2", "012"),
        ("remove:entry:1", "02"),
        ("add:entry", "0123"),
        ("up:entry:9", "012"),
    ],
)
def test_rows_move_without_scripts(button: str, order: str) -> None:
    assert "".join(pressed(button)(playlist_raw(playlist(), TOKYO))) == order


@pytest.mark.parametrize("button", ["save", "", "up:entry", "sideways:entry:1"])
def test_any_other_button_keeps_the_form(button: str) -> None:
    assert ordering.deed({"do": (button,)}) is None


def test_a_campaign_comes_back_and_an_empty_one_names_what_lacks() -> None:
    campaign = Campaign(
        "c1", "まち信用金庫", "年金相談", ("i1",), date(2026, 12, 1), date(2027, 3, 31), 40, 2
    )
    campaign = replace(campaign, screens=frozenset({"display-1"}))
    fields = Fields(campaign_raw(campaign, TOKYO))
    assert read_campaign(fields, "c1", ("i1",), ("display-1",), TOKYO) == campaign
    assert fields.faults == []
    empty = Fields(new_campaign_raw())
    read_campaign(empty, "c1", ("i1",), ("display-1",), TOKYO)
    assert labels(empty) == ["はじめの日", "おわりの日", "広告の素材", "広告主", "名前"]


def test_a_screen_comes_back_from_its_form() -> None:
    zones = (Zone("main", ZoneKind.MAIN, 0, 0, 1, 0.9), Zone("t", ZoneKind.TICKER, 0, 0.9, 1, 0.1))
    layouts = {name: Layout(name, name, "landscape", zones) for name in ("full", "calls")}
    choices = Choices(layouts, ("p1", "p2"), OFFER.languages, TOKYO)
    screen = Screen(
        id="display-1",
        fallback=Slot("full", {"main": "p1"}),
        slots=(
            Slot("calls", {"main": "p2"}, Window(weekdays=frozenset(range(5))), 2),
            Slot("full", {"main": "p2"}),
        ),
        ticker=(WORDS, {"ja": "本日は17時15分まで"}),
        floor="1",
        power=Window(parts=(Part(time(7), time(19)),)),
    )
    fields = Fields(screen_raw(screen, TOKYO))
    assert read_screen(fields, Screen("display-1", screen.fallback, floor="1"), choices) == screen
    assert fields.faults == []
