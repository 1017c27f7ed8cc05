"""/figures/what-if: one more counter for a while, on a day that was or on a weekday."""

import time as clocks
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.domain.site import words as text
from hub.service.access import Principal, Right
from hub.service.figures.tables import WEEKDAYS
from hub.web.guarding import guarded
from hub.web.hall.asked import Unfit
from hub.web.hall.tools import FigureTools
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import page

if TYPE_CHECKING:
    from hub.web.hall.answering import Answer

_USUAL = {
    "on": "weekday",
    "day": "",
    "weekday": "0",
    "counter": "",
    "start": "11:00",
    "end": "13:00",
}


class TryingPages:
    """Belongs to the event loop; one is tried at a time, beside it."""

    def __init__(self, office: Office, tools: FigureTools) -> None:
        self._office = office
        self._tools = tools

    def add_to(self, router: Router) -> None:
        show = guarded(self._office, Right.FIGURES, self._show)
        router.add_route("/figures/what-if", show)

    async def _show(self, request: Request, who: Principal) -> Response:
        query, site, answer, said = request.query_params, self._office.lobby.site, None, ""
        if query:
            try:
                answer = await self._answer(query)
            except Unfit as unfit:
                said = str(unfit)
        return page(
            "what_if.html",
            live=False,
            said=said,
            query={key: query.get(key, usual) for key, usual in _USUAL.items()},
            counters=[
                (key, f"{each.number} {text(each.name, 'ja')}")
                for key, each in site.counters.items()
            ],
            weekdays=[(str(at), f"{sign}曜日") for at, sign in enumerate(WEEKDAYS)],
            answer=answer,
            me=who,
            nav=nav(self._office, who),
        )

    async def _answer(self, query: Mapping[str, str]) -> "Answer":
        # The simulator is loaded when somebody first asks: a start need not wait for it.
        from hub.service.figures.trying import attempt  # noqa: PLC0415 - see above
        from hub.web.hall.answering import Answer, asked  # noqa: PLC0415 - see above

        lobby, book = self._office.lobby, self._tools.statistics.book
        question = asked(query, lobby.site, lobby.day)
        site, today = lobby.site, lobby.day
        tried = await self._tools.statistics.slowly(
            lambda: attempt(book, site, today, question, clocks.monotonic)
        )
        if tried is None:
            raise Unfit("その日の記録がありません。ほかの日を選んでください。")
        return Answer(lobby.site, question, tried, self._tools.discretion.least)
