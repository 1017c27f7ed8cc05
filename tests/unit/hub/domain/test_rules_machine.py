"""Whatever people do in whatever order, with clocks that jump: the lobby's promises hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hub.domain import day, issuing, moving, serving
from hub.domain.acting import Act, Decision
from hub.domain.errors import Refused
from hub.domain.lobby import Lobby, Tally, entry, fold, restore, snapshot
from hub.domain.order import Placement
from hub.domain.site import business_day
from hub.domain.tickets import AT_COUNTER, State
from hub.service.wire import EVENT, SNAPSHOT
from tests.lobbies import World, service, site

COUNTERS = st.sampled_from(["c1", "c2", "c3", "c9"])
SERVICES = st.sampled_from(["cert", "move", "tax", "pay", "pickup"])
PLACES = st.sampled_from([None, *Placement])
PICK = st.integers(0, 10**6)

# A short range, so that numbers wrap while some are still held.
SHORT = replace(site(), services={**site().services, "cert": service("cert", "A", last=4)})


class LobbyRules(RuleBasedStateMachine):
    """Every action as a rule; a refusal must leave no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(site=SHORT)
        self.ids: list[str] = []

    # --- what people do ------------------------------------------------------------------------

    @rule(key=SERVICES, priority=st.sampled_from([None, "elderly", "pregnant"]))
    def take_a_number(self, key: str, priority: str | None) -> None:
        request = issuing.Request(self.world.new_id(), key, priority=priority)
        try:
            ticket = self.world.commit(issuing.issue(self.world.act(), self.world, request))
        except Refused:
            return
        self.ids.append(ticket.id)

    @rule(number=st.integers(1, 4), minutes=st.integers(-10, 2000))
    def hand_over(self, number: int, minutes: int) -> None:
        issued_at = self.world.now - timedelta(minutes=minutes)
        ticket = issuing.OfflineTicket(self.world.new_id(), f"BX-{number:03}", "move", issued_at)
        decision = issuing.adopt(self.world.act(), self.world, "kiosk-1", ticket)
        self.ids.append(self.world.commit(decision).id)
        assert not issuing.adopt(self.world.act(), self.world, "kiosk-1", ticket).events

    @rule(counter=COUNTERS)
    def open_counter(self, counter: str) -> None:
        self.attempt(counter, lambda act: day.open_counter(act, counter, "佐藤"))

    @rule(counter=COUNTERS)
    def close_counter(self, counter: str) -> None:
        self.attempt(counter, lambda act: day.close_counter(act, counter))

    @rule(key=SERVICES, closed=st.booleans())
    def open_or_close_service(self, key: str, closed: bool) -> None:
        self.attempt(None, lambda act: day.set_service(act, key, closed=closed))

    @rule(counter=COUNTERS)
    def call_next(self, counter: str) -> None:
        self.attempt(counter, serving.call_next)

    @rule(counter=COUNTERS)
    def undo(self, counter: str) -> None:
        self.attempt(counter, moving.undo)

    @precondition(lambda self: self.ids)
    @rule(
        counter=COUNTERS | st.none(),
        pick=PICK,
        action=st.sampled_from(
            [
                serving.call_number,
                serving.recall,
                serving.begin,
                serving.absent,
                serving.hold,
                serving.resume,
                moving.cancel,
            ]
        ),
    )
    def act_on_ticket(
        self, counter: str | None, pick: int, action: Callable[[Act, str], Decision]
    ) -> None:
        self.attempt(counter, lambda act: action(act, self.picked(pick)))

    @precondition(lambda self: self.ids)
    @rule(counter=COUNTERS, pick=PICK, onward=st.booleans())
    def finish(self, counter: str, pick: int, onward: bool) -> None:
        self.attempt(counter, lambda act: serving.finish(act, self.picked(pick), onward=onward))

    @precondition(lambda self: self.ids)
    @rule(counter=COUNTERS, pick=PICK, place=PLACES)
    def bring_back(self, counter: str, pick: int, place: Placement | None) -> None:
        self.attempt(counter, lambda act: moving.bring_back(act, self.picked(pick), place))

    @precondition(lambda self: self.ids)
    @rule(
        counter=COUNTERS | st.none(),
        pick=PICK,
        key=SERVICES | st.none(),
        to=COUNTERS | st.none(),
        place=st.sampled_from(Placement),
    )
    def transfer(
        self, counter: str | None, pick: int, key: str | None, to: str | None, place: Placement
    ) -> None:
        self.attempt(
            counter,
            lambda act: moving.transfer(
                act, self.picked(pick), service=key, to_counter=to, place=place
            ),
        )

    @rule(seconds=st.integers(-7200, 7200))
    def the_clock_moves(self, seconds: int) -> None:
        self.world.now += timedelta(seconds=seconds)

    @rule()
    def night_falls(self) -> None:
        world = self.world
        world.now += timedelta(hours=20)
        today = business_day(world.site, world.now)
        if today > world.lobby.day:
            world.commit(day.start_day(world.lobby, today, world.now))

    def picked(self, pick: int) -> str:
        """Legs that actions made count as well."""
        known = list(self.world.records)
        return known[pick % len(known)]

    def attempt(self, counter: str | None, action: Callable[[Act], Decision]) -> None:
        before = snapshot(self.world.lobby)
        try:
            decision = action(self.world.act(counter))
        except Refused:
            assert snapshot(self.world.lobby) == before
            return
        self.world.commit(decision)

    # --- what always holds ---------------------------------------------------------------------

    @invariant()
    def event_ids_are_gapless(self) -> None:
        assert [event.id for event in self.world.events] == list(
            range(1, len(self.world.events) + 1)
        )

    @invariant()
    def nobody_is_at_two_counters(self) -> None:
        lobby = self.world.lobby
        at = [state.ticket for state in lobby.counters.values() if state.ticket]
        assert len(at) == len(set(at))
        for state in lobby.counters.values():
            if state.ticket:
                assert state.is_open
                ticket = lobby.tickets[state.ticket]
                assert (ticket.state in AT_COUNTER, ticket.counter) == (True, state.id)

    @invariant()
    def whoever_is_at_a_counter_stands_there(self) -> None:
        lobby = self.world.lobby
        for ticket in lobby.tickets.values():
            if ticket.state in AT_COUNTER and not lobby.site.services[ticket.service].board:
                assert lobby.counters[ticket.counter or ""].ticket == ticket.id

    @invariant()
    def the_lines_hold_exactly_the_waiting_in_order(self) -> None:
        lobby = self.world.lobby
        for key, queue in lobby.queues.items():
            waiting = [
                entry(ticket)
                for ticket in lobby.tickets.values()
                if ticket.state is State.WAITING and ticket.service == key
            ]
            assert queue == sorted(waiting)

    @invariant()
    def the_hubs_numbers_are_held_once(self) -> None:
        held = [t.label for t in self.world.lobby.tickets.values() if "X" not in t.label]
        assert len(held) == len(set(held))

    @invariant()
    def figures_are_the_sum_of_the_tickets(self) -> None:
        lobby = self.world.lobby
        shown = sum((tally.issued for tally in lobby.tallies.values()), 0)
        known = [*lobby.tickets.values(), *lobby.ended.values()]
        assert shown == sum(ticket.origin is None for ticket in known)
        assert all(tally.absent >= 0 for tally in lobby.tallies.values())

    @invariant()
    def every_screen_sees_the_same(self) -> None:
        """The fold of the day's events, over the wire, is the lobby that the hub decides on."""
        events = self.world.events
        start = max(i for i, event in enumerate(events) if event.day is not None)
        sent = [EVENT.validate_json(EVENT.dump_json(event)) for event in events[start:]]
        assert snapshot(fold(self.world.site, sent)) == snapshot(self.world.lobby)
        wired = SNAPSHOT.validate_json(SNAPSHOT.dump_json(snapshot(self.world.lobby)))
        copy = restore(wired)
        assert copy.queues == self.world.lobby.queues
        assert copy.tallies == self.world.lobby.tallies


TestLobbyRules = LobbyRules.TestCase


def test_an_empty_tally_is_neutral() -> None:
    one = Tally(1, 2, 3, 4, 5, timedelta(6))
    assert one.plus(Tally()) == one
    assert one.plus(one, -1) == Tally()
    assert Lobby(site()).waiting("cert") == 0
