"""A proof of play reaches the hub once, however long the hub is away."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from hub.client import MOST_PLAYS
from hub.client.backoff import Backoff
from hub.client.errors import HubAway, HubRefused, SpoolFault
from hub.domain.signage.programme import Play
from signage.store.plays import MEMORY, Delivery, Plays

MORNING = datetime(2026, 11, 24, tzinfo=UTC)
SPOT = timedelta(seconds=15)


def play(number: int) -> Play:
    began = MORNING + number * SPOT
    return Play(UUID(int=number).hex, "display-1", "spot", "題", "c", "", began, 15.0, whole=True)


class Hub:
    """Takes proofs as the real one: by id. Away, or answering after it took them, at will."""

    def __init__(self) -> None:
        self.taken: dict[str, Play] = {}
        self.batches: list[int] = []
        self.away = False
        self.answers = True
        self.hates = ""

    def plays(self, batch: Sequence[Play]) -> None:
        if self.away:
            raise HubAway("away")
        assert len(batch) <= MOST_PLAYS
        if any(one.id == self.hates for one in batch):
            raise HubRefused("invalid")
        self.batches.append(len(batch))
        self.taken |= {one.id: one for one in batch}
        if not self.answers:
            raise HubAway("time-out")


@pytest.fixture
def hub() -> Hub:
    return Hub()


def delivery(hub: Hub, plays: Plays) -> Delivery:
    return Delivery(hub, plays, Backoff(spread=lambda _, most: most))


def pass_time(thread: Delivery, shown: Sequence[Play]) -> None:
    """An hour of spots between two looks of the thread."""
    for hour in range(0, len(shown), 240):
        for one in shown[hour : hour + 240]:
            thread.record(one)
        thread.go()


def test_a_day_without_the_hub_is_handed_over_once(tmp_path: Path, hub: Hub) -> None:
    day = [play(number) for number in range(24 * 60 * 4)]
    hub.away = True
    plays = Plays(tmp_path / "plays.db")
    thread = delivery(hub, plays)
    pass_time(thread, day[:4000])
    plays.close()
    # The display is started again in the evening.
    plays = Plays(tmp_path / "plays.db")
    thread = delivery(hub, plays)
    pass_time(thread, day[4000:])
    assert plays.count() == len(day)
    hub.away = False
    thread.go()
    assert list(hub.taken.values()) == day
    assert sum(hub.batches) == len(day)
    assert plays.count() == 0
    thread.go()
    assert sum(hub.batches) == len(day)
    plays.close()


def test_an_answer_that_was_lost_makes_no_second_play(tmp_path: Path, hub: Hub) -> None:
    plays = Plays(tmp_path / "plays.db")
    thread = delivery(hub, plays)
    thread.record(play(1))
    hub.answers = False
    thread.go()
    hub.answers = True
    thread.go()
    assert list(hub.taken) == [play(1).id]
    assert plays.count() == 0
    plays.close()


def test_a_proof_that_the_hub_will_not_take_holds_up_no_other(tmp_path: Path, hub: Hub) -> None:
    plays = Plays(tmp_path / "plays.db")
    thread = delivery(hub, plays)
    for number in range(10):
        thread.record(play(number))
    hub.hates = play(6).id
    thread.go()
    assert len(hub.taken) == 9
    assert plays.count() == 0
    plays.close()


def test_what_was_shown_last_is_kept_when_the_display_ends(tmp_path: Path, hub: Hub) -> None:
    plays = Plays(tmp_path / "plays.db")
    thread = delivery(hub, plays)
    hub.away = True
    thread.start()
    thread.record(play(1))
    thread.stop()
    assert plays.pending() == [play(1)]
    plays.close()


def test_a_disk_that_takes_nothing_loses_nothing_while_the_display_runs(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    plays = Plays(tmp_path / "plays.db")
    thread = delivery(hub, plays)

    def full(_: object) -> None:
        raise SpoolFault("plays.db: disk full")

    with monkeypatch.context() as disk:
        disk.setattr(plays, "add", full)
        thread.record(play(1))
        thread.go()
    thread.record(play(2))
    thread.go()
    assert list(hub.taken) == [play(1).id, play(2).id]
    plays.close()


def test_a_display_without_any_disk_proves_its_plays_from_memory(hub: Hub) -> None:
    plays = Plays(MEMORY)
    thread = delivery(hub, plays)
    thread.record(play(1))
    thread.go()
    assert list(hub.taken) == [play(1).id]
    plays.close()
