"""What is published comes to the screen, whatever becomes of hub, network and disk."""

import errno
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from hub.client.backoff import Backoff
from hub.client.errors import HubAway
from hub.domain.signage.content import Feed, Headline
from hub.domain.signage.programme import Generation
from signage.store import fetching
from signage.store.blobs import Blobs
from signage.store.fetching import Fetching
from signage.store.ready import Ready
from signage.store.shelf import Shelf
from tests.disks import no_file_beyond
from tests.unit.signage.store.publisher import CHUNK, SCREEN, FakeHub, generation, medium

LONG = b"film" * 10_000


class Player:
    """A display without a screen: its fetching, round by round, and what it posted."""

    def __init__(self, folder: Path, hub: FakeHub, reserve: int = 0) -> None:
        self.folder, self.hub = folder, hub
        self.time = 0.0
        self.posted: list[Ready] = []
        self.shelf = Shelf(folder, SCREEN, Blobs(folder / "media", reserve))
        backoff = Backoff(spread=lambda _, most: most)
        clock = lambda: self.time  # noqa: E731 - a clock in a word
        self.fetching = Fetching(hub, self.shelf, self.posted.append, backoff=backoff, clock=clock)

    @property
    def shown(self) -> Ready:
        """What was posted last, or what a start finds."""
        ready = self.posted[-1] if self.posted else self.shelf.ready()
        assert ready is not None
        return ready

    @property
    def items(self) -> set[str]:
        return set(self.shown.generation.programme.items)

    def hear(self, published: Generation | None = None) -> float:
        """The hub says that something is published; one round."""
        self.fetching.want((published or self.hub.published).number)
        return self.fetching.go()

    def later(self, seconds: float) -> float:
        self.time += seconds
        return self.fetching.go()


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub(generation(0))


@pytest.fixture
def player(tmp_path: Path, hub: FakeHub) -> Player:
    """With one publication, as it is every morning."""
    player = Player(tmp_path, hub)
    hub.offer(old=b"old", both=b"both")
    player.hear()
    return player


def test_a_publication_comes_with_its_files(player: Player) -> None:
    assert player.shown.generation == player.hub.published
    digests = {medium(b"old").digest, medium(b"both").digest}
    assert player.shown.playable.media == digests == set(player.shown.files)
    assert {path.read_bytes() for path in player.shown.files.values()} == {b"old", b"both"}


def test_one_round_is_enough_to_change_over(player: Player) -> None:
    published = player.hub.offer(new=b"new", both=b"both")
    player.hear()
    assert player.shown.generation == published
    assert (medium(b"both").digest, 0) in player.hub.asked[:2]
    assert player.hub.asked.count((medium(b"both").digest, 0)) == 1


def test_a_start_without_network_shows_the_last_publication(player: Player, hub: FakeHub) -> None:
    hub.fault = HubAway("away")
    again = Player(player.folder, hub)
    assert again.shown == player.shown


def test_a_display_that_never_had_a_publication_has_nothing_to_show(
    tmp_path: Path, hub: FakeHub
) -> None:
    hub.fault = HubAway("away")
    player = Player(tmp_path, hub)
    player.hear()
    assert player.posted == []
    assert player.shelf.ready() is None


def test_the_old_stays_until_the_new_is_there_but_what_is_deleted_goes_at_once(
    player: Player, hub: FakeHub
) -> None:
    published = hub.offer(both=b"both", film=LONG)
    hub.cut = CHUNK
    player.hear()
    assert player.shown.generation.number == published.number - 1
    assert player.items == {"both"}
    assert player.fetching.missing == 1
    hub.fault = HubAway("away")
    assert Player(player.folder, hub).items == {"both"}, "not back by a restart either"
    hub.fault = None
    player.fetching.go()
    assert player.shown.generation == published
    assert hub.asked[-1] == (medium(LONG).digest, CHUNK)


def test_a_newer_publication_does_not_wait_for_the_files_of_an_older(
    player: Player, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.offer(both=b"both", film=LONG)
    real = hub.medium

    def publish_meanwhile(digest: str, offset: int) -> object:
        monkeypatch.setattr(hub, "medium", real)
        player.fetching.want(hub.offer(urgent=b"urgent").number)
        return real(digest, offset)

    monkeypatch.setattr(hub, "medium", publish_meanwhile)
    assert player.hear() == 0
    player.fetching.go()
    assert player.items == {"urgent"}


def test_a_file_that_the_hub_does_not_have_is_done_without(player: Player, hub: FakeHub) -> None:
    hub.offer(both=b"both", lost=b"lost")
    del hub.files[medium(b"lost").digest]
    player.hear()
    assert player.items == {"both", "lost"}
    assert set(player.shown.files) == {medium(b"both").digest}
    assert player.shelf.lacking == {medium(b"lost").digest: "missing"}
    hub.files[medium(b"lost").digest] = b"lost"
    player.later(fetching.RETRY_PERIOD)
    player.fetching.go()
    assert set(player.shown.files) == {medium(b"both").digest, medium(b"lost").digest}


@pytest.mark.parametrize("wrong", [b"xost", b"lost and found"], ids=["corrupted", "longer"])
def test_a_file_that_is_not_what_was_published_is_done_without(
    player: Player, hub: FakeHub, wrong: bytes
) -> None:
    hub.offer(both=b"both", lost=b"lost")
    hub.files[medium(b"lost").digest] = wrong
    player.hear()
    assert set(player.shown.files) == {medium(b"both").digest}
    assert player.shelf.lacking == {medium(b"lost").digest: "broken"}


def test_a_file_that_always_breaks_off_does_not_hold_up_the_rest(
    player: Player, hub: FakeHub
) -> None:
    published = hub.offer(both=b"both", film=LONG)
    for end in range(1, fetching.TRIES + 1):
        assert player.shown.generation != published
        hub.cut = end * 10
        player.hear()
    assert player.shown.generation == published
    assert player.shelf.lacking == {medium(LONG).digest: "missing"}


def test_a_hub_that_is_away_is_not_taken_for_a_broken_file(player: Player, hub: FakeHub) -> None:
    published = hub.offer(new=b"new")
    player.fetching.want(published.number)
    hub.cut = 1
    player.fetching.go()
    hub.fault = HubAway("away")
    pauses = [player.fetching.go() for _ in range(fetching.TRIES * 2)]
    assert player.shown.generation.number == published.number - 1
    assert max(pauses) <= 5
    hub.fault = None
    player.fetching.go()
    assert player.shown.generation == published


def test_a_full_disk_costs_the_new_file_only(player: Player, hub: FakeHub) -> None:
    small = Player(player.folder, hub, reserve=2**60)
    hub.offer(both=b"both", new=b"new")
    with capture_logs() as lines:
        small.hear()
        for _ in range(5):
            small.later(fetching.RETRY_PERIOD)
            small.fetching.go()
    assert set(small.shown.files) == {medium(b"both").digest}
    assert small.shelf.lacking == {medium(b"new").digest: "no_room"}
    assert [line["event"] for line in lines].count("medium lacking") == 1, "a change, not a state"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits the size of files")
def test_a_disk_that_fills_up_meanwhile_is_tried_again(player: Player, hub: FakeHub) -> None:
    published = hub.offer(both=b"both", film=LONG)
    with no_file_beyond(len(LONG) // 2):
        player.hear()
    assert player.shown.generation == published
    assert player.shelf.lacking == {medium(LONG).digest: "no_room"}
    assert [fault.reason for fault in player.fetching.faults()] == ["no_room"]
    player.later(fetching.RETRY_PERIOD)
    player.fetching.go()
    assert medium(LONG).digest in player.shown.files
    assert player.fetching.faults() == ()


def test_a_day_without_the_hub(player: Player, hub: FakeHub) -> None:
    hub.fault = HubAway("away")
    while player.time < 24 * 3600:
        player.later(player.fetching.go())
        player.time += 60
    assert len(player.posted) == 1
    hub.fault = None
    published = hub.offer(fresh=b"fresh")
    player.hear()
    assert player.shown.generation == published


def test_a_disk_that_takes_nothing_does_not_keep_news_from_the_screen(
    player: Player, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("hub.files.write", full)
    published = hub.offer(both=b"both")
    player.hear()
    assert player.shown.generation == published
    player.later(fetching.TIDY_AFTER)


def test_a_damaged_publication_falls_back_to_the_one_before(player: Player, hub: FakeHub) -> None:
    hub.offer(both=b"both", new=b"new")
    player.hear()
    newest = max((player.folder / "generations").glob("*.json"))
    newest.write_bytes(newest.read_bytes()[:-10])
    hub.fault = HubAway("away")
    again = Player(player.folder, hub)
    assert again.shown.generation.number == 1
    assert again.items == {"both"}, "what was deleted does not come back"


def test_a_publication_of_another_release_counts_as_none(player: Player, hub: FakeHub) -> None:
    for path in (player.folder / "generations").iterdir():
        path.write_bytes(b"{}")
    hub.fault = HubAway("away")
    assert Player(player.folder, hub).shelf.ready() is None


def test_a_file_that_the_disk_changed_is_found_left_out_and_fetched_again(
    player: Player, hub: FakeHub
) -> None:
    digest = medium(b"both").digest
    player.shown.files[digest].write_bytes(b"bath")
    again = Player(player.folder, hub)
    assert digest in again.shown.files
    while digest in again.shown.files:
        again.later(fetching.INSPECT_AFTER)
    again.fetching.go()
    assert again.shown.files[digest].read_bytes() == b"both"


def test_files_that_nothing_needs_any_more_are_removed(player: Player, hub: FakeHub) -> None:
    gone = player.shown.files[medium(b"old").digest]
    hub.offer(both=b"both")
    player.hear()
    assert gone.exists(), "the screen may still read it"
    player.later(fetching.TIDY_AFTER)
    assert not gone.exists()
    assert player.shown.files[medium(b"both").digest].exists()


def test_a_hub_that_was_set_up_anew_begins_again_at_one(player: Player, hub: FakeHub) -> None:
    for number in range(5):
        hub.offer(**{f"n{number}": b"n"})
    player.hear()
    hub.published = generation(0)
    published = hub.offer(fresh=b"fresh")
    player.hear()
    assert player.shown.generation == published
    assert Player(player.folder, hub).shown.generation == published


def test_an_earlier_publication_that_is_brought_back_needs_no_file(
    player: Player, hub: FakeHub
) -> None:
    first = hub.published
    hub.offer(new=b"new", both=b"both", old=b"old")
    player.hear()
    asked = len(hub.asked)
    hub.published = replace(first, number=3)
    player.hear()
    assert player.items == {"old", "both"}
    assert len(hub.asked) == asked


def test_feeds_are_shown_and_kept_for_a_start_without_network(player: Player, hub: FakeHub) -> None:
    hub.feeds_now = {"city": Feed("city", datetime(2026, 11, 24, tzinfo=UTC), (Headline("雪"),))}
    player.later(fetching.FEEDS_PERIOD)
    assert player.shown.playable.feeds == hub.feeds_now
    posted = len(player.posted)
    player.later(fetching.FEEDS_PERIOD)
    assert len(player.posted) == posted
    hub.fault = HubAway("away")
    assert Player(player.folder, hub).shown.playable.feeds == hub.feeds_now


def test_an_idle_display_sleeps(player: Player) -> None:
    pauses = []
    while player.time < 3600:
        pauses.append(player.fetching.go())
        player.time += max(pauses[-1], 0.001)
    assert len(pauses) < 90


def test_files_of_other_screens_are_not_fetched(tmp_path: Path, hub: FakeHub) -> None:
    hub.offer(one=b"one")
    other = Shelf(tmp_path, "display-2")
    posted: list[Ready] = []
    thread = Fetching(hub, other, posted.append)
    thread.want(1)
    thread.go()
    assert posted[-1].generation == hub.published
    assert hub.asked == []


def test_the_thread_ends_in_the_middle_of_a_long_file(tmp_path: Path, hub: FakeHub) -> None:
    hub.offer(film=LONG)
    player = Player(tmp_path, hub)
    stop: Callable[[], None] = player.fetching.stop
    real = hub.medium

    def stopping(digest: str, offset: int) -> object:
        stop()
        return real(digest, offset)

    hub.medium = stopping  # type: ignore[method-assign,assignment] # as if somebody stopped it then
    player.fetching.want(1)
    player.fetching.run()
    assert player.posted == []
