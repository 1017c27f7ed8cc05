"""/contents/campaigns/ID/account: plays promised and done, as a page, as CSV and on paper."""

import asyncio
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.domain.signage.accounts import Account, account, proofs
from hub.domain.signage.programme import Campaign, Play
from hub.domain.signage.publishing import PieceKind
from hub.domain.site import words as text
from hub.service.access import Principal, Right
from hub.service.signage.billing import Bill, rows, shares
from hub.web.contents.fields import day_asked
from hub.web.contents.room import Room
from hub.web.guarding import NotFound, guarded
from hub.web.rendering import page
from hub.web.sending import as_file

_AT = "/contents/campaigns"
# Signs with which a cell must not begin: spreadsheets take them for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign between two days, both included, with its plays."""

    campaign: Campaign
    first: date
    last: date
    plays: Sequence[Play]
    account: Account


class AccountPages:
    """Belongs to the event loop. Proofs outlive the items and files that were played."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def add_to(self, router: Router) -> None:
        for path, run in (
            (f"{_AT}/{{name}}/account", self._show),
            (f"{_AT}/{{name}}/plays.csv", self._csv),
            (f"{_AT}/{{name}}/account.pdf", self._pdf),
        ):
            router.add_route(path, guarded(self._room.office, Right.CONTENT, run))

    async def _show(self, request: Request, who: Principal) -> Response:
        asked = await self._asked(request)
        items, screens = shares(asked.campaign, asked.plays)
        names = self._room.screens
        return page(
            "account.html",
            live=False,
            campaign=asked.campaign,
            account=asked.account,
            rows=rows(asked.account),
            items=items,
            shown_on=tuple((names.get(key, key), count) for key, count in screens),
            first=asked.first,
            last=asked.last,
            **self._room.frame(who, _AT, await self._room.stock()),
        )

    async def _csv(self, request: Request, _who: Principal) -> Response:
        """Every whole play, in the order of time; UTF-8 with a mark, as spreadsheets need it."""
        asked = await self._asked(request)
        out = StringIO()
        lines = csv.writer(out)
        lines.writerow(("日時", "画面", "素材", "秒", "ファイル（SHA-256）", "記録番号"))
        for play in proofs(asked.campaign, asked.plays):
            at = play.began.astimezone(self._room.zone)
            screen = self._room.screens.get(play.screen, play.screen)
            facts = (at.isoformat(), screen, play.title, f"{play.seconds:.1f}", play.digest)
            lines.writerow([*map(_cell, facts), play.id])
        content = "\N{BYTE ORDER MARK}".encode() + out.getvalue().encode()
        return as_file(content, f"{_stem(asked)}.csv", "text/csv; charset=utf-8")

    async def _pdf(self, request: Request, _who: Principal) -> Response:
        asked = await self._asked(request)
        items, screens = shares(asked.campaign, asked.plays)
        bill = Bill(
            city=text(self._room.office.lobby.site.name, "ja"),
            campaign=asked.campaign,
            account=asked.account,
            rows=rows(asked.account),
            items=items,
            screens=tuple((self._room.screens.get(key, key), count) for key, count in screens),
            made=self._room.office.now().date(),
        )
        made = await asyncio.to_thread(self._room.tools.sheets.bill, bill)
        return as_file(made, f"{_stem(asked)}.pdf", "application/pdf", inline=True)

    async def _asked(self, request: Request) -> Asked:
        stock = await self._room.stock()
        # A contract that was deleted has still to be billed.
        piece = stock.find(PieceKind.CAMPAIGN, request.path_params["name"])
        if piece is None or not isinstance(piece.body, Campaign):
            raise NotFound
        campaign = piece.body
        query, today = request.query_params, self._room.office.now().date()
        until = min(max(today, campaign.first_day), campaign.last_day)
        first = day_asked(query.get("first", ""), campaign.first_day)
        last = day_asked(query.get("last", ""), until)
        zone = self._room.zone
        begins = datetime.combine(first, time(), zone)
        ends = datetime.combine(last + timedelta(days=1), time(), zone)
        plays = await asyncio.to_thread(self._room.tools.plays.of, campaign.id, begins, ends)
        found = account(campaign, plays, zone.key, first, last)
        return Asked(campaign, first, last, plays, found)


def _stem(asked: Asked) -> str:
    return f"広告-{asked.campaign.sponsor}-{asked.first}-{asked.last}"


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
