"""/contents/publishing: what waits for a review, what would be wrong, and what was let out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Router

from hub.domain.signage.publishing import ContentRefused, Piece, PieceKind, Stage
from hub.service.access import Principal, Right
from hub.service.ports import JournalFault
from hub.service.signage.newsroom import Seen, Unfit
from hub.web import words as lobby_words
from hub.web.contents import words
from hub.web.contents.fields import Fields, begin_of
from hub.web.contents.room import Room
from hub.web.contents.stock import Stock, href, title
from hub.web.contents.summary import Change, changes
from hub.web.forms import BadForm, read_all
from hub.web.guarding import NotFound, guarded
from hub.web.rendering import HEADERS, page

MOST_FIELDS, MOST_BYTES, MOST_NOTE = 400, 60_000, 400
# Lines of the history that are always open.
LATEST = 10
_AT = "/contents/publishing"

# A piece, and what is remarked on it: severity and words.
About = tuple[tuple[PieceKind, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A piece that waits for a review, with what it changes.

    `seen` names it and its version; `picture` is the file that it shows, if any.
    """

    piece: Piece
    seen: str
    href: str
    kind: str
    title: str
    changes: tuple[Change, ...]
    picture: str
    own: bool
    remarks: tuple[tuple[str, str], ...]


class PublishingPages:
    """Belongs to the event loop. Everybody sees it; only those with the right let anything out."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._newsroom = room.tools.newsroom

    def add_to(self, router: Router) -> None:
        office = self._room.office
        router.add_route(_AT, guarded(office, Right.CONTENT, self._show))
        for path, run in (
            (f"{_AT}/approve", self._approve),
            (f"{_AT}/return", self._send_back),
            (f"{_AT}/bring-back", self._bring_back),
        ):
            router.add_route(path, guarded(office, Right.PUBLISH, run), methods=["POST"])

    async def _show(self, request: Request, who: Principal) -> Response:
        return await self._page(who, said=_SAID.get(request.query_params.get("said", ""), ""))

    async def _approve(self, request: Request, who: Principal) -> Response:
        fields = Fields(await read_all(request, MOST_FIELDS, MOST_BYTES))
        chosen = [_seen(value) for value in fields.every("piece")]
        at = self._when(fields)
        if not chosen:
            fields.wrong("piece", "公開するもの", "ひとつ以上選んでください。")
        if fields.faults:
            return await self._page(who, 422, faults=[fault.says for fault in fields.faults])
        try:
            await self._newsroom.approve(who, chosen, at)
        except Unfit as unfit:
            names = self._room.called(await self._room.stock())
            found = [words.remark(one, names, self._room.zone) for one in unfit.faults]
            return await self._page(who, 409, message="直さないと公開できません。", faults=found)
        except (ContentRefused, JournalFault) as error:
            return await self._page(who, 409, message=_why(error))
        return RedirectResponse(f"{_AT}?said={'planned' if at else 'out'}", 303, HEADERS)

    def _when(self, fields: Fields) -> datetime | None:
        """The time chosen, or None for now."""
        if fields.plain("do") != "later":
            return None
        day = fields.day("day", "公開する日", needed=True)
        at = fields.clock("at", "公開する時刻")
        when = begin_of(day, at, self._room.zone) if day else None
        if when is not None and when <= self._room.office.now():
            fields.wrong("day", "公開する日", "これからの日時にしてください。")
        return when

    async def _send_back(self, request: Request, who: Principal) -> Response:
        fields = Fields(await read_all(request, MOST_FIELDS, MOST_BYTES))
        note = fields.text("note", "返す理由", MOST_NOTE, needed=True)
        if fields.faults:
            said = [f"{fault.label}：{fault.says}" for fault in fields.faults]
            return await self._page(who, 422, faults=said)
        try:
            await self._newsroom.send_back(who, _seen(fields.plain("piece")), note)
        except (ContentRefused, JournalFault) as error:
            return await self._page(who, 409, message=_why(error))
        return RedirectResponse(f"{_AT}?said=returned", 303, HEADERS)

    async def _bring_back(self, request: Request, who: Principal) -> Response:
        number = Fields(await read_all(request, 5)).plain("number")
        if not number.isdecimal():
            raise NotFound
        try:
            await self._newsroom.bring_back(who, int(number))
        except (ContentRefused, JournalFault) as error:
            return await self._page(who, 409, message=_why(error))
        return RedirectResponse(f"{_AT}?said=back", 303, HEADERS)

    async def _page(
        self,
        who: Principal,
        status: int = 200,
        *,
        message: str = "",
        faults: Sequence[str] = (),
        said: str = "",
    ) -> Response:
        stock = await self._room.stock()
        remarks = await self._remarks(stock)
        waiting = self._waiting(stock, who, remarks)
        shown = {(item.piece.kind, item.piece.id) for item in waiting}
        now, called = self._room.office.now(), self._room.called(stock)
        named = {
            f"{one.kind.value}:{one.id}": f"{words.KINDS[one.kind]}「{_called(one, called)}」"
            for one in stock.pieces
        }
        return page(
            "publishing.html",
            status,
            live=False,
            pending=waiting,
            others=[
                (href(piece.kind, piece.id), words.KINDS[piece.kind], title(piece.body), piece)
                for piece in stock.pieces
                if _is_on_its_way(piece, now)
            ],
            everywhere=[
                (href(*about), f"{words.KINDS[about[0]]}「{called.get(about[1], about[1])}」", *one)
                for about, one in remarks
                if about not in shown
            ],
            history=[
                (one, words.publication(one.note, named)) for one in await self._newsroom.history()
            ],
            latest=LATEST,
            out=self._room.office.lobby.generation,
            stages=words.STAGES,
            message=message,
            faults=faults,
            said=said,
            own_work=self._room.tools.own_work,
            **self._room.frame(who, _AT, stock),
        )

    async def _remarks(self, stock: Stock) -> list[About]:
        called = self._room.called(stock)
        return [
            ((one.kind, one.id), (one.severity.value, words.remark(one, called, self._room.zone)))
            for one in await self._room.remarks()
        ]

    def _waiting(self, stock: Stock, who: Principal, remarks: Sequence[About]) -> list[Waiting]:
        names, called = self._room.names(stock), self._room.called(stock)
        return [
            Waiting(
                piece=piece,
                seen=f"{piece.kind.value}:{piece.id}:{piece.version}",
                href=href(piece.kind, piece.id),
                kind=words.KINDS[piece.kind],
                title=_called(piece, called),
                changes=changes(piece.body, piece.live, names),
                picture=getattr(getattr(piece.body, "content", None), "medium", ""),
                own=piece.edited_by == who.id,
                remarks=tuple(one for about, one in remarks if about == (piece.kind, piece.id)),
            )
            for piece in stock.pieces
            if piece.stage is Stage.REVIEW
        ]


def _called(piece: Piece, names: Mapping[str, str]) -> str:
    """Its name; also of one that was deleted."""
    return names.get(piece.id, title(piece.body))


def _is_on_its_way(piece: Piece, now: datetime) -> bool:
    """Is it neither out as it is, nor waiting for a review?"""
    planned = piece.publish_at is not None and piece.publish_at > now
    return piece.stage in (Stage.DRAFT, Stage.RETURNED) or (
        piece.stage is Stage.APPROVED and planned
    )


def _seen(value: str) -> Seen:
    kind, _, rest = value.partition(":")
    name, _, version = rest.rpartition(":")
    if kind not in set(PieceKind) or not version.isdecimal():
        raise BadForm
    return Seen(PieceKind(kind), name, int(version))


def _why(error: ContentRefused | JournalFault) -> str:
    return words.refusal(error) if isinstance(error, ContentRefused) else lobby_words.STORAGE


_SAID = {
    "out": "公開しました。表示盤は、2秒ほどで替わります。",
    "planned": "公開を予約しました。",
    "returned": "作った人に返しました。",
    "back": "前の内容にもどして、公開しました。",
}
