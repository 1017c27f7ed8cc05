"""What everyone may see of the lobby. No personal data.

Texts in plain Japanese have readings, as in assets.words: pages show them with `ruby` or `plain`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hub.domain.lobby import Lobby
from hub.domain.opening import Opening
from hub.domain.site import is_board
from hub.domain.site import words as text
from hub.domain.tickets import AT_COUNTER
from hub.domain.waiting import Congestion, Level, Wait, congestion, phrase
from hub.web.texts import texts

# Calls that stay on the page.
CALLS = 6
SHAPES: Mapping[Level, str] = {Level.QUIET: "●", Level.MODERATE: "▲", Level.BUSY: "■"}


@dataclass(frozen=True, slots=True)
class CallRow:
    """A number and the counter that calls it."""

    number: str
    counter: str


@dataclass(frozen=True, slots=True)
class WaitRow:
    """A service's queue in words."""

    id: str
    prefix: str
    name: str
    people: str
    wait: str
    level: str
    level_kind: str


@dataclass(frozen=True, slots=True)
class LobbyPage:
    """Everything on /."""

    title: str
    calls: tuple[CallRow, ...]
    ready: tuple[str, ...]
    services: tuple[WaitRow, ...]


def lobby_page(lobby: Lobby, now: datetime, language: str) -> LobbyPage:
    """The lobby at `now`; closed services stay visible and say why."""
    return LobbyPage(
        title=text(lobby.site.name, language),
        calls=_calls(lobby, language),
        ready=_ready(lobby),
        services=tuple(_wait_row(found, language) for found in congestion(lobby, now)),
    )


def _calls(lobby: Lobby, language: str) -> tuple[CallRow, ...]:
    """The latest calls of visitors who are on their way to a counter or stand there."""
    at_counters = {state.ticket for state in lobby.counters.values()}
    calls = [call for call in lobby.calls if call.ticket in at_counters]
    return tuple(
        CallRow(call.label, counter_words(lobby, call.counter, language)) for call in calls[:CALLS]
    )


def _ready(lobby: Lobby) -> tuple[str, ...]:
    return tuple(
        ticket.label
        for ticket in lobby.tickets.values()
        if ticket.state in AT_COUNTER and is_board(lobby.site, ticket.service)
    )


def counter_words(lobby: Lobby, counter_id: str, language: str) -> str:
    """Where to go; empty for a counter that there is not."""
    counter = lobby.site.counters.get(counter_id)
    if counter is None:
        return ""
    if not counter.number.isdecimal():
        return counter.number
    return texts(language).text("counter", counter=counter.number)


def _wait_row(found: Congestion, language: str) -> WaitRow:
    said, service = texts(language), found.service
    is_open = found.opening.is_open
    level = f"{SHAPES[found.level]} {said.text(f'congestion.{found.level}')}" if found.level else ""
    return WaitRow(
        id=service.id,
        prefix=service.prefix,
        name=text(service.name, language),
        people=said.text("wait.people", count=found.waiting),
        wait=wait_words(found.wait, language) if is_open or found.waiting else "",
        level=level if is_open else _closed(found.opening, language),
        level_kind=found.level.value if found.level and is_open else "closed",
    )


def _closed(opening: Opening, language: str) -> str:
    return texts(language).text(
        f"closed.{opening.reason}",
        opens=f"{opening.opens:%H:%M}" if opening.opens else "",
        closes=f"{opening.closes:%H:%M}" if opening.closes else "",
    )


def wait_words(wait: Wait | None, language: str) -> str:
    """The range as the visitor reads it."""
    if wait is None:
        return "―"
    numbers = {"low": wait.low, "high": wait.high, "minutes": wait.high}
    return texts(language).text(f"wait.{phrase(wait)}", **numbers)
