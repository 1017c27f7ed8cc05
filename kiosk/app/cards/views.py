"""What the card's screens say. Pure: state, reader and words in, texts out.

The field names are those that QML reads, which is why they are in camelCase.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assets.words import Words
from devices.cards.cards import Secret
from devices.cards.profile import CARD_2016
from devices.cards.sight import Place, Sight
from hub.domain.forms.answers import Name, Slot, Value
from hub.domain.forms.book import Book, CardItem, Field
from hub.domain.site import words as in_language
from kiosk.app.cards.pad import Pad, Part
from kiosk.app.cards.troubles import NO_TROUBLE, Trouble, trouble
from kiosk.app.forms.values import value_text
from kiosk.flow import seeing
from kiosk.flow.forms import from_card
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import CardKey, CardTrouble, CardVisit, Screen, State

_SECRETS = {CardKey.PIN: Secret.PIN, CardKey.CODE_B: Secret.CODE_B}
_ATTRIBUTES = (CardItem.NAME, CardItem.ADDRESS, CardItem.BIRTH, CardItem.SEX)
# Tries when none was lost.
ALL_TRIES = {key: CARD_2016.text.secret(secret).tries for key, secret in _SECRETS.items()}
OTHER = {CardKey.PIN: CardKey.CODE_B, CardKey.CODE_B: CardKey.PIN}
# Something lies on the reader.
OCCUPIED = frozenset({Place.LOOKING, Place.UNREADABLE, Place.IN_USE, Place.CARD})
# A reader that can be used as soon as there is a card.
AWAY = frozenset({Place.NO_SERVICE, Place.NO_READER})


@dataclass(frozen=True, slots=True)
class Row:
    """Something that was read, as the form calls it. The names are those of ReviewRow.qml."""

    key: str
    label: str
    value: str
    asks: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """All of the card's screens but the pad. An empty text is not shown."""

    simulated: bool = False
    inserted: bool = False
    looking: bool = False
    items: tuple[str, ...] = ()
    tries: str = ""
    consent: str = ""
    secretTitle: str = ""
    secretHint: str = ""
    notice: str = ""
    otherKey: str = ""
    trouble: Trouble = NO_TROUBLE
    rows: tuple[Row, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class PartView:
    """One number of the secret, as dots."""

    key: str
    label: str
    spoken: str
    length: int
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class PadView:
    """The pad: what its ten keys say, and how much is typed. Never what."""

    keys: tuple[str, ...] = ("",) * 10
    parts: tuple[PartView, ...] = ()
    current: int = 0
    begun: bool = False
    ready: bool = False


def card(state: State, sight: Sight, words: Words) -> CardView:
    """What the screens of a card say now; nothing without one."""
    visit = state.card
    if visit is None:
        return CardView()
    other = has_other(visit)
    return CardView(
        simulated=sight.simulated,
        inserted=sight.place in OCCUPIED,
        looking=sight.place is Place.LOOKING,
        items=tuple(words.text(f"cards.item.{item}") for item in items(state)),
        tries=tries(visit, words),
        consent=words.text(f"cards.consent.{visit.key}"),
        secretTitle=words.text(f"cards.secret.{visit.key}.title"),
        secretHint=words.text(f"cards.secret.{visit.key}.hint"),
        notice=waits(visit, words) or wrong(visit, words),
        otherKey=words.text(f"cards.use.{OTHER[visit.key]}") if other else "",
        trouble=trouble(visit, has_other=other, words=words),
        rows=tuple(rows(state.form, visit.values, words)) if state.form else (),
        rest=rest(visit.values, words),
    )


def items(state: State) -> tuple[CardItem, ...]:
    """What will be read. The four attributes stand in one file; the expiry in another one."""
    if state.form is None or state.card is None:
        return _ATTRIBUTES
    asked = from_card.wanted(state.form, state.card.stop).values()
    expires = any(item is CardItem.EXPIRY for _, item in asked)
    return (*_ATTRIBUTES, CardItem.EXPIRY) if expires else _ATTRIBUTES


def tries(visit: CardVisit, words: Words) -> str:
    """How many tries are left, once some are gone."""
    if visit.left is None or visit.left >= ALL_TRIES[visit.key]:
        return ""
    return words.text(f"cards.tries.{visit.key}", left=visit.left)


def wrong(visit: CardVisit, words: Words) -> str:
    """That what was typed was wrong, and what another error would do."""
    if visit.trouble is not CardTrouble.WRONG:
        return ""
    if visit.left is None:
        return words.text("cards.wrong.unlimited")
    return words.text(f"cards.wrong.{visit.key}", left=visit.left)


def has_other(visit: CardVisit) -> bool:
    """Can the card be opened with the other key too?"""
    return seeing.can_open(replace(visit, key=OTHER[visit.key]))


def waits(visit: CardVisit, words: Words) -> str:
    """On the pad: what keeps a card from being read that has only to be put back."""
    if visit.trouble in (CardTrouble.UNREADABLE, CardTrouble.IN_USE):
        return words.text(f"cards.trouble.{visit.trouble}.hint")
    return words.text("cards.secret.waits") if visit.order else ""


def rows(form: FormState, values: Mapping[Slot, Value], words: Words) -> Iterator[Row]:
    """What was read, in the form's fields."""
    fields = _fields(form.book)
    for slot, value in values.items():
        item = fields[slot.field]
        label = in_language(item.label, words.language)
        yield Row(item.id, label, value_text(item, value, words))


def _fields(book: Book) -> dict[str, Field]:
    return {item.id: item for page in book.pages.values() for item in page.fields}


def rest(values: Mapping[Slot, Value], words: Words) -> str:
    """A card does not tell how a name is read: that is asked next."""
    names = (value for value in values.values() if isinstance(value, Name))
    silent = any(not name.family_kana for name in names)
    return words.text("cards.check.rest") if silent else ""


def pad(here: Pad, words: Words) -> PadView:
    """The pad with its dots."""
    parts = here.parts()
    several = len(parts) > 1
    return PadView(
        keys=tuple(map(str, here.keys)),
        parts=tuple(_part(part, words, labelled=several) for part in parts),
        current=next((place for place, part in enumerate(parts, 1) if part.current), 0),
        begun=here.count > 0,
        ready=here.is_full,
    )


def _part(part: Part, words: Words, *, labelled: bool) -> PartView:
    label = words.text(f"cards.secret.part.{part.name}") if labelled else ""
    told = words.text("cards.secret.typed", length=part.length, count=part.count)
    spoken = f"{label} {told}" if label else told
    return PartView(part.name, label, spoken, part.length, part.count, part.current)


def is_left(state: State, sight: Sight, *, was_left: bool, visited: bool) -> bool:
    """Does the reader hold a card of a visit that is over?

    `visited`: the screen before belonged to a visit. A card that is put on at home is none.
    """
    ended = visited and state.screen is Screen.HOME
    return sight.place in OCCUPIED and (was_left or ended)
