"""What a kiosk must not forget: the numbers that it gave while the hub was away.

One SQLite file. A number is on the disk, flushed (synchronous FULL), before anyone sees it, so a
kiosk that loses power gives it neither twice nor loses it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from hub.client.sqlite import Database, aside, faults, opened
from hub.domain.issuing import OfflineTicket, Request
from hub.domain.numbers import OFFLINE_LAST, offline_label
from hub.domain.site import Kiosk, Service

PENDING, ACCEPTED = "pending", "accepted"

# A damaged file takes with it how far the series had come. Each one lets the series start this
# much further on, so that today's numbers do not come again.
SKIP = 200

_SCHEMA = """
CREATE TABLE IF NOT EXISTS series (name TEXT PRIMARY KEY, given INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS ticket (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, service TEXT NOT NULL, issued_at TEXT NOT NULL,
    language TEXT NOT NULL, priority TEXT, state TEXT NOT NULL,
    following TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


class Spool:
    """The kiosk's file. Methods may be called from any thread, and raise SpoolFault.

    `damaged` is where a file that SQLite could not read was set aside, for staff to know.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self.damaged: Path | None
        with faults(path):
            self._db, self.damaged = opened(path, _SCHEMA)
            _complete(self._db)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def give(
        self, request: Request, service: Service, kiosk: Kiosk, day: date | None, now: datetime
    ) -> OfflineTicket:
        """The next number of the kiosk's own series; the same request twice, the same number.

        Each `day` has a series of its own, which ends in Refused(NO_NUMBERS_LEFT) after 999;
        without one (numbers that carry over) the series goes round.
        """
        with self._turn():
            known = list(self._db.table("ticket").rows_where("id = ?", [request.id]))
            if known:
                return _ticket(known[0])
            ordinal = self._next(f"{day or 'always'}/{service.id}")
            label = offline_label(service, kiosk, ordinal if day else ordinal % OFFLINE_LAST)
            ticket = OfflineTicket(
                request.id,
                label,
                service.id,
                now,
                request.language,
                request.priority,
                request.then,
            )
            self._db.table("ticket").insert(_row(ticket))
            return ticket

    def _next(self, series: str) -> int:
        damaged = len(list(self._path.parent.glob(aside(self._path, "*"))))
        query = (
            "INSERT INTO series VALUES (?, ? + 1)"
            " ON CONFLICT DO UPDATE SET given = given + 1 RETURNING given"
        )
        # Five starts fit into 999 numbers.
        start = SKIP * (damaged % 5)
        (given,) = self._db.execute(query, [series, start]).fetchone()
        return int(given) - 1

    def pending(self) -> list[OfflineTicket]:
        """The tickets that the hub does not have yet, oldest first."""
        with self._turn():
            rows = self._db.table("ticket").rows_where("state = ?", [PENDING], order_by="rowid")
            return [_ticket(row) for row in rows]

    def counts(self) -> tuple[int, int]:
        """How many tickets are pending, and how many the hub would not take."""
        with self._turn():
            tickets = self._db.table("ticket")
            pending = tickets.count_where("state = ?", [PENDING])
            return pending, tickets.count_where("state NOT IN (?, ?)", [PENDING, ACCEPTED])

    def settle(self, accepted: Sequence[str], refused: Mapping[str, str]) -> None:
        """Record the hub's answer: these it has, those it will never take (id -> code)."""
        states = dict.fromkeys(accepted, ACCEPTED) | dict(refused)
        with self._turn():
            for ticket_id, state in states.items():
                self._db.execute(
                    "UPDATE ticket SET state = ? WHERE id = ? AND state = ?",
                    [state, ticket_id, PENDING],
                )

    def forget(self, before: datetime) -> None:
        """Drop tickets issued before then that the hub has answered for."""
        with self._turn():
            self._db.table("ticket").delete_where(
                "issued_at < ? AND state <> ?", [_utc(before), PENDING]
            )

    def keep(self, name: str, value: bytes) -> None:
        """Keep something for the next start, in place of what was kept under that name."""
        with self._turn():
            self._db.table("kept").upsert({"name": name, "value": value}, pk="name")

    def kept(self, name: str) -> bytes | None:
        """What was kept, if anything."""
        with self._turn():
            rows = list(self._db.table("kept").rows_where("name = ?", [name]))
            return bytes(rows[0]["value"]) if rows else None

    def prove(self) -> None:
        """Write something: a disk that is full, or was made read-only, still lets one read."""
        self.keep("proof", datetime.now(UTC).isoformat().encode())

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._lock, faults(self._path), self._db.atomic():
            yield


def _complete(database: Database) -> None:
    """A file of an earlier release does not know the services that follow."""
    if "following" not in database.table("ticket").columns_dict:
        database.execute("ALTER TABLE ticket ADD COLUMN following TEXT NOT NULL DEFAULT ''")


def _row(ticket: OfflineTicket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "label": ticket.label,
        "service": ticket.service,
        "issued_at": _utc(ticket.issued_at),
        "language": ticket.language,
        "priority": ticket.priority,
        "state": PENDING,
        "following": " ".join(ticket.then),
    }


def _ticket(row: Mapping[str, Any]) -> OfflineTicket:
    issued_at = datetime.fromisoformat(row["issued_at"])
    return OfflineTicket(
        row["id"],
        row["label"],
        row["service"],
        issued_at,
        row["language"],
        row["priority"],
        tuple(row["following"].split()),
    )


def _utc(at: datetime) -> str:
    """ISO 8601 in UTC with microseconds: sorts as text as it does in time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
