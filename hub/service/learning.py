"""Every morning the lobby learns from the weeks before it, and remembers how it kept its word."""

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from hub.domain.acting import Act, Decision
from hub.domain.estimate.learning import Hours, learn, summed
from hub.domain.events import Event, Kind
from hub.domain.learned import Learned
from hub.domain.site import Site
from hub.domain.tickets import Ticket
from hub.service.board import Board
from hub.service.reception import Caller, Reception

# What is older has been overtaken: other clerks, other forms, another season.
WEEKS = 6


class Ledger(Protocol):
    """The sums of past days. Every method may raise JournalFault."""

    def kept(self, since: date) -> Mapping[date, Hours]:
        """The days from `since` on that were summed up."""

    def tickets(self, day: date) -> list[Ticket]:
        """The latest records of a day's tickets."""

    def keep(self, day: date, hours: Hours) -> None:
        """Keep a day's sums in place of those before."""


def past(ledger: Ledger, site: Site, today: date) -> dict[date, Hours]:
    """The days of the last weeks, each summed up once from its tickets; days without any left out.

    Bounded: what is read are WEEKS of rows, and the tickets of days that were not summed yet.
    """
    first = today - timedelta(weeks=WEEKS)
    found = {day: hours for day, hours in ledger.kept(first).items() if day < today}
    for count in range((today - first).days):
        day = first + timedelta(days=count)
        if day not in found and (hours := sum_up(ledger, site, day)) is not None:
            found[day] = hours
    return found


def sum_up(ledger: Ledger, site: Site, day: date) -> Hours | None:
    """Keep the sums of a day's tickets; None where there are none."""
    tickets = ledger.tickets(day)
    if not tickets:
        return None
    hours = summed(site, tickets)
    ledger.keep(day, hours)
    return hours


class School:
    """Belongs to the event loop; the reading is done beside it."""

    def __init__(self, ledger: Ledger, board: Board, reception: Reception) -> None:
        self._ledger = ledger
        self._board = board
        self._reception = reception
        self._learned_on = date.min

    async def attend(self) -> None:
        """Learn for today, once a day; of several hubs on a lobby one tells it. JournalFault."""
        site, today = self._board.lobby.site, self._board.lobby.day
        if self._learned_on >= today:
            return
        self._board.past = await asyncio.to_thread(past, self._ledger, site, today)
        learned = learn(site, today, self._board.past.values())
        await self._reception.commit(lambda act, _: _tell(act, learned), Caller())
        self._learned_on = today


def _tell(act: Act, learned: Learned) -> Decision:
    before = act.lobby.learned
    is_known = before is not None and before.day >= learned.day
    if is_known or not (learned.paces or before):
        return Decision()
    return Decision((Event(Kind.LEARNED, act.now, learned=learned),))
