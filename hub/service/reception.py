"""The lobby's use cases, for whoever speaks HTTP: each decides, commits, and answers."""

from asyncio import Future, get_running_loop
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.domain.acting import Act, Decision
from hub.domain.errors import Refused
from hub.domain.issuing import Issued, OfflineTicket, Request, adopt, issue, issued
from hub.domain.lobby import Lobby
from hub.domain.tickets import Ticket
from hub.service.board import Board
from hub.service.commit import Audit, Command, Committer, Job, Outcome
from hub.service.ports import Transaction
from hub.service.terminals import HandOver


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, at which counter if at one, and with which key against repetition.

    `name` is a terminal's id or a member of staff's login; only staff are audited.
    """

    name: str = ""
    counter: str | None = None
    key: str | None = None
    is_staff: bool = False


class Reception:
    """Belongs to the event loop: the methods are awaited there, the work is the committer's."""

    def __init__(self, committer: Committer, board: Board, clock: Callable[[], datetime]) -> None:
        self._committer = committer
        self._board = board
        self._clock = clock

    async def issue(self, request: Request, caller: Caller) -> Issued:
        """Give a number; Refused where the service gives none now."""
        audit = Audit(caller.name, "issue", request.id) if caller.is_staff else None
        decision = await self.commit(
            lambda act, register: issue(act, register, request), caller, audit, request.id
        )
        assert decision.ticket is not None  # noqa: S101 - issuing always yields a ticket
        return issued(self._board.lobby, decision.ticket)

    async def hand_over(self, kiosk: str, tickets: Sequence[OfflineTicket]) -> HandOver:
        """Take over what a kiosk gave while alone, each ticket on its own."""
        refused: dict[str, str] = {}
        accepted = []
        for ticket in tickets:
            try:
                await self._adopt(kiosk, ticket)
                accepted.append(ticket.id)
            except Refused as refusal:
                refused[ticket.id] = refusal.code.value
        return HandOver(tuple(accepted), refused)

    async def _adopt(self, kiosk: str, ticket: OfflineTicket) -> None:
        await self.commit(
            lambda act, register: adopt(act, register, kiosk, ticket),
            Caller(kiosk),
            expected=ticket.id,
        )

    async def act(
        self, action: Callable[[Act], Decision], name: str, caller: Caller, subject: str = ""
    ) -> Ticket | None:
        """Carry out one of the domain's actions; `name` and `subject` go to the audit log."""
        audit = Audit(caller.name, name, subject or caller.counter or "")
        decision = await self.commit(
            lambda act, _: action(act), caller, audit if caller.is_staff else None
        )
        return decision.ticket

    async def tick(self) -> None:
        """Start the day when its time has come, though nobody does anything."""
        await self.commit(lambda _, __: Decision(), Caller())

    async def commit(
        self,
        decide: Callable[[Act, Transaction], Decision],
        caller: Caller,
        audit: Audit | None = None,
        expected: str | None = None,
    ) -> Decision:
        """Decide, and answer once that is on the disk; Refused, or what else `decide` raises."""
        now = self._clock()
        future: Future[Decision] = get_running_loop().create_future()
        run, answer = _command(decide, caller, now), _answer(future)
        job = Job(run, now, answer, caller.key, expected, audit)
        self._committer.submit(job)
        return await future


def _command(
    decide: Callable[[Act, Transaction], Decision], caller: Caller, now: datetime
) -> Command:
    def run(lobby: Lobby, transaction: Transaction) -> Decision:
        return decide(Act(lobby, now, caller.counter, caller.name, caller.key), transaction)

    return run


def _answer(future: Future[Decision]) -> Callable[[Outcome], None]:
    def answer(outcome: Outcome) -> None:
        # A request whose caller has hung up has nobody to tell.
        if future.done():
            return
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)

    return answer
