"""Pieces and publications: within a turn at the journal, and for reading."""

import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from hub.adapters.database.engine import Database
from hub.adapters.database.instants import to_text
from hub.adapters.database.signage import generation_of
from hub.adapters.database.tables import PIECES, PUBLICATIONS
from hub.domain.signage.programme import Generation
from hub.domain.signage.publishing import Piece
from hub.service.ports import KEPT_PUBLICATIONS
from hub.service.signage.records import PIECE, PROGRAMME

# As text: Core's insert for ON CONFLICT belongs to one dialect each.
_PUT_PIECE = text(
    "INSERT INTO pieces (site, kind, id, body) VALUES (:site, :kind, :id, :body)"
    " ON CONFLICT (site, kind, id) DO UPDATE SET body = excluded.body"
)


class TurnContents:
    """hub.service.ports.Contents on the connection of a turn."""

    def __init__(self, database: Database, connection: Connection, site: str) -> None:
        self._database = database
        self._connection = connection
        self._site = site

    def pieces(self) -> list[Piece]:
        with self._database.translated():
            return read_pieces(self._connection, self._site)

    def put(self, piece: Piece) -> None:
        body = PIECE.dump_json(piece).decode()
        row = {"site": self._site, "kind": piece.kind.value, "id": piece.id, "body": body}
        with self._database.translated():
            self._connection.execute(_PUT_PIECE, row)

    def generation(self, number: int) -> Generation | None:
        with self._database.translated():
            return generation_of(self._connection, self._site, number)

    def publish(self, generation: Generation, who: str, note: str) -> None:
        kept = PUBLICATIONS.c
        oldest = generation.number - KEPT_PUBLICATIONS
        gone = (kept.site == self._site, kept.number <= oldest)
        row = self._row(generation, who, note)
        with self._database.translated():
            self._connection.execute(insert(PUBLICATIONS).values(row))
            self._connection.execute(delete(PUBLICATIONS).where(*gone))

    def _row(self, generation: Generation, who: str, note: str) -> dict[str, Any]:
        programme = generation.programme
        return {
            "site": self._site,
            "number": generation.number,
            "at": to_text(generation.published_at),
            "who": who,
            "note": note,
            "media": json.dumps(sorted({*programme.media, programme.standby} - {""})),
            "body": PROGRAMME.dump_json(programme).decode(),
        }


class SqlPieces:
    """Give it a database that `migrate` has prepared. Safe to use from several threads."""

    def __init__(self, database: Database, site: str) -> None:
        self._database = database
        self._site = site

    def all(self) -> list[Piece]:
        with self._database.read() as connection:
            return read_pieces(connection, self._site)


def read_pieces(connection: Connection, site: str) -> list[Piece]:
    """All pieces of a site."""
    bodies = select(PIECES.c.body).where(PIECES.c.site == site).order_by(PIECES.c.kind, PIECES.c.id)
    return [PIECE.validate_json(body) for body in connection.execute(bodies).scalars()]
