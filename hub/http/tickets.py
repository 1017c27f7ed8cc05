"""Numbers are asked for, and handed over."""

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from hub.domain.errors import Refusal
from hub.http.bodies import LARGE, check_offline, check_request, read
from hub.http.endpoints import Guarded, json
from hub.service.access import Principal, Right
from hub.service.board import Board
from hub.service.reception import Caller, Reception
from hub.service.terminals import HAND_OVER
from hub.service.wire import ISSUED, OFFLINE, REQUEST


class Tickets:
    """Belongs to the event loop."""

    def __init__(self, reception: Reception, board: Board) -> None:
        self._reception = reception
        self._board = board

    def endpoints(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="POST",
                path="/api/tickets",
                right=Right.ISSUE,
                run=self._issue,
                summary="Take a number; the same id again gives the same number",
                tag="tickets",
                body=REQUEST,
                answer=ISSUED,
                refuses=(
                    Refusal.UNKNOWN_SERVICE,
                    Refusal.UNKNOWN_CLASS,
                    Refusal.SERVICE_CLOSED,
                    Refusal.NO_NUMBERS_LEFT,
                ),
            ),
            Guarded(
                method="POST",
                path="/api/tickets/offline",
                right=Right.HAND_OVER,
                run=self._hand_over,
                summary="Hand over numbers that this kiosk gave while the hub was away",
                tag="tickets",
                body=OFFLINE,
                answer=HAND_OVER,
            ),
        )

    async def _issue(self, request: HttpRequest, who: Principal) -> Response:
        asked = await read(request, REQUEST)
        check_request(asked, self._board.lobby.site)
        issued = await self._reception.issue(asked, Caller(who.id, is_staff=who.is_staff))
        return json(ISSUED, issued)

    async def _hand_over(self, request: HttpRequest, who: Principal) -> Response:
        tickets = await read(request, OFFLINE, LARGE)
        check_offline(tickets)
        return json(HAND_OVER, await self._reception.hand_over(who.id, tickets))
