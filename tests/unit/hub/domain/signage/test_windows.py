"""When a window is open, in zones that change their clocks too."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.domain.signage.active import instant, is_open, next_edge
from hub.domain.signage.clock import is_trusted
from hub.domain.signage.recurrence import BadRule, check_rule, names_day
from hub.domain.signage.windows import ALWAYS, Calendar, Days, Part, Window

ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)

# Both changes of each zone's clocks in 2026, a month's and a year's end, and a leap day.
TURNS = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    datetime(2026, 11, 30, 15, tzinfo=UTC),
    datetime(2026, 12, 31, 15, tzinfo=UTC),
    datetime(2028, 2, 28, 15, tzinfo=UTC),
)

around = st.builds(
    lambda turn, minutes, micro: turn + timedelta(minutes=minutes, microseconds=micro),
    st.sampled_from(TURNS),
    st.integers(-2 * 1440, 2 * 1440),
    st.sampled_from((-1, 0, 1)),
)
times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 59)))
parts = st.builds(Part, times, times)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
near = st.builds(lambda at, days: (at + timedelta(days=days)).date(), around, st.integers(-2, 2))
calendars = st.builds(
    Calendar,
    st.sampled_from(ZONES),
    st.frozensets(near, max_size=3),
    st.frozensets(near, max_size=3),
)
rules = st.sampled_from(
    (
        "",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=MO,SU",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;COUNT=400",
    )
)
windows = st.builds(
    Window,
    begins=st.none() | around,
    ends=st.none() | around,
    weekdays=st.frozensets(st.integers(0, 6), max_size=4),
    parts=st.lists(parts, max_size=3).map(tuple),
    rule=rules,
    rule_from=st.none() | days,
    excluded=st.frozensets(near, max_size=2),
    holidays=st.sampled_from(Days),
    closed_days=st.sampled_from(Days),
)


@cache
def _expanded(rule: str, start: date) -> frozenset[datetime]:
    found = rrulestr(rule, dtstart=datetime.combine(start, time()))
    return frozenset(found.between(datetime(2025, 12, 1), datetime(2029, 1, 31)))  # noqa: DTZ001


def _named(window: Window, calendar: Calendar, day: date) -> bool:
    """The day by the words of the window alone; the rule as dateutil has it."""
    special = {Days.ANY: (True, False), Days.ONLY: (True,), Days.NEVER: (False,)}
    started = window.begins.astimezone(ZoneInfo(calendar.timezone)) if window.begins else None
    start = window.rule_from or (started.date() if started else date(2024, 1, 1))
    midnight = datetime.combine(day, time())
    return (
        (not window.weekdays or day.weekday() in window.weekdays)
        and day not in window.excluded
        and (day in calendar.holidays) in special[window.holidays]
        and (day in calendar.closed) in special[window.closed_days]
        and (not window.rule or midnight in _expanded(window.rule, start))
    )


def _covers(part: Part, day: date, local: datetime) -> bool:
    begins = datetime.combine(day, part.start)
    last = day if part.start < part.end else day + DAY
    return begins <= local < datetime.combine(last, part.end)


@settings(max_examples=60)
@given(windows, calendars, around)
def test_where_clocks_do_not_change_a_window_is_what_its_words_say(
    window: Window, calendar: Calendar, now: datetime
) -> None:
    calendar = replace(calendar, timezone="Asia/Tokyo")
    local = now.astimezone(ZoneInfo("Asia/Tokyo")).replace(tzinfo=None)
    between = (window.begins or now) <= now < (window.ends or now + DAY)
    # A part past midnight belongs to the day on which it started.
    expected = between and any(
        _named(window, calendar, day) and _covers(part, day, local)
        for day in (local.date() - DAY, local.date())
        for part in window.parts or (Part(time(), time()),)
    )
    assert is_open(window, calendar, now) == expected


@settings(max_examples=60)
@given(windows, calendars, around, st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_the_next_edge_is_the_first_change_to_the_microsecond(
    window: Window, calendar: Calendar, now: datetime, shares: list[float]
) -> None:
    limit = timedelta(days=20)
    before = is_open(window, calendar, now)
    edge = next_edge(window, calendar, now, limit)
    until = edge or now + limit
    if edge is not None:
        assert now < edge <= now + limit
        assert is_open(window, calendar, edge) != before
        assert is_open(window, calendar, edge - MOMENT) == before
    for share in shares:
        between = now + share * (until - now)
        assert is_open(window, calendar, min(between, until - MOMENT)) == before


@given(times, times, st.sampled_from(ZONES), around)
def test_a_part_and_the_rest_of_the_day_share_all_time_in_any_zone(
    start: time, end: time, zone: str, now: datetime
) -> None:
    calendar = Calendar(zone)
    one, other = Window(parts=(Part(start, end),)), Window(parts=(Part(end, start),))
    if start == end:
        assert is_open(one, calendar, now)
        assert next_edge(one, calendar, now, timedelta(days=10)) is None
    else:
        assert is_open(one, calendar, now) != is_open(other, calendar, now)


@given(st.sampled_from(ZONES), around, times)
def test_every_instant_belongs_to_one_weekday(zone: str, now: datetime, start: time) -> None:
    part = Part(start, start)
    week = [Window(weekdays=frozenset({day}), parts=(part,)) for day in range(7)]
    assert sum(is_open(window, Calendar(zone), now) for window in week) == 1


@settings(max_examples=50)
@given(windows, calendars, around)
def test_only_and_never_share_all_days(window: Window, calendar: Calendar, now: datetime) -> None:
    only, never = (replace(window, holidays=days) for days in (Days.ONLY, Days.NEVER))
    either = is_open(only, calendar, now) or is_open(never, calendar, now)
    assert is_open(replace(window, holidays=Days.ANY), calendar, now) == either


@given(st.sampled_from(ZONES), near, times, times)
def test_a_later_wall_time_is_never_an_earlier_instant(
    zone: str, day: date, one: time, other: time
) -> None:
    early, late = sorted((one, other))
    assert instant(day, early, ZoneInfo(zone)) <= instant(day, late, ZoneInfo(zone))
    assert instant(day, late, ZoneInfo(zone)) <= instant(day + DAY, time(), ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        # Left out: the jump itself. Lord Howe's is of half an hour.
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:00:00+00:00"),
        ("America/New_York", date(2026, 3, 8), time(2, 59), "2026-03-08T07:00:00+00:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-03T15:30:00+00:00"),
        # Twice: the first time.
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30:00+00:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30:00+00:00"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-04T14:45:00+00:00"),
    ],
)
def test_wall_times_that_are_left_out_or_come_twice(
    zone: str, day: date, at: time, expected: str
) -> None:
    assert instant(day, at, ZoneInfo(zone)).isoformat() == expected


def test_dates_are_half_open_and_equal_ones_never_open() -> None:
    at = datetime(2026, 11, 30, 15, tzinfo=UTC)
    tokyo = Calendar("Asia/Tokyo")
    window = Window(begins=at, ends=at + DAY)
    assert not is_open(window, tokyo, at - MOMENT)
    assert is_open(window, tokyo, at)
    assert is_open(window, tokyo, at + DAY - MOMENT)
    assert not is_open(window, tokyo, at + DAY)
    assert next_edge(window, tokyo, at - DAY) == at
    assert next_edge(window, tokyo, at) == at + DAY
    never = Window(begins=at, ends=at)
    assert not is_open(never, tokyo, at)
    assert next_edge(never, tokyo, at - DAY) is None


def test_what_is_always_open_has_no_edge() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert is_open(ALWAYS, Calendar("Asia/Tokyo"), now)
    assert next_edge(ALWAYS, Calendar("Asia/Tokyo"), now) is None


def test_a_leap_day_of_its_own() -> None:
    window = Window(rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    tokyo = Calendar("Asia/Tokyo")
    at = datetime(2028, 2, 28, 15, tzinfo=UTC)
    assert next_edge(window, tokyo, at - timedelta(days=300)) == at
    assert is_open(window, tokyo, at)
    assert next_edge(window, tokyo, at) == at + DAY
    # Farther away than anyone looks.
    assert next_edge(window, tokyo, datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_until_counts_in_the_sites_own_zone() -> None:
    rule = "FREQ=DAILY;UNTIL=20261201T045959Z"
    last, after = date(2026, 11, 30), date(2026, 12, 1)
    start = date(2026, 11, 1)
    assert names_day(rule, start, "America/New_York", last)
    assert not names_day(rule, start, "America/New_York", after)
    assert names_day(rule, start, "Asia/Tokyo", after)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "syntax"),
        ("every day", "syntax"),
        ("FREQ=DAILY;FREQ=WEEKLY", "syntax"),
        ("FREQ=MONTHLY;BYDAY=XX", "syntax"),
        ("FREQ=DAILY;UNTIL=soon", "syntax"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20261201", "syntax"),
        ("FREQ=DAILY;UNTIL=00010101T000000Z", "syntax"),
        ("FREQ=HOURLY", "frequency"),
        ("INTERVAL=2", "frequency"),
        ("FREQ=DAILY;BYHOUR=9", "part"),
        ("FREQ=DAILY;INTERVAL=0", "interval"),
        ("FREQ=YEARLY;INTERVAL=4000", "interval"),
        # dateutil would look for these until the year 9999.
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", "never"),
    ],
)
def test_a_bad_rule_says_why_and_opens_nothing(rule: str, code: str) -> None:
    with pytest.raises(BadRule) as refused:
        check_rule(rule, date(2026, 11, 23))
    assert refused.value.code == code
    assert not names_day(rule, date(2026, 11, 23), "Asia/Tokyo", date(2026, 11, 24))


odd = st.sampled_from(
    ("MO", "2TU", "-9SU", "XX", "0", "-1", "54", "400", "1,", "99999999999", "20260230", "1.5")
)
keys = st.sampled_from(("BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYWEEKNO", "COUNT", "WKST"))


@given(
    st.sampled_from(("DAILY", "MONTHLY", "YEARLY")), st.dictionaries(keys, odd, max_size=3), days
)
def test_whatever_is_typed_is_a_rule_or_refused(
    period: str, parts: dict[str, str], start: date
) -> None:
    rule = ";".join([f"FREQ={period}", *(f"{key}={value}" for key, value in parts.items())])
    try:
        check_rule(rule, start)
    except BadRule:
        assert not names_day(rule, start, "Asia/Tokyo", start)


@pytest.mark.parametrize(
    ("now", "last_seen", "trusted"),
    [
        (datetime(2026, 11, 22, tzinfo=UTC), None, True),
        (datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 11, 22, 0, 4, tzinfo=UTC), True),
        # Set back a year, and set to the start of all clocks.
        (datetime(2026, 11, 22, tzinfo=UTC), datetime(2027, 11, 22, tzinfo=UTC), False),
        (datetime(1970, 1, 1, tzinfo=UTC), None, False),
    ],
)
def test_a_clock_is_not_believed_before_the_build_or_back_in_time(
    now: datetime, last_seen: datetime | None, trusted: bool
) -> None:
    assert is_trusted(now, datetime(2026, 11, 1, tzinfo=UTC), last_seen) is trusted
