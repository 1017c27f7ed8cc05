"""What the counter page's buttons mean: the last part of an address, and the domain's action."""

from collections.abc import Callable, Mapping
from functools import partial

from hub.domain import day, moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.lobby import Lobby
from hub.domain.order import Placement
from hub.service.access import Principal
from hub.web.choosing import typed_number
from hub.web.forms import BadForm

Deed = Callable[[Act], Decision]
Form = Mapping[str, str]

# Actions on one ticket.
_ON_TICKET: Mapping[str, Callable[[Act, str], Decision]] = {
    "call": serving.call_number,
    "recall": serving.recall,
    "begin": serving.begin,
    "finish": partial(serving.finish, onward=False),
    "onward": partial(serving.finish, onward=True),
    "absent": serving.absent,
    "hold": serving.hold,
    "resume": serving.resume,
    "cancel": moving.cancel,
    "bring-back-first": partial(moving.bring_back, place=Placement.FIRST),
    "bring-back-last": partial(moving.bring_back, place=Placement.LAST),
    "bring-back-arrival": partial(moving.bring_back, place=Placement.ARRIVAL),
}

# Actions on the counter itself.
_ON_COUNTER: Mapping[str, Deed] = {
    "call-next": serving.call_next,
    "undo": moving.undo,
    "close": lambda act: day.close_counter(act, act.counter or ""),
}

ACTIONS = frozenset({*_ON_TICKET, *_ON_COUNTER, "open", "transfer"})
# These end the present visitor's turn: they count only for the visitor that the clerk saw.
_CALLS = frozenset({"call-next", "call"})


class Stale(Exception):
    """The counter has another visitor than the one on the clerk's screen."""


def deed(lobby: Lobby, counter: str, action: str, form: Form, who: Principal) -> Deed:
    """The action that was asked for; Refused, Stale or BadForm where it makes no sense."""
    if action in _CALLS and form.get("seen", "") != (lobby.counters[counter].ticket or ""):
        raise Stale
    if action == "open":
        return lambda act: day.open_counter(act, counter, who.name)
    if action == "transfer":
        return _transfer(form)
    if action in _ON_COUNTER:
        return _ON_COUNTER[action]
    ticket, run = _ticket(lobby, form), _ON_TICKET[action]
    return lambda act: run(act, ticket)


def _ticket(lobby: Lobby, form: Form) -> str:
    """The chosen ticket, or the one whose number was typed."""
    return form.get("ticket") or typed_number(lobby, form.get("number", ""))


def _transfer(form: Form) -> Deed:
    kind, _, target = form.get("to", "").partition(":")
    if kind not in ("service", "counter") or form.get("place") not in set(Placement):
        raise BadForm
    place, ticket = Placement(form["place"]), form.get("ticket", "")
    if kind == "service":
        return lambda act: moving.transfer(act, ticket, service=target, place=place)
    return lambda act: moving.transfer(act, ticket, to_counter=target, place=place)
