"""What is said before publishing."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from hub.domain.signage.content import Countdown, Item, Medium, MediumKind, News, Notice
from hub.domain.signage.legibility import contrast, fit, luminance
from hub.domain.signage.programme import Entry, Programme, Slot
from hub.domain.signage.publishing import PieceKind
from hub.domain.signage.warnings import Code, Remark, Severity, warnings
from hub.domain.signage.windows import Part, Window
from tests.unit.hub.domain.signage.programmes import (
    FILM,
    FULL,
    HOUR,
    MEDIA,
    OPEN_HOURS,
    PARTED,
    PICTURE,
    campaign,
    film,
    item,
    picture,
    programme,
)

FINE = programme([item("words"), film("film"), picture("picture")])


def found(shown: Programme, *, unplayable: dict[str, str] | None = None) -> list[Remark]:
    return list(warnings(shown, HOUR, unplayable=unplayable, sources=frozenset({"city"})))


def only(shown: Programme) -> Remark:
    (remark,) = found(shown)
    return remark


def with_item(one: Item) -> Programme:
    return programme([item("words"), one])


def test_a_good_programme_needs_no_words() -> None:
    assert found(FINE) == []
    assert found(with_item(item("news", News("city")))) == []


def test_text_that_nobody_can_read() -> None:
    long = item("long", Notice({"ja": "題", "en": "Title"}, {"ja": "長い文章です。" * 24}))
    remark = only(with_item(long))
    assert (remark.code, remark.severity) == (Code.TEXT_TOO_SMALL, Severity.WARNING)
    assert (remark.details["language"], remark.details["zone"]) == ("ja", "main")
    longer = replace(long, content=Notice({"ja": "題"}, {"ja": "長い文章です。" * 70}))
    remark = only(with_item(longer))
    assert (remark.code, remark.severity) == (Code.TEXT_CUT, Severity.WARNING)
    longest = replace(long, content=Notice({"ja": "題"}, {"ja": "長い文章です。" * 120}))
    remark = only(with_item(longest))
    assert (remark.code, remark.severity) == (Code.TEXT_CUT, Severity.FAULT)
    assert remark.details["height"] < "3.5"


def test_a_notice_has_less_room_in_a_small_zone_and_beside_a_code() -> None:
    notice = Notice({"ja": "題"}, {"ja": "市役所からのお知らせです。" * 6})
    full = fit(notice, "ja", FULL, FULL.zones[0])
    parted = fit(notice, "ja", PARTED, PARTED.zones[1])
    linked = fit(replace(notice, link="https://example.jp"), "ja", FULL, FULL.zones[0])
    assert parted.height < full.height
    assert linked.height < full.height
    # Readings take no room of their own, and a language without words none at all.
    read = Notice({"ja": "{題|だい}"}, {"ja": "{市役所|しやくしょ}からのお知らせです。" * 6})
    assert fit(read, "ja", FULL, FULL.zones[0]) == full
    assert fit(notice, "en", FULL, FULL.zones[0]).height > full.height


def test_pictures_that_are_small_or_pale() -> None:
    small = Medium(PICTURE.digest, MediumKind.IMAGE, "image/png", 9, width=640, height=360)
    remark = only(replace(FINE, media={**MEDIA, small.digest: small}))
    assert (remark.code, remark.details["scale"]) == (Code.IMAGE_TOO_SMALL, "3.0")
    pale = replace(PICTURE, contrast=1.8)
    remark = only(replace(FINE, media={**MEDIA, pale.digest: pale}))
    assert (remark.code, remark.details) == (Code.LOW_CONTRAST, {"contrast": "1.8"})
    assert contrast([0.0, *[0.0] * 40, *[1.0] * 40, 1.0]) == pytest.approx(21)
    assert contrast([0.5] * 9) == 1
    assert contrast([]) == 0
    assert luminance(255, 255, 255) == pytest.approx(1)
    assert contrast([luminance(118, 118, 118), 1]) == pytest.approx(4.54, abs=0.01)


def test_a_film_that_no_display_can_play() -> None:
    remarks = found(FINE, unplayable={FILM.digest: "no_frames"})
    assert [remark.code for remark in remarks] == [Code.UNPLAYABLE]
    assert remarks[0].severity is Severity.FAULT


@pytest.mark.parametrize(
    ("window", "code"),
    [
        (Window(ends=HOUR), Code.EXPIRED),
        (Window(begins=HOUR, ends=HOUR), Code.EXPIRED),
        (Window(begins=HOUR + timedelta(days=2), ends=HOUR + timedelta(days=2)), Code.NEVER_OPEN),
        (Window(rule="FREQ=DAILY;COUNT=1"), Code.NEVER_OPEN),
        (Window(rule="FREQ=SOMETIMES"), Code.BAD_RULE),
    ],
)
def test_windows_that_are_over_or_never_open(window: Window, code: Code) -> None:
    codes = {remark.code for remark in found(with_item(item("odd", window=window)))}
    assert code in codes
    entries = [Entry("words"), Entry("odd", window=window)]
    listed = found(programme([item("words"), item("odd")], entries))
    assert code in {remark.code for remark in listed}
    assert {remark.kind for remark in listed} == {PieceKind.PLAYLIST}


def test_a_countdown_and_a_contract_that_are_over() -> None:
    past = item("past", Countdown({"ja": "開会まで"}, HOUR))
    assert only(with_item(past)).code is Code.EXPIRED
    ended = campaign("c", "picture", last_day=HOUR.date() - timedelta(days=9))
    shown = programme([item("words"), picture("picture")], advertising=10, campaigns=(ended,))
    assert only(shown).kind is PieceKind.CAMPAIGN


def test_names_of_what_is_not_there_are_faults() -> None:
    odd = programme(
        [item("words"), item("news", News("gone")), film("film")],
        [Entry("words"), Entry("gone")],
        advertising=10,
        campaigns=(campaign("c", "lost", screens=frozenset({"d9"})),),
        slots=(Slot("gone"), Slot("full", {"side": "p", "main": "lost"}, OPEN_HOURS)),
    )
    remarks = [one for one in found(replace(odd, media={})) if one.severity is Severity.FAULT]
    missing = {next(iter(remark.details.items())) for remark in remarks}
    assert {remark.code for remark in remarks} == {Code.UNKNOWN_REFERENCE}
    assert missing == {
        ("item", "gone"),
        ("source", "gone"),
        ("medium", FILM.digest),
        ("item", "lost"),
        ("screen", "d9"),
        ("layout", "gone"),
        ("zone", "side"),
        ("playlist", "lost"),
    }


def test_gaps_in_the_schedule_while_the_panel_is_on() -> None:
    morning = Window(parts=(Part(time(8), time(12)),))
    remark = only(programme([item("words", window=morning)], power=OPEN_HOURS))
    assert remark.code is Code.GAP
    assert remark.details["begins"] == "2026-11-20T03:00:00+00:00"
    assert remark.details["ends"] == "2026-11-20T09:00:00+00:00"
    assert remark.details["gaps"] == "7"
    afternoon = Window(parts=(Part(time(12), time(20)),))
    both = [item("early", window=morning), item("late", window=afternoon)]
    assert found(programme(both, power=OPEN_HOURS)) == []
    assert only(programme([])).code is Code.NOTHING_PLAYABLE


def test_promises_that_do_not_fit_the_screens_time() -> None:
    items = [item("words"), picture("picture")]
    entries = [Entry("words")]

    def promised(plays: int) -> Programme:
        sold = (campaign("c", "picture", plays=plays),)
        return programme(items, entries, advertising=10, campaigns=sold, power=OPEN_HOURS)

    # Ten hours, a tenth of them for spots of 15 s: 240, of which a tenth is kept in reserve.
    assert found(promised(218)) == []
    remark = only(promised(240))
    assert (remark.code, remark.details["needed"]) == (Code.PROMISE_TOO_LARGE, "11")


def test_what_is_longer_than_an_hour() -> None:
    assert only(with_item(item("endless", seconds=4000))).code is Code.TOO_LONG
