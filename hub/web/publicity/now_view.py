"""How busy it is now, as everyone reads it: the page /, and the fragment for other sites."""

from dataclasses import dataclass

from hub.domain.lobby import Call
from hub.domain.publicity import Situation
from hub.domain.site import words as text
from hub.domain.waiting import Congestion
from hub.web.public_views import counter_sign, level_words, wait_words
from hub.web.publicity.words import said

# Calls that stay on the page.
CALLS = 6


@dataclass(frozen=True, slots=True)
class CallRow:
    """A number and the counter that calls it."""

    number: str
    counter: str


@dataclass(frozen=True, slots=True)
class WaitRow:
    """A service's queue in words; `level_kind` is its colour."""

    id: str
    prefix: str
    name: str
    people: str
    wait: str
    level: str
    level_kind: str
    counters: str
    calls: tuple[CallRow, ...]
    has_forecast: bool


@dataclass(frozen=True, slots=True)
class NowPage:
    """Everything on /. `made_at` is ISO 8601, for the script that sees when a copy is old."""

    title: str
    calls: tuple[CallRow, ...]
    ready: tuple[str, ...]
    services: tuple[WaitRow, ...]
    made_at: str


def now_page(found: Situation, language: str, forecasts: tuple[str, ...]) -> NowPage:
    """The lobby; closed services stay visible and say why. `forecasts`: services that have one."""
    return NowPage(
        title=text(found.site.name, language),
        calls=_call_rows(found, found.calls[:CALLS], language),
        ready=found.ready,
        services=tuple(_row(found, own, language, forecasts) for own in found.services),
        made_at=found.at.isoformat(),
    )


def fragment_page(found: Situation, language: str, service: str) -> NowPage:
    """The same for one service, or for all where none is named."""
    page = now_page(found, language, ())
    if not service:
        return page
    rows = tuple(row for row in page.services if row.id == service)
    return NowPage(page.title, rows[0].calls, (), rows, page.made_at)


def _call_rows(found: Situation, calls: tuple[Call, ...], language: str) -> tuple[CallRow, ...]:
    return tuple(
        CallRow(call.label, counter_sign(found.site, call.counter, language)) for call in calls
    )


def _row(found: Situation, own: Congestion, language: str, forecasts: tuple[str, ...]) -> WaitRow:
    service, say = own.service, said(language).text
    is_open = own.opening.is_open
    counters = found.counters[service.id]
    return WaitRow(
        id=service.id,
        prefix=service.prefix,
        name=text(service.name, language),
        people=say("wait.people", count=own.waiting),
        wait=wait_words(own.wait, language) if own.wait and (is_open or own.waiting) else "",
        level=level_words(own, language),
        level_kind=own.level.value if own.level and is_open else "closed",
        counters=say("now.counters", open=counters.open, all=counters.all),
        calls=_call_rows(found, found.calls_of(service.id)[:CALLS], language),
        has_forecast=service.id in forecasts,
    )
