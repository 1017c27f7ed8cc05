"""The card's screens for the gallery of the kiosk: each shows one of them on a stand."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from devices.cards.cards import CardInfo, Kind, Tries
from devices.cards.sight import Place, Sight
from hub.client import Card
from hub.domain.forms.answers import Address, PartialDate, Slot
from kiosk.app.cards.facts import reader
from kiosk.app.cards.screens import Person
from kiosk.app.world import World
from kiosk.flow import events as ev
from kiosk.flow.forms.from_card import CardFacts
from kiosk.flow.state import CardKey, CardTrouble, ReadCard
from tests.small_book import TODAY
from tests.ui.kiosk.cards.book import book
from tests.ui.kiosk.kit import Stand, forms_world

EMPTY = Sight(Place.EMPTY, reader="ACS ACR39U")
GOOD = CardInfo(Kind.MY_NUMBER, Tries(3), Tries(10))
FACTS = CardFacts(
    "勅使河原　伊右衛門左衛門尉",
    Address("", "京都府京都市上京区", "今出川通烏丸東入上る岡松町９９９番地", "壱番館１２３４号室"),
    PartialDate(1955, 4, 6),
    2,
)


class Drawer:
    """Cards for practice that are only shown."""

    people = (
        Person("sato", "佐藤　和子", "ふつうのカード"),
        Person("kimura", "木村　次郎", "暗証番号がロックされたカード"),
        Person("android", "", "スマートフォン(Android)"),
    )

    def insert(self, person: str) -> None:
        del person

    def pull(self) -> None:
        pass


def card_world(*, simulated: bool = False, kind: str = "pcsc") -> World:
    """The demo city's kiosk with a reader and forms for it."""
    world = forms_world(book())
    assert world.settings is not None
    settings = replace(world.settings, card=Card(kind))  # type: ignore[arg-type] # one of them
    return replace(world, settings=settings, sight=replace(EMPTY, simulated=simulated))


def cards(here: Stand) -> Any:
    """The card's screens, a kiosk.app.cards.screens.Cards."""
    return here.kiosk.cards


def see(here: Stand, sight: Sight) -> None:
    """The reader shows something else."""
    here.kiosk.learn(replace(here.kiosk.world, sight=sight))
    here.send(ev.CardSeen(reader(sight)))


def lay(here: Stand, card: CardInfo = GOOD, insertion: int = 1) -> None:
    """A card is put on."""
    now = here.kiosk.world.sight
    see(here, replace(now, place=Place.CARD, card=card, insertion=insertion))


def card_place(here: Stand) -> None:
    here.kiosk.learn(card_world())
    here.send(ev.FormsWanted(), ev.EventChosen(here.kiosk.world.book, "with-card", TODAY))


def card_demo(here: Stand) -> None:
    here.kiosk.learn(card_world(simulated=True, kind="simulator"))
    cards(here).practice = Drawer()
    here.send(ev.FormsWanted(), ev.EventChosen(here.kiosk.world.book, "with-card", TODAY))


def card_demo_people(here: Stand) -> None:
    card_demo(here)
    here.screen.wait("demo-insert")
    here.screen.tap("demo-insert")


def card_demo_secret(here: Stand) -> None:
    card_demo(here)
    lay(here)
    here.send(ev.CardConsent())


def card_consent(here: Stand, card: CardInfo = GOOD) -> None:
    card_place(here)
    lay(here, card)


def card_consent_two_left(here: Stand) -> None:
    card_consent(here, replace(GOOD, pin=Tries(2)))


def card_secret(here: Stand) -> None:
    card_consent(here)
    here.send(ev.CardConsent())
    press(here, 2)


def press(here: Stand, count: int) -> None:
    """Any digits."""
    for place in range(count):
        cards(here).press(place % 10)


def card_secret_wrong(here: Stand) -> None:
    card_secret(here)
    fail(here, CardTrouble.WRONG, 2)


def fail(here: Stand, trouble: CardTrouble, left: int | None = None) -> None:
    """Enter what is missing, and hear that it was in vain."""
    press(here, 14)
    here.clock.wait(1)
    cards(here).enter()
    asked = here.effects.pop()
    assert isinstance(asked, ReadCard), asked
    here.send(ev.CardFailed(asked.order, trouble, left))


def card_code(here: Stand) -> None:
    card_consent(here)
    here.send(ev.KeyChosen(CardKey.CODE_B), ev.CardConsent())
    press(here, 8)


def card_code_wrong(here: Stand) -> None:
    card_code(here)
    fail(here, CardTrouble.WRONG, 9)


def card_reading(here: Stand) -> None:
    card_secret(here)
    press(here, 4)
    here.clock.wait(1)
    cards(here).enter()


def card_check(here: Stand) -> None:
    card_reading(here)
    asked = here.effects.pop()
    assert isinstance(asked, ReadCard)
    here.send(ev.CardRead(asked.order, FACTS))


def card_remove(here: Stand) -> None:
    card_check(here)
    here.send(ev.CardAccepted())


def card_left(here: Stand) -> None:
    card_remove(here)
    here.send(ev.Finished())


def card_last_try(here: Stand) -> None:
    card_consent(here, replace(GOOD, pin=Tries(1)))
    here.send(ev.CardConsent())


def card_blocked(here: Stand) -> None:
    card_consent(here, replace(GOOD, pin=Tries(0)))


def card_uncertain(here: Stand) -> None:
    card_secret(here)
    fail(here, CardTrouble.UNCERTAIN, 2)


def card_offer(here: Stand) -> None:
    """The first question that a card could answer, and no reader."""
    card_place(here)
    here.send(ev.HandEntry(), *skip("papers", ("copy",)))


def skip(field: str, value: object) -> tuple[ev.Event, ...]:
    """Answer a question."""
    return ev.Answered(Slot(field), value), ev.PageDone()  # type: ignore[arg-type] # any


def card_offer_away(here: Stand) -> None:
    card_offer(here)
    see(here, Sight(Place.NO_READER))


CARD_SCREENS: tuple[Callable[[Stand], None], ...] = (
    card_place,
    card_demo_people,
    card_demo_secret,
    card_consent_two_left,
    card_secret_wrong,
    card_code_wrong,
    card_reading,
    card_check,
    card_remove,
    card_left,
    card_last_try,
    card_blocked,
    card_uncertain,
    card_offer,
    card_offer_away,
)
