"""/contents/schedule and /contents/preview: what a screen will show, in words and in pictures."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.domain.signage.content import Feeds, Item, Playable
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import Entry, Playlist, Programme, Screen, Slot
from hub.domain.signage.windows import ALWAYS
from hub.service.access import Principal, Right
from hub.service.signage.pictures import NoPicture, Shot
from hub.web.contents.fields import YEARS, day_asked
from hub.web.contents.room import Room
from hub.web.contents.timetable import Block, bands, day_blocks
from hub.web.contents.words import ZONES
from hub.web.guarding import NotFound, guarded
from hub.web.rendering import HEADERS, page

SCHEDULE, PREVIEW = "/contents/schedule", "/contents/preview"
COUNT = 6
# Days of screens that are kept worked out.
MOST_DAYS = 200
EVERY = {"15": "15秒ごと", "60": "1分ごと", "600": "10分ごと", "3600": "1時間ごと"}
WEEKDAYS = "月火水木金土日"
# The layouts in which an item is shown by itself: large, and as small as it gets.
ALONE = {
    "full-landscape": "全面（横）",
    "calls-landscape": "呼び出しのとなり（横）",
    "full-portrait": "全面（縦）",
}


Known = dict[tuple[str, date], tuple[Block, ...]]


class _Days:
    """Days that were worked out already, of one publication and state of the feeds."""

    def __init__(self) -> None:
        self._generation, self._known = -1, Known()
        self._feeds: Feeds | None = None

    def of(self, generation: int, feeds: Feeds) -> Known:
        """Those that still hold; the longest known ones give way."""
        if self._generation != generation or self._feeds is not feeds:
            self._generation, self._feeds, self._known = generation, feeds, {}
        while len(self._known) > MOST_DAYS:
            del self._known[next(iter(self._known))]
        return self._known


class SchedulePages:
    """Belongs to the event loop. What is drawn or worked out runs in threads."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._days = _Days()

    def add_to(self, router: Router) -> None:
        for path, run in (
            (SCHEDULE, self._schedule),
            (PREVIEW, self._preview),
            (f"{PREVIEW}/picture", self._picture),
            ("/contents/item/{name}/picture", self._alone),
        ):
            router.add_route(path, guarded(self._room.office, Right.CONTENT, run))

    async def _schedule(self, request: Request, who: Principal) -> Response:
        asked = request.query_params
        day = day_asked(asked.get("day", ""), self._room.office.now().date())
        screen, coming = self._screen(request), asked.get("drafts") == "1"
        programme = await self._programme(coming=coming)
        is_week = asked.get("span") == "week"
        first = day - timedelta(days=day.weekday()) if is_week else day
        days = [first + timedelta(days=number) for number in range(7 if is_week else 1)]
        out = self._days.of(self._room.office.lobby.generation, self._room.tools.feeds.feeds())
        known = {} if coming else out
        blocks = [await self._blocks(programme, screen, one, known) for one in days]
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

    async def _blocks(
        self, programme: Programme, screen: str, day: date, known: Known
    ) -> tuple[Block, ...]:
        """A day takes a tenth of a second to work out; what is out is worked out once."""
        if (screen, day) not in known:
            playable = self._playable(programme)
            found = await asyncio.to_thread(day_blocks, programme, screen, day, playable)
            known[screen, day] = found
        return known[screen, day]

    async def _preview(self, request: Request, who: Principal) -> Response:
        asked, now = request.query_params, self._room.office.now()
        at, every = self._instant(request), _every(asked.get("every", ""))
        drafts, step = asked.get("drafts", "1" if not asked else ""), timedelta(seconds=every)

        def query(start: datetime) -> str:
            when = f"screen={self._screen(request)}&at={start:%Y-%m-%dT%H:%M:%S}"
            return f"{when}&every={every}&drafts={drafts}"

        pictures = [
            (number, at + number * step, f"{query(at)}&n={number}") for number in range(COUNT)
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
            before=query(at - COUNT * step),
            after=query(at + COUNT * step),
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
        site = self._room.office.lobby.site
        shot = Shot(programme, self._screen(request), at, COUNT, every, feeds, site)
        return await self._drawn(shot, int(number))

    async def _alone(self, request: Request, _who: Principal) -> Response:
        """One item as it looks in a layout, whenever it is to be shown."""
        layout = request.query_params.get("layout", "")
        stock, base = await self._room.stock(), await self._programme(coming=True)
        item = stock.items.get(request.path_params["name"])
        if item is None or layout not in ALONE:
            raise NotFound
        shot = Shot(alone(base, item, layout), "alone", self._at_hand(), 1, 15)
        feeds, site = self._room.tools.feeds.feeds(), self._room.office.lobby.site
        return await self._drawn(replace(shot, feeds=feeds, site=site), 0)

    def _at_hand(self) -> datetime:
        """The hour: looked at again within it, an item is not drawn again."""
        return self._room.office.now().replace(minute=0, second=0, microsecond=0)

    async def _drawn(self, shot: Shot, number: int) -> Response:
        try:
            drawn = await asyncio.to_thread(self._room.tools.pictures.take, shot)
        except NoPicture:
            return Response(None, 503, HEADERS)
        return Response(drawn[number], 200, HEADERS, "image/jpeg")

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
        """The local second asked for, by its parts or as one; else this minute."""
        asked, now = request.query_params, self._room.office.now()
        written = asked.get("at") or f"{asked.get('day', '')}T{asked.get('time', '')}"
        try:
            found: datetime | None = datetime.fromisoformat(written)
        except ValueError:
            found = None
        if found is None or found.year not in YEARS:
            day = day_asked(asked.get("day", ""), now.date())
            at = now.time().replace(second=0) if day == now.date() else time(9)
            found = datetime.combine(day, at)
        return found.replace(tzinfo=self._room.zone, microsecond=0)


def alone(base: Programme, item: Item, layout: str) -> Programme:
    """A programme that shows nothing else."""
    shown = replace(item, window=ALWAYS)
    playlist = Playlist("alone", "", (Entry(item.id),))
    screen = Screen("alone", Slot(layout, {"main": "alone"}))
    return replace(
        base,
        items={item.id: shown},
        playlists={"alone": playlist},
        campaigns={},
        layouts=STANDARD,
        screens={"alone": screen},
    )


def _every(written: str) -> int:
    return int(written) if written in EVERY else 15
