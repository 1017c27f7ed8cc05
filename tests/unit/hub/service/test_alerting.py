"""A person is told once that a device needs one, and once that it is well again."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hub.domain.site import Span
from hub.service.alerting import AFTER, Hours, Rule, Teller
from hub.service.handing import LONGEST_WAIT, LostTurn, NotSent, Unclear, wait
from hub.service.health import SILENCE, Health
from hub.service.ports_health import DeviceState, Key, Need, Passage, Turn
from hub.service.terminals import DeviceReport, Stage

# Tuesday, 8:00 in Tokyo.
MORNING = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PATIENCE = 3 * MINUTE
OFFICE = {day: (Span(time(8, 30), time(17, 15)),) for day in range(5)}
ALWAYS = Rule(PATIENCE, Hours("Asia/Tokyo"))
BY_DAY = Rule(PATIENCE, Hours("Asia/Tokyo", OFFICE, frozenset({date(2026, 11, 25)})))
PRINTER = Key("kiosk-1", "printer")


@dataclass
class Book:
    """HealthBook and ToldBook in memory; the database's are held to tests/contract."""

    kept: dict[Key, DeviceState] = field(default_factory=dict)
    believed: dict[Key, Need] = field(default_factory=dict)
    holder: str = ""
    held_until: datetime = MORNING
    failures: int = 0
    next_at: datetime = MORNING

    def states(self) -> list[DeviceState]:
        return list(self.kept.values())

    def of(self, terminal: str) -> list[DeviceState]:
        return [state for key, state in self.kept.items() if key.terminal == terminal]

    def history(self, key: Key) -> list[Passage]:
        raise AssertionError(key)

    def move(self, _before: DeviceState | None, after: DeviceState, _line: Passage | None) -> bool:
        self.kept[after.key] = after
        return True

    def seen(self, terminal: str, at: datetime) -> None:
        for state in self.of(terminal):
            self.kept[state.key] = DeviceState(
                state.key, state.stage, state.since, state.need, state.began, at, state.advice
            )

    def forget(self, terminals: frozenset[str]) -> None:
        raise AssertionError(terminals)

    def told(self, _channel: str) -> dict[Key, Need]:
        return {key: need for key, need in self.believed.items() if need}

    def take(self, channel: str, now: datetime, until: datetime) -> Turn | None:
        if now < self.next_at or (self.holder and now < self.held_until):
            return None
        self.holder, self.held_until = f"{now}", until
        return Turn(channel, self.holder, self.failures)

    def mark(self, turn: Turn, told: Mapping[Key, Need], until: datetime) -> bool:
        if turn.holder != self.holder:
            return False
        self.believed |= told
        self.held_until = until
        return True

    def release(self, turn: Turn, failures: int, next_at: datetime) -> None:
        if turn.holder == self.holder:
            self.holder, self.failures, self.next_at = "", failures, next_at


@dataclass
class Post:
    """A channel whose server can be away, refuse, or leave open whether it took a message."""

    taken: list[tuple[datetime, Key, Need]] = field(default_factory=list)
    fault: str = ""
    meanwhile: Callable[[], None] = lambda: None
    name: str = "mail"

    def send(self, news: Sequence[DeviceState], at: datetime, handing: Callable[[], None]) -> None:
        self.meanwhile()
        if self.fault == "away":
            raise NotSent("away")
        handing()
        if self.fault == "refuses":
            raise NotSent("refuses")
        self.taken += [(at, state.key, state.need) for state in news]
        if self.fault == "unclear":
            raise Unclear("unclear")


class Lobby:
    """A kiosk that reports each minute, two hubs that look each minute, one mail server."""

    def __init__(self, rule: Rule = ALWAYS) -> None:
        self.now = MORNING
        self.rule = rule
        self.book, self.post = Book(), Post()
        self.health = Health(self.book, ("kiosk-1",), lambda: self.now)
        self.tellers = [
            Teller(self.post, self.book, self.book, rule, lambda: self.now) for _ in range(2)
        ]
        self.device = DeviceReport("printer", Stage.READY, MORNING)
        self.silent = False

    def is_now(self, stage: Stage, advice: str = "") -> None:
        self.device = DeviceReport("printer", stage, self.now, advice=advice)
        self.report()

    def report(self) -> None:
        if not self.silent:
            self.health.record("kiosk-1", [self.device])
        self.health.watch()

    def after(self, minutes: float) -> list[Need]:
        """What was told within these minutes."""
        before = len(self.post.taken)
        for _ in range(round(minutes)):
            self.now += MINUTE
            self.report()
            self.ring()
        return [need for _, _, need in self.post.taken[before:]]

    def ring(self) -> None:
        for teller in self.tellers:
            with suppress(NotSent, Unclear, LostTurn):
                teller.tell()


def test_trouble_that_lasts_is_told_once_and_so_is_its_end() -> None:
    lobby = Lobby()
    lobby.is_now(Stage.FAILED, "refill_paper")
    assert lobby.after(2) == []
    assert lobby.after(60) == [Need.NOW]
    lobby.is_now(Stage.READY)
    assert lobby.after(2) == []
    assert lobby.after(60) == [Need.NONE]


def test_a_blip_is_silent_in_either_direction() -> None:
    lobby = Lobby()
    for _ in range(5):
        lobby.is_now(Stage.FAILED)
        assert lobby.after(2) == []
        lobby.is_now(Stage.READY)
        assert lobby.after(2) == []
    lobby.is_now(Stage.FAILED)
    assert lobby.after(5) == [Need.NOW]
    lobby.is_now(Stage.READY)
    assert lobby.after(2) == []
    lobby.is_now(Stage.FAILED)
    assert lobby.after(60) == []


def test_what_gets_worse_is_told_again_and_what_gets_better_is_not() -> None:
    lobby = Lobby()
    lobby.is_now(Stage.DEGRADED, "refill_soon")
    assert lobby.after(5) == [Need.SOON]
    lobby.is_now(Stage.FAILED, "refill_paper")
    assert lobby.after(2) == []
    assert lobby.after(5) == [Need.NOW]
    lobby.is_now(Stage.DEGRADED, "refill_soon")
    assert lobby.after(30) == []
    lobby.is_now(Stage.FAILED, "refill_paper")
    assert lobby.after(30) == []


def test_what_needs_nobody_is_not_told() -> None:
    lobby = Lobby()
    for stage in (Stage.STOPPED, Stage.STARTING, Stage.READY, Stage.DEGRADED):
        lobby.is_now(stage)
        assert lobby.after(10) == []


def test_a_device_that_starts_again_is_not_well_before_it_says_so() -> None:
    lobby = Lobby()
    lobby.is_now(Stage.FAILED)
    assert lobby.after(5) == [Need.NOW]
    lobby.is_now(Stage.STARTING)
    assert lobby.after(10) == []
    lobby.is_now(Stage.READY)
    assert lobby.after(5) == [Need.NONE]


def test_a_silent_terminal_is_told_and_what_it_said_before_is_not() -> None:
    lobby = Lobby()
    lobby.is_now(Stage.FAILED)
    lobby.silent = True
    lobby.after(10)
    assert [key.device for _, key, _ in lobby.post.taken] == ["hub_link"]
    lobby.silent = False
    lobby.after(10)
    assert [key.device for _, key, _ in lobby.post.taken] == ["hub_link", "printer", "hub_link"]


def test_quiet_hours_hold_what_stands_and_swallow_what_passes() -> None:
    lobby = Lobby(BY_DAY)
    lobby.is_now(Stage.FAILED)
    assert lobby.after(29) == []
    assert lobby.after(1) == [Need.NOW]
    lobby.after(9 * 60)
    lobby.is_now(Stage.READY)
    lobby.after(60)
    lobby.is_now(Stage.FAILED)
    # The next day is closed: the morning after, people still believe what is so.
    assert lobby.after(48 * 60) == []


def test_a_closed_day_and_a_weekend_are_quiet() -> None:
    assert not BY_DAY.hours.include(MORNING.replace(hour=1) + timedelta(days=2))
    saturday = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    assert not BY_DAY.hours.include(saturday)
    assert BY_DAY.hours.include(saturday - timedelta(days=1))


@pytest.mark.parametrize("fault", ["away", "refuses"])
def test_a_server_that_does_not_take_it_gets_it_later_once(fault: str) -> None:
    lobby = Lobby()
    lobby.is_now(Stage.FAILED)
    lobby.post.fault = fault
    assert lobby.after(120) == []
    assert lobby.book.failures > 2
    lobby.post.fault = ""
    assert lobby.after(40) == [Need.NOW]
    assert lobby.after(120) == []


def test_what_passed_while_the_server_was_away_is_never_told() -> None:
    lobby = Lobby()
    lobby.post.fault = "away"
    lobby.is_now(Stage.FAILED)
    lobby.after(60)
    lobby.is_now(Stage.READY)
    lobby.post.fault = ""
    assert lobby.after(120) == []


def test_a_message_that_may_have_arrived_is_not_repeated() -> None:
    lobby = Lobby()
    lobby.post.fault = "unclear"
    lobby.is_now(Stage.FAILED)
    assert lobby.after(300) == [Need.NOW]


def test_a_hub_that_was_held_up_does_not_tell_what_another_has_told() -> None:
    lobby = Lobby()
    lobby.is_now(Stage.FAILED)
    lobby.now += PATIENCE
    lobby.report()

    def overtaken() -> None:
        lobby.post.meanwhile = lambda: None
        lobby.now += AFTER
        lobby.report()
        lobby.tellers[1].tell()

    lobby.post.meanwhile = overtaken
    with pytest.raises(LostTurn):
        lobby.tellers[0].tell()
    assert [need for _, _, need in lobby.post.taken] == [Need.NOW]


def test_attempts_grow_apart_up_to_half_an_hour() -> None:
    waits = [wait(failures) for failures in (1, 2, 3, 7, 100, 100_000)]
    assert waits == [MINUTE / 2, MINUTE, 2 * MINUTE, *[LONGEST_WAIT] * 3]


class Episodes(RuleBasedStateMachine):
    """Whatever the device, the server and the clock do."""

    def __init__(self) -> None:
        super().__init__()
        self.lobby = Lobby(BY_DAY)
        self.lobby.is_now(Stage.READY)
        self.lobby.now = MORNING + timedelta(minutes=30)

    @rule(stage=st.sampled_from(Stage), advice=st.sampled_from(["", "refill_soon"]))
    def device(self, stage: Stage, advice: str) -> None:
        self.lobby.is_now(stage, advice)

    @rule(fault=st.sampled_from(["", "away", "refuses", "unclear"]))
    def server(self, fault: str) -> None:
        self.lobby.post.fault = fault

    @rule(minutes=st.sampled_from([1, 2, 4, 40]))
    def time_passes(self, minutes: int) -> None:
        self.lobby.after(minutes)

    @rule()
    def night(self) -> None:
        self.lobby.after(60 * 12)

    @rule()
    def all_comes_to_rest(self) -> None:
        """In the end people believe what is so, or something that was worse."""
        lobby = self.lobby
        lobby.post.fault = ""
        need = lobby.book.kept[PRINTER].need
        lobby.after(50)
        believed = lobby.book.believed.get(PRINTER, Need.NONE)
        if BY_DAY.hours.include(lobby.now) and BY_DAY.hours.include(lobby.now - 50 * MINUTE):
            assert believed >= need
            assert (believed is Need.NONE) is (need is Need.NONE)

    @invariant()
    def each_episode_is_told_once(self) -> None:
        believed = Need.NONE
        for _, key, need in self.lobby.post.taken:
            assert key == PRINTER
            assert need > believed or (need is Need.NONE and believed is not Need.NONE)
            believed = need
        assert believed is self.lobby.book.believed.get(PRINTER, Need.NONE)

    @invariant()
    def nobody_is_told_in_quiet_hours(self) -> None:
        assert all(BY_DAY.hours.include(at) for at, _, _ in self.lobby.post.taken)


TestEpisodes = Episodes.TestCase
TestEpisodes.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_reports_may_be_missed_twice() -> None:
    assert timedelta(seconds=90) < SILENCE < 2 * MINUTE
