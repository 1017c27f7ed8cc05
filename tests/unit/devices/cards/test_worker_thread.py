"""The card thread: changes alone are told, each order is answered once, and no fault ends it."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event

import pytest

from devices.cards.cards import CardInfo, Item, Kind, Secret, Tries
from devices.cards.faults import CardFault, CardGarbled, CardRemoved, ReaderInUse, ReaderTrouble
from devices.cards.sight import Done, Order, Place, Reason, Sight
from devices.cards.source import Slot
from devices.cards.worker import CardWorker
from tests.unit.devices.cards.small_card import NAME, PIN, TEXT, Lock, SmallCard
from tests.unit.devices.cards.worker_source import (
    FOUR,
    SECONDS,
    Heard,
    ScriptedSource,
    by_code,
    by_pin,
)

WRONG_PIN = b"0000"


@dataclass
class Desk:
    """A reader, the thread at it, and what it told."""

    source: ScriptedSource = field(default_factory=ScriptedSource)
    heard: Heard = field(default_factory=Heard)

    def __post_init__(self) -> None:
        self.worker = CardWorker(
            self.source, self.heard.on_sight, self.heard.on_done, after_bug_seconds=0
        )

    def play(self, *steps: Callable[[], None]) -> None:
        self.source.play(*steps)

    def insert(self, card: SmallCard | None = None) -> SmallCard:
        card = card or SmallCard()
        self.play(lambda: self.source.insert(card))
        return card

    def read(self, order: Order) -> Done:
        self.play(lambda: self.worker.read(order))
        return self.heard.dones[-1]

    @property
    def places(self) -> list[Place]:
        return [sight.place for sight in self.heard.sights]


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    desk.worker.start()
    assert desk.source.over.wait(SECONDS)
    yield desk
    assert desk.worker.stop()
    assert desk.source.closed
    assert desk.source.connected == desk.source.switched_off


def info(pin: int = 3, code: int = 10) -> CardInfo:
    return CardInfo(Kind.MY_NUMBER, Tries(pin), Tries(code))


# --- What is told ------------------------------------------------------------------------------


def test_a_card_is_told_when_it_comes_when_it_is_known_and_when_it_goes(desk: Desk) -> None:
    desk.insert()
    desk.play(desk.source.remove)
    assert desk.heard.sights == [
        Sight(Place.EMPTY, reader="Reader"),
        Sight(Place.LOOKING, reader="Reader", insertion=1),
        Sight(Place.CARD, info(), "Reader", insertion=1),
        Sight(Place.EMPTY, reader="Reader"),
    ]
    assert desk.heard.threads == {"cards"}


def test_nothing_is_told_twice(desk: Desk) -> None:
    desk.insert()
    desk.play(*[lambda: None] * 5)
    assert desk.places == [Place.EMPTY, Place.LOOKING, Place.CARD]


def test_what_is_there_is_told_again_when_asked(desk: Desk) -> None:
    desk.insert()
    desk.play(desk.worker.look)
    assert desk.places == [Place.EMPTY, Place.LOOKING, Place.CARD, Place.CARD]
    assert desk.heard.sights[-1] == desk.heard.sights[-2]


def test_a_card_in_the_place_of_another_is_a_new_one(desk: Desk) -> None:
    desk.insert()
    desk.insert(SmallCard(locks={(TEXT, 0x11): Lock(PIN, 2, 3)}))
    assert desk.places[1:] == [Place.LOOKING, Place.CARD, Place.LOOKING, Place.CARD]
    assert desk.heard.sights[-1].card == CardInfo(Kind.MY_NUMBER, Tries(2), None)
    assert desk.heard.sights[-1].insertion == 2


@pytest.mark.parametrize("slot", [Slot.NO_READER, Slot.NO_SERVICE])
def test_a_reader_or_a_service_that_goes_and_comes_is_told(slot: Slot, desk: Desk) -> None:
    desk.insert()
    desk.play(lambda: desk.source.lose(slot))
    desk.insert()
    assert desk.places[3:] == [Place(slot.value), Place.LOOKING, Place.CARD]


@dataclass
class Failing:
    """A card or a reader that fails some times, and works then."""

    fault: Exception
    times: int
    card: SmallCard = field(default_factory=SmallCard)

    def send_and_receive(self, apdu: bytes) -> bytes:
        if self.times:
            self.times -= 1
            raise self.fault
        return self.card.send_and_receive(apdu)


def test_a_card_that_lies_badly_for_a_moment_is_not_told_as_unreadable(desk: Desk) -> None:
    desk.play(lambda: desk.source.insert(Failing(ReaderTrouble(), 1)), lambda: None)
    assert desk.places == [Place.EMPTY, Place.LOOKING, Place.CARD]


@pytest.mark.parametrize("fault", [ReaderTrouble("mute"), CardGarbled("x"), CardRemoved()])
def test_a_card_that_stays_unreadable_is_told_so_and_tried_again(
    fault: CardFault, desk: Desk
) -> None:
    nothing = [lambda: None] * 4
    desk.play(lambda: desk.source.insert(Failing(fault, 4)), *nothing)
    assert desk.places == [Place.EMPTY, Place.LOOKING, Place.UNREADABLE, Place.CARD]


def test_a_card_that_another_program_holds_is_told_so_and_read_when_it_is_free(desk: Desk) -> None:
    def insert() -> None:
        desk.source.insert(SmallCard())
        desk.source.take(taken=True)

    desk.play(insert, *[lambda: None] * 3)
    assert desk.places == [Place.EMPTY, Place.LOOKING, Place.IN_USE]
    desk.play(lambda: desk.source.take(taken=False))
    assert desk.places[3:] == [Place.CARD]
    assert desk.source.connected == 1


def test_a_program_that_holds_a_new_card_for_a_moment_is_not_told(desk: Desk) -> None:
    def insert() -> None:
        desk.source.insert(SmallCard())
        desk.source.take(taken=True)

    desk.play(insert, lambda: desk.source.take(taken=False))
    assert desk.places == [Place.EMPTY, Place.LOOKING, Place.CARD]


# --- Orders --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [by_pin(), by_code()])
def test_an_order_brings_the_attributes_and_leaves_no_digits(order: Order, desk: Desk) -> None:
    desk.insert()
    done = desk.read(order)
    assert done.found
    assert done.found.name == NAME
    assert done.reason is None
    assert not any(order.digits)
    assert desk.places[-1] is Place.CARD


def test_a_wrong_pin_is_told_with_the_tries_left_and_so_is_the_card(desk: Desk) -> None:
    desk.insert()
    assert desk.read(by_pin("1", WRONG_PIN)) == Done("1", None, Reason.WRONG, 2)
    assert desk.heard.sights[-1] == Sight(Place.CARD, info(pin=2), "Reader", insertion=1)
    assert desk.read(by_pin("2", WRONG_PIN)) == Done("2", None, Reason.WRONG, 1)
    assert desk.read(by_pin("3", PIN)) == Done("3", None, Reason.LAST_TRY, 1)
    last = Order("4", Secret.PIN, bytearray(WRONG_PIN), FOUR, last_try=True)
    assert desk.read(last) == Done("4", None, Reason.BLOCKED, 0)
    assert desk.heard.sights[-1].card == info(pin=0)
    assert desk.read(by_pin("5")) == Done("5", None, Reason.BLOCKED, 0)
    assert desk.read(by_code("6")).found


def test_tries_are_told_anew_when_a_right_pin_has_restored_them(desk: Desk) -> None:
    desk.insert()
    desk.read(by_pin(digits=WRONG_PIN))
    assert desk.read(by_pin()).found
    assert desk.heard.sights[-1].card == info(pin=3)


@pytest.mark.parametrize("before", [True, False])
def test_no_answer_to_a_pin_is_uncertain_and_the_pin_is_not_sent_again(
    before: bool, desk: Desk
) -> None:
    card = desk.insert()
    sent = len(card.sent) + 4
    card.gone_before, card.gone_after = (sent, 0) if before else (0, sent)
    done = desk.read(by_pin(digits=WRONG_PIN))
    assert (done.reason, done.left) == (Reason.UNCERTAIN, None)
    assert sum(WRONG_PIN in apdu for apdu in card.sent) == 1
    assert card.locks[TEXT, 0x11].left == (3 if before else 2)


def test_a_card_that_was_taken_before_the_pin_has_lost_no_try(desk: Desk) -> None:
    card = desk.insert()
    card.gone_before = len(card.sent) + 1
    order = by_pin()
    assert desk.read(order) == Done("order", None, Reason.REMOVED)
    assert not any(order.digits)
    assert card.locks[TEXT, 0x11].left == 3


def test_an_order_for_a_card_that_is_not_there_any_more_is_not_begun(desk: Desk) -> None:
    desk.insert()
    order = by_pin(insertion=1)
    desk.play(desk.source.remove, lambda: desk.worker.read(order))
    assert desk.heard.dones == [Done("order", None, Reason.REMOVED)]
    assert not any(order.digits)


def test_a_card_that_was_put_in_the_place_of_the_consented_one_gets_no_pin(desk: Desk) -> None:
    desk.insert()
    other = SmallCard()
    order = by_pin()

    def swap() -> None:
        desk.worker.read(order)
        desk.source.insert(other)

    desk.play(swap)
    assert desk.heard.dones == [Done("order", None, Reason.REMOVED)]
    assert not any(PIN in apdu for apdu in other.sent)
    assert desk.read(by_pin("late", insertion=1)).reason is Reason.REMOVED
    assert desk.read(by_pin("right", insertion=2)).found


@pytest.mark.parametrize(
    ("slot", "reason"),
    [
        (Slot.EMPTY, Reason.REMOVED),
        (Slot.NO_READER, Reason.TROUBLE),
        (Slot.NO_SERVICE, Reason.TROUBLE),
    ],
)
def test_an_order_without_a_card_says_why(slot: Slot, reason: Reason, desk: Desk) -> None:
    desk.play(lambda: desk.source.lose(slot))
    assert desk.read(by_pin()) == Done("order", None, reason)


def test_an_order_while_another_program_holds_the_card_says_so(desk: Desk) -> None:
    desk.insert()
    desk.play(lambda: desk.source.take(taken=True))
    assert desk.read(by_pin("1")) == Done("1", None, Reason.IN_USE)
    assert desk.read(by_pin("2")) == Done("2", None, Reason.IN_USE)


def test_a_card_without_attributes_is_the_wrong_one(desk: Desk) -> None:
    desk.insert(SmallCard(files={}, locks={}))
    assert desk.heard.sights[-1].card == CardInfo(Kind.OTHER)
    assert desk.read(by_pin()) == Done("order", None, Reason.WRONG_CARD)


def test_a_reader_in_use_at_the_connection_is_told(desk: Desk) -> None:
    desk.play(lambda: desk.source.insert(Failing(ReaderInUse(), 2)), lambda: None)
    assert desk.places[-1] is Place.IN_USE


def test_orders_that_have_not_begun_when_the_visit_ends_are_not_begun(desk: Desk) -> None:
    card = desk.insert()
    orders = [by_pin("1"), by_pin("2")]

    def leave() -> None:
        for order in orders:
            desk.worker.read(order)
        desk.worker.release()
        assert not any(order.digits[0] for order in orders)

    desk.play(leave)
    assert [done.reason for done in desk.heard.dones] == [Reason.TROUBLE] * 2
    assert not any(PIN in apdu for apdu in card.sent)
    assert desk.read(by_pin("next")).found


# --- The end, and bugs ---------------------------------------------------------------------------


def test_an_order_that_has_not_begun_at_the_stop_is_answered_and_wiped(desk: Desk) -> None:
    card = desk.insert()
    order, between, late = by_pin("1"), by_pin("2"), by_pin("3")

    ordered = Event()

    def stop_meanwhile() -> None:
        desk.worker.read(order)
        desk.source.await_wake(ordered)
        desk.worker.read(between)

    desk.source.begin(stop_meanwhile)
    assert ordered.wait(SECONDS)
    assert desk.worker.stop()
    assert desk.heard.dones == [Done(name, None, Reason.TROUBLE) for name in "12"]
    assert not any(PIN in apdu for apdu in card.sent)
    desk.worker.read(late)
    assert len(desk.heard.dones) == 2
    assert not any(order.digits + between.digits + late.digits)


def test_a_bug_ends_neither_the_thread_nor_lets_words_out(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bug = ValueError(f"cannot read {NAME} {PIN.decode()}")
    desk.play(lambda: desk.source.insert(Failing(bug, 1)), *[lambda: None] * 3)
    assert desk.places == [Place.EMPTY, Place.LOOKING, Place.UNREADABLE]
    failing = Failing(bug, 0)
    desk.play(lambda: desk.source.insert(failing))
    failing.times = 1
    assert desk.read(by_pin()) == Done("order", None, Reason.UNCERTAIN)
    assert caplog.text.count("a bug in the card thread: ValueError") == 2
    assert "send_and_receive" in caplog.text
    assert NAME not in caplog.text
    assert PIN.decode() not in caplog.text
    assert desk.read(by_pin("next")).found


def test_a_bug_of_a_listener_costs_nothing_but_its_own_news(
    caplog: pytest.LogCaptureFixture,
) -> None:
    source, heard = ScriptedSource(), Heard()

    def fail(_: Sight) -> None:
        raise KeyError(NAME)

    worker = CardWorker(source, fail, heard.on_done)
    worker.start()
    source.play(lambda: source.insert(SmallCard()), lambda: worker.read(by_pin()))
    assert worker.stop()
    assert heard.dones[0].found
    assert NAME not in caplog.text


def test_nothing_personal_shows_in_what_is_passed_around(desk: Desk) -> None:
    desk.insert()
    order = Order("1", Secret.PIN, bytearray(PIN), frozenset(Item), last_try=True)
    before = repr(order)
    done = desk.read(order)
    shown = before + repr((order, done, desk.worker, vars(desk.worker), desk.heard.sights))
    assert NAME not in shown
    assert PIN.decode() not in shown
