"""What every journal does, on whichever database."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.tables import TICKETS
from hub.domain.tickets import State
from hub.service.ports_access import AuditLine
from tests.contract.database.records import commit, day_started, everything, issued, ticket
from tests.lobbies import NINE


class Trouble(Exception):
    """Something goes wrong in the middle of a turn."""


def test_a_new_journal_is_empty(journal: SqlJournal) -> None:
    assert journal.today() == 0
    assert everything(journal) == []
    with journal.transaction() as transaction:
        assert transaction.last_event == 0
        assert transaction.ticket(ticket(1).id) is None


def test_what_is_committed_is_read_back(journal: SqlJournal) -> None:
    written = [day_started(1), issued(2), issued(3)]
    commit(journal, *written)
    assert everything(journal) == written


def test_a_journal_opened_again_goes_on(journal: SqlJournal, database: Database) -> None:
    commit(journal, issued(1))
    again = Database(database.url)
    commit(SqlJournal(again, "test"), issued(2))
    again.close()
    assert everything(journal) == [issued(1), issued(2)]


def test_events_are_read_in_portions(journal: SqlJournal) -> None:
    commit(journal, *(issued(number) for number in range(1, 8)))
    assert [event.id for event in journal.events(after=2, limit=3)] == [3, 4, 5]
    assert journal.events(after=7, limit=3) == []


def test_today_began_with_the_latest_day(journal: SqlJournal) -> None:
    commit(journal, day_started(1), issued(2))
    assert journal.today() == 1
    commit(journal, day_started(3), issued(4))
    assert journal.today() == 3


@pytest.mark.parametrize("number", [1, 2, 4])
def test_an_event_that_leaves_a_gap_is_refused(journal: SqlJournal, number: int) -> None:
    commit(journal, issued(1), issued(2))
    with pytest.raises(ValueError, match="does not follow"):
        commit(journal, issued(number))
    assert everything(journal) == [issued(1), issued(2)]


def test_a_turn_that_fails_leaves_nothing(journal: SqlJournal) -> None:
    commit(journal, issued(1))
    with pytest.raises(Trouble):
        give_up(journal)
    with journal.transaction() as transaction:
        assert transaction.last_event == 1
        assert transaction.ticket(ticket(2).id) is None
        assert transaction.next_ordinal("cert") == 0
    assert everything(journal) == [issued(1)]


def give_up(journal: SqlJournal) -> None:
    with journal.transaction() as transaction:
        assert transaction.next_ordinal("cert") == 0
        transaction.append([issued(2)])
        transaction.audit("sato", "call", "A-002", NINE)
        raise Trouble


def test_a_series_goes_on_from_turn_to_turn(journal: SqlJournal) -> None:
    for first in (0, 3, 6):
        with journal.transaction() as transaction:
            numbers = [transaction.next_ordinal("cert") for _ in range(3)]
        assert numbers == [first, first + 1, first + 2]


def test_series_do_not_disturb_each_other(journal: SqlJournal) -> None:
    with journal.transaction() as transaction:
        taken = [transaction.next_ordinal(name) for name in ("cert", "move", "cert", "move")]
    assert taken == [0, 0, 1, 1]


def test_a_ticket_is_found_with_its_latest_record(journal: SqlJournal) -> None:
    called = replace(ticket(1), state=State.CALLED, version=2)
    commit(journal, issued(1))
    with journal.transaction() as transaction:
        assert transaction.ticket(called.id) == ticket(1)
        transaction.append([replace(issued(2), tickets=(called,))])
        assert transaction.ticket(called.id) == called
    with journal.transaction() as transaction:
        assert transaction.ticket(called.id) == called


def test_tickets_that_are_expected_are_as_true_as_those_that_are_not(journal: SqlJournal) -> None:
    commit(journal, issued(1), issued(2))
    called = replace(ticket(1), state=State.CALLED, version=2)
    with journal.transaction([ticket(1).id, ticket(3).id, ticket(1).id]) as transaction:
        assert transaction.last_event == 2
        assert [transaction.ticket(ticket(number).id) for number in (1, 2, 3)] == [
            ticket(1),
            ticket(2),
            None,
        ]
        transaction.append([replace(issued(3), tickets=(called,))])
        assert transaction.ticket(called.id) == called


def test_a_ticket_changed_twice_in_one_turn_keeps_the_last(journal: SqlJournal) -> None:
    done = replace(ticket(1), state=State.DONE, version=2)
    commit(journal, issued(1), replace(issued(2), tickets=(done,)))
    with journal.transaction() as transaction:
        assert transaction.ticket(done.id) == done


def test_tickets_can_be_asked_for_by_column(journal: SqlJournal, database: Database) -> None:
    commit(journal, issued(1), replace(issued(2), tickets=(replace(ticket(1), label="AX-001"),)))
    with database.read() as connection:
        found = connection.execute(
            select(TICKETS.c.label, TICKETS.c.day, TICKETS.c.state, TICKETS.c.service)
        ).all()
    assert found == [("AX-001", "2026-11-24", "waiting", "cert")]


def test_sites_share_a_database_and_nothing_else(journal: SqlJournal, database: Database) -> None:
    branch = SqlJournal(database, "branch")
    commit(journal, issued(1))
    with branch.transaction() as transaction:
        assert transaction.last_event == 0
        assert transaction.ticket(ticket(1).id) is None
        assert transaction.next_ordinal("cert") == 0
        transaction.append([issued(1, label="Z-001")])
    assert everything(journal) == [issued(1)]
    assert everything(branch) == [issued(1, label="Z-001")]


def test_what_staff_did_commits_with_the_change(journal: SqlJournal, database: Database) -> None:
    with journal.transaction() as transaction:
        transaction.append([issued(1)])
        transaction.audit("sato", "call", "A-001", NINE)
    line = AuditLine(NINE, "sato", "call", "A-001")
    assert SqlAuditLog(database, "test").latest(10) == [line]
