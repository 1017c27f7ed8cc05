"""The lists of the display: new and last calls, papers that are ready, and who waits for what."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from hub.domain.events import Event
from hub.domain.lobby import Call, Snapshot, calls_of, restore
from hub.domain.site import Service, Site, business_day
from hub.domain.tickets import State
from hub.domain.waiting import Congestion, congestion
from signage.rotation.stage import News

Wanted = Callable[[Service], bool]


def is_today(snapshot: Snapshot, now: datetime) -> bool:
    """Whether the snapshot's numbers may be shown at all: never those of a day before.

    A terminal whose clock is behind its hub's believes the hub.
    """
    return snapshot.day >= business_day(snapshot.site, now)


def wanted(services: Collection[str]) -> Wanted:
    """The services whose calls a display shows: `services`, or all where it names none."""
    return lambda service: not services or service.id in services


def matching(site: Site, calls: Iterable[Call], want: Wanted) -> tuple[Call, ...]:
    """Those of `calls` that are for this display."""
    return tuple(
        call
        for call in calls
        if call.service in site.services and want(site.services[call.service])
    )


def calls(snapshot: Snapshot, want: Wanted) -> tuple[Call, ...]:
    """The calls for this display, newest first."""
    return matching(snapshot.site, snapshot.calls, want)


def news(snapshot: Snapshot, events: Iterable[Event], want: Wanted) -> News:
    """What a snapshot and the events that led to it mean for this display."""
    heard = [call for event in events for call in calls_of(event)]
    return News(
        snapshot.day,
        calls(snapshot, want),
        matching(snapshot.site, heard, want),
        frozenset(item.id for item in snapshot.tickets if item.state is State.WAITING),
    )


def last_calls(snapshot: Snapshot, want: Wanted, large: Collection[str]) -> tuple[Call, ...]:
    """Calls to a counter, newest first, without the tickets that are up large.

    Papers that are ready stand on a board of their own.
    """
    services = snapshot.site.services
    return tuple(
        call
        for call in calls(snapshot, want)
        if call.ticket not in large and not services[call.service].board
    )


def ready(snapshot: Snapshot, want: Wanted) -> tuple[str, ...]:
    """The numbers whose papers are ready, sorted so that one's own is soon found."""
    services = snapshot.site.services
    return tuple(
        sorted(
            ticket.label
            for ticket in snapshot.tickets
            if ticket.state is State.CALLED
            and ticket.service in services
            and services[ticket.service].board
            and want(services[ticket.service])
        )
    )


def waiting_table(
    snapshot: Snapshot, services: Collection[str], now: datetime
) -> tuple[Congestion, ...]:
    """The services that a visitor can come for, or exactly those that the display names."""
    return tuple(
        row
        for row in congestion(restore(snapshot), now)
        if (row.service.id in services if services else row.service.at_kiosk)
        and not row.service.board
    )
