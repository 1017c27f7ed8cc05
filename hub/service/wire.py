"""JSON as it travels: the domain's frozen dataclasses, field for field.

Instants are ISO 8601 with offset, durations ISO 8601 ("PT10M").
"""

from dataclasses import replace
from hashlib import sha256

from hub.domain.events import CounterState, Event
from hub.domain.forms.book import Book
from hub.domain.issuing import Issued, OfflineTicket, Request
from hub.domain.lobby import Snapshot
from hub.domain.tickets import Ticket
from hub.shape import Shape

EVENT = Shape(Event)
SNAPSHOT = Shape(Snapshot)
TICKET = Shape(Ticket)
ISSUED = Shape(Issued)
REQUEST = Shape(Request)
OFFLINE = Shape(list[OfflineTicket])
BOOK = Shape(Book)


def book_tag(body: bytes) -> str:
    """The entity tag (RFC 9110, 8.8.3) of a book as it travels."""
    return f'"{sha256(body).hexdigest()[:16]}"'


def public_event(event: Event) -> Event:
    """The event for terminals in the lobby: no remarks, no names of staff, no undo."""
    return replace(
        event,
        by="",
        command=None,
        tickets=tuple(map(public_ticket, event.tickets)),
        counters=tuple(map(public_counter, event.counters)),
    )


def public_snapshot(taken: Snapshot) -> Snapshot:
    """The snapshot for terminals in the lobby."""
    return replace(
        taken,
        tickets=tuple(map(public_ticket, taken.tickets)),
        counters=tuple(map(public_counter, taken.counters)),
    )


def public_ticket(ticket: Ticket) -> Ticket:
    """The ticket without what only clerks may read; its source may be a clerk's login."""
    return replace(ticket, remarks="", source="")


def public_counter(state: CounterState) -> CounterState:
    """The counter without the clerk's name and what undo keeps."""
    return replace(state, staff="", undo=None)
