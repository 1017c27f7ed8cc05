"""Until which day visits may go: never over a day that will still be counted."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from hub.service.figures.statistics import MOST_DAYS
from hub.service.retention import visits_end

TODAY = date(2026, 11, 24)


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


ages = st.integers(60, 900)


@given(ages, st.none() | ages, st.sets(ages))
@example(60, None, set())
@example(60, 61, {61})
@example(60, 900, set(range(60, 732)))
def test_what_goes_is_old_and_counted_or_too_old_to_be_counted(
    keep: int, first: int | None, counted: set[int]
) -> None:
    known = {back(age) for age in counted}
    end = visits_end(back(keep), TODAY, back(first) if first else None, known)
    assert end <= back(keep)
    if first is None:
        assert end == back(keep)
        return
    will_be_counted = {back(age) for age in range(1, min(first, MOST_DAYS) + 1)}
    assert not {day for day in will_be_counted - known if day < end}
    assert end == back(keep) or end not in known, "what may go goes"


def test_a_day_that_was_not_counted_stops_it() -> None:
    counted = {back(age) for age in (100, 99, 97, 96)}
    assert visits_end(back(60), TODAY, back(100), counted) == back(98)
    assert visits_end(back(60), TODAY, back(100), set()) == back(100)
    assert visits_end(back(98), TODAY, back(100), counted) == back(98)
