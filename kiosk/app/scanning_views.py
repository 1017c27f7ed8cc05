"""What the screen of a scanned code says. Pure: state and world in, texts out.

The field names are those that QML reads, which is why they are in camelCase.
"""

from dataclasses import dataclass, replace

from assets.words import Words
from hub.domain.lobby import Lobby
from hub.domain.order import position
from hub.domain.site import is_board
from hub.domain.site import words as in_language
from hub.domain.tickets import State as Leg
from hub.domain.tickets import Ticket
from hub.domain.waiting import estimate
from kiosk.app.moment import Moment
from kiosk.app.rows import wait_text
from kiosk.app.views import span_text
from kiosk.app.world import World
from kiosk.flow.state import CodeKind, State

_ICONS = {"form": "description", "away": "wifi_off"}


@dataclass(frozen=True, slots=True)
class TicketState:
    """Where a number stands, in the fields of a ticket's card; `label` is empty without one.

    `heading` is what is so, `note` what to do; `ahead` and `wait` are there while it waits.
    `isCalled`: the heading names the counter, which is to be seen from afar.
    """

    heading: str = ""
    note: str = ""
    icon: str = "info"
    isWell: bool = True
    isCalled: bool = False
    label: str = ""
    service: str = ""
    ahead: str = ""
    aheadUnit: str = ""
    wait: str = ""
    waitUnit: str = ""
    plain: str = ""
    brief: str = ""
    due: str = ""


def ticket_state(state: State, world: World, words: Words, moment: Moment) -> TicketState:
    """What is known of the code that was scanned."""
    scanned = state.scanned
    if scanned is None or world.lobby is None:
        return TicketState()
    if scanned.kind is not CodeKind.TICKET:
        return _said(scanned.kind, words)
    leg = latest_leg(world.lobby, scanned.ticket)
    if not world.live:
        return _said("away", words, world.lobby, leg)
    if leg is None:
        return _said("unknown", words)
    if leg.state is Leg.WAITING:
        return _waiting(world.lobby, leg, words, moment)
    return _said(leg.state, words, world.lobby, leg)


def latest_leg(lobby: Lobby, ticket_id: str) -> Ticket | None:
    """Where the visit that began with this number stands now; None if it is over, or not today's.

    A terminal knows the numbers alone that are still needed.
    """
    if own := lobby.tickets.get(ticket_id):
        return own
    legs = (leg for leg in lobby.tickets.values() if leg.visit == ticket_id)
    return max(legs, key=lambda leg: leg.queued_at, default=None)


def _said(
    what: str, words: Words, lobby: Lobby | None = None, leg: Ticket | None = None
) -> TicketState:
    counter = _counter(lobby, leg, words) if lobby and leg else ""
    known = _named(lobby, leg, words) if lobby and leg else TicketState()
    return replace(
        known,
        heading=words.text(f"scan.{what}", counter=counter),
        note=words.text(f"scan.{what}.hint"),
        icon=_ICONS.get(what, "info"),
        isWell=what != "absent",
        isCalled=what == "called",
    )


def _named(lobby: Lobby, leg: Ticket, words: Words) -> TicketState:
    service = lobby.site.services.get(leg.service)
    name = in_language(service.name, words.language) if service else ""
    return TicketState(label=leg.label, service=name)


def _waiting(lobby: Lobby, leg: Ticket, words: Words, moment: Moment) -> TicketState:
    """Its place and its wait; papers that are not ready yet have no place in any line."""
    heading = words.text("scan.next" if leg.origin else "scan.waiting")
    known = replace(_named(lobby, leg, words), heading=heading)
    if is_board(lobby.site, leg.service) or leg.service not in lobby.queues:
        return replace(known, plain=words.text("ticket.in_turn"))
    ahead = position(lobby, leg)
    wait = estimate(lobby, leg, moment.now)
    if wait is None:
        plain = f"{words.text('wait.people', count=ahead)}\n{words.text('ticket.in_turn')}"
        return replace(known, plain=plain)
    if wait.high == 0:
        return replace(known, plain=words.text("ticket.at_once"))
    return replace(
        known,
        ahead=str(ahead),
        aheadUnit=words.text("unit.people"),
        wait=span_text(wait),
        waitUnit=words.text("unit.minutes"),
        brief=f"{words.text('wait.people', count=ahead)}　{wait_text(wait, words)}",
    )


def _counter(lobby: Lobby, leg: Ticket, words: Words) -> str:
    """3番窓口; a counter that has a name in place of a number goes by it."""
    counter = lobby.site.counters.get(leg.counter or "")
    if counter is None:
        return words.text("scan.some_counter")
    if not counter.number.isdecimal():
        return counter.number
    return words.text("scan.counter", counter=counter.number)
