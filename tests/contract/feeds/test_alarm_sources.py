"""Sources of alarms: each document read once, in order, and none stops another."""

import gzip
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from assets.words import load
from hub.adapters.alarms.cap_sources import CapFeed, CapFolder
from hub.adapters.alarms.jma_source import JmaSource
from hub.adapters.alarms.remembering import TRIES
from hub.adapters.database.alarms import SqlAlarmBook
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.schema import migrate
from hub.adapters.fetching import Limits
from hub.domain.alerts import Alert
from hub.service.alarms import cap as caps
from hub.service.alarms import jma
from hub.service.alarms.ports import NotRead, Source
from hub.service.alarms.watching import AlarmWatch
from tests.contract.feeds.strange_server import Site
from tests.lobbies import NINE
from tests.unit.hub.alarms.caps import cap
from tests.unit.hub.alarms.reports import CITY, QUAKE, REGION, WARNINGS, feed, kinds, report
from tests.unit.hub.alarms.test_cap import BOMB, XXE

MINUTE = timedelta(minutes=1)
INSIDE = Limits(seconds=1, private=True)
RULES = caps.Rules("pref")
JMA = jma.Rules(CITY, REGION, "", ("ja", "en"), lambda language: load(language, "emergency"))


@dataclass
class Desk:
    """A watch that is turned by hand, with the book on the disk."""

    source: Source
    book: SqlAlarmBook
    now: datetime = NINE
    taken: list[str] = field(default_factory=list)

    def take(self, alert: Alert | None, ends: Iterable[str]) -> None:
        self.taken += [f"end {name}" for name in ends]
        self.taken += [f"show {alert.headline['ja']}"] if alert else []

    def look(self) -> list[str]:
        """What is new, as a hub that has just started finds it."""
        self.taken.clear()
        AlarmWatch(self.source, self.book, self.take, lambda: self.now).look()
        return list(self.taken)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SqlAlarmBook]:
    with closing(Database(database_url(tmp_path / "hub.db"))) as database:
        migrate(database)
        yield SqlAlarmBook(database, "test")


def test_a_folder_is_read_in_the_order_of_the_messages(tmp_path: Path, book: SqlAlarmBook) -> None:
    folder = tmp_path / "cap"
    desk = Desk(CapFolder(folder, RULES, MINUTE), book)
    with pytest.raises(NotRead):
        desk.look()
    folder.mkdir()
    (folder / "a.xml").write_bytes(
        cap("2", kind="Update", references=["1"], headline="強まりました", sent=NINE + MINUTE)
    )
    (folder / "b.CAP").write_bytes(cap("1"))
    (folder / "c.xml").write_bytes(b"null")
    (folder / "d.txt").write_bytes(cap("9"))
    (folder / "e.xml").write_bytes(b"x" * 600_000)
    ended = "end cap:pref:actual:bosai@example.jp,1"
    assert desk.look() == ["show 大雨です", ended, "show 強まりました"]
    assert desk.look() == [], "a new hub raises nothing again"
    (folder / "f.xml").write_bytes(cap("3", kind="Cancel", references=["4"]))
    assert desk.look() == ["end cap:pref:actual:bosai@example.jp,4"]
    (folder / "g.xml").write_bytes(cap("4"))
    assert desk.look() == [], "what was ended before it came is not shown"


def test_an_address_of_a_message_or_of_a_list_of_them(site: Site, book: SqlAlarmBook) -> None:
    desk = Desk(CapFeed(f"{site.base}/now", RULES, MINUTE, INSIDE), book)
    site.put("/now", cap("1"), headers={"ETag": '"1"'})
    assert desk.look() == ["show 大雨です"]
    assert desk.look() == []
    listed = "".join(
        f"<item><link>{link}</link></item>"
        for link in ("a.xml", "/gone.xml", "http://127.0.0.1:1/x", "b.xml", "a.xml")
    )
    site.put("/now", f"<rss><channel>{listed}</channel></rss>".encode())
    site.put("/a.xml", cap("5", headline="五"))
    site.put("/b.xml", b"<!DOCTYPE x><x/>")
    desk.source = CapFeed(f"{site.base}/now", RULES, MINUTE, replace(INSIDE, seconds=0.3))
    assert desk.look() == ["show 五"]
    for _ in range(TRIES):
        assert desk.look() == []
    assert site.asked.count("/a.xml") == 1
    assert site.asked.count("/gone.xml") == TRIES, "a lost document is left alone in the end"
    site.put("/now", b"<nothing/>")
    assert desk.look() == []


def test_the_feeds_of_the_jma_are_read_once_and_after_a_pause_the_long_ones(
    site: Site, book: SqlAlarmBook
) -> None:
    source = JmaSource([f"{site.base}/extra.xml"], "待合県", JMA, MINUTE, INSIDE)
    desk = Desk(source, book)
    site.put("/1.xml", report(WARNINGS, *kinds("大雨警報")))
    site.put("/2.xml", report(WARNINGS, *kinds("大雨特別警報"), at=NINE + MINUTE))
    site.put("/3.xml", report(QUAKE, ("震度６弱", REGION)))
    site.put("/4.xml", b"broken")
    early = [(WARNINGS, "2.xml", NINE + MINUTE), (WARNINGS, "1.xml", NINE)]
    site.put("/extra_l.xml", feed(site.base, *early, ("府県天気予報", "9.xml", NINE)))
    assert desk.look() == [
        "show 待合市に大雨警報が出ています",
        "show 待合市に大雨特別警報が出ています",
    ]
    desk.now += MINUTE
    late = [(QUAKE, "3.xml", NINE), (WARNINGS, "4.xml", NINE), (WARNINGS, "gone.xml", NINE)]
    site.put("/extra.xml", feed(site.base, *early, *late), headers={"ETag": '"1"'})
    assert desk.look() == ["show 震度6弱の地震がありました"]
    desk.now += MINUTE
    assert desk.look() == []
    assert "/9.xml" not in site.asked
    assert [site.asked.count(f"/{number}.xml") for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    desk.now += timedelta(hours=1)
    site.put("/5.xml", report(WARNINGS, *kinds("解除"), at=NINE + 2 * MINUTE))
    lifted = (WARNINGS, "5.xml", NINE + 2 * MINUTE)
    site.put("/extra_l.xml", feed(site.base, *early, lifted))
    assert desk.look() == ["end jma:actual:weather"], "what a new hub knew is known still"


def test_a_source_that_fails_is_asked_less_often_and_never_given_up(
    tmp_path: Path, book: SqlAlarmBook
) -> None:
    source = CapFolder(tmp_path / "away", RULES, MINUTE)
    watch = AlarmWatch(source, book, lambda _alert, _ends: None, lambda: NINE)
    waits = []
    for _ in range(5):
        watch.survive()
        waits.append(watch.wait().total_seconds())
    assert waits == [120, 240, 300, 300, 300]
    (tmp_path / "away").mkdir()
    watch.survive()
    assert watch.wait() == MINUTE


def test_hostile_messages_neither_harm_nor_hide_the_one_behind_them(
    site: Site, book: SqlAlarmBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a stranger's server would: only its own address counts as public."""
    monkeypatch.setattr("hub.adapters.fetching._is_public", lambda text: text == "127.0.0.1")
    port = site.base.rsplit(":", 1)[1]
    site.put("/secret", cap("9", headline="漏れました"))
    site.put("/inside", b"", status=302, headers={"Location": f"http://[::1]:{port}/secret"})
    site.put("/round", b"", status=302, headers={"Location": "/round"})
    site.put("/bomb", BOMB)
    site.put("/entity", XXE)
    site.put("/deep", b"<a>" * 100_000)
    site.put("/endless", cap("8"), drip=0.05)
    site.put("/large", b"<alert>" + b"x" * 2_000_000)
    site.put("/packed", gzip.compress(b"x" * 1_000_000), headers={"Content-Encoding": "gzip"})
    site.put("/good", cap("1"))
    paths = ("bomb", "entity", "deep", "inside", "round", "endless", "large", "packed", "good")
    listed = "".join(f"<item><link>/{path}</link></item>" for path in paths)
    site.put("/now", f"<rss><channel>{listed}</channel></rss>".encode())
    desk = Desk(CapFeed(f"{site.base}/now", RULES, MINUTE, Limits(seconds=0.5)), book)
    began = monotonic()
    assert desk.look() == ["show 大雨です"]
    assert monotonic() - began < 5, "each is given up soon"
    assert "/secret" not in site.asked
    for hostile in (BOMB, XXE, b"<a>" * 100_000):
        site.put("/now", hostile)
        with suppress(NotRead):
            assert desk.look() == []
    site.put("/now", cap("2", headline="強まりました"))
    assert desk.look() == ["show 強まりました"], "what comes after them is read"
