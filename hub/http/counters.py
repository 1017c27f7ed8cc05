"""What clerks do at their counters, and which counters and services are open."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from hub.domain import day, moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.errors import Refusal, Refused
from hub.domain.tickets import Ticket
from hub.http.bodies import (
    BringBack,
    CounterChange,
    Finish,
    OnTicket,
    Plain,
    ServiceChange,
    Transfer,
    read,
)
from hub.http.endpoints import Guarded, json
from hub.service.access import Principal, Right
from hub.service.board import Board
from hub.service.reception import Caller, Reception
from hub.shape import Shape

B = TypeVar("B", bound=Plain | OnTicket | Finish | BringBack | Transfer)
Deed = Callable[[Act], Decision]


@dataclass(frozen=True, slots=True)
class Acted:
    """The ticket that an action concerned, as it is now; none where it concerned none."""

    ticket: Ticket | None


ACTED = Shape(Acted)
_COUNTER = Shape(CounterChange)
_SERVICE = Shape(ServiceChange)


@dataclass(frozen=True, slots=True)
class Verb(Generic[B]):
    """One action at a counter: the last part of its address, its body, and the domain's deed."""

    name: str
    summary: str
    shape: Shape[B]
    deed: Callable[[B], Deed]
    refuses: tuple[Refusal, ...]


_PLAIN, _ON_TICKET = Shape(Plain), Shape(OnTicket)
_TICKET_REFUSALS = (Refusal.UNKNOWN_TICKET, Refusal.WRONG_STATE, Refusal.OTHER_COUNTER)


def _on_ticket(name: str, summary: str, deed: Callable[[Act, str], Decision]) -> Verb[OnTicket]:
    def bound(body: OnTicket) -> Deed:
        return lambda act: deed(act, body.ticket)

    return Verb(name, summary, _ON_TICKET, bound, _TICKET_REFUSALS)


def _finish(body: Finish) -> Deed:
    return partial(serving.finish, ticket_id=body.ticket, onward=body.onward)


def _bring_back(body: BringBack) -> Deed:
    return partial(moving.bring_back, ticket_id=body.ticket, place=body.place)


def _transfer(body: Transfer) -> Deed:
    return partial(
        moving.transfer,
        ticket_id=body.ticket,
        service=body.service,
        to_counter=body.to_counter,
        place=body.place,
    )


VERBS: tuple[Verb[Any], ...] = (
    Verb(
        "call-next",
        "Finish with the present visitor and call the next one in line",
        _PLAIN,
        lambda _: serving.call_next,
        (Refusal.NOBODY_WAITING, Refusal.COUNTER_CLOSED),
    ),
    _on_ticket("call", "Call this very number", serving.call_number),
    _on_ticket("recall", "Call the same number again", serving.recall),
    _on_ticket("begin", "The visitor has come", serving.begin),
    Verb("finish", "End this step of the visit", Shape(Finish), _finish, _TICKET_REFUSALS),
    _on_ticket("absent", "Nobody came", serving.absent),
    _on_ticket("hold", "The visitor steps aside", serving.hold),
    _on_ticket("resume", "Go on with a visitor on hold", serving.resume),
    Verb(
        "bring-back",
        "An absent visitor has returned",
        Shape(BringBack),
        _bring_back,
        _TICKET_REFUSALS,
    ),
    Verb(
        "transfer",
        "Send a visitor to another service or counter",
        Shape(Transfer),
        _transfer,
        (*_TICKET_REFUSALS, Refusal.UNKNOWN_SERVICE),
    ),
    _on_ticket("cancel", "The visitor gives up", moving.cancel),
    Verb(
        "undo",
        "Take back this counter's last action",
        _PLAIN,
        lambda _: moving.undo,
        (Refusal.NOTHING_TO_UNDO,),
    ),
)


class Counters:
    """Belongs to the event loop."""

    def __init__(self, reception: Reception, board: Board) -> None:
        self._reception = reception
        self._board = board

    def endpoints(self) -> tuple[Guarded, ...]:
        return (*map(self._verb, VERBS), self._counter_change(), self._service_change())

    def _verb(self, verb: Verb[Any]) -> Guarded:
        async def run(request: Request, who: Principal) -> Response:
            body = await read(request, verb.shape)
            caller = self._at_counter(request, who, body.command)
            return await self._act(verb.deed(body), verb.name, caller, getattr(body, "ticket", ""))

        return Guarded(
            method="POST",
            path=f"/api/counters/{{counter}}/{verb.name}",
            right=Right.SERVE,
            run=run,
            summary=verb.summary,
            tag="counters",
            body=verb.shape,
            answer=ACTED,
            refuses=(Refusal.UNKNOWN_COUNTER, *verb.refuses),
        )

    def _counter_change(self) -> Guarded:
        return Guarded(
            method="PUT",
            path="/api/counters/{counter}",
            right=Right.SERVE,
            run=self._change_counter,
            summary="Open or close a counter",
            tag="counters",
            body=_COUNTER,
            answer=ACTED,
            refuses=(Refusal.UNKNOWN_COUNTER, Refusal.COUNTER_BUSY),
        )

    def _service_change(self) -> Guarded:
        return Guarded(
            method="PUT",
            path="/api/services/{service}",
            right=Right.SUPERVISE,
            run=self._change_service,
            summary="Stop giving numbers for a service today, or go on",
            tag="services",
            body=_SERVICE,
            answer=ACTED,
            refuses=(Refusal.UNKNOWN_SERVICE,),
        )

    async def _change_counter(self, request: Request, who: Principal) -> Response:
        body = await read(request, _COUNTER)
        caller = self._at_counter(request, who, body.command)
        counter = caller.counter or ""

        def deed(act: Act) -> Decision:
            if body.open:
                return day.open_counter(act, counter, who.name)
            return day.close_counter(act, counter)

        return await self._act(deed, "open" if body.open else "close", caller)

    async def _change_service(self, request: Request, who: Principal) -> Response:
        body = await read(request, _SERVICE)
        service = request.path_params["service"]
        caller = Caller(who.id, key=body.command, is_staff=True)
        name = "close-service" if body.closed else "open-service"
        deed = partial(day.set_service, service_id=service, closed=body.closed)
        return await self._act(deed, name, caller, service)

    def _at_counter(self, request: Request, who: Principal, key: str | None) -> Caller:
        counter = request.path_params["counter"]
        if counter not in self._board.lobby.site.counters:
            raise Refused(Refusal.UNKNOWN_COUNTER, counter=counter)
        return Caller(who.id, counter, key, is_staff=True)

    async def _act(self, deed: Deed, name: str, caller: Caller, subject: str = "") -> Response:
        ticket = await self._reception.act(deed, name, caller, subject)
        return json(ACTED, Acted(ticket))
