"""Whatever happens in whatever order: ids without gap, numbers unique, nothing altered."""

from dataclasses import replace
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.adapters.database.engine import Database
from hub.adapters.database.journal import SqlJournal
from hub.domain.events import Event
from tests.contract.database.records import commit, events, everything, issued

# A database serves all examples of a test: each takes a site of its own.
shared = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Trouble(Exception):
    """A turn is given up."""


def fresh(database: Database) -> SqlJournal:
    return SqlJournal(database, uuid4().hex)


@shared
@given(st.lists(events, max_size=4))
def test_events_are_read_back_as_they_were(database: Database, made: list[Event]) -> None:
    journal = fresh(database)
    written = [replace(event, id=number) for number, event in enumerate(made, 1)]
    commit(journal, *written)
    assert everything(journal) == written
    days = [event.id for event in written if event.day is not None]
    assert journal.today() == max(days, default=0)


@shared
@given(st.lists(events, max_size=4))
def test_tickets_are_read_back_as_they_were(database: Database, made: list[Event]) -> None:
    journal = fresh(database)
    commit(journal, *(replace(event, id=number) for number, event in enumerate(made, 1)))
    latest = {ticket.id: ticket for event in made for ticket in event.tickets}
    with journal.transaction() as transaction:
        assert {key: transaction.ticket(key) for key in latest} == latest


# A turn: how many numbers of which series it takes, and whether it is given up at the end.
turns = st.tuples(st.lists(st.sampled_from("abc"), max_size=5), st.booleans())


@shared
@given(st.lists(turns, max_size=10))
def test_numbers_and_ids_have_no_gap(
    database: Database, turns: list[tuple[list[str], bool]]
) -> None:
    journal = fresh(database)
    kept: list[tuple[str, int]] = []
    for series, gives_up in turns:
        try:
            kept += take(journal, series, gives_up=gives_up)
        except Trouble:
            continue
    assert [event.id for event in everything(journal)] == list(range(1, len(kept) + 1))
    for name in "abc":
        numbers = [number for series, number in kept if series == name]
        assert numbers == list(range(len(numbers)))


def take(journal: SqlJournal, series: list[str], *, gives_up: bool) -> list[tuple[str, int]]:
    with journal.transaction() as transaction:
        taken = [(name, transaction.next_ordinal(name)) for name in series]
        for _ in taken:
            transaction.append([issued(transaction.last_event + 1)])
        if gives_up:
            raise Trouble
    return taken
