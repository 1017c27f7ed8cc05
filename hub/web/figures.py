"""The day in figures, from the visitors called so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from hub.domain.lobby import Lobby
from hub.domain.tickets import Ticket
from hub.domain.waiting import waited
from hub.web import words


@dataclass(frozen=True, slots=True)
class Figures:
    """The day of the counter's services. `kept` is the share of promises kept, in per cent."""

    issued: int
    finished: int
    absent: int
    median: str
    longest: str
    kept: int | None


def figures(lobby: Lobby, services: Iterable[str], now: datetime) -> Figures:
    """The day's figures of some services, from those called so far."""
    of = frozenset(services)
    tallies = [tally for name, tally in lobby.tallies.items() if name in of]
    called = [
        ticket
        for tickets in (lobby.tickets, lobby.ended)
        for ticket in tickets.values()
        if ticket.first_called_at and ticket.service in of
    ]
    waits = [waited(ticket, now).total_seconds() for ticket in called]
    return Figures(
        issued=sum(tally.issued for tally in tallies),
        finished=sum(tally.finished for tally in tallies),
        absent=sum(tally.absent for tally in tallies),
        median=_minutes(median(waits)) if waits else "―",
        longest=_minutes(max(waits)) if waits else "―",
        kept=_kept(called, now),
    )


def _kept(called: Sequence[Ticket], now: datetime) -> int | None:
    """Called no later than promised, in per cent; None before the first promise."""
    promised = [(ticket, ticket.promised[1]) for ticket in called if ticket.promised]
    if not promised:
        return None
    kept = sum(waited(ticket, now) <= timedelta(minutes=most + 1) for ticket, most in promised)
    return round(100 * kept / len(promised))


def _minutes(seconds: float) -> str:
    return words.minutes(timedelta(seconds=seconds))
