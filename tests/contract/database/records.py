"""Tickets and events for the storage's tests: plain ones, and any that can be."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import strategies as st

from hub.domain.events import CounterState, Event, Kind, ServiceState, Undo
from hub.domain.tickets import State, Ticket
from hub.service.ports import Journal, JournalFault
from tests.lobbies import NINE

DAY = date(2026, 11, 24)


def ticket(number: int, **changes: Any) -> Ticket:
    key = f"{number:032x}"
    plain: dict[str, Any] = {
        "id": key,
        "visit": key,
        "label": f"A-{number:03}",
        "service": "cert",
        "day": DAY,
        "issued_at": NINE,
        "queued_at": NINE,
        "rank": NINE,
    }
    return Ticket(**plain | changes)


def issued(event_id: int, **changes: Any) -> Event:
    return Event(Kind.ISSUED, NINE, event_id, (ticket(event_id, **changes),))


def day_started(event_id: int) -> Event:
    return Event(Kind.DAY_STARTED, NINE, event_id, day=DAY)


def commit(journal: Journal, *events: Event) -> None:
    with journal.transaction() as transaction:
        transaction.append(events)


def everything(journal: Journal) -> list[Event]:
    return journal.events(0, 1_000_000)


def until_fault(journal: Journal) -> tuple[int, str]:
    """Commit event after event; the id of the last one acknowledged, and what the fault said."""
    acknowledged = len(everything(journal))
    try:
        while acknowledged < 10_000:
            commit(journal, issued(acknowledged + 1, remarks="x" * 2000))
            acknowledged += 1
    except JournalFault as fault:
        return acknowledged, str(fault)
    pytest.fail("the disk never became full")


# Offsets as cities' clocks have them; instants of the years that a lobby can see.
zones = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-3.5))])
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001 - see timezones
words = st.text(max_size=20)
keys = st.uuids(version=4).map(lambda key: key.hex)

tickets = st.builds(
    Ticket,
    id=keys,
    visit=keys,
    label=words.filter(lambda text: "\0" not in text),
    service=st.sampled_from(["cert", "move", "税"]),
    day=st.dates(),
    issued_at=instants,
    queued_at=instants,
    rank=instants,
    remarks=words,
    state=st.sampled_from(State),
    called_at=st.none() | instants,
    steps=st.lists(words, max_size=3).map(tuple),
    promised=st.none() | st.tuples(st.integers(0, 600), st.integers(0, 600)),
    version=st.integers(1, 2**31),
)

undos = st.builds(
    Undo,
    kind=st.sampled_from(Kind),
    ticket=st.none() | keys,
    before=st.lists(tickets, max_size=2).map(tuple),
    after=st.lists(st.tuples(keys, st.integers(1, 9)), max_size=2).map(tuple),
)

# Without an id: the test gives it.
events = st.builds(
    Event,
    kind=st.sampled_from(Kind),
    at=instants,
    tickets=st.lists(tickets, max_size=2, unique_by=lambda made: made.id).map(tuple),
    counters=st.lists(
        st.builds(CounterState, words, st.booleans(), words, undo=st.none() | undos), max_size=1
    ).map(tuple),
    services=st.lists(st.builds(ServiceState, words, st.booleans()), max_size=1).map(tuple),
    day=st.none() | st.dates(),
    by=words,
    command=st.none() | keys,
)
