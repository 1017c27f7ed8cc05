"""Publications, media, feeds and plays: hub.service.signage.ports on either database."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, text

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.tables import FEEDS, MEDIA, PLAYS, PUBLICATIONS
from hub.domain.signage.content import Feed, Feeds
from hub.domain.signage.programme import Generation, Play
from hub.service.signage.ports import Kept, Publication
from hub.service.signage.records import FEED, MEDIUM, PROGRAMME

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_ADD_MEDIUM = text(
    "INSERT INTO media (site, digest, department, added_by, added_at, body)"
    " VALUES (:site, :digest, :department, :added_by, :added_at, :body)"
    " ON CONFLICT (site, digest) DO NOTHING"
)
_PUT_FEED = text(
    "INSERT INTO feeds (site, source, body) VALUES (:site, :source, :body)"
    " ON CONFLICT (site, source) DO UPDATE SET body = excluded.body"
)
_ADD_PLAY = text(
    "INSERT INTO plays"
    " (site, id, screen, item, title, campaign, digest, began, seconds, whole)"
    " VALUES"
    " (:site, :id, :screen, :item, :title, :campaign, :digest, :began, :seconds, :whole)"
    " ON CONFLICT (site, id) DO NOTHING"
)


class SqlPublications:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def history(self) -> list[Publication]:
        kept = PUBLICATIONS.c
        lines = (
            select(kept.number, kept.at, kept.who, kept.note)
            .where(kept.site == self._site)
            .order_by(kept.number.desc())
        )
        with self._database.read() as connection:
            rows = connection.execute(lines).all()
        return [
            Publication(number, datetime.fromisoformat(at), who, note)
            for number, at, who, note in rows
        ]

    def generation(self, number: int) -> Generation | None:
        with self._database.read() as connection:
            return generation_of(connection, self._site, number)

    def media(self) -> frozenset[str]:
        kept = select(PUBLICATIONS.c.media).where(PUBLICATIONS.c.site == self._site)
        with self._database.read() as connection:
            lists = connection.execute(kept).scalars().all()
        return frozenset(digest for each in lists for digest in json.loads(each))


class SqlMedia:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def all(self) -> list[Kept]:
        rows = (
            select(MEDIA)
            .where(MEDIA.c.site == self._site)
            .order_by(MEDIA.c.added_at.desc(), MEDIA.c.digest)
        )
        with self._database.read() as connection:
            return [
                Kept(
                    MEDIUM.validate_json(row.body),
                    row.department,
                    row.added_by,
                    datetime.fromisoformat(row.added_at),
                )
                for row in connection.execute(rows)
            ]

    def find(self, digest: str) -> Kept | None:
        return next((kept for kept in self.all() if kept.medium.digest == digest), None)

    def add(self, kept: Kept) -> None:
        row = _ADD_MEDIUM.bindparams(
            site=self._site,
            digest=kept.medium.digest,
            department=kept.department,
            added_by=kept.added_by,
            added_at=to_text(kept.added_at),
            body=MEDIUM.dump_json(kept.medium).decode(),
        )
        with self._database.write() as connection:
            connection.execute(row)

    def remove(self, digest: str) -> None:
        with self._database.write() as connection:
            mine = (MEDIA.c.site == self._site, MEDIA.c.digest == digest)
            connection.execute(delete(MEDIA).where(*mine))


class SqlPlays:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def add(self, plays: Sequence[Play]) -> None:
        rows = [_play_row(self._site, play) for play in plays]
        if rows:
            with self._database.write() as connection:
                connection.execute(_ADD_PLAY, rows)

    def of(self, campaign: str, begins: datetime, ends: datetime) -> list[Play]:
        own = PLAYS.c
        rows = (
            select(PLAYS)
            .where(
                own.site == self._site,
                own.campaign == campaign,
                own.began >= to_text(begins),
                own.began < to_text(ends),
            )
            .order_by(own.began, own.id)
        )
        with self._database.read() as connection:
            return [
                Play(
                    id=row.id,
                    screen=row.screen,
                    item=row.item,
                    title=row.title,
                    campaign=row.campaign,
                    digest=row.digest,
                    began=datetime.fromisoformat(row.began),
                    seconds=row.seconds,
                    whole=row.whole,
                )
                for row in connection.execute(rows)
            ]

    def forget(self, before: datetime) -> int:
        own = PLAYS.c
        old = (own.site == self._site, own.campaign == "", own.began < to_text(before))
        with self._database.write() as connection:
            return connection.execute(delete(PLAYS).where(*old)).rowcount


class SqlFeeds:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def feeds(self) -> Feeds:
        rows = select(FEEDS.c.source, FEEDS.c.body).where(FEEDS.c.site == self._site)
        with self._database.read() as connection:
            found = connection.execute(rows).all()
        return {source: FEED.validate_json(body) for source, body in found}

    def put(self, feed: Feed) -> None:
        body = FEED.dump_json(feed).decode()
        row = _PUT_FEED.bindparams(site=self._site, source=feed.source, body=body)
        with self._database.write() as connection:
            connection.execute(row)

    def keep(self, sources: Collection[str]) -> None:
        with self._database.write() as connection:
            others = FEEDS.c.source.not_in(list(sources))
            connection.execute(delete(FEEDS).where(FEEDS.c.site == self._site, others))


def generation_of(connection: Connection, site: str, number: int) -> Generation | None:
    """One publication, if it is kept."""
    kept = PUBLICATIONS.c
    line = select(kept.at, kept.body).where(kept.site == site, kept.number == number)
    row = connection.execute(line).one_or_none()
    if row is None:
        return None
    return Generation(number, datetime.fromisoformat(row.at), PROGRAMME.validate_json(row.body))


def _play_row(site: str, play: Play) -> dict[str, object]:
    return {
        "site": site,
        "id": play.id,
        "screen": play.screen,
        "item": play.item,
        "title": play.title,
        "campaign": play.campaign,
        "digest": play.digest,
        "began": to_text(play.began),
        "seconds": play.seconds,
        "whole": play.whole,
    }
