"""/contents and the lists beside it: items, playlists, campaigns, and the files that they show."""

import asyncio
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Router

from hub.domain.signage.content import Item, MediumKind, Video
from hub.domain.signage.programme import Campaign, Playlist
from hub.domain.signage.publishing import Piece, PieceKind
from hub.service.access import Principal, Right
from hub.service.signage.holdings import InUse
from hub.service.signage.ports import Kept
from hub.web.contents import words
from hub.web.contents.items import KINDS
from hub.web.contents.room import Room
from hub.web.contents.stock import Stock, Use, href, may_change, title
from hub.web.contents.windows import window_words
from hub.web.forms import read
from hub.web.guarding import NotFound, guarded
from hub.web.rendering import HEADERS, page

MEDIA_KINDS = {
    MediumKind.IMAGE: "画像",
    MediumKind.VIDEO: "動画",
    MediumKind.PDF: "PDF",
    MediumKind.SVG: "図面",
}
IN_USE = "使っているところがあるか、前の公開に入っているので、削除できません。"
# The bytes under a digest never change; they are for staff alone.
_KEPT = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A piece in a list. `digest` is of the file that it shows, or empty."""

    piece: Piece
    href: str
    title: str
    facts: tuple[str, ...]
    uses: tuple[Use, ...]
    digest: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class MediumRow:
    """A file of the library."""

    kept: Kept
    kind: str
    facts: str
    uses: tuple[Use, ...]
    mine: bool


def _facts(piece: Piece, zone: ZoneInfo) -> tuple[str, ...]:
    """What a list says of a piece beside its name."""
    match piece.body:
        case Item(content=content, window=window, seconds=seconds):
            lasts = "" if isinstance(content, Video) else f"{seconds}秒"
            found = (KINDS[content.kind], lasts, window_words(window, zone))
        case Playlist(entries=entries, advertising=share):
            found = (f"{len(entries)}件", f"広告{share}%まで" if share else "広告なし", "")
        case Campaign(sponsor=sponsor, first_day=first, last_day=last, plays_a_day=plays):
            found = (sponsor, f"{first} ～ {last}", f"1日{plays}回")
        case _:
            found = ("", "", "")
    return tuple(filter(None, found))


class MediaPages:
    """Belongs to the event loop."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def add_to(self, router: Router) -> None:
        for path, run in (
            ("/contents", self._items),
            ("/contents/playlists", self._playlists),
            ("/contents/campaigns", self._campaigns),
            ("/contents/media", self._media),
            ("/contents/media/{digest}/thumbnail", self._thumbnail),
        ):
            router.add_route(path, guarded(self._room.office, Right.CONTENT, run))
        delete = guarded(self._room.office, Right.CONTENT, self._delete)
        router.add_route("/contents/media/{digest}/delete", delete, methods=["POST"])

    async def _items(self, request: Request, who: Principal) -> Response:
        stock = await self._room.stock()
        kind = request.query_params.get("kind", "")
        rows = [
            row
            for row in self._rows(stock, who, PieceKind.ITEM)
            if not kind
            or (isinstance(row.piece.body, Item) and row.piece.body.content.kind == kind)
        ]
        said = "削除しました。" if request.query_params.get("said") == "delete" else ""
        return self._page(
            "contents.html", who, "/contents", stock, rows=rows, kinds=KINDS, kind=kind, said=said
        )

    async def _playlists(self, _request: Request, who: Principal) -> Response:
        stock = await self._room.stock()
        rows = self._rows(stock, who, PieceKind.PLAYLIST)
        return self._page("playlists.html", who, "/contents/playlists", stock, rows=rows)

    async def _campaigns(self, _request: Request, who: Principal) -> Response:
        stock = await self._room.stock()
        rows = self._rows(stock, who, PieceKind.CAMPAIGN)
        # A contract that was deleted has still to be billed.
        gone = [
            (piece, title(piece.body), _facts(piece, self._room.zone))
            for piece in stock.gone(PieceKind.CAMPAIGN)
        ]
        return self._page("campaigns.html", who, "/contents/campaigns", stock, rows=rows, gone=gone)

    async def _media(self, request: Request, who: Principal) -> Response:
        said = "削除しました。" if request.query_params.get("said") == "deleted" else ""
        return await self._show_media(who, said=said)

    async def _show_media(self, who: Principal, status: int = 200, **said: str) -> Response:
        stock = await self._room.stock()
        kept = await asyncio.to_thread(self._room.tools.media.all)
        rows = [self._medium(one, stock, who) for one in kept]
        shown = {"said": "", "message": "", "rows": rows, **said}
        return self._page("media.html", who, "/contents/media", stock, status, **shown)

    async def _delete(self, request: Request, who: Principal) -> Response:
        await read(request)
        holdings, digest = self._room.tools.holdings, request.path_params["digest"]
        try:
            await asyncio.to_thread(holdings.delete, who, digest)
        except InUse:
            return await self._show_media(who, 409, message=IN_USE)
        return RedirectResponse("/contents/media?said=deleted", 303, HEADERS)

    async def _thumbnail(self, request: Request, _who: Principal) -> Response:
        digest = request.path_params["digest"]
        path = await asyncio.to_thread(self._room.tools.store.thumbnail, digest)
        if path is None:
            raise NotFound
        return FileResponse(path, headers=_KEPT, media_type="image/jpeg")

    def _rows(self, stock: Stock, who: Principal, kind: PieceKind) -> list[Row]:
        names = self._room.names(stock)
        return [
            Row(
                piece=piece,
                href=href(kind, piece.id),
                title=title(piece.body),
                facts=_facts(piece, names.zone),
                uses=stock.uses(kind, piece.id),
                digest=getattr(getattr(piece.body, "content", None), "medium", ""),
                mine=may_change(who, piece.department),
            )
            for piece in stock.of_kind(kind)
        ]

    def _medium(self, kept: Kept, stock: Stock, who: Principal) -> MediumRow:
        medium = kept.medium
        facts = (
            f"{medium.width}×{medium.height}" if medium.width else "",
            f"{round(medium.seconds)}秒" if medium.seconds else "",
            f"{medium.pages}ページ" if medium.pages else "",
            "音あり" if medium.sounds else "",
        )
        return MediumRow(
            kept,
            MEDIA_KINDS[medium.kind],
            "　".join(filter(None, facts)),
            stock.uses_of_medium(medium.digest),
            may_change(who, kept.department),
        )

    def _page(
        self,
        template: str,
        who: Principal,
        at: str,
        stock: Stock,
        status: int = 200,
        **shown: object,
    ) -> Response:
        frame = self._room.frame(who, at, stock)
        return page(template, status, live=False, stages=words.STAGES, **{**frame, **shown})
