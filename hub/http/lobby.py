"""Reading the lobby: snapshot, waiting times, one ticket, and the stream of events."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from json import dumps

from starlette.requests import Request
from starlette.responses import Response

from hub.domain.errors import Refusal, Refused
from hub.domain.issuing import issued
from hub.domain.lobby import snapshot
from hub.domain.opening import Opening
from hub.domain.waiting import Congestion, Level, Wait, congestion
from hub.http.bodies import invalid
from hub.http.endpoints import Guarded, json
from hub.http.problems import BadRequest
from hub.http.sse import HEADERS, EventStream
from hub.http.stream import Audience, Stream
from hub.service.access import Principal, Right
from hub.service.board import Board
from hub.service.terminals import REVISION
from hub.service.wire import ISSUED, SNAPSHOT, public_snapshot, public_ticket
from hub.shape import Shape

# Readers that one hub takes: more than twice what it was measured with.
MOST_READERS = 5000

_EVENT_ID = re.compile(r"\d{1,15}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A service as a web page or a phone shows it; minutes."""

    service: str
    opening: Opening
    waiting: int
    wait: Wait | None
    level: Level | None


CONGESTION = Shape(tuple[Waiting, ...])
_TOLD: Shape[object] = Shape(object)


class LobbyReader:
    """What may be read. Belongs to the event loop."""

    def __init__(
        self,
        board: Board,
        stream: Stream,
        clock: Callable[[], datetime],
        dropped: Callable[[], None],
        *told: object,
    ) -> None:
        """`told`: what terminals are told beside the site, such as their own settings."""
        self._board = board
        self._stream = stream
        self._clock = clock
        self._dropped = dropped
        self._headers = {REVISION: revision(board.lobby.site, *told)}
        self._snapshots: dict[Audience, tuple[int, bytes]] = {}

    def endpoints(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="GET",
                path="/api/lobby",
                right=Right.WATCH,
                run=self._lobby,
                summary="The lobby now, to follow from its last_event on",
                tag="lobby",
                answer=SNAPSHOT,
            ),
            Guarded(
                method="GET",
                path="/api/congestion",
                right=Right.WATCH,
                run=self._congestion,
                summary="Every service: open or not, people waiting, expected wait",
                tag="lobby",
                answer=CONGESTION,
            ),
            Guarded(
                method="GET",
                path="/api/tickets/{ticket}",
                right=Right.WATCH,
                run=self._ticket,
                summary="A ticket of today, with its place in line",
                tag="tickets",
                answer=ISSUED,
                refuses=(Refusal.UNKNOWN_TICKET,),
            ),
            Guarded(
                method="GET",
                path="/api/events",
                right=Right.WATCH,
                run=self._events,
                summary="Server-sent events after Last-Event-ID (or ?after=), without a gap",
                tag="lobby",
                refuses=("too_many_readers",),
            ),
        )

    async def _lobby(self, _request: Request, who: Principal) -> Response:
        body = self._snapshot(_audience(who))
        return Response(
            body, 200, {**self._headers, "Cache-Control": "no-store"}, "application/json"
        )

    def _snapshot(self, audience: Audience) -> bytes:
        """Encoded once an event: after an outage all terminals ask in the same second."""
        last, body = self._snapshots.get(audience, (-1, b""))
        if last != self._board.lobby.last_event:
            taken = snapshot(self._board.lobby)
            last = taken.last_event
            body = SNAPSHOT.dump_json(
                taken if audience is Audience.STAFF else public_snapshot(taken)
            )
            self._snapshots[audience] = (last, body)
        return body

    async def _congestion(self, _request: Request, _who: Principal) -> Response:
        return json(CONGESTION, tuple(map(_waiting, congestion(self._board.lobby, self._clock()))))

    async def _ticket(self, request: Request, who: Principal) -> Response:
        found = self._board.lobby.find(request.path_params["ticket"])
        if found is None:
            raise Refused(Refusal.UNKNOWN_TICKET)
        shown = found if who.is_staff else public_ticket(found)
        return json(ISSUED, issued(self._board.lobby, shown))

    async def _events(self, request: Request, who: Principal) -> Response:
        after = _after(request, self._board.lobby.last_event)
        if request.method == "HEAD":
            # Starlette serves HEAD with GET; nobody would read this stream to its end.
            headers = {**HEADERS, **self._headers}
            return Response(headers=headers, media_type=EventStream.media_type)
        if self._stream.count() >= MOST_READERS:
            raise BadRequest("too_many_readers")
        return EventStream(
            self._stream.read(after, _audience(who)),
            self._headers,
            opened=partial(self._stream.opened, who.id),
            dropped=self._dropped,
        )


def _waiting(shown: Congestion) -> Waiting:
    return Waiting(shown.service.id, shown.opening, shown.waiting, shown.wait, shown.level)


def _audience(who: Principal) -> Audience:
    return Audience.STAFF if who.is_staff else Audience.PUBLIC


def _after(request: Request, last: int) -> int:
    """The reader's position: the header that browsers repeat comes before the address."""
    text = request.headers.get("last-event-id") or request.query_params.get("after") or str(last)
    if not _EVENT_ID.fullmatch(text):
        raise invalid([{"where": "after", "rule": "value"}])
    return int(text)


def revision(*told: object) -> str:
    """A name for what terminals are told of the settings, that changes when it does."""
    shown = _TOLD.dump_python(told, mode="json")
    return sha256(dumps(shown).encode()).hexdigest()[:16]
