"""Group commit: one thread decides, many requests share one durable transaction.

A commit costs a disk flush (0.4 ms on a server's SSD, 10 ms on an old one) however much is in
it. So the thread takes all commands that are waiting, runs them one after another on its own
lobby inside one transaction, and answers them all once that is on the disk.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread

from hub.domain.acting import Decision
from hub.domain.day import start_day
from hub.domain.events import Event
from hub.domain.lobby import Lobby, apply
from hub.domain.site import Site, business_day
from hub.service.board import load_lobby, read_events
from hub.service.ports import Journal, JournalFault, Transaction

# Commands in one transaction: enough for a burst, few enough to keep the last one's wait short.
GROUP = 64

Command = Callable[[Lobby, Transaction], Decision]
Outcome = Decision | Exception


@dataclass(frozen=True, slots=True)
class Audit:
    """A line for the audit log: which member of staff did what to which counter or ticket."""

    who: str
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class Job:
    """One command and where its outcome goes.

    `key` is the caller's uuid: a command with a key that was carried out before is answered, not
    repeated. `ticket` is an id that the command will ask the journal for.
    """

    run: Command
    now: datetime
    answer: Callable[[Outcome], None]
    key: str | None = None
    ticket: str | None = None
    audit: Audit | None = None


class Committer(Thread):
    """The only writer of a hub's lobby.

    `post` runs a function in the thread that owns the read model; `publish` gets, there, the
    committed events of this hub and of any other on the same journal, before the answers go out;
    it has those up to `published` already. `measured` gets the number of commands of each group.
    """

    def __init__(
        self,
        journal: Journal,
        site: Site,
        *,
        published: int,
        post: Callable[[Callable[[], None]], object],
        publish: Callable[[Sequence[Event]], None],
        measured: Callable[[int], None],
    ) -> None:
        super().__init__(name="committer", daemon=True)
        self._journal = journal
        self._site = site
        self._published = published
        self._post = post
        self._publish = publish
        self._measured = measured
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._lobby: Lobby | None = None

    def submit(self, job: Job) -> None:
        """Queue a command; its outcome is posted to `job.answer`."""
        self._jobs.put(job)

    def stop(self) -> None:
        """Finish what is queued, then end."""
        self._jobs.put(None)
        self.join()

    def run(self) -> None:
        """Commit group after group until stopped."""
        stopping = False
        while not stopping:
            group, stopping = self._gather()
            if group:
                self._commit(group)

    def _gather(self) -> tuple[list[Job], bool]:
        group: list[Job] = []
        job = self._jobs.get()
        while job is not None:
            group.append(job)
            if len(group) == GROUP:
                return group, False
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return group, False
        return group, True

    def _commit(self, group: list[Job]) -> None:
        events: list[Event] = []
        outcomes: list[Outcome] = []
        try:
            expected = [job.ticket for job in group if job.ticket is not None]
            with self._journal.transaction(expected) as transaction:
                lobby = self._caught_up(transaction, events)
                own = len(events)
                outcomes = [_run(job, lobby, transaction, events) for job in group]
                transaction.append(events[own:])
            self._published = lobby.last_event
        # The thread's boundary: whatever went wrong, nothing was kept, the callers hear of it,
        # and the next group starts from what the journal really holds.
        except Exception as fault:  # noqa: BLE001 - see above
            self._lobby = None
            events, outcomes = [], [fault] * len(group)
        self._post(partial(self._deliver, events, group, outcomes))

    def _caught_up(self, transaction: Transaction, events: list[Event]) -> Lobby:
        """The lobby as the journal has it; what the read model has not seen goes to `events`."""
        if self._lobby is None:
            self._lobby = load_lobby(self._journal, self._site)
        if transaction.last_event > self._published:
            events += read_events(self._journal, self._published)
            for event in events:
                if event.id > self._lobby.last_event:
                    apply(self._lobby, event)
        return self._lobby

    def _deliver(self, events: list[Event], group: list[Job], outcomes: list[Outcome]) -> None:
        self._publish(events)
        self._measured(len(group))
        for job, outcome in zip(group, outcomes, strict=True):
            job.answer(outcome)


def _run(job: Job, lobby: Lobby, transaction: Transaction, events: list[Event]) -> Outcome:
    """Decide one command; what it changed is in `lobby` and `events` for the next one."""
    _roll_day(lobby, job.now, events)
    if job.key is not None and job.key in lobby.commands:
        ticket_id = lobby.commands[job.key]
        return Decision((), lobby.find(ticket_id) if ticket_id else None)
    try:
        decision = job.run(lobby, transaction)
    except JournalFault:
        raise
    # Decisions are pure: one that refuses, or that has a bug, has changed nothing for the others.
    except Exception as error:  # noqa: BLE001 - see above
        return error
    _apply(lobby, decision, events)
    # What was asked twice was done once.
    if job.audit is not None and decision.events:
        transaction.audit(job.audit.who, job.audit.action, job.audit.subject, job.now)
    return decision


def _roll_day(lobby: Lobby, now: datetime, events: list[Event]) -> None:
    """Start the day that `now` belongs to. A clock that jumps back starts nothing."""
    day = business_day(lobby.site, now)
    if day > lobby.day:
        _apply(lobby, start_day(lobby, day, now), events)


def _apply(lobby: Lobby, decision: Decision, events: list[Event]) -> None:
    for event in decision.events:
        numbered = replace(event, id=lobby.last_event + 1)
        apply(lobby, numbered)
        events.append(numbered)
