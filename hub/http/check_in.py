"""Visitors with an appointment say that they have come."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from hub.domain.errors import Refusal
from hub.http.bodies import TicketId, invalid, read
from hub.http.endpoints import Guarded, json
from hub.service.access import Principal, Right
from hub.service.appointments.checking_in import CheckIn
from hub.service.board import Board
from hub.service.reception import Caller
from hub.service.wire import ISSUED
from hub.shape import Shape


@dataclass(frozen=True, slots=True)
class Arrival:
    """`code`: the number, or what the confirmation's QR code holds.

    `request`: a uuid4 in 32 hex digits, which becomes the ticket's id. Without `language` it is
    the one in which the visitor booked.
    """

    code: Annotated[str, Field(min_length=1, max_length=500)]
    request: TicketId
    language: str = ""


ARRIVAL = Shape(Arrival)


class CheckInDesk:
    """Belongs to the event loop."""

    def __init__(self, check_in: CheckIn, board: Board) -> None:
        self._check_in = check_in
        self._board = board

    def endpoints(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="POST",
                path="/api/check-in",
                right=Right.ISSUE,
                run=self._arrive,
                summary="Check in for an appointment; again gives the same number",
                tag="tickets",
                body=ARRIVAL,
                answer=ISSUED,
                refuses=(
                    Refusal.UNKNOWN_APPOINTMENT,
                    Refusal.APPOINTMENT_CANCELLED,
                    Refusal.APPOINTMENT_OVER,
                    Refusal.NOT_TODAY,
                    Refusal.TOO_EARLY,
                    Refusal.WRONG_PLACE,
                    Refusal.TOO_MANY_TRIES,
                    Refusal.UNKNOWN_SERVICE,
                    Refusal.SERVICE_CLOSED,
                    Refusal.NO_NUMBERS_LEFT,
                ),
            ),
        )

    async def _arrive(self, request: HttpRequest, who: Principal) -> Response:
        asked = await read(request, ARRIVAL)
        if asked.language not in ("", *self._board.lobby.site.languages):
            raise invalid([{"where": "language", "rule": "value"}])
        source = Caller(who.id, is_staff=who.is_staff)
        issued = await self._check_in.check_in(asked.code, asked.request, asked.language, source)
        return json(ISSUED, issued)
