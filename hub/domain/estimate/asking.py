"""The questions: how long for a number, for everybody in line, and for whoever comes now.

One walk through the lines answers all of them: where many ask about the same lobby, go it once
(of_all, of_newcomers) and hand out what was found.
"""

from datetime import datetime

from hub.domain.estimate.lines import Reach
from hub.domain.estimate.spread import Estimate, estimate
from hub.domain.estimate.walk import Walk, prepare, prepare_all
from hub.domain.lobby import Lobby, entry
from hub.domain.tickets import Ticket

Said = dict[str, Estimate | None]


def of_ticket(lobby: Lobby, ticket: Ticket, now: datetime) -> Estimate | None:
    """For a visitor in line, or about to join it.

    None where nobody is there to call, and for papers, which are called when they are ready.
    """
    if ticket.service not in lobby.site.services:
        return None
    key = ticket.service, ticket.counter
    walk = prepare(lobby, now, entry(ticket), key)
    walk.run()
    line = walk.lines.get(key)
    return _said(line.reached) if line else None


def of_all(lobby: Lobby, now: datetime) -> Said:
    """For everybody in line, by ticket id: as of_ticket, for little more than one costs.

    None where nobody is there to call; papers are not among them.
    """
    return _answers(lobby, now)[0]


def of_newcomers(lobby: Lobby, now: datetime) -> Said:
    """For whoever took a number of each service now, without a head start."""
    return _answers(lobby, now, noting=False)[1]


def _answers(lobby: Lobby, now: datetime, *, noting: bool = True) -> tuple[Said, Said]:
    """For everybody in line, and for newcomers to each service."""
    waiting: Said = {}
    newcomers: Said = dict.fromkeys(lobby.site.services)
    for walk in prepare_all(lobby, now):
        walk.run(noting=noting)
        waiting |= _noted(walk) if noting else {}
        found = ((key[0], line) for key, line in walk.lines.items() if key[1] is None)
        newcomers |= {service: _said(line.reached) for service, line in found}
    return waiting, newcomers


def _noted(walk: Walk) -> Said:
    return {
        place[-1]: _said(line.call_of(number))
        for line in walk.lines.values()
        for number, place in enumerate(line.queue)
    }


def _said(reach: Reach | None) -> Estimate | None:
    return estimate(reach.minutes, reach.variance) if reach else None
