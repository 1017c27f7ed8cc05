"""What follows from what the reader shows, screen by screen."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.flow.events import CardKind, Reader, ReaderPlace
from kiosk.flow.state import CardKey, CardTrouble, CardVisit, Screen, State

# There is no card, as far as is known.
_GONE = frozenset({ReaderPlace.NO_SERVICE, ReaderPlace.NO_READER, ReaderPlace.EMPTY})
_TROUBLES = {
    ReaderPlace.NO_SERVICE: CardTrouble.NO_READER,
    ReaderPlace.NO_READER: CardTrouble.NO_READER,
    ReaderPlace.UNREADABLE: CardTrouble.UNREADABLE,
    ReaderPlace.IN_USE: CardTrouble.IN_USE,
}
_OTHERS = {
    CardKind.SMARTPHONE: CardTrouble.SMARTPHONE,
    CardKind.JUKI: CardTrouble.JUKI,
    CardKind.LICENCE: CardTrouble.LICENCE,
    CardKind.RESIDENCE: CardTrouble.RESIDENCE,
    CardKind.OTHER: CardTrouble.OTHER_CARD,
}
# Troubles of the reader: they end when it shows something else, the card unmoved.
_PASSING = frozenset({CardTrouble.NO_READER, CardTrouble.UNREADABLE, CardTrouble.IN_USE})


def seen(state: State, reader: Reader) -> State:
    """The state when the reader shows this. Only while a card is wanted does it matter."""
    return state if state.card is None else _SCREENS[state.screen](state, state.card, reader)


def troubled(state: State, visit: CardVisit, trouble: CardTrouble) -> State:
    """The screen that says what happened, and what can be done."""
    return replace(state, screen=Screen.CARD_TROUBLE, card=replace(visit, trouble=trouble))


def can_open(visit: CardVisit) -> bool:
    """Does the card have the key in use, and is it not blocked?"""
    has = visit.has_pin if visit.key is CardKey.PIN else visit.has_code
    return has and visit.left != 0


def with_left(visit: CardVisit, left: int | None) -> CardVisit:
    """The visit with the tries that are left of the key in use; None is no news."""
    if left is None:
        return visit
    pin = visit.key is CardKey.PIN
    return replace(visit, pin_left=left) if pin else replace(visit, code_left=left)


def _arrived(state: State, visit: CardVisit, reader: Reader) -> State:
    """Something was put on, or not yet: all that was agreed to before was for another card."""
    fresh = replace(
        _told(visit, reader),
        insertion=reader.insertion,
        removed=reader.place in _GONE,
        order="",
        trouble=None,
        last_try=False,
    )
    if reader.place in _TROUBLES:
        return troubled(state, fresh, _TROUBLES[reader.place])
    if reader.place is not ReaderPlace.CARD:
        return replace(state, screen=Screen.CARD_PLACE, card=fresh)
    if reader.kind in _OTHERS:
        return troubled(state, fresh, _OTHERS[reader.kind])
    return _openable(state, fresh)


def _told(visit: CardVisit, reader: Reader) -> CardVisit:
    return replace(
        visit,
        pin_left=reader.pin_left,
        code_left=reader.code_left,
        has_pin=reader.has_pin,
        has_code=reader.has_code,
    )


def _openable(state: State, visit: CardVisit) -> State:
    """Ask for consent. A card without the key that is wanted is opened with the other one."""
    lacks = not (visit.has_pin if visit.key is CardKey.PIN else visit.has_code)
    if lacks and not (visit.has_pin or visit.has_code):
        return troubled(state, visit, CardTrouble.UNREADABLE)
    other = CardKey.CODE_B if visit.key is CardKey.PIN else CardKey.PIN
    keyed = replace(visit, key=other) if lacks else visit
    if keyed.left == 0:
        return troubled(state, keyed, CardTrouble.BLOCKED)
    return replace(state, screen=Screen.CARD_CONSENT, card=keyed)


def _placing(state: State, visit: CardVisit, reader: Reader) -> State:
    return _arrived(state, visit, reader)


def _lying(state: State, visit: CardVisit, reader: Reader) -> State:
    """The card that the screen speaks of has to lie there."""
    if reader.insertion != visit.insertion or reader.place in (*_GONE, *_TROUBLES):
        return _arrived(state, visit, reader)
    if reader.place is not ReaderPlace.CARD or _told(visit, reader) == visit:
        return state
    # Another program tried: what was shown of the tries is not so any more.
    return _arrived(state, visit, reader)


def _typing(state: State, visit: CardVisit, reader: Reader) -> State:
    """照合番号B is printed on the card: people take it into their hand to read it."""
    if visit.key is CardKey.PIN or reader.place in (ReaderPlace.NO_SERVICE, ReaderPlace.NO_READER):
        return _lying(state, visit, reader)
    wrong = visit.trouble if visit.trouble is CardTrouble.WRONG else None
    if reader.place is not ReaderPlace.CARD:
        trouble = _TROUBLES.get(reader.place, wrong)
        return replace(state, card=replace(visit, removed=True, trouble=trouble))
    if reader.kind is not CardKind.MY_NUMBER or _told(visit, reader) != visit:
        return _arrived(state, visit, reader)
    back = replace(visit, insertion=reader.insertion, removed=False, trouble=wrong)
    return replace(state, card=back)


def _noting(state: State, visit: CardVisit, reader: Reader) -> State:
    """Whether the card still lies there is all that matters."""
    return replace(state, card=replace(visit, removed=reader.place in _GONE))


def _troubled(state: State, visit: CardVisit, reader: Reader) -> State:
    """The words stay when the card is taken away; another card, or this one again, goes on."""
    if reader.place is ReaderPlace.EMPTY and visit.trouble is not CardTrouble.NO_READER:
        return replace(state, card=replace(visit, removed=True))
    if reader.place is ReaderPlace.LOOKING:
        return state
    same = reader.insertion == visit.insertion and not visit.removed
    if not same or visit.trouble in _PASSING:
        return _arrived(state, visit, reader)
    told = _told(visit, reader) if reader.place is ReaderPlace.CARD else visit
    if visit.trouble is CardTrouble.LAST_TRY and told.left != visit.left:
        return _arrived(state, visit, reader)
    return replace(state, card=told)


_SCREENS: dict[Screen, Callable[[State, CardVisit, Reader], State]] = {
    Screen.CARD_PLACE: _placing,
    Screen.CARD_CONSENT: _lying,
    Screen.CARD_SECRET: _typing,
    Screen.CARD_READING: _noting,
    Screen.CARD_CHECK: _noting,
    Screen.CARD_REMOVE: _noting,
    Screen.CARD_TROUBLE: _troubled,
}
