"""The card thread under anything in any order: what it tells makes sense, and no order is lost."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from threading import Event

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.cards.faults import CardGarbled, CardRemoved, ReaderTrouble
from devices.cards.sight import Done, Order, Place, Reason, Sight
from devices.cards.source import Slot
from devices.cards.worker import CardWorker
from tests.unit.devices.cards.small_card import PIN, TEXT, SmallCard
from tests.unit.devices.cards.worker_source import SECONDS, Heard, ScriptedSource, by_pin

WRONG_PIN = b"0000"
FAULTS = (CardRemoved(), ReaderTrouble(), CardGarbled("x"), RuntimeError("a bug"))
NOTHING_SENT = {Reason.LAST_TRY, Reason.IN_USE, Reason.WRONG_CARD}
COMPARED = {Reason.WRONG, None}
MAYBE_SPENT = {Reason.WRONG, Reason.BLOCKED, Reason.UNCERTAIN}


@dataclass
class Moody:
    """A card at which one command fails, before or after the card has done it, or every one."""

    card: SmallCard = field(default_factory=SmallCard)
    fault: Exception | None = None
    countdown: int = 0
    done: bool = False
    lasting: bool = False

    def send_and_receive(self, apdu: bytes) -> bytes:
        self.countdown -= 1
        due = self.fault is not None and (self.countdown == 0 or self.lasting)
        answer = self.card.send_and_receive(apdu) if self.done or not due else b""
        if due and self.fault:
            raise self.fault
        return answer

    @property
    def guesses(self) -> int:
        return sum(apdu[1] == 0x20 and len(apdu) > 5 for apdu in self.card.sent)


class World:
    """What may happen at a reader; each method is one step."""

    def __init__(self) -> None:
        self.source = ScriptedSource()
        self.heard = Heard()
        self.worker = CardWorker(
            self.source, self.heard.on_sight, self.on_done, after_bug_seconds=0
        )
        # How often a secret had been sent when each order was answered.
        self.guesses = [0]
        self.cards: list[Moody] = []
        self.left = 0
        self.orders: list[Order] = []
        self.looks = 0

    def on_done(self, done: Done) -> None:
        self.guesses.append(sum(card.guesses for card in self.cards))
        self.heard.on_done(done)

    def insert(self, left: int, fault: Exception | None, *, taken: bool) -> None:
        card = Moody(fault=fault, lasting=fault is not None)
        card.card.locks[TEXT, 0x11].left = left
        self.left += left
        self.cards.append(card)
        self.source.insert(card)
        self.source.take(taken=taken)

    def remove(self) -> None:
        self.source.remove()

    def lose_service(self) -> None:
        self.source.lose(Slot.NO_SERVICE)

    def lose_reader(self) -> None:
        self.source.lose(Slot.NO_READER)

    def take(self) -> None:
        self.source.take(taken=True)

    def leave(self) -> None:
        self.source.take(taken=False)

    def nothing(self) -> None:
        """A second goes by."""

    def mend(self) -> None:
        """The card is put on better."""
        for card in self.cards:
            card.fault = None

    def order(
        self, digits: bytes, insertion: int, fault: Exception | None, countdown: int, *, done: bool
    ) -> None:
        """Something befalls the card at one of the commands that follow."""
        if self.cards and not self.cards[-1].lasting:
            card = self.cards[-1]
            card.fault, card.countdown, card.done = fault, countdown, done
        order = by_pin(str(len(self.orders)), digits, insertion=insertion)
        order = replace(order, last_try=len(self.orders) % 2 == 0)
        self.orders.append(order)
        self.worker.read(order)

    def look(self) -> None:
        self.looks += 1
        self.worker.look()

    def release(self) -> None:
        self.worker.release()


PLAIN = [
    World.remove,
    World.lose_service,
    World.lose_reader,
    World.take,
    World.leave,
    World.nothing,
    World.mend,
    World.look,
    World.release,
]
Step = Callable[[World], None]


def inserting(left: int, fault: Exception | None, taken: bool) -> Step:
    return lambda world: world.insert(left, fault, taken=taken)


def ordering(
    digits: bytes, insertion: int, fault: Exception | None, countdown: int, done: bool
) -> Step:
    return lambda world: world.order(digits, insertion, fault, countdown, done=done)


RARELY = st.sampled_from([False] * 4 + [True])
INSERT = st.builds(inserting, st.integers(0, 3), st.sampled_from([None] * 4 + [*FAULTS]), RARELY)
ORDER = st.builds(
    ordering,
    st.sampled_from([PIN, PIN, WRONG_PIN]),
    st.sampled_from([0, 0, 0, 1, 2]),
    st.sampled_from([None] * 4 + [*FAULTS]),
    st.integers(1, 8),
    st.booleans(),
)
# What happens while the thread waits once; some of it is a visit, one thing after the other.
AT_ONCE = st.lists(st.one_of(st.sampled_from(PLAIN), INSERT, ORDER), min_size=1, max_size=3)
VISIT = st.tuples(INSERT, st.lists(ORDER, max_size=4)).map(
    lambda visit: [[visit[0]], *([order] for order in visit[1])]
)
TURNS = st.lists(st.one_of(AT_ONCE.map(lambda steps: [steps]), VISIT), max_size=12).map(
    lambda parts: [turn for part in parts for turn in part]
)


@settings(max_examples=80)
@given(TURNS, st.booleans())
def test_whatever_happens(turns: list[list[Step]], in_the_middle: bool) -> None:
    world = World()
    world.worker.start()
    world.source.play(*[_all(world, steps) for steps in turns])
    if in_the_middle:
        _order_while_it_stops(world)
    assert world.worker.stop(SECONDS)
    told = len(world.heard.sights), len(world.heard.dones)
    world.worker.read(by_pin("late"))
    world.worker.look()
    assert told == (len(world.heard.sights), len(world.heard.dones))
    _sights_make_sense(world.heard.sights, world.looks)
    _orders_are_answered(world)
    assert world.source.closed
    assert world.source.connected == world.source.switched_off


def _all(world: World, steps: list[Step]) -> Callable[[], None]:
    def happen() -> None:
        for step in steps:
            step(world)

    return happen


def _order_while_it_stops(world: World) -> None:
    """The last order comes when the thread is about to end, and has not seen it."""
    ordered = Event()

    def happen() -> None:
        world.order(PIN, 0, None, 0, done=True)
        world.source.await_wake(ordered)

    world.source.begin(happen)
    assert ordered.wait(SECONDS)


def _sights_make_sense(sights: list[Sight], looks: int) -> None:
    again = 0
    for before, now in pairwise(sights):
        assert (now.place is Place.CARD) == (now.card is not None)
        again += before == now
        if now.place is Place.LOOKING and now != before:
            assert now.insertion > before.insertion
        if now.place in (Place.CARD, Place.UNREADABLE, Place.IN_USE):
            assert before.insertion == now.insertion
    assert again <= looks
    shown = [s.insertion for s in sights if s.insertion]
    assert shown == sorted(shown)


def _orders_are_answered(world: World) -> None:
    answered = Counter(done.id for done in world.heard.dones)
    assert answered == Counter(order.id for order in world.orders)
    assert not any(digit for order in world.orders for digit in order.digits)
    for done, (before, now) in zip(world.heard.dones, pairwise(world.guesses), strict=True):
        assert now - before <= (done.reason not in NOTHING_SENT)
        assert now - before == 1 or done.reason not in COMPARED
    left = sum(card.card.locks[TEXT, 0x11].left for card in world.cards)
    assert world.left - left <= sum(done.reason in MAYBE_SPENT for done in world.heard.dones)
