"""A visitor with several matters has one number, and goes from counter to counter with it."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from hub.domain import serving
from hub.domain.errors import Refusal, Refused
from hub.domain.issuing import OfflineTicket, Request, adopt, issue
from hub.domain.tickets import State, Ticket
from tests.lobbies import World


def passed(world: World, ticket: Ticket) -> list[str]:
    """Every counter calls and sends on, as often as there is somebody to send; the services."""
    world.open("c1", "c3", "c9")
    services = []
    counters = {"cert": "c1", "move": "c3", "tax": "c3", "pay": "c9", "pickup": "c9"}
    while ticket.state is State.WAITING:
        # Finished papers are called by number, so all are here.
        world.do(counters[ticket.service], partial(serving.call_number, ticket_id=ticket.id))
        services.append(ticket.service)
        ticket = world.finish(world.see(ticket), onward=True)
    return services


@pytest.mark.parametrize(
    ("first", "then", "way"),
    [
        ("move", (), ["move"]),
        ("move", ("tax",), ["move", "tax"]),
        ("move", ("cert", "tax"), ["move", "cert", "pay", "pickup", "tax"]),
        ("cert", ("move",), ["cert", "pay", "pickup", "move"]),
        # A service named again is not gone to again.
        ("move", ("tax", "move", "tax"), ["move", "tax"]),
    ],
)
def test_each_matter_is_followed_by_its_own_steps(
    first: str, then: tuple[str, ...], way: list[str]
) -> None:
    world = World()
    ticket = world.issue(first, then=then)
    assert [ticket.service, *ticket.steps] == way
    assert passed(world, ticket) == way


def test_a_matter_that_there_is_not_is_refused() -> None:
    world = World()
    with pytest.raises(Refused) as refused:
        issue(world.act(), world, Request("0" * 32, "move", then=("tax", "dogs")))
    assert refused.value.code is Refusal.UNKNOWN_SERVICE
    assert refused.value.details == {"service": "dogs"}


def offline(world: World, *then: str) -> OfflineTicket:
    issued_at = world.now - timedelta(minutes=5)
    return OfflineTicket(world.new_id(), "BX-001", "move", issued_at, then=then)


def test_a_number_given_alone_keeps_what_follows() -> None:
    world = World()
    ticket = world.commit(adopt(world.act(), world, "kiosk-1", offline(world, "cert", "tax")))
    assert ticket.steps == ("cert", "pay", "pickup", "tax")


def test_a_matter_that_the_city_dropped_meanwhile_is_passed_over() -> None:
    world = World()
    ticket = world.commit(adopt(world.act(), world, "kiosk-1", offline(world, "dogs", "tax")))
    assert ticket.steps == ("tax",)


def test_a_missed_answer_keeps_what_follows_too() -> None:
    world = World()
    given = world.issue("move", then=("tax",))
    alone = replace(offline(world, "tax"), id=given.id)
    adopted = world.commit(adopt(world.act(), world, "kiosk-1", alone))
    assert (adopted.label, adopted.steps) == ("BX-001", ("tax",))


@pytest.mark.parametrize(
    ("target", "steps"),
    [
        ("tax", ()),  # ahead: what lies between is left out
        ("pay", ("pickup", "tax")),
        ("move", ("tax",)),  # another matter instead of this one; the others still follow
    ],
)
def test_a_transfer_keeps_the_other_matters(target: str, steps: tuple[str, ...]) -> None:
    world = World()
    world.open("c1")
    ticket = world.issue("cert", then=("tax",))
    world.call()
    assert world.transfer(ticket, "c1", service=target).steps == steps
