"""Emergencies: the most pressing first, ended by their own rule, never an empty box."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.acting import Act, Decision
from hub.domain.alerts import (
    Alert,
    Calls,
    Status,
    covers_display,
    covers_kiosk,
    is_shown,
    next_change,
    standing,
)
from hub.domain.day import start_day
from hub.domain.errors import Refusal, Refused
from hub.domain.lobby import Lobby, apply, restore, snapshot
from hub.domain.raising import end_alert, end_expired, raise_alert, supersede
from tests.lobbies import NINE, site

DAY, MINUTE = NINE.date(), timedelta(minutes=1)
FIRE = Alert("fire", "staff", Status.ACTUAL, {"ja": "火災です"}, NINE, NINE)

ALERTS = st.builds(
    Alert,
    id=st.sampled_from("abcdef"),
    source=st.just("staff"),
    status=st.sampled_from(Status),
    headline=st.just({"ja": "見出し"}),
    begins=st.integers(-5, 5).map(lambda count: NINE + count * MINUTE),
    updated_at=st.integers(-5, 5).map(lambda count: NINE + count * MINUTE),
    level=st.integers(0, 5),
    calls=st.sampled_from(Calls),
    expires=st.none() | st.integers(-5, 9).map(lambda count: NINE + count * MINUTE),
)


def small_lobby() -> Lobby:
    return committed(Lobby(site()), start_day(Lobby(site()), DAY, NINE))


def committed(lobby: Lobby, decision: Decision) -> Lobby:
    for event in decision.events:
        apply(lobby, replace(event, id=lobby.last_event + 1))
    return lobby


def raised(*alerts: Alert) -> Lobby:
    lobby = small_lobby()
    for alert in alerts:
        committed(lobby, raise_alert(Act(lobby, NINE), alert))
    return lobby


@given(st.lists(ALERTS, unique_by=lambda alert: alert.id), st.integers(-9, 9))
def test_between_two_changes_the_same_ones_stand(alerts: list[Alert], at: int) -> None:
    now = NINE + at * MINUTE
    shown, until = standing(alerts, now), next_change(alerts, now)
    assert len(shown) == sum(is_shown(alert, now) for alert in alerts)
    if until is not None:
        assert until > now
        assert standing(alerts, until - timedelta(microseconds=1)) == shown


@given(st.lists(ALERTS, unique_by=lambda alert: alert.id))
def test_a_drill_never_stands_before_what_is_real(alerts: list[Alert]) -> None:
    real = [alert.status is Status.ACTUAL for alert in standing(alerts, NINE)]
    assert real == sorted(real, reverse=True)


@given(ALERTS)
def test_a_drill_never_covers_a_kiosk_and_an_advisory_never_a_display(alert: Alert) -> None:
    assert not (covers_kiosk(alert) and alert.status is Status.EXERCISE)
    assert covers_display(alert) == (alert.level not in (1, 2))


def test_a_terminal_whose_clock_is_slow_shows_it_at_once_but_what_is_to_come_by_its_time() -> None:
    slow = NINE - 5 * MINUTE
    assert is_shown(FIRE, slow)
    assert not is_shown(replace(FIRE, begins=NINE + MINUTE), NINE)
    assert is_shown(replace(FIRE, begins=NINE + MINUTE), NINE + MINUTE)


def test_what_says_nothing_is_not_raised() -> None:
    for words in ({}, {"ja": " "}, {"en": "Fire"}):
        with pytest.raises(Refused) as refused:
            raised(replace(FIRE, headline=words))
        assert refused.value.code is Refusal.EMPTY_ALERT


def test_what_is_over_is_not_raised() -> None:
    with pytest.raises(Refused) as refused:
        raised(replace(FIRE, expires=NINE))
    assert refused.value.code is Refusal.PAST_ALERT


def test_only_what_is_newer_changes_it() -> None:
    later = replace(FIRE, headline={"ja": "鎮火しました"}, updated_at=NINE + MINUTE)
    assert raised(FIRE, later, FIRE).alerts["fire"] == later


def test_it_outlasts_the_day_and_a_snapshot_and_ends_when_it_is_ended() -> None:
    lobby = raised(FIRE)
    committed(lobby, start_day(lobby, DAY + timedelta(days=1), NINE + timedelta(days=1)))
    assert list(restore(snapshot(lobby)).alerts.values()) == [FIRE]
    committed(lobby, end_alert(Act(lobby, NINE), "fire"))
    assert lobby.alerts == {}
    with pytest.raises(Refused):
        end_alert(Act(lobby, NINE), "fire")


def test_those_whose_time_is_over_are_put_away() -> None:
    lobby = raised(FIRE, replace(FIRE, id="quake", expires=NINE + MINUTE))
    assert not end_expired(Act(lobby, NINE)).events
    committed(lobby, end_expired(Act(lobby, NINE + MINUTE)))
    assert list(lobby.alerts) == ["fire"]


def test_a_machine_replaces_in_one_event_and_is_not_told_of_what_it_cannot_show() -> None:
    lobby = raised(FIRE)
    new = replace(FIRE, id="new")
    decision = supersede(Act(lobby, NINE), new, ["fire", "unknown"])
    assert len(decision.events) == 1
    assert list(committed(lobby, decision).alerts) == ["new"]
    for silent in (new, replace(FIRE, expires=NINE), replace(FIRE, headline={"ja": " "})):
        assert not supersede(Act(lobby, NINE), silent, ()).events
