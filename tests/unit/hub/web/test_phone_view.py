"""What the phone shows of a visit, from the queue to its end."""

from functools import partial

from hub.domain.moving import bring_back, cancel, put_off
from hub.domain.serving import absent, recall
from hub.domain.tickets import Ticket
from hub.domain.visits import latest_leg, latest_legs
from hub.domain.waiting import estimate
from hub.web.phone.view import Offers, Step, TicketView, ticket_view
from tests.lobbies import World

OFFERS = Offers(late=(5, 10), notices=True, survey=True, places=frozenset({"c1"}))


def view(world: World, ticket: Ticket, offers: Offers = OFFERS, language: str = "ja") -> TicketView:
    leg = latest_leg(world.lobby, ticket)
    assert latest_legs(world.lobby)[ticket.visit] == leg
    return ticket_view(
        world.lobby, leg, partial(estimate, world.lobby, now=world.now), language, offers
    )


def test_a_visitor_in_line_sees_the_place_the_time_left_and_who_is_served() -> None:
    world = World()
    world.open("c1")
    world.issue()
    world.call()
    world.issue()
    shown = view(world, world.issue())
    assert (shown.kind, shown.number, shown.ahead, shown.serving) == (
        "waiting", "A-003", 1, "A-001"
    )  # fmt: skip
    assert "分" in shown.wait
    assert [step.kind for step in shown.steps] == ["now", "next", "later"]
    assert (shown.can_put_off, shown.can_give_up, shown.can_be_told) == (True, True, True)
    assert (shown.call, shown.place, shown.can_return) == ("", None, False)


def test_a_called_visitor_sees_where_to_go() -> None:
    world = World()
    world.open("c1")
    ticket = world.issue()
    world.call()
    shown = view(world, ticket)
    assert (shown.kind, shown.call, shown.title) == ("called", "1番窓口", "A-001 ▶ 1番窓口")
    assert shown.place is not None
    assert (shown.place.name, shown.place.key) == ("1番窓口", "c1")
    assert (shown.ahead, shown.can_give_up, shown.can_put_off) == (None, False, False)
    assert shown.said.startswith("1番窓口 へお越しください")
    world.do("c1", partial(recall, ticket_id=ticket.id))
    assert view(world, ticket).message == "もう一度お呼びしています"
    assert view(world, ticket, language="en").call == "Counter 1"


def test_an_absent_visitor_can_come_back() -> None:
    world = World()
    world.open("c2")
    ticket = world.issue("move")
    world.call("c2")
    world.later(5)
    world.do("c2", partial(recall, ticket_id=ticket.id))
    world.do("c2", partial(absent, ticket_id=ticket.id))
    shown = view(world, ticket)
    assert (shown.kind, shown.can_return, shown.can_give_up) == ("absent", True, True)
    world.do(None, partial(bring_back, ticket_id=ticket.id))
    assert (view(world, ticket).kind, view(world, ticket).ahead) == ("back", 0)


def test_the_next_step_the_papers_and_the_end() -> None:
    world = World()
    world.open("c1", "c9")
    ticket = world.issue()
    called = world.call()
    world.finish(called, onward=True)
    shown = view(world, ticket)
    assert (shown.kind, shown.message) == (
        "next_step", "つぎの窓口でお呼びします。お待ちください。"
    )  # fmt: skip
    assert shown.steps == (
        Step("業務A", "done"),
        Step("業務K", "now"),
        Step("業務P", "next"),
    )
    paid = world.call("c9")
    world.finish(paid, onward=True)
    making = view(world, ticket)
    assert (making.kind, making.ahead, making.can_put_off) == ("making", None, False)


def test_what_is_over_offers_nothing_more() -> None:
    world = World()
    world.open("c2")
    done, gone = world.issue("move"), world.issue("move")
    world.finish(world.call("c2"))
    world.do(None, partial(cancel, ticket_id=gone.id))
    for ticket, kind in ((done, "done"), (gone, "cancelled")):
        shown = view(world, ticket)
        assert (shown.kind, shown.is_over) == (kind, True)
        assert (shown.can_be_told, shown.can_give_up, shown.can_put_off) == (False,) * 3


def test_who_is_late_twice_is_not_asked_again() -> None:
    world = World()
    ticket = world.issue("move")
    world.do(None, partial(put_off, ticket_id=ticket.id, minutes=5))
    assert (view(world, ticket).late, view(world, ticket).can_put_off) == ("09:05", True)
    world.do(None, partial(put_off, ticket_id=ticket.id, minutes=5))
    assert not view(world, ticket).can_put_off
    assert not view(world, world.issue("move"), Offers()).can_put_off
