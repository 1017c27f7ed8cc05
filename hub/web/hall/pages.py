"""/figures: a period in plots and tables, beside another; the same as files and on paper."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router

from hub.domain.figures.grouping import grouped
from hub.domain.site import words as text
from hub.service.access import Principal, Right
from hub.service.figures.report import following, month_of, preceding, report, rule, sheets
from hub.service.figures.statistics import Wanted
from hub.service.figures.summing import SCORES, Beside, five, heard, tiles
from hub.service.figures.tables import (
    MEANING,
    SHARES,
    SUBJECTS,
    Split,
    Subject,
    Table,
    Told,
    day_name,
    goal_of,
    table,
)
from hub.web.guarding import NotFound, guarded
from hub.web.hall.asked import COMPARED, Asked, asked
from hub.web.hall.files import as_csv
from hub.web.hall.tools import FigureTools
from hub.web.nav import nav
from hub.web.office import Office
from hub.web.rendering import page
from hub.web.sending import as_file

TIMES = frozenset({Subject.WAIT, Subject.WALK, Subject.SERVE})
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FigurePages:
    """Belongs to the event loop."""

    def __init__(self, office: Office, tools: FigureTools) -> None:
        self._office = office
        self._tools = tools

    def add_to(self, router: Router) -> None:
        for path, run in (
            ("/figures", self._show),
            ("/figures/table.csv", self._csv),
            ("/figures/all.xlsx", self._excel),
            ("/figures/report.pdf", self._pdf),
        ):
            router.add_route(path, guarded(self._office, Right.FIGURES, run))

    async def _show(self, request: Request, who: Principal) -> Response:
        wanted = self._asked(request)
        told, other = await self._told(wanted.wanted), None
        if wanted.other is not None:
            other = await self._told(wanted.other)
        beside = await self._beside(wanted.wanted)
        site, today = self._office.lobby.site, self._office.lobby.day
        is_part = wanted.service or wanted.counter
        return page(
            "figures.html",
            live=False,
            asked=wanted,
            tiles=tiles(told, other) if told.days else (),
            tables=[self._table(wanted, split, told, other) for split in Split],
            subjects=SUBJECTS,
            meaning=MEANING[wanted.subject] + (SHARES if wanted.subject in TIMES else ""),
            compared=COMPARED,
            services=[(key, text(each.name, "ja")) for key, each in site.services.items()],
            counters=[
                (key, f"{each.number} {text(each.name, 'ja')}")
                for key, each in site.counters.items()
            ],
            told=told,
            goal=told.goal.minutes if told.goal else None,
            scores=SCORES,
            span=_span(wanted.wanted),
            other_days=other.days if other else 0,
            other_span=_span(wanted.other) if wanted.other else "",
            quick=_quick(wanted, today),
            five=five(told, beside) if told.days and not is_part else (),
            heard=heard(site, beside.answers, self._tools.discretion.least),
            asks=self._tools.answers is not None,
            rule=rule(told),
            month=preceding(today.replace(day=1)).isoformat()[:7],
            today=today,
            me=who,
            nav=nav(self._office, who),
        )

    async def _csv(self, request: Request, _who: Principal) -> Response:
        wanted, split = self._asked(request), request.query_params.get("split", "")
        if split not in set(Split):
            raise NotFound
        told = await self._told(wanted.wanted)
        other = await self._told(wanted.other) if wanted.other else None
        made = self._table(wanted, Split(split), told, other)
        name = f"{made.title}-{wanted.since}-{wanted.last}.csv"
        return as_file(as_csv(made), name, "text/csv; charset=utf-8")

    async def _excel(self, request: Request, _who: Principal) -> Response:
        wanted = self._asked(request)
        told = await self._told(wanted.wanted)
        made = await asyncio.to_thread(self._tools.workbook, sheets(told))
        return as_file(made, f"統計-{wanted.since}-{wanted.last}.xlsx", EXCEL)

    async def _pdf(self, request: Request, _who: Principal) -> Response:
        first = month_of(request.query_params.get("month", ""))
        if first is None:
            raise NotFound
        month, before = Wanted(first, following(first)), Wanted(preceding(first), first)
        made = report(
            first,
            self._office.lobby.day,
            await self._told(month),
            await self._told(before),
            await self._beside(month),
        )
        content = await asyncio.to_thread(self._tools.paper, made)
        return as_file(content, f"月報-{first:%Y-%m}.pdf", "application/pdf", inline=True)

    def _asked(self, request: Request) -> Asked:
        lobby = self._office.lobby
        return asked(request.query_params, lobby.site, lobby.day)

    def _table(self, wanted: Asked, split: Split, told: Told, other: Told | None) -> Table:
        return table(wanted.subject, split, told, other)

    async def _told(self, wanted: Wanted) -> Told:
        groups = await self._tools.statistics.groups(wanted)
        goal = goal_of(self._tools.goals, wanted.service)
        told = Told(self._office.lobby.site, groups, self._tools.discretion, goal)
        hides = wanted.counter and not told.tells_counters
        return replace(told, groups=grouped(())) if hides else told

    async def _beside(self, wanted: Wanted) -> Beside:
        tools = self._tools
        desk, booked = await tools.statistics.beside(wanted)
        answers = await tools.answers(wanted.since, wanted.until) if tools.answers else ()
        opened = desk if tools.opens_codes else None
        return Beside(opened, booked, answers, tools.from_outside)


def _span(wanted: Wanted) -> str:
    """From when until when, as people say it."""
    last = wanted.until - timedelta(days=1)
    return f"{wanted.since.year}年{day_name(wanted.since)} から {last.year}年{day_name(last)} まで"


def _quick(wanted: Asked, today: date) -> tuple[tuple[str, str], ...]:
    """Periods that are asked for most."""
    month = today.replace(day=1)
    periods = (
        ("きょう", today, today),
        ("この1週間", today - timedelta(days=6), today),
        ("今月", month, today),
        ("先月", preceding(month), month - timedelta(days=1)),
        ("この1年", today - timedelta(days=364), today),
    )
    return tuple(
        (name, wanted.query(since=since.isoformat(), last=last.isoformat()))
        for name, since, last in periods
    )
