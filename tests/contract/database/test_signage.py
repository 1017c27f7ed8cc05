"""Contents, publications, media, feeds and plays: the same on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hub.adapters.database.contents import SqlPieces
from hub.adapters.database.engine import Database
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.signage import SqlFeeds, SqlMedia, SqlPlays, SqlPublications
from hub.domain.events import Event, Kind
from hub.domain.signage.content import Feed, Headline, Image, Item, Medium, MediumKind
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import Generation, Play, Programme
from hub.domain.signage.publishing import Piece, PieceKind, Stage, create
from hub.domain.signage.windows import Calendar, Window
from hub.service.ports import KEPT_PUBLICATIONS, Transaction
from hub.service.signage.ports import Kept
from tests.lobbies import NINE

SITE = "hall"
DIGEST = "ab" * 32
MEDIUM = Medium(DIGEST, MediumKind.IMAGE, "image/png", 99, "まつり.png", 640, 360, contrast=7.5)
ITEM = Item(
    "festival",
    "まつり",
    Image(DIGEST, {"ja": "秋まつり"}),
    20,
    Window(begins=NINE, weekdays=frozenset({0, 4}), excluded=frozenset({NINE.date()})),
)
PROGRAMME = Programme(
    Calendar("Asia/Tokyo", frozenset({NINE.date()})),
    items={ITEM.id: ITEM},
    layouts=dict(STANDARD),
    media={DIGEST: MEDIUM},
)


@pytest.fixture
def journal(database: Database) -> SqlJournal:
    return SqlJournal(database, SITE)


def piece(**changed: Any) -> Piece:
    made = create(PieceKind.ITEM, "広報課", ITEM, "tanaka", NINE)
    return replace(made, **changed)


def publish(turn: Transaction, number: int, programme: Programme = PROGRAMME) -> None:
    turn.contents.publish(Generation(number, NINE, programme), "koho", "秋まつり")
    turn.append([Event(Kind.PUBLISHED, NINE, id=turn.last_event + 1, generation=number)])


def test_a_piece_comes_back_as_it_was(database: Database, journal: SqlJournal) -> None:
    kept = piece(stage=Stage.REVIEW, live=ITEM, publish_at=NINE + timedelta(days=1), note="直して")
    with journal.transaction() as turn:
        turn.contents.put(piece())
        turn.contents.put(kept)
        assert turn.contents.pieces() == [kept]
    assert SqlPieces(database, SITE).all() == [kept]
    assert SqlPieces(database, "elsewhere").all() == []


def test_a_publication_is_kept_with_its_event(database: Database, journal: SqlJournal) -> None:
    with journal.transaction() as turn:
        publish(turn, 1)
    publications = SqlPublications(database, SITE)
    assert publications.generation(1) == Generation(1, NINE, PROGRAMME)
    assert publications.generation(2) is None
    assert [(each.number, each.who, each.note) for each in publications.history()] == [
        (1, "koho", "秋まつり")
    ]
    assert [event.generation for event in journal.events(0, 9)] == [1]


def test_a_turn_that_fails_leaves_neither_piece_nor_publication_nor_event(
    database: Database, journal: SqlJournal
) -> None:
    def fail() -> None:
        with journal.transaction() as turn:
            turn.contents.put(piece())
            publish(turn, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert SqlPieces(database, SITE).all() == []
    assert SqlPublications(database, SITE).history() == []
    assert journal.events(0, 9) == []


def test_the_latest_publications_are_kept_and_what_they_need(
    database: Database, journal: SqlJournal
) -> None:
    other = replace(PROGRAMME, media={}, standby="cd" * 32)
    with journal.transaction() as turn:
        for number in range(1, KEPT_PUBLICATIONS + 2):
            publish(turn, number, other if number > 1 else PROGRAMME)
    publications = SqlPublications(database, SITE)
    assert [each.number for each in publications.history()][-1] == 2
    assert len(publications.history()) == KEPT_PUBLICATIONS
    assert publications.media() == {"cd" * 32}


def test_a_file_is_listed_once(database: Database) -> None:
    library = SqlMedia(database, SITE)
    first = Kept(MEDIUM, "広報課", "tanaka", NINE)
    library.add(first)
    library.add(replace(first, added_by="sato"))
    later = Kept(replace(MEDIUM, digest="cd" * 32), "", "sato", NINE + timedelta(hours=1))
    library.add(later)
    assert library.all() == [later, first]
    assert library.find(DIGEST) == first
    library.remove(DIGEST)
    assert library.find(DIGEST) is None


def test_a_play_counts_once_and_outlives_what_belongs_to_no_campaign(
    database: Database,
) -> None:
    plays = SqlPlays(database, SITE)
    spot = Play(uuid4().hex, "d1", "spot", "パン", "bakery", DIGEST, NINE, 15.0, whole=True)
    own = replace(spot, id=uuid4().hex, campaign="")
    later = replace(spot, id=uuid4().hex, began=NINE + timedelta(hours=1), whole=False)
    for _ in range(2):
        plays.add([spot, own, later])
    plays.add([])
    day = (NINE, NINE + timedelta(days=1))
    assert plays.of("bakery", *day) == [spot, later]
    assert plays.of("bakery", NINE, later.began) == [spot]
    assert plays.forget(NINE) == 0
    assert plays.forget(NINE + timedelta(days=1)) == 1
    assert plays.of("bakery", *day) == [spot, later]


def test_a_feed_replaces_what_was_known_of_its_source(
    database: Database,
) -> None:
    feeds = SqlFeeds(database, SITE)
    news = Feed("news", NINE, headlines=(Headline("市長が話しました", NINE),))
    feeds.put(Feed("news", NINE - timedelta(hours=1)))
    feeds.put(news)
    feeds.put(Feed("weather", NINE))
    assert feeds.feeds()["news"] == news
    feeds.keep(["news"])
    assert set(feeds.feeds()) == {"news"}
    feeds.keep([])
    assert feeds.feeds() == {}
