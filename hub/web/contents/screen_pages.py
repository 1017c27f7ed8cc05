"""/contents/screens: every display, as it told itself, with what it shows now."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.service.access import Principal, Right
from hub.service.signage.wire import ScreenSeen, ScreenState
from hub.web.contents.room import Room
from hub.web.contents.words import FAULTS, ZONES
from hub.web.guarding import NotFound, guarded
from hub.web.rendering import HEADERS, page

_AT = "/contents/screens"
# Seconds by which a display's clock may differ from the hub's before it is told.
CLOCK_OFF = 5
# Bytes.
LITTLE_DISK = 2_000_000_000
# Bytes an hour: what leaks more fills a small machine within a week.
LEAK = 5_000_000


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about a display; `is_well` is False where somebody should look."""

    name: str
    value: str
    is_well: bool = True


@dataclass(frozen=True, slots=True)
class ScreenCard:
    """One display. `picture` changes with each screenshot; empty where there is none."""

    id: str
    name: str
    state: str
    kind: str
    now: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    faults: tuple[str, ...]
    picture: str


class ScreenPages:
    """Belongs to the event loop."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def add_to(self, router: Router) -> None:
        for path, run in ((_AT, self._show), (f"{_AT}/{{screen}}/screenshot", self._screenshot)):
            router.add_route(path, guarded(self._room.office, Right.CONTENT, run))

    async def _show(self, _request: Request, who: Principal) -> Response:
        office, names = self._room.office, self._room.screens
        now = office.now()
        cards = [
            card(seen, names.get(seen.screen, seen.screen), office.lobby.generation, now)
            for seen in self._room.tools.screens.seen()
        ]
        frame = self._room.frame(who, _AT, await self._room.stock())
        return page("screens.html", cards=cards, now=now, **frame)

    async def _screenshot(self, request: Request, _who: Principal) -> Response:
        taken = self._room.tools.screens.screenshot(request.path_params["screen"])
        if not taken:
            raise NotFound
        return Response(taken, 200, HEADERS, "image/jpeg")


def card(seen: ScreenSeen, name: str, generation: int, now: datetime) -> ScreenCard:
    """A display as it is shown; `now` in local time, `generation` is what should be out."""
    state = seen.state
    said, kind = _state(seen, generation)
    picture = f"{seen.screenshot_at.timestamp():.0f}" if seen.screenshot_at else ""
    if state is None:
        return ScreenCard(seen.screen, name, said, kind, (), (), (), picture)
    return ScreenCard(
        id=seen.screen,
        name=name,
        state=said,
        kind=kind,
        now=tuple((ZONES.get(zone.zone, zone.zone), _title(zone.title)) for zone in state.zones),
        facts=tuple(_facts(seen, state, generation, now)),
        faults=tuple(
            f"{fault.title}：{FAULTS.get(fault.reason, fault.reason)}"
            f"（{fault.at.astimezone(now.tzinfo):%m月%d日 %H:%M}）"
            for fault in state.faults
        ),
        picture=picture,
    )


def _title(title: str) -> str:
    return title or "待機の絵"


def _state(seen: ScreenSeen, generation: int) -> tuple[str, str]:
    if seen.state is None:
        return "－ まだ連絡がありません", "closed"
    if not seen.connected:
        return "■ つながっていません", "busy"
    if seen.state.generation != generation:
        return "▲ 新しい内容を取りこんでいます", "moderate"
    return "● 動いています", "quiet"


def _facts(seen: ScreenSeen, state: ScreenState, generation: int, now: datetime) -> list[Fact]:
    heard = seen.heard_at.astimezone(now.tzinfo) if seen.heard_at else now
    off = (state.clock - heard).total_seconds()
    missing = f"（あと{state.missing}件）" if state.missing else ""
    return [
        Fact("最後の連絡", f"{heard:%m月%d日 %H:%M:%S}", seen.connected),
        Fact("内容", f"第{state.generation}版{missing}", state.generation == generation),
        Fact(
            "端末の時計",
            _clock(state.clock.astimezone(now.tzinfo), heard, off, trusted=state.trusted),
            state.trusted and abs(off) <= CLOCK_OFF,
        ),
        Fact("版", state.version or "―"),
        Fact("画面", f"{state.width}×{state.height}" if state.width else "―"),
        Fact("ディスクの空き", f"{state.disk_free / 1e9:.1f} GB", state.disk_free >= LITTLE_DISK),
        Fact("メモリー", _memory(state), state.memory_an_hour < LEAK),
        Fact("動画のコマ", _frames(state)),
        Fact("未送信の記録", f"{state.pending}件"),
    ]


def _frames(state: ScreenState) -> str:
    return f"映した{state.presented}／届いた{state.delivered}" if state.delivered else "―"


def _clock(shown: datetime, heard: datetime, off: float, *, trusted: bool) -> str:
    """What a display's clock says, with its date where that is another; both in local time."""
    day = "" if shown.date() == heard.date() else f"{shown:%Y年%m月%d日} "
    doubt = "" if trusted else "。疑わしいため、日時の指定のない項目だけを出しています"
    return f"{day}{shown:%H:%M:%S}{_off(off)}{doubt}"


def _off(seconds: float) -> str:
    """By how much a clock is wrong, once it matters."""
    much = abs(seconds)
    if much <= CLOCK_OFF:
        return ""
    large = ((172_800, 86_400, "日"), (7_200, 3_600, "時間"), (600, 60, "分"))
    unit, name = next(((unit, name) for least, unit, name in large if much >= least), (1, "秒"))
    return f"（{much / unit:.0f}{name}{'進んで' if seconds > 0 else '遅れて'}います）"


def _memory(state: ScreenState) -> str:
    trend = f"{state.memory_an_hour / 1e6:+.1f} MB／時"
    return f"{state.memory / 1e6:.0f} MB（{trend}）"
