"""May a service take a visitor now? Half-open hours, in the site's own time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.opening import Opening, Reason, opening
from hub.domain.site import Span
from tests.lobbies import OFFICE, service, site

SITE = site()
TAX = service("tax", "E", hours=OFFICE)
LUNCH = service("tax", "E", hours={1: (Span(time(13), time(17)), Span(time(9), time(12)))})


def at(clock: str, day: str = "2026-11-24") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+09:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "reason", "opens"),
    [
        ("08:29:59.999999", Reason.NOT_YET, time(8, 30)),
        ("08:30:00", Reason.OPEN, None),
        ("17:14:59.999999", Reason.OPEN, None),
        ("17:15:00", Reason.ENDED, None),
    ],
)
def test_hours_are_half_open(clock: str, reason: Reason, opens: time | None) -> None:
    assert opening(SITE, TAX, at(clock)) == Opening(reason, opens, time(17, 15))


@pytest.mark.parametrize(
    ("clock", "reason", "opens"),
    [
        ("08:00", Reason.NOT_YET, time(9)),
        ("12:00", Reason.BREAK, time(13)),
        ("12:59", Reason.BREAK, time(13)),
        ("13:00", Reason.OPEN, None),
        ("17:00", Reason.ENDED, None),
    ],
)
def test_a_lunch_break_says_when_it_ends(clock: str, reason: Reason, opens: time | None) -> None:
    assert opening(SITE, LUNCH, at(clock)) == Opening(reason, opens, time(17))


def test_a_weekday_without_hours_is_closed() -> None:
    assert opening(SITE, TAX, at("10:00", "2026-11-22")) == Opening(Reason.CLOSED_DAY)


def test_a_closed_day_says_why() -> None:
    labour = {date(2026, 11, 23): {"ja": "勤労感謝の日"}}
    closed = replace(SITE, closed_days=labour)
    monday = at("10:00", "2026-11-23")
    assert opening(closed, TAX, monday).note == {"ja": "勤労感謝の日"}
    own = replace(TAX, closed_days={date(2026, 11, 23): {"ja": "システム更新"}})
    assert opening(closed, own, monday).note == {"ja": "システム更新"}


def test_staff_and_the_maximum_close_only_open_hours() -> None:
    full = replace(TAX, daily_maximum=5)
    noon, night = at("12:00"), at("20:00")
    assert opening(SITE, full, noon, issued=4).is_open
    assert opening(SITE, full, noon, issued=5).reason is Reason.FULL
    assert opening(SITE, full, noon, issued=5, closed_by_staff=True).reason is Reason.BY_STAFF
    assert opening(SITE, full, night, closed_by_staff=True).reason is Reason.ENDED


# Hypothesis takes naive bounds.
@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - see timezones
def test_open_exactly_within_the_hours(instant: datetime) -> None:
    local = instant + timedelta(hours=9)
    expected = local.weekday() < 5 and time(8, 30) <= local.time() < time(17, 15)
    assert opening(SITE, TAX, instant).is_open is expected
