"""A small book whose fields are marked for a card, and visits that read one."""

from dataclasses import replace
from datetime import date
from typing import Any

from hub.domain.forms.answers import Address, PartialDate
from hub.domain.forms.book import Book, CardItem, Event, Field, Kind, Page, Shelf
from kiosk.flow import events as ev
from kiosk.flow.forms.from_card import CardFacts
from kiosk.flow.state import CardTrouble, CardVisit, Limits, Screen
from tests import small_book
from tests.small_book import field, option, page, say
from tests.unit.kiosk.flow.forms.filling_visits import form_of
from tests.unit.kiosk.flow.visits import Visit

TODAY = date(2026, 11, 24)
ORDER = "a" * 32
LIMITS = Limits(has_card=True)
FACTS = CardFacts(
    "山田\u3000花子",
    Address(area="東京都千代田区千代田", street="１番１号"),
    PartialDate(1960, 5, 3),
    2,
    PartialDate(2030, 5, 3),
)
_SEXES = (
    option("man", "男", card=1),
    option("woman", "女", card=2),
    option("unsaid", "答えない"),
)
_PAGES = (
    page(
        "me",
        "あなたのお名前",
        "Your name",
        field("me", Kind.NAME, "氏名", most=20, card=CardItem.NAME),
    ),
    page(
        "home",
        "いまの住所",
        "Address",
        field("home", Kind.ADDRESS, "いまの住所", card=CardItem.ADDRESS),
    ),
    page(
        "self",
        "生まれた日と性別",
        "Birth and sex",
        field("birth", Kind.DATE, "生年月日", card=CardItem.BIRTH, partial=True, most=0),
        field("sex", Kind.CHOICE, "性別", options=_SEXES, card=CardItem.SEX),
    ),
    page(
        "agent",
        "たのまれた人",
        "The agent",
        field("agent", Kind.NAME, "代理人の氏名"),
    ),
)
_MARKS = {"who": CardItem.NAME, "born": CardItem.BIRTH}


def _marked(item: Field) -> Field:
    return replace(item, card=_MARKS.get(item.id))


def _page(item: Page) -> Page:
    return replace(item, fields=tuple(map(_marked, item.fields)))


def book(*more: Page) -> Book:
    """`claim` asks for what a card tells, `moving-in` for it of each member of a group alone."""
    small = small_book.book()
    pages = {name: _page(item) for name, item in small.pages.items()}
    own = {item.id: item for item in (*_PAGES, *more)}
    claim = Event(
        "claim",
        3,
        Shelf.PAPERS,
        say("申請"),
        ("papers", "home", "self", "agent", *(item.id for item in more), "me", "purpose"),
        ("paper",),
    )
    return replace(small, events={claim.id: claim, **small.events}, pages={**own, **pages})


BOOK = book()


def reader(place: ev.ReaderPlace = ev.ReaderPlace.CARD, **more: Any) -> ev.CardSeen:
    """What the reader shows: somebody's card with all its tries."""
    card = place is ev.ReaderPlace.CARD
    shown: dict[str, Any] = {
        "kind": ev.CardKind.MY_NUMBER if card else ev.CardKind.OTHER,
        "pin_left": 3 if card else None,
        "code_left": 10 if card else None,
        "has_pin": card,
        "has_code": card,
        "insertion": 1 if card else 0,
    }
    return ev.CardSeen(ev.Reader(place, **{**shown, **more}))


EMPTY = reader(ev.ReaderPlace.EMPTY)
CARD = reader()


def chosen(event: str = "claim", limits: Limits = LIMITS, marked: Book = BOOK) -> Visit:
    """An event was chosen at a kiosk with a reader."""
    return Visit(limits=limits).do(ev.FormsWanted(), ev.EventChosen(marked, event, TODAY))


def card_of(visit: Visit) -> CardVisit:
    """What is known of the card on the screen."""
    assert visit.state.card is not None
    return visit.state.card


def consenting(card: ev.CardSeen = CARD) -> Visit:
    """The card was put on, and what will be read is on the screen."""
    visit = chosen().do(EMPTY, card)
    assert visit.shows(Screen.CARD_CONSENT)
    return visit


def typing(card: ev.CardSeen = CARD) -> Visit:
    """At the pad."""
    visit = consenting(card).do(ev.CardConsent())
    assert visit.shows(Screen.CARD_SECRET)
    return visit


def reading(card: ev.CardSeen = CARD) -> Visit:
    """The card is being read."""
    visit = typing(card).do(ev.SecretEntered(ORDER))
    assert visit.shows(Screen.CARD_READING)
    return visit


def checking(facts: CardFacts = FACTS) -> Visit:
    """What was read is on the screen."""
    visit = reading().do(ev.CardRead(ORDER, facts))
    assert visit.shows(Screen.CARD_CHECK)
    return visit


def on(visit: Visit) -> str | None:
    """The page on the screen."""
    stop = form_of(visit).stop
    return stop.page if stop else None


BLOCKED = reader(pin_left=0)
NO_PIN = reader(has_pin=False, pin_left=None)
ONE_LEFT = reader(pin_left=1)


def failed(trouble: CardTrouble, left: int | None = None) -> ev.CardFailed:
    return ev.CardFailed(ORDER, trouble, left)


def held(visit: Visit) -> tuple[Screen, CardTrouble | None]:
    return visit.state.screen, card_of(visit).trouble
