"""A clock that lies must not empty the screen, and must not be believed for ever."""

from datetime import UTC, datetime, timedelta

from signage.store.clock import RELEASED, ClockWatch

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
MINUTE, YEAR = timedelta(minutes=1), timedelta(days=365)


def test_a_clock_that_goes_on_is_believed_and_kept_now_and_then() -> None:
    kept: list[datetime] = []
    watch = ClockWatch(None, kept.append)
    for minute in range(60):
        assert watch.trusts(NOW + minute * MINUTE)
        watch.note(NOW + minute * MINUTE)
    assert len(kept) == 6


def test_a_clock_before_the_release_is_not_believed() -> None:
    assert not ClockWatch(None, print).trusts(RELEASED - MINUTE)
    assert not ClockWatch(None, print).trusts(datetime(1970, 1, 1, tzinfo=UTC))


def test_a_clock_that_was_set_back_a_year_is_not_believed_until_it_is_right_again() -> None:
    watch = ClockWatch(NOW, print)
    assert not watch.trusts(NOW - YEAR)
    watch.note(NOW - YEAR)
    assert watch.trusts(NOW + MINUTE)


def test_a_correction_of_seconds_is_no_fault() -> None:
    watch = ClockWatch(NOW, print)
    assert watch.trusts(NOW - timedelta(seconds=30))


def test_the_hub_has_the_last_word() -> None:
    kept: list[datetime] = []
    # It was a year ahead for a while, and believed.
    watch = ClockWatch(NOW + YEAR, kept.append)
    assert not watch.trusts(NOW)
    watch.compare(NOW, NOW + timedelta(seconds=2))
    assert watch.trusts(NOW)
    assert kept == [NOW]
    watch.compare(NOW + YEAR, NOW)
    assert not watch.trusts(NOW + YEAR)
    watch.note(NOW + YEAR)
    assert kept == [NOW]
