"""What a screen shows follows from the clock alone: weights, limits, priorities, spots."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.domain.signage.active import is_open
from hub.domain.signage.content import (
    Appointment,
    Content,
    Countdown,
    Events,
    Feed,
    Forecast,
    Headline,
    Item,
    News,
    Notice,
    Playable,
    Waiting,
    Weather,
)
from hub.domain.signage.content import Clock as ClockFace
from hub.domain.signage.plan import STANDBY, Memo, Showing, is_playable, plan
from hub.domain.signage.programme import Entry, Programme, Slot
from hub.domain.signage.windows import ALWAYS, Part, Window
from tests.unit.hub.domain.signage.programmes import (
    ALL,
    FILM,
    FULL,
    HOUR,
    OPEN_HOURS,
    PARTED,
    PICTURE,
    SECOND,
    campaign,
    film,
    item,
    paper,
    picture,
    programme,
    with_feeds,
)

MOMENT = timedelta(microseconds=1)
AN_HOUR = timedelta(hours=1)


def turns(
    shown: Programme, begin: datetime = HOUR, hours: int = 1, playable: Playable = ALL
) -> list[Showing]:
    """The turns of zone "main" from `begin` on, one after the other."""
    memo, now, found = Memo(), begin, list[Showing]()
    while now < begin + hours * AN_HOUR:
        showing = plan(shown, "d1", now, playable, memo=memo).zones["main"]
        found.append(showing)
        now = showing.until
    return found


def names(found: list[Showing]) -> list[str]:
    return [showing.item.id if showing.item else "" for showing in found]


offsets = st.integers(0, 4 * 3600 * 10).map(lambda tenths: HOUR + tenths * SECOND / 10)
shut = Window(parts=(Part(time(10, 20), time(11, 40, 30)),))
late = Window(begins=HOUR + timedelta(minutes=31, seconds=7), ends=HOUR + timedelta(hours=2.5))
open_windows = st.sampled_from((ALWAYS, ALWAYS, shut, late))
lengths = st.sampled_from((15, 40, 400))


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Any mix of kinds, weights, limits, priorities and windows, with spots or without."""
    makers = (picture, film, paper, item)
    items = [
        draw(st.sampled_from(makers))(f"i{number}") for number in range(draw(st.integers(0, 5)))
    ]
    items = [replace(one, seconds=draw(lengths), window=draw(open_windows)) for one in items]
    entries = [
        Entry(
            one.id,
            weight=draw(st.integers(1, 10)),
            most_an_hour=draw(st.sampled_from((0, 0, 1, 3, 30))),
            priority=draw(st.sampled_from((0, 0, 0, 5))),
            window=draw(open_windows),
        )
        for one in items
    ]
    spots = (campaign("c", "s0", "s1"), campaign("e", "s2", plays=900, weight=2, window=shut))
    return programme(
        [*items, *(picture(f"s{number}") for number in range(3))],
        entries,
        advertising=draw(st.sampled_from((0, 20, 50, 100))),
        campaigns=spots,
        power=draw(st.sampled_from((ALWAYS, OPEN_HOURS))),
        slots=(Slot("parted", {"main": "p"}, draw(open_windows), draw(st.integers(0, 1))),)
        if draw(st.booleans())
        else (),
    )


@settings(max_examples=50)
@given(programmes(), offsets, st.lists(st.floats(0, 1, exclude_max=True), max_size=3))
def test_nothing_changes_before_until_and_the_next_turn_begins_then(
    shown: Programme, now: datetime, shares: list[float]
) -> None:
    there = plan(shown, "d1", now, ALL)
    assert now < there.until
    for share in shares:
        later = now + share * (there.until - now)
        assert plan(shown, "d1", min(later, there.until - MOMENT), ALL) == there
    main = there.zones["main"]
    assert main.began <= now < main.until
    after = plan(shown, "d1", main.until, ALL).zones["main"]
    assert after.began == main.until
    assert after.item == main.upcoming


@settings(max_examples=40)
@given(programmes(), st.lists(offsets, min_size=2, max_size=6))
def test_displays_agree_whatever_they_showed_before(
    shown: Programme, instants: list[datetime]
) -> None:
    memo = Memo()
    # A restart, and a clock that is set back a year and put right again.
    for now in (*instants, instants[0] - timedelta(days=365), instants[0]):
        assert plan(shown, "d1", now, ALL, memo=memo) == plan(shown, "d1", now, ALL)


@settings(max_examples=30)
@given(programmes())
def test_every_turn_of_three_hours_keeps_the_rules(shown: Programme) -> None:
    entries = {entry.item: entry for entry in shown.playlists["p"].entries}
    plays, spots = Counter[tuple[datetime, str]](), Counter[datetime]()
    for showing in turns(shown, hours=3):
        hour = showing.began.replace(minute=0, second=0)
        last = showing.until - MOMENT
        assert showing.until <= hour + AN_HOUR
        if showing.item is None:
            continue
        plays[hour, showing.item.id] += 1
        instants = (showing.began, last)
        assert all(is_open(showing.item.window, shown.calendar, at) for at in instants)
        if showing.campaign:
            assert showing.until - showing.began == 15 * SECOND
            spots[hour] += 15
            window = shown.campaigns[showing.campaign].window
        else:
            window = entries[showing.item.id].window
        assert all(is_open(window, shown.calendar, at) for at in instants)
    for (hour, name), count in plays.items():
        if name in entries and entries[name].most_an_hour:
            assert count <= entries[name].most_an_hour, hour
    # A screen's layouts share the hour: each keeps to the share of its own time.
    assert all(seconds <= 36 * shown.playlists["p"].advertising for seconds in spots.values())


@settings(max_examples=30)
@given(st.lists(st.integers(1, 10), min_size=1, max_size=6), st.integers(0, 500))
def test_entries_come_as_often_as_they_weigh_and_evenly(weights: list[int], hours: int) -> None:
    items = [item(f"i{number}", seconds=10) for number in range(len(weights))]
    entries = [Entry(one.id, weight) for one, weight in zip(items, weights, strict=True)]
    row = names(turns(programme(items, entries), HOUR + hours * AN_HOUR))
    total = sum(weights)
    for start in range(0, len(row) - 2 * total, 31):
        assert Counter(row[start : start + total]) == {
            entry.item: entry.weight for entry in entries
        }


def test_a_playlist_longer_than_an_hour_is_shown_whole_in_some_hours() -> None:
    items = [item(f"i{number}", seconds=30) for number in range(150)]
    seen = Counter(names(turns(programme(items), hours=3)))
    assert set(seen) == {one.id for one in items}
    spots = [picture("s"), *items]
    entries = [Entry(one.id) for one in items]
    busy = programme(spots, entries, advertising=25, campaigns=(campaign("c", "s", plays=9999),))
    seen = Counter(names(turns(busy, hours=3)))
    assert {one.id for one in items} <= set(seen)
    assert seen["s"] == 180


def test_a_higher_priority_takes_over_at_once_and_gives_back() -> None:
    urgent = Window(parts=(Part(time(10, 20, 5), time(10, 40)),))
    shown = programme(
        [item("plain"), item("urgent", seconds=20)],
        [Entry("plain"), Entry("urgent", priority=3, window=urgent)],
    )
    begin, end = HOUR + timedelta(minutes=20, seconds=5), HOUR + timedelta(minutes=40)
    for showing in turns(shown):
        assert showing.item is not None
        expected = "urgent" if begin <= showing.began < end else "plain"
        assert showing.item.id == expected
        assert showing.until <= begin or showing.began >= begin


def test_a_limit_is_spread_over_the_hour_and_lets_others_come_meanwhile() -> None:
    shown = programme(
        [item("rare"), item("often")],
        [Entry("rare", 10, most_an_hour=4, priority=1), Entry("often")],
    )
    began = [one.began for one in turns(shown) if one.item and one.item.id == "rare"]
    assert began == [HOUR + timedelta(minutes=15 * number) for number in range(4)]
    alone = programme([item("rare")], [Entry("rare", most_an_hour=2)])
    assert names(turns(alone)) == ["rare", "", "rare", ""]


def test_an_hour_ends_without_a_short_rest_of_something() -> None:
    shown = programme([item("long", seconds=400), item("short", seconds=50)])
    found = turns(shown)
    assert all(one.until - one.began >= 50 * SECOND for one in found)
    assert found[-1].until == HOUR + AN_HOUR
    # Longer than the hour: shown as long as there is one.
    assert names(turns(programme([item("endless", seconds=5000)]))) == ["endless"]


def test_a_film_takes_its_own_time_and_a_document_turns_its_pages() -> None:
    shown = programme([film("film"), paper("paper")])
    first, second = turns(shown)[:2]
    by_name = {one.item.id: one for one in (first, second) if one.item}
    assert by_name["film"].until - by_name["film"].began == timedelta(seconds=42.5)
    began = by_name["paper"].began
    assert by_name["paper"].until - began == 30 * SECOND
    pages = [plan(shown, "d1", began + 10 * number * SECOND, ALL) for number in range(3)]
    assert [there.zones["main"].page for there in pages] == [0, 1, 2]
    assert [there.until - began for there in pages] == [10 * SECOND, 20 * SECOND, 30 * SECOND]


def test_what_is_not_at_hand_is_passed_over() -> None:
    shown = programme([picture("picture"), film("film"), item("words")])
    without_film = Playable(frozenset({PICTURE.digest}))
    assert set(names(turns(shown, playable=without_film))) == {"picture", "words"}
    unknown = replace(shown, media={FILM.digest: FILM})
    assert set(names(turns(unknown))) == {"film", "words"}
    assert names(turns(programme([film("film")]), playable=without_film)) == [""]


@pytest.mark.parametrize(
    ("content", "full"),
    [
        (News("city"), Feed("city", HOUR, headlines=(Headline("見出し"),))),
        (Weather("sky"), Feed("sky", HOUR, forecasts=(Forecast("2026-11-20", "晴れ", "sunny"),))),
        (
            Events("hall"),
            Feed("hall", HOUR, appointments=(Appointment("会", HOUR, HOUR + AN_HOUR),)),
        ),
    ],
)
def test_a_feed_is_shown_while_it_has_something(content: Content, full: Feed) -> None:
    one = item("feed", content)
    shown = programme([one])
    empty = Feed(full.source, full.at)
    assert is_playable(one, shown, with_feeds(full), HOUR)
    assert not is_playable(one, shown, with_feeds(empty), HOUR)
    assert not is_playable(one, shown, ALL, HOUR)


@pytest.mark.parametrize("content", [Waiting(), ClockFace(), Notice({"ja": "題"}, {"ja": ""})])
def test_what_needs_nothing_is_playable(content: Content) -> None:
    assert is_playable(item("i", content), programme([]), Playable(), HOUR)


def test_a_notice_without_words_draws_no_box() -> None:
    blank = item("blank", Notice({"ja": " "}, {"ja": ""}))
    assert not is_playable(blank, programme([blank]), ALL, HOUR)


def test_a_countdown_and_the_last_event_end_on_time() -> None:
    target = HOUR + timedelta(minutes=10, seconds=3)
    shown = programme([item("count", Countdown({"ja": "開館まで"}, target)), item("words")])
    for showing in turns(shown):
        if showing.item and showing.item.id == "count":
            assert showing.until <= target
    feed = Feed("hall", HOUR, appointments=(Appointment("会", HOUR, target),))
    events = programme([item("events", Events("hall"))])
    found = turns(events, playable=with_feeds(feed))
    assert (found[-1].item, found[-1].began) == (None, target)


def test_spots_get_what_was_promised_and_a_reserve() -> None:
    items = [picture("s"), item("words")]
    shown = programme(
        items,
        [Entry("words")],
        advertising=20,
        campaigns=(campaign("c", "s", plays=100),),
        power=OPEN_HOURS,
    )
    morning = HOUR - 2 * AN_HOUR
    spots = [one for one in turns(shown, morning, hours=10) if one.campaign == "c"]
    assert len(spots) == 110
    gaps = [after.began - before.began for before, after in pairwise(spots)]
    assert max(gaps) < timedelta(minutes=8)
    over = replace(shown.campaigns["c"], last_day=HOUR.date() - timedelta(days=1))
    ended = replace(shown, campaigns={"c": over})
    assert "s" not in names(turns(ended))
    elsewhere = replace(shown.campaigns["c"], screens=frozenset({"d2"}))
    assert "s" not in names(turns(replace(shown, campaigns={"c": elsewhere})))


def test_campaigns_share_scarce_time_by_weight_and_their_spots_take_turns() -> None:
    items = [picture("a"), picture("b"), picture("c"), item("words")]
    both = (
        campaign("one", "a", "b", plays=9999),
        campaign("other", "c", plays=9999, weight=3),
    )
    shown = programme(items, [Entry("words")], advertising=25, campaigns=both)
    seen = Counter(names(turns(shown)))
    assert seen["c"] == pytest.approx(3 * (seen["a"] + seen["b"]), abs=3)
    assert abs(seen["a"] - seen["b"]) <= 1


def test_a_layout_changes_when_its_slot_opens_and_back() -> None:
    noon = Slot("parted", {"main": "p"}, Window(parts=(Part(time(10, 15), time(10, 45)),)), 1)
    weaker = replace(noon, layout="full", window=ALWAYS, priority=0)
    shown = programme([item("words", seconds=20)], slots=(weaker, noon))
    memo = Memo()
    seen = [
        plan(shown, "d1", HOUR + timedelta(minutes=minute), ALL, memo=memo).layout
        for minute in (0, 14, 15, 44, 45)
    ]
    assert seen == [FULL, FULL, PARTED, PARTED, FULL]
    just_before = plan(shown, "d1", HOUR + timedelta(minutes=15) - SECOND, ALL)
    assert just_before.until == HOUR + timedelta(minutes=15)


def test_a_display_that_nobody_named_stands_by() -> None:
    there = plan(programme([item("words")]), "new", HOUR, ALL)
    assert there.layout == STANDBY
    assert there.zones["main"].item is None
    lost = programme([item("words")], slots=(Slot("gone", {"main": "gone"}),))
    assert plan(lost, "d1", HOUR, ALL).zones["main"].item is None


def test_with_a_wrong_clock_only_what_is_always_open_is_shown() -> None:
    timed = Window(weekdays=frozenset(range(7)))
    items: list[Item] = [
        item("always"),
        item("timed", window=timed),
        item("clock", ClockFace()),
        picture("spot"),
    ]
    entries = [Entry(name) for name in ("always", "timed", "clock")]
    shown = programme(
        items,
        entries,
        advertising=50,
        campaigns=(campaign("c", "spot"),),
        slots=(Slot("parted", {"main": "p"}, timed, 1),),
    )
    wrong = datetime(1970, 1, 1, tzinfo=UTC)
    for minute in range(0, 60, 7):
        at = wrong + timedelta(minutes=minute)
        there = plan(shown, "d1", at, ALL, trusted=False)
        assert there.layout == FULL
        assert there.zones["main"].item == items[0]
