"""/contents/schedule and /contents/preview: what a screen will show, in words and in pictures."""

import asyncio
from datetime import date, datetime, time, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from hub.domain.signage.content import Playable
from hub.domain.signage.programme import Programme
from hub.service.access import Principal, Right
from hub.service.signage.pictures import NoPicture, Shot
from hub.web.contents.editors import ZONES
from hub.web.contents.room import Room
from hub.web.contents.timetable import bands, day_blocks
from hub.web.guarding import NotFound, guarded
from hub.web.rendering import HEADERS, page

SCHEDULE, PREVIEW = "/contents/schedule", "/contents/preview"
COUNT = 6
EVERY = {"15": "15秒ごと", "60": "1分ごと", "600": "10分ごと", "3600": "1時間ごと"}
WEEKDAYS = "月火水木金土日"
_PNG = b"\x89PNG"


class SchedulePages:
    """Belongs to the event loop. What is drawn or worked out runs in threads."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def add_to(self, router: APIRouter) -> None:
        for path, run in (
            (SCHEDULE, self._schedule),
            (PREVIEW, self._preview),
            (f"{PREVIEW}/picture", self._picture),
        ):
            router.add_api_route(path, guarded(self._room.office, Right.CONTENT, run))

    async def _schedule(self, request: Request, who: Principal) -> Response:
        asked = request.query_params
        day = _day(asked.get("day", ""), self._room.office.now().date())
        screen, coming = self._screen(request), asked.get("drafts") == "1"
        programme = await self._programme(coming=coming)
        playable = self._playable(programme)
        is_week = asked.get("span") == "week"
        first = day - timedelta(days=day.weekday()) if is_week else day
        days = [first + timedelta(days=number) for number in range(7 if is_week else 1)]
        blocks = await asyncio.to_thread(
            lambda: [day_blocks(programme, screen, one, playable) for one in days]
        )
        step = timedelta(days=7 if is_week else 1)
        return page(
            "schedule.html",
            live=False,
            screens=self._room.screens,
            screen=screen,
            day=day,
            days=days,
            is_week=is_week,
            coming=coming,
            blocks=blocks[0],
            bands=bands(blocks),
            before=(day - step).isoformat(),
            after=(day + step).isoformat(),
            today=self._room.office.now().date(),
            weekdays=WEEKDAYS,
            zones=ZONES,
            **self._room.frame(who, SCHEDULE, await self._room.stock()),
        )

    async def _preview(self, request: Request, who: Principal) -> Response:
        asked, now = request.query_params, self._room.office.now()
        at, every = self._instant(request), _every(asked.get("every", ""))
        query = f"screen={self._screen(request)}&at={at:%Y-%m-%dT%H:%M}&every={every}"
        drafts = asked.get("drafts", "1" if not asked else "")
        pictures = [
            (number, at + number * timedelta(seconds=every), f"{query}&drafts={drafts}&n={number}")
            for number in range(COUNT)
        ]
        return page(
            "preview.html",
            live=False,
            screens=self._room.screens,
            screen=self._screen(request),
            at_=at,
            now=now,
            every=str(every),
            everies=EVERY,
            drafts=drafts,
            pictures=pictures if "screen" in asked else [],
            **self._room.frame(who, PREVIEW, await self._room.stock()),
        )

    async def _picture(self, request: Request, _who: Principal) -> Response:
        """One picture of a set; the set is drawn once."""
        asked = request.query_params
        number = asked.get("n", "")
        if not number.isdecimal() or int(number) >= COUNT:
            raise NotFound
        programme = await self._programme(coming=asked.get("drafts") == "1")
        at, every = self._instant(request), _every(asked.get("every", ""))
        feeds = self._room.tools.feeds.feeds()
        shot = Shot(programme, self._screen(request), at, COUNT, every, feeds)
        try:
            drawn = await asyncio.to_thread(self._room.tools.pictures.take, shot)
        except NoPicture:
            return Response(None, 503, HEADERS)
        content = drawn[int(number)]
        kind = "image/png" if content.startswith(_PNG) else "image/jpeg"
        return Response(content, 200, HEADERS, kind)

    async def _programme(self, *, coming: bool) -> Programme:
        newsroom = self._room.tools.newsroom
        return await (newsroom.coming() if coming else newsroom.live())

    def _playable(self, programme: Programme) -> Playable:
        """As if every file had reached the display."""
        return Playable(frozenset(programme.media), self._room.tools.feeds.feeds())

    def _screen(self, request: Request) -> str:
        """The screen asked for, or the first; NotFound where there is none."""
        known = self._room.screens
        wanted = request.query_params.get("screen", next(iter(known), ""))
        if wanted not in known:
            raise NotFound
        return wanted

    def _instant(self, request: Request) -> datetime:
        """The local minute asked for, by its parts or as one; else now."""
        asked, now = request.query_params, self._room.office.now()
        written = asked.get("at") or f"{asked.get('day', '')}T{asked.get('time', '')}"
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            day = _day(asked.get("day", ""), now.date())
            at = now.time() if day == now.date() else time(9)
            found = datetime.combine(day, at)
        return found.replace(tzinfo=self._room.zone, second=0, microsecond=0)


def _day(written: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return otherwise


def _every(written: str) -> int:
    return int(written) if written in EVERY else 15
