"""Devices and their history, on whichever database, for one hub and for several."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from hub.adapters.database import health as adapter
from hub.adapters.database.engine import Database
from hub.adapters.database.health import SqlHealth, SqlTold
from hub.service.alerting import Hours, Rule, Teller
from hub.service.health import DESK, LINK, SILENCE, Health
from hub.service.ports_health import DeviceState, Key, Need, Passage
from hub.service.terminals import DeviceReport, Stage
from tests.lobbies import NINE

MINUTE = timedelta(minutes=1)
PRINTER, LINE = Key("kiosk-1", "printer"), Key("kiosk-1", LINK)


class Hubs:
    """Hubs of one lobby, and the clock on their wall."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NINE
        self.one, self.other = self.hub(), self.hub()

    def hub(self) -> Health:
        return Health(SqlHealth(self.database, "test"), ("kiosk-1", "kiosk-2"), self.clock)

    def clock(self) -> datetime:
        return self.now

    def report(self, stage: Stage, advice: str = "", hub: Health | None = None) -> None:
        told = DeviceReport("printer", stage, self.now, advice=advice)
        (hub or self.one).record("kiosk-1", [told])

    def stages(self) -> dict[Key, Stage]:
        return {state.key: state.stage for state in self.hub().states()}


@pytest.fixture
def hubs(database: Database) -> Hubs:
    return Hubs(database)


def test_a_lobby_begins_with_nothing(hubs: Hubs) -> None:
    assert hubs.one.states() == []
    assert hubs.one.history(PRINTER) == []
    hubs.one.watch()
    assert hubs.one.states() == []


def test_only_changes_are_written_down(hubs: Hubs) -> None:
    for stage, advice in [
        (Stage.READY, ""),
        (Stage.READY, ""),
        (Stage.FAILED, "close_cover"),
        (Stage.FAILED, "refill_paper"),
        (Stage.READY, ""),
    ]:
        hubs.report(stage, advice)
        hubs.now += MINUTE
    assert hubs.other.history(PRINTER) == [
        Passage(NINE + 4 * MINUTE, Stage.READY, ""),
        Passage(NINE + 3 * MINUTE, Stage.FAILED, "refill_paper"),
        Passage(NINE + 2 * MINUTE, Stage.FAILED, "close_cover"),
        Passage(NINE, Stage.READY, ""),
    ]


def test_a_new_hub_knows_what_the_last_one_knew(hubs: Hubs) -> None:
    hubs.report(Stage.FAILED, "refill_paper")
    hubs.now += MINUTE
    hubs.report(Stage.FAILED, "refill_paper")
    state = next(state for state in hubs.hub().states() if state.key == PRINTER)
    assert (state.stage, state.since, state.seen_at) == (Stage.FAILED, NINE, hubs.now)
    assert (state.need, state.began, state.advice) == (Need.NOW, NINE, "refill_paper")


def test_a_terminal_that_falls_silent_is_found_and_found_again(hubs: Hubs) -> None:
    hubs.report(Stage.READY)
    hubs.now += SILENCE
    hubs.one.watch()
    assert hubs.stages()[LINE] is Stage.READY
    hubs.now += MINUTE
    hubs.one.watch()
    hubs.other.watch()
    assert hubs.stages()[LINE] is Stage.FAILED
    assert hubs.one.history(LINE) == [
        Passage(NINE, Stage.FAILED, "check_terminal"),
        Passage(NINE, Stage.READY, ""),
    ]
    hubs.report(Stage.READY, hub=hubs.other)
    assert hubs.stages()[LINE] is Stage.READY


def test_a_terminal_is_not_blamed_for_the_time_without_a_hub(hubs: Hubs) -> None:
    hubs.report(Stage.READY)
    hubs.now += 10 * MINUTE
    started = hubs.hub()
    started.watch()
    assert hubs.stages()[LINE] is Stage.READY
    hubs.now += 2 * MINUTE
    started.watch()
    assert hubs.stages()[LINE] is Stage.FAILED


def test_a_device_that_was_taken_away_is_stopped(hubs: Hubs) -> None:
    hubs.report(Stage.FAILED, "refill_paper")
    hubs.now += MINUTE
    hubs.one.record("kiosk-1", [])
    assert hubs.stages() == {PRINTER: Stage.STOPPED, LINE: Stage.READY}


def test_two_hubs_tell_of_their_own_scanners_beside_each_other(hubs: Hubs) -> None:
    """Neither knows the other's, nor takes them for gone; there is no line that could be cut."""
    for turn in range(3):
        for hub, name in ((hubs.one, "left"), (hubs.other, "right")):
            hub.record_own([DeviceReport("scanner", Stage.READY, NINE, name)])
            hub.watch()
        hubs.now += SILENCE * turn
    scanners = {Key(DESK, "scanner", name): Stage.READY for name in ("left", "right")}
    assert hubs.stages() == scanners
    assert [len(hubs.one.history(key)) for key in scanners] == [1, 1]


def test_a_terminal_that_is_no_longer_configured_is_forgotten(hubs: Hubs) -> None:
    hubs.report(Stage.READY)
    Health(SqlHealth(hubs.database, "test"), ("kiosk-2",), hubs.clock).begin()
    assert hubs.one.states() == []
    assert hubs.one.history(PRINTER) == []


def test_another_site_s_devices_are_not_ours(hubs: Hubs) -> None:
    hubs.report(Stage.READY)
    assert SqlHealth(hubs.database, "branch").states() == []


def test_a_clock_that_goes_wrong_makes_no_future(hubs: Hubs) -> None:
    ahead = DeviceReport("printer", Stage.READY, hubs.now + timedelta(days=3))
    hubs.one.record("kiosk-1", [ahead])
    assert hubs.one.history(PRINTER)[0].at == NINE
    hubs.now += MINUTE
    behind = DeviceReport("printer", Stage.FAILED, hubs.now - timedelta(days=3))
    hubs.one.record("kiosk-1", [behind])
    assert hubs.one.history(PRINTER)[0].at == NINE


def test_history_is_bounded_by_number_and_by_age(
    hubs: Hubs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "KEPT_LINES", 4)
    for turn in range(10):
        hubs.report(Stage.READY if turn % 2 else Stage.FAILED)
        hubs.now += MINUTE
    assert len(hubs.one.history(PRINTER)) == 4
    hubs.now += timedelta(days=adapter.KEPT_DAYS + 1)
    hubs.report(Stage.FAILED)
    assert [line.stage for line in hubs.one.history(PRINTER)] == [Stage.FAILED]


def test_of_two_hubs_one_writes_a_change_down(database: Database, hubs: Hubs) -> None:
    hubs.report(Stage.READY)
    book = SqlHealth(database, "test")
    before = next(state for state in book.states() if state.key == PRINTER)
    after = replace(before, stage=Stage.FAILED, since=NINE + MINUTE)
    line = Passage(after.since, after.stage, "")
    with ThreadPoolExecutor(4) as pool:
        moved = list(pool.map(lambda _: book.move(before, after, line), range(4)))
    assert sorted(moved) == [False, False, False, True]
    assert len(book.history(PRINTER)) == 2


def test_a_channel_is_one_hub_s_at_a_time(database: Database) -> None:
    book = SqlTold(database, "test")
    with ThreadPoolExecutor(4) as pool:
        turns = list(pool.map(lambda _: book.take("mail", NINE, NINE + MINUTE), range(4)))
    (turn,) = (turn for turn in turns if turn is not None)
    assert book.take("webhook", NINE, NINE + MINUTE) is not None
    assert book.mark(turn, {PRINTER: Need.NOW}, NINE + 5 * MINUTE)
    assert book.told("mail") == {PRINTER: Need.NOW}
    assert book.told("webhook") == {}
    assert book.take("mail", NINE + 2 * MINUTE, NINE + 9 * MINUTE) is None
    book.release(turn, 3, NINE + 2 * MINUTE)
    assert book.take("mail", NINE + MINUTE, NINE + 9 * MINUTE) is None
    again = book.take("mail", NINE + 2 * MINUTE, NINE + 3 * MINUTE)
    assert again is not None
    assert again.failures == 3


def test_a_turn_that_was_lost_marks_nothing(database: Database) -> None:
    book = SqlTold(database, "test")
    lost = book.take("mail", NINE, NINE + MINUTE)
    assert lost is not None
    assert book.take("mail", NINE + MINUTE, NINE + 9 * MINUTE) is not None
    assert not book.mark(lost, {PRINTER: Need.NOW}, NINE + 9 * MINUTE)
    assert book.told("mail") == {}


class Post:
    """A channel that counts, and takes its time until all hubs have looked."""

    name = "mail"

    def __init__(self, hubs: int) -> None:
        self.together = Barrier(hubs)
        self.taken: list[Key] = []

    def send(self, news: Sequence[DeviceState], _at: datetime, handing: Callable[[], None]) -> None:
        handing()
        self.taken += [state.key for state in news]


def test_of_several_hubs_one_tells(database: Database, hubs: Hubs) -> None:
    hubs.report(Stage.FAILED, "refill_paper")
    hubs.now += MINUTE
    hubs.report(Stage.FAILED, "refill_paper")
    post, rule = Post(4), Rule(MINUTE, Hours("Asia/Tokyo"))

    def hub(_: int) -> None:
        book, told = SqlHealth(database, "test"), SqlTold(database, "test")
        teller = Teller(post, book, told, rule, hubs.clock)
        post.together.wait(30)
        for _ in range(5):
            teller.tell()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(hub, range(4)))
    assert post.taken == [PRINTER]
