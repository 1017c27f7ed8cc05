"""Many commands, one durable transaction: in order, once, and nothing half done."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from queue import Queue
from threading import Event as Flag
from typing import Any

import pytest

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.domain import day, serving
from hub.domain.acting import Act, Decision
from hub.domain.errors import Refused
from hub.domain.events import Event, Kind
from hub.domain.issuing import Request, issue
from hub.domain.lobby import Lobby, snapshot
from hub.service.board import Board, load_lobby
from hub.service.commit import Audit, Committer, Job, Outcome
from hub.service.ports import JournalFault, Transaction
from tests.lobbies import NINE, site

SITE = site()


class Gate:
    """The journal, with a door that a test can hold shut, and faults that it can order."""

    def __init__(self, journal: SqlJournal) -> None:
        self._journal = journal
        self.open = Flag()
        self.open.set()
        self.fault: Exception | None = None
        self.turns = 0

    def today(self) -> int:
        return self._journal.today()

    def events(self, after: int, limit: int) -> list[Event]:
        return self._journal.events(after, limit)

    @contextmanager
    def transaction(self, expected: Collection[str] = ()) -> Iterator[Transaction]:
        self.open.wait()
        self.turns += 1
        with self._journal.transaction(expected) as turn:
            yield turn
            if self.fault is not None:
                fault, self.fault = self.fault, None
                raise fault


@dataclass
class Office:
    """One hub's committer and board on a real database file."""

    gate: Gate
    board: Board
    committer: Committer
    outcomes: Queue[Outcome] = field(default_factory=Queue)
    groups: list[int] = field(default_factory=list)
    published: list[Event] = field(default_factory=list)

    def send(
        self,
        run: Callable[[Lobby, Transaction], Decision],
        now: datetime = NINE,
        **more: Any,
    ) -> None:
        self.committer.submit(Job(run, now, self.outcomes.put, **more))

    def ask(self, run: Callable[[Lobby, Transaction], Decision], **more: Any) -> Outcome:
        self.send(run, **more)
        return self.outcomes.get(timeout=10)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(database_url(tmp_path / "lobby.sqlite"))) as opened:
        migrate(opened)
        yield opened


@pytest.fixture
def new_office(database: Database) -> Iterator[Callable[[], Office]]:
    offices: list[Office] = []

    def make() -> Office:
        gate = Gate(SqlJournal(database, SITE.id))
        board = Board(load_lobby(gate, SITE))
        groups: list[int] = []
        published: list[Event] = []

        def publish(events: Sequence[Event]) -> None:
            published.extend(events)
            board.advance(events)

        committer = Committer(
            gate,
            SITE,
            published=board.lobby.last_event,
            post=lambda deliver: deliver(),
            publish=publish,
            measured=groups.append,
        )
        committer.start()
        offices.append(Office(gate, board, committer, groups=groups, published=published))
        return offices[-1]

    yield make
    for office in offices:
        office.gate.open.set()
        office.committer.stop()


@pytest.fixture
def office(new_office: Callable[[], Office]) -> Office:
    return new_office()


def take(number: int, service: str = "cert") -> Callable[[Lobby, Transaction], Decision]:
    request = Request(f"{number:032x}", service)
    return lambda lobby, turn: issue(Act(lobby, NINE, by="kiosk-1"), turn, request)


def label(outcome: Outcome) -> str:
    assert isinstance(outcome, Decision), outcome
    assert outcome.ticket is not None
    return outcome.ticket.label


def test_the_first_command_starts_the_day(office: Office) -> None:
    assert label(office.ask(take(1))) == "A-001"
    assert [event.kind for event in office.published] == [Kind.DAY_STARTED, Kind.ISSUED]
    assert office.board.lobby.day == NINE.date()


def test_commands_that_wait_together_share_one_commit(office: Office) -> None:
    office.gate.open.clear()
    for number in range(1, 11):
        office.send(take(number))
    office.gate.open.set()
    answers = [label(office.outcomes.get(timeout=10)) for _ in range(10)]
    assert answers == [f"A-{number:03}" for number in range(1, 11)]
    assert sum(office.groups) == 10
    assert office.gate.turns == len(office.groups) < 10


def test_the_board_shows_a_ticket_before_its_answer_goes_out(office: Office) -> None:
    shown: Queue[int] = Queue()
    office.committer.submit(
        Job(take(1), NINE, lambda _: shown.put(office.board.lobby.waiting("cert")))
    )
    assert shown.get(timeout=10) == 1


def test_a_refusal_and_a_bug_leave_the_others_of_the_group_alone(office: Office) -> None:
    def bug(*_: object) -> Decision:
        raise ZeroDivisionError

    office.gate.open.clear()
    for run in (take(1), take(2, "dogs"), bug, take(3)):
        office.send(run)
    office.gate.open.set()
    first, refused, broken, last = (office.outcomes.get(timeout=10) for _ in range(4))
    assert (label(first), label(last)) == ("A-001", "A-002")
    assert isinstance(refused, Refused)
    assert isinstance(broken, ZeroDivisionError)
    assert [event.id for event in office.published] == [1, 2, 3]


def test_a_fault_fails_the_group_and_keeps_nothing_of_it(office: Office) -> None:
    assert label(office.ask(take(1))) == "A-001"
    office.gate.fault = JournalFault("database lobby: the disk is full")
    assert isinstance(office.ask(take(2)), JournalFault)
    assert office.board.lobby.waiting("cert") == 1
    assert label(office.ask(take(2))) == "A-002"
    assert [event.id for event in office.published] == [1, 2, 3]


def test_a_command_with_a_key_is_carried_out_once(office: Office) -> None:
    def call(key: str) -> Outcome:
        return office.ask(
            lambda lobby, _: serving.call_next(Act(lobby, NINE, "c1", "sato", key)), key=key
        )

    office.ask(lambda lobby, _: day.open_counter(Act(lobby, NINE), "c1", "佐藤"))
    office.ask(take(1))
    office.ask(take(2))
    assert [label(call(key)) for key in ("k1", "k1", "k2", "k1")] == [
        "A-001",
        "A-001",
        "A-002",
        "A-001",
    ]


def test_keys_are_remembered_over_a_restart(new_office: Callable[[], Office]) -> None:
    first = new_office()
    first.ask(lambda lobby, _: day.open_counter(Act(lobby, NINE), "c1", "佐藤"))
    first.ask(take(1))
    called = first.ask(
        lambda lobby, _: serving.call_next(Act(lobby, NINE, "c1", "sato", "k1")), key="k1"
    )
    second = new_office()
    again = second.ask(
        lambda lobby, _: serving.call_next(Act(lobby, NINE, "c1", "sato", "k1")), key="k1"
    )
    assert label(called) == label(again) == "A-001"


def test_two_hubs_on_one_journal_give_one_series(new_office: Callable[[], Office]) -> None:
    """Each takes in what the other has committed, in order, before it decides."""
    hubs = (new_office(), new_office())
    labels = [label(hubs[number % 2].ask(take(number))) for number in range(1, 9)]
    assert labels == [f"A-{number:03}" for number in range(1, 9)]
    for hub in hubs:
        hub.ask(lambda *_: Decision())
        assert [event.id for event in hub.published] == list(range(1, 10))
    assert snapshot(hubs[0].board.lobby) == snapshot(hubs[1].board.lobby)


def test_a_restarted_hub_shows_what_the_old_one_did(new_office: Callable[[], Office]) -> None:
    old = new_office()
    for number in range(1, 4):
        old.ask(take(number))
    assert snapshot(new_office().board.lobby) == snapshot(old.board.lobby)


def test_the_day_rolls_with_the_next_command_and_never_back(office: Office) -> None:
    office.ask(take(1))
    office.ask(lambda *_: Decision(), now=NINE + timedelta(days=1))
    assert office.board.lobby.day == NINE.date() + timedelta(days=1)
    assert office.board.lobby.waiting("cert") == 0
    office.ask(lambda *_: Decision(), now=NINE - timedelta(days=7))
    assert office.board.lobby.day == NINE.date() + timedelta(days=1)


def test_what_staff_did_is_audited_with_it(office: Office, database: Database) -> None:
    audit = Audit("sato", "open_counter", "c1")
    office.ask(lambda lobby, _: day.open_counter(Act(lobby, NINE), "c1", "佐藤"), audit=audit)
    refused = Audit("sato", "call_next", "c1")
    office.ask(lambda lobby, _: serving.call_next(Act(lobby, NINE, "c1")), audit=refused)
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT who, action, subject FROM audit").all()
    assert [tuple(row) for row in rows] == [("sato", "open_counter", "c1")]


def test_stopping_finishes_what_is_queued(office: Office) -> None:
    office.gate.open.clear()
    for number in range(1, 101):
        office.send(take(number))
    office.gate.open.set()
    office.committer.stop()
    assert office.outcomes.qsize() == 100
