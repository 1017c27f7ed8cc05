"""The touched display: a screen at a time, always a way back, and nothing left for the next."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from signage.guide import machine
from signage.guide.machine import (
    CLOSED,
    DEEPEST,
    IDLE,
    LONGEST,
    WARNING,
    Back,
    Choose,
    Close,
    Erase,
    Go,
    Guide,
    Leg,
    Page,
    Search,
    ShowFloor,
    Speak,
    Stay,
    StepFree,
    Tick,
    Touch,
    Type,
    Wake,
    step,
    warning,
)

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def after(*touches: Touch, guide: Guide = CLOSED) -> Guide:
    for touch in touches:
        guide = step(guide, touch, NOW)
    return guide


def test_a_touch_opens_the_guide_on_the_displays_own_floor() -> None:
    guide = after(Wake("f1"))
    assert (guide.is_open, guide.page, guide.floor) == (True, Page.FLOOR, "f1")
    assert after(Wake("f2"), guide=guide) == guide


def test_a_place_is_looked_up_and_the_way_to_it_shown_leg_by_leg() -> None:
    typing = after(Wake("f1"), Search(), Type("ぜ"), Type("い"), Type("む"), Erase())
    assert (typing.page, typing.typed) == (Page.SEARCH, "ぜい")
    place = after(Choose("tax", "f2"), guide=typing)
    assert (place.page, place.place, place.floor) == (Page.PLACE, "tax", "f2")
    way = after(Go(), StepFree(on=True), Leg(1, "f2"), guide=place)
    assert (way.page, way.leg, way.floor, way.step_free) == (Page.ROUTE, 1, "f2", True)


def test_back_leads_the_same_way_out_and_keeps_language_and_access() -> None:
    guide = after(Wake("f1"), Search(), Type("あ"), Choose("tax", "f2"), Go(), Speak("en"))
    pages = []
    while guide.is_open:
        pages.append((guide.page, guide.language))
        guide = step(guide, Back(), NOW)
    assert pages == [(page, "en") for page in (Page.ROUTE, Page.PLACE, Page.SEARCH, Page.FLOOR)]
    assert guide == CLOSED


def test_floors_are_leafed_through_without_piling_up() -> None:
    guide = after(Wake("f1"), ShowFloor("f2"), ShowFloor("f3"))
    assert (guide.floor, guide.before) == ("f3", ())


def test_nobody_touches_it_and_it_closes_after_a_warning() -> None:
    guide = after(Wake("f1"))
    soon = NOW + IDLE - WARNING
    assert warning(guide, soon - timedelta(seconds=1)) == 0
    assert warning(guide, soon) == 20
    assert step(guide, Tick(), NOW + IDLE - timedelta(seconds=1)) == guide
    assert step(guide, Tick(), NOW + IDLE) == CLOSED


def test_one_touch_gives_the_whole_time_again() -> None:
    later = NOW + IDLE - timedelta(seconds=1)
    guide = step(after(Wake("f1")), Stay(), later)
    assert warning(guide, later) == 0
    assert step(guide, Tick(), NOW + IDLE).is_open


def test_a_clock_that_is_set_back_neither_closes_nor_holds_it_for_ever() -> None:
    guide = step(after(Wake("f1")), Tick(), NOW - timedelta(days=365))
    assert guide.is_open
    assert step(guide, Tick(), NOW + IDLE) == CLOSED


def test_done_closes_from_everywhere() -> None:
    assert after(Wake("f1"), Search(), Type("あ"), Close()) == CLOSED


def test_the_same_screen_again_adds_no_way_back() -> None:
    guide = after(Wake("f1"), Search(), Search(), Choose("a", "f1"), Choose("b", "f2"))
    assert [each.page for each in guide.before] == [Page.FLOOR, Page.SEARCH]


ids = st.sampled_from(["f1", "f2", "tax"])
touches: st.SearchStrategy[Touch] = st.one_of(
    st.builds(Wake, ids),
    st.builds(ShowFloor, ids),
    st.just(Search()),
    st.builds(Type, st.sampled_from(["あ", "ー"])),
    st.just(Erase()),
    st.builds(Choose, ids, ids),
    st.just(Go()),
    st.builds(Leg, st.integers(0, 3), ids),
    st.builds(StepFree, on=st.booleans()),
    st.builds(Speak, st.sampled_from(["ja", "en"])),
    st.just(Back()),
    st.just(Stay()),
    st.just(Tick()),
)


@given(st.lists(touches, max_size=60))
def test_whatever_is_touched_there_is_a_way_back_and_then_nothing(played: list[Touch]) -> None:
    guide = after(*played)
    assert len(guide.typed) <= LONGEST
    assert len(guide.before) <= DEEPEST
    assert step(guide, Tick(), NOW + IDLE) == CLOSED
    for _ in range(len(guide.before) + 1):
        guide = step(guide, Back(), NOW)
    assert guide == CLOSED


@given(touches.filter(lambda touch: not isinstance(touch, Wake)))
def test_a_closed_guide_hears_nothing_but_a_touch_of_the_rotation(touch: Touch) -> None:
    assert step(CLOSED, touch, NOW) == CLOSED


def test_every_touch_has_its_step() -> None:
    special = {Wake, Tick, Close}
    assert set(machine._STEPS) | special == set(Touch.__args__)  # noqa: SLF001 - the table is the machine
