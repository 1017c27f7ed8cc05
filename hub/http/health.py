"""Is the hub well? For a supervisor's watch and a load balancer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from hub.http.endpoints import Open, json
from hub.service.board import Board
from hub.service.ports import Journal, JournalFault
from hub.shape import Shape


@dataclass(frozen=True, slots=True)
class Health:
    """`last_event` tells two hubs of one lobby apart that do not keep up with each other."""

    status: str
    last_event: int


HEALTH = Shape(Health)


class HealthCheck:
    """Belongs to the event loop."""

    def __init__(self, board: Board, journal: Journal, writing: Callable[[], bool]) -> None:
        self._board = board
        self._journal = journal
        self._writing = writing

    def endpoints(self) -> tuple[Open, ...]:
        return (
            Open(
                method="GET",
                path="/healthz",
                run=self._check,
                summary="200 while numbers can be given, 503 while the storage fails",
                tag="health",
                answer=HEALTH,
                refuses=("storage",),
            ),
        )

    async def _check(self, _request: Request) -> Response:
        await asyncio.to_thread(self._journal.today)
        if not self._writing():
            raise JournalFault("記録のスレッドが止まりました。ハブを起動し直してください。")
        return json(HEALTH, Health("ok", self._board.lobby.last_event))
