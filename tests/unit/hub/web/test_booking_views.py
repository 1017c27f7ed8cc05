"""What is free is said by word and shape, by the site's calendar."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.words import LANGUAGES
from hub.domain.appointments.records import Appointment, State
from hub.domain.appointments.slots import Slot
from hub.domain.issuing import Request, issue
from hub.domain.site import Site
from hub.service.appointments.ports import Day
from hub.web.appointments.view import day_page
from hub.web.booking import views
from hub.web.booking.views import Reader
from tests.appointments import HOUR, TEN, plan
from tests.lobbies import MINUTE, NINE, OFFICE, World, service, site

TOKYO = ZoneInfo("Asia/Tokyo")
TUESDAY = date(2026, 11, 24)
PLAN = plan(ahead=20)


def city() -> Site:
    """Closed on Friday, for a reason; on weekends as always."""
    open_hours = {"cert": service("cert", "A", hours=OFFICE)}
    return site(services=open_hours, closed_days={date(2026, 11, 27): {"ja": "庁舎の点検"}})


def slot(hours: float, taken: int = 0, seats: int = 2) -> Slot:
    start = TEN + hours * HOUR
    return Slot("cert", start, start + HOUR, seats, taken)


def kinds(*slots: Slot) -> dict[str, str]:
    reader = Reader(city(), "ja")
    shown = views.shown_range(PLAN, reader.site, "", NINE)
    found = views.calendar(reader, PLAN, slots, shown, NINE)
    return {
        row.day: f"{row.level} {row.reason}".strip() for week in found.weeks for row in week.days
    }


def test_a_holiday_says_in_the_readers_language_what_it_is() -> None:
    reader = Reader(replace(city(), closed_days={date(2027, 1, 1): {"ja": "元日"}}), "en")
    then = NINE + timedelta(days=35)
    shown = views.shown_range(PLAN, reader.site, "", then)
    days = [
        day for week in views.calendar(reader, PLAN, (), shown, then).weeks for day in week.days
    ]
    assert [day.reason for day in days if day.reason] == ["Public holiday (元日)"]


def test_each_day_says_whether_it_can_be_booked_or_why_not() -> None:
    days = kinds(slot(0, 2), slot(1, 2), slot(24), slot(25), slot(26), slot(48, 1), slot(49, 2))
    assert list(days.items())[:7] == [
        ("2026-11-24", "× 満員"),
        ("2026-11-25", "○ 空いています"),
        ("2026-11-26", "△ 残りわずか"),
        ("2026-11-27", "－ お休み 庁舎の点検"),
        ("2026-11-28", "－ お休み"),
        ("2026-11-29", "－ お休み"),
        ("2026-11-30", "－ 予約なし"),
    ]


def test_the_calendar_ends_where_booking_ends() -> None:
    reader = Reader(city(), "ja")
    first = views.shown_range(PLAN, reader.site, "", NINE)
    assert (first.first, first.last) == (date(2026, 11, 23), date(2026, 12, 6))
    last = views.shown_range(PLAN, reader.site, "2999-01-01", NINE)
    assert last.first == date(2026, 12, 7)
    found = views.calendar(reader, PLAN, (), last, NINE)
    assert [day.day for day in found.weeks[-1].days][-1] == "2026-12-14"
    assert (found.earlier, found.later, found.first_free) == ("2026-11-23", "", None)
    assert found.is_full


def test_where_these_weeks_are_full_the_first_free_time_is_elsewhere() -> None:
    reader, later = Reader(city(), "ja"), slot(24 * 15)
    shown = views.shown_range(PLAN, reader.site, "", NINE)
    found = views.calendar(reader, PLAN, [slot(0, 2)], shown, NINE, [slot(0, 2), later])
    assert found.first_free is not None
    assert found.first_free.label == "12月9日(水) 10:00"
    assert not found.is_full
    further = views.shown_range(PLAN, reader.site, "2026-12-09", NINE)
    there = views.calendar(reader, PLAN, [later], further, NINE)
    assert (there.first_free, there.is_full) == (None, False)


@given(st.text(max_size=12))
def test_any_day_in_an_address_leads_somewhere(wanted: str) -> None:
    shown = views.shown_range(PLAN, city(), wanted, NINE)
    assert shown.last - shown.first == timedelta(days=13)


def test_the_nearest_times_are_in_order_and_free() -> None:
    reader = Reader(city(), "ja")
    slots = [slot(0), slot(1, 2), slot(2), slot(24), *(slot(48 + more) for more in range(9))]
    found = views.nearest(reader, slots, slot(1).start)
    assert [row.label for row in found][:3] == [
        "11月24日(火) 10:00",
        "11月24日(火) 12:00",
        "11月25日(水) 10:00",
    ]
    assert len(found) == views.NEAREST


@pytest.mark.parametrize("text", ["", "2026-11-24", "2026-11-24T9:30", "2026-02-30T09:30", "T"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert views.read_at(text, city()) is None


def test_a_time_is_read_as_it_is_written() -> None:
    assert views.read_at(views.at_text(TEN.astimezone(TOKYO)), city()) == TEN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words(language: str) -> None:
    reader = Reader(replace(city(), languages=tuple(LANGUAGES)), language)
    parts = views.times(reader, [slot(0), slot(4, 2)], TUESDAY)
    assert [len(part.times) for part in parts] == [1, 1]
    assert all("{0" not in row.level for part in parts for row in part.times)


def booked(**changes: object) -> Appointment:
    basic = Appointment(
        "a" * 32, "12345674", "t" * 32, "cert", TEN, TEN + HOUR, 0, made_at=NINE, changed_at=NINE
    )
    return replace(basic, **changes)  # type: ignore[arg-type]


def test_staff_see_who_is_late_and_who_has_which_number() -> None:
    world = World()
    ticket = world.commit(issue(world.act(by="kiosk-1"), world, Request(world.new_id(), "cert")))
    late = booked()
    came = booked(id="b" * 32, state=State.CHECKED_IN, ticket=ticket.id, start=TEN + MINUTE)
    gone = booked(id="c" * 32, state=State.CANCELLED, start=NINE)
    now = (TEN + 7 * MINUTE).astimezone(TOKYO)
    found = Day((slot(0, 1), slot(1, 0, 0)), (gone, late, came), ())
    page = day_page(world.lobby, found, TUESDAY, "cert", ["cert"], now)
    assert [(line.time, line.state, line.ticket_label) for line in page.lines] == [
        ("10:00", "▲ 7分おくれ", ""),
        ("10:01", "受付済み", "A-001"),
        ("9:00", "取り消し", ""),
    ]
    assert page.counts == "予約 2件　来庁 1件　来なかった 0件"
    assert [(row.seats, row.level, row.may_book) for row in page.slots] == [
        ("1／2", "○ あと1", True),
        ("0／0", "－ 停止中", False),
    ]
