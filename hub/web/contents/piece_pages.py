"""/contents/KIND/ID: one piece, its editor, and what can be done with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.domain.signage.publishing import ContentRefused, Piece, PieceKind
from hub.service.access import Principal, Right
from hub.service.ports import JournalFault
from hub.service.signage.newsroom import Seen
from hub.web import words as lobby_words
from hub.web.contents import repeating, windows, words
from hub.web.contents.editors import EDITORS, Editor
from hub.web.contents.fields import Fields, Raw
from hub.web.contents.ordering import deed
from hub.web.contents.room import AREAS, Room
from hub.web.contents.schedule_pages import ALONE
from hub.web.contents.stock import href, may_change, title
from hub.web.contents.windows import read_window, window_words
from hub.web.forms import read, read_all
from hub.web.guarding import NotFound, guarded
from hub.web.rendering import HEADERS, page

# A hundred rows, each with its own window.
MOST_FIELDS, MOST_BYTES = 6000, 400_000
MOST_DEPARTMENT = 60
_LISTS = {
    PieceKind.ITEM: "/contents",
    PieceKind.PLAYLIST: "/contents/playlists",
    PieceKind.CAMPAIGN: "/contents/campaigns",
    PieceKind.SCREEN: "/contents/screens",
}
NEW = "new"


class _Choices:
    """The names that the window's fields are drawn with."""

    PARTS = windows.PARTS
    WAYS, NTHS = repeating.WAYS, repeating.NTHS
    HOLIDAYS, CLOSED = windows.HOLIDAYS, windows.CLOSED
    DAY_CHOICES: Mapping[int, str] = dict(enumerate(repeating.DAY_NAMES))


class PiecePages:
    """Belongs to the event loop."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._newsroom = room.tools.newsroom

    def add_to(self, router: Router) -> None:
        for path, run, method in (
            ("/contents/{kind}/{name}", self._show, "GET"),
            ("/contents/{kind}/{name}", self._save, "POST"),
            ("/contents/{kind}/{name}/{action}", self._act, "POST"),
        ):
            act = guarded(self._room.office, Right.CONTENT, run)
            router.add_route(path, act, methods=[method])

    async def _show(self, request: Request, who: Principal) -> Response:
        opened = await self._open(request)
        if opened.piece is not None:
            said = _SAID.get(request.query_params.get("said", ""), "")
            return await self._form(who, opened, opened.editor.raw(opened.piece.body), said=said)
        if opened.name != NEW or opened.kind is PieceKind.SCREEN:
            raise NotFound
        fresh = replace(opened, name=uuid4().hex[:16])
        return await self._form(who, fresh, opened.editor.new(request.query_params))

    async def _save(self, request: Request, who: Principal) -> Response:
        raw = await read_all(request, MOST_FIELDS, MOST_BYTES)
        opened, wanted = await self._open(request), deed(raw)
        if wanted is not None:
            moved = opened.editor.moved(raw, wanted)
            return await self._form(who, opened, moved, focus=wanted.key, unsaved=True)
        fields = Fields(raw)
        body = opened.editor.read(fields)
        department = fields.text("department", "所属", MOST_DEPARTMENT)
        version = fields.number("version", "版", 0, 10**9)
        if fields.faults:
            return await self._form(who, opened, raw, 422, faults=tuple(fields.faults))
        asks = raw.get("do") == ("submit",)
        try:
            kept = await self._newsroom.save(who, opened.kind, body, version, department)
            if asks:
                await self._newsroom.submit(who, Seen(kept.kind, kept.id, kept.version))
        except (ContentRefused, JournalFault) as error:
            # What was typed stays; kept again, it replaces what somebody else wrote meanwhile.
            return await self._form(who, await self._open(request), raw, 409, message=_why(error))
        said = "submitted" if asks else "saved"
        return RedirectResponse(f"{href(kept.kind, kept.id)}?said={said}", 303, HEADERS)

    async def _act(self, request: Request, who: Principal) -> Response:
        kind, name = _asked(request)
        form, action = await read(request), request.path_params["action"]
        acts: Mapping[str, Callable[[Principal, Seen], Awaitable[Piece]]] = {
            "submit": self._newsroom.submit,
            "withdraw": self._newsroom.withdraw,
            "delete": self._newsroom.delete,
        }
        version = form.get("version", "")
        if action not in acts or not version.isdecimal():
            raise NotFound
        try:
            await acts[action](who, Seen(kind, name, int(version)))
        except (ContentRefused, JournalFault) as error:
            opened = await self._open(request)
            if opened.piece is None:
                raise NotFound from None
            raw = opened.editor.raw(opened.piece.body)
            return await self._form(who, opened, raw, 409, message=_why(error))
        where = _LISTS[kind] if action == "delete" else href(kind, name)
        return RedirectResponse(f"{where}?said={action}", 303, HEADERS)

    async def _open(self, request: Request) -> "Opened":
        kind, name = _asked(request)
        stock = await self._room.stock()
        piece = stock.find(kind, name)
        if piece is None and kind is PieceKind.SCREEN:
            raise NotFound
        return Opened(kind, name, piece, EDITORS[kind](self._room.materials(stock), name))

    async def _form(
        self,
        who: Principal,
        opened: "Opened",
        raw: Raw,
        status: int = 200,
        **said: object,
    ) -> Response:
        piece, has, zone = opened.piece, opened.editor.has, self._room.zone
        department = piece.department if piece else who.department
        shown = {
            **_QUIET,
            **self._room.frame(who, _LISTS[opened.kind], has.stock),
            **opened.editor.context(raw),
            **said,
        }
        return page(
            "piece.html",
            status,
            live=False,
            editor=opened.editor.template,
            piece=piece,
            kind=opened.kind,
            kind_name=words.KINDS[opened.kind],
            name=opened.name,
            called=has.screens.get(opened.name, "") or (title(piece.body) if piece else ""),
            stages=words.STAGES,
            form={**raw, "department": raw.get("department", (department,))},
            languages=has.offer.languages,
            w=_Choices,
            when=lambda prefix: window_words(read_window(Fields(raw, prefix), zone), zone),
            may_change=may_change(who, department),
            departments=sorted({one.department for one in has.stock.pieces} - {""}),
            uses=has.stock.uses(opened.kind, opened.name),
            remarks=await self._remarks(opened),
            looks=ALONE,
            area=dict(AREAS)[_LISTS[opened.kind]],
            **shown,
        )

    async def _remarks(self, opened: "Opened") -> list[tuple[str, str]]:
        """What is to be mended or known about this piece: severity and words."""
        if opened.piece is None:
            return []
        names = self._room.called(opened.editor.has.stock)
        return [
            (found.severity.value, words.remark(found, names, self._room.zone))
            for found in await self._room.remarks()
            if (found.kind, found.id) == (opened.kind, opened.name)
        ]


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece as a request asks for it; a new one is none yet."""

    kind: PieceKind
    name: str
    piece: Piece | None
    editor: Editor


_QUIET: Mapping[str, object] = {
    "faults": (),
    "message": "",
    "said": "",
    "focus": "",
    "unsaved": False,
}
_SAID = {
    "saved": "下書きを保存しました。",
    "submitted": "保存して、確認をたのみました。",
    "submit": "確認をたのみました。",
    "withdraw": "取り下げました。",
}


def _asked(request: Request) -> tuple[PieceKind, str]:
    kind, name = request.path_params["kind"], request.path_params["name"]
    if kind not in set(PieceKind) or not _is_name(name):
        raise NotFound
    return PieceKind(kind), name


def _is_name(name: str) -> bool:
    plain = name.replace("-", "").replace("_", "")
    return len(name) <= 80 and plain.isascii() and plain.isalnum()


def _why(error: ContentRefused | JournalFault) -> str:
    if isinstance(error, ContentRefused):
        return words.refusal(error)
    return lobby_words.STORAGE
