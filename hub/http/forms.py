"""The definitions of the guided forms, for the kiosks that ask them."""

from starlette.requests import Request
from starlette.responses import Response

from hub.domain.forms.book import Book
from hub.http.endpoints import Guarded
from hub.service.access import Principal, Right
from hub.service.wire import BOOK, book_tag


class FormShelf:
    """The book, encoded once. `tag` changes when the book does."""

    def __init__(self, book: Book) -> None:
        self._body = BOOK.dump_json(book)
        self.tag = book_tag(self._body)

    def endpoints(self) -> tuple[Guarded, ...]:
        return (
            Guarded(
                method="GET",
                path="/api/forms",
                right=Right.TERMINAL,
                run=self._forms,
                summary="The definitions of all guided forms; with If-None-Match only if changed",
                tag="terminals",
                answer=BOOK,
            ),
        )

    async def _forms(self, request: Request, _who: Principal) -> Response:
        headers = {"ETag": self.tag, "Cache-Control": "no-cache"}
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(self._body, 200, headers, "application/json")
