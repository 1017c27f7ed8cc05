"""/t/{id}/survey: one touch on the phone once the visit is over, without a cookie."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from assets.words import Words
from hub.domain.site import words as in_language
from hub.domain.tickets import Ticket
from hub.service.access import Denied
from hub.service.asking import is_id
from hub.service.limiting import Limit
from hub.service.ports import JournalFault
from hub.service.survey import SCORES, SurveyBook
from hub.web.forms import BadForm, read
from hub.web.limiting import MISSES, Networks, client
from hub.web.office import Office
from hub.web.rendering import HEADERS
from hub.web.texts import texts
from hub.web.visitors import asked_language, visitor_page

# Score -> word, and the face's file.
ANSWERS: Mapping[int, tuple[str, str]] = {
    5: ("very_good", "icons/sentiment_very_satisfied.svg"),
    4: ("good", "icons/sentiment_satisfied.svg"),
    3: ("fair", "icons/sentiment_neutral.svg"),
    2: ("bad", "icons/sentiment_dissatisfied.svg"),
    1: ("very_bad", "icons/sentiment_sad.svg"),
}


class SurveyPages:
    """Belongs to the event loop. `question` is in the city's own words, where it has any.

    Behind one of our own `proxies` it is believed who asks.
    """

    def __init__(
        self,
        office: Office,
        book: SurveyBook,
        question: Mapping[str, str],
        proxies: Networks,
    ) -> None:
        self._office = office
        self._book = book
        self._question = question
        self._proxies = proxies
        self._misses = Limit(MISSES)

    def add_to(self, router: Router) -> None:
        router.add_route("/t/{ticket}/survey", self._ask)
        router.add_route("/t/{ticket}/survey", self._answer, methods=["POST"])

    async def _ask(self, request: Request) -> Response:
        return self._page(request, self._find(request))

    async def _answer(self, request: Request) -> Response:
        ticket = self._find(request)
        try:
            score = (await read(request)).get("score", "")
        except (BadForm, Denied):
            return self._page(request, ticket, 400)
        if ticket is None or score not in map(str, SCORES):
            return self._page(request, ticket, 400)
        try:
            await self._book.on_phone(ticket, int(score))
        except JournalFault:
            return self._page(request, ticket, 503, failed=True)
        language = self._language(request, ticket)
        return RedirectResponse(f"/t/{ticket.id}/survey?lang={language}", 303, HEADERS)

    def _find(self, request: Request) -> Ticket | None:
        ticket_id = request.path_params["ticket"]
        return self._office.lobby.find(ticket_id) if is_id(ticket_id) else None

    def _language(self, request: Request, ticket: Ticket | None) -> str:
        return asked_language(request, self._office, ticket.language if ticket else "")

    def _page(
        self,
        request: Request,
        ticket: Ticket | None,
        status: int = 200,
        *,
        failed: bool = False,
    ) -> Response:
        if ticket is None and self._is_guessing(request):
            return Response(status_code=429, headers=HEADERS)
        language = self._language(request, ticket)
        said = texts(language)
        shown = {
            "ticket": ticket,
            "title": self._title(said, language),
            "state": self._state(ticket),
            "failed": failed,
            "answers": _answers(said),
        }
        status = 404 if ticket is None and status == 200 else status
        return visitor_page(self._office, "survey.html", language, shown, status, live=False)

    def _is_guessing(self, request: Request) -> bool:
        """Has this address asked for too many visits that there are not? A right link works."""
        who, now = client(request, self._proxies), self._office.now()
        is_full = self._misses.is_full(who, now)
        self._misses.count(who, now)
        return is_full

    def _title(self, said: Words, language: str) -> str:
        own = in_language(self._question, language) if self._question else ""
        return own or said.text("survey.title").replace("\n", "")

    def _state(self, ticket: Ticket | None) -> str:
        if ticket is None:
            return "unknown"
        if self._book.has_answered(ticket):
            return "thanks"
        return "ask" if self._book.may_answer(ticket) else "not_yet"


def _answers(said: Words) -> list[dict[str, Any]]:
    return [
        {"score": score, "word": said.text(f"survey.{word}"), "icon": icon, "kind": word}
        for score, (word, icon) in ANSWERS.items()
    ]
