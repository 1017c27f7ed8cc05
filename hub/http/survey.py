"""Kiosks hand over how visitors found it."""

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import Response

from hub.http.bodies import read
from hub.http.endpoints import Guarded, nothing
from hub.service.access import Denial, Denied, Principal, Right
from hub.service.survey import SurveyBook
from hub.service.terminals import SURVEY


class SurveyAnswers:
    """Belongs to the event loop. `kiosks` are those that ask."""

    def __init__(self, book: SurveyBook, kiosks: Collection[str]) -> None:
        self._book = book
        self._kiosks = kiosks

    def endpoints(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="POST",
                path="/api/survey",
                right=Right.TERMINAL,
                run=self._answer,
                summary="Hand over answers of the survey; answers in quick succession count once",
                tag="terminals",
                body=SURVEY,
                refuses=(Denial.NOT_CONFIGURED,),
            ),
        )

    async def _answer(self, request: Request, who: Principal) -> Response:
        answers = await read(request, SURVEY)
        if who.id not in self._kiosks:
            raise Denied(Denial.NOT_CONFIGURED, terminal=who.id)
        await self._book.at_kiosk(who.id, answers)
        return nothing()
