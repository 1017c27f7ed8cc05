"""The screen machine's part for cards: put on, agree, open, read, check, take away.

Everything about a card is in `State.card`, which is there from the first of these screens to the
last; leaving them by any way ends it, and lets go of the card. What is typed on the pad is never
here. A reading is asked for once for each time that the pad was confirmed, never again by itself.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hub.domain.forms.book import CardItem
from kiosk.flow import asking, seeing
from kiosk.flow import events as ev
from kiosk.flow.asking import Step
from kiosk.flow.forms import filling, from_card
from kiosk.flow.forms.carrying import carried
from kiosk.flow.forms.filling import FormState
from kiosk.flow.state import (
    CardKey,
    CardTrouble,
    CardVisit,
    Effect,
    Limits,
    LookAtCard,
    ReadCard,
    ReleaseCard,
    Screen,
    State,
)

# From these the way back leads out of the card's screens.
_OUTWARD = (Screen.CARD_PLACE, Screen.CARD_CONSENT, Screen.CARD_CHECK, Screen.CARD_TROUBLE)
_KEY_SCREENS = (Screen.CARD_CONSENT, Screen.CARD_SECRET, Screen.CARD_TROUBLE)


def is_offered(state: State, limits: Limits) -> bool:
    """Can the question on the screen be answered with a card?"""
    form = state.form
    if not limits.has_card or state.screen is not Screen.FORM_QUESTION or form is None:
        return False
    return form.stop is not None and from_card.can_fill(form, form.stop)


def _event_chosen(state: State, event: ev.EventChosen, limits: Limits) -> Step:
    """A form begins with the card, if it asks for something that a card can tell."""
    begun, effects = asking.event_chosen(state, event, limits)
    first = begun.screen is Screen.FORM_QUESTION and begun.form is not None
    if not limits.has_card or not first or not from_card.wanted(_form(begun), None):
        return begun, effects
    return _place(begun, CardVisit())


def _card_wanted(state: State, _: ev.CardWanted, limits: Limits) -> Step:
    if not is_offered(state, limits):
        return state, ()
    return _place(state, CardVisit(stop=_form(state).stop))


def _place(state: State, visit: CardVisit) -> Step:
    """Ask for the card, which may be lying there already."""
    return replace(state, screen=Screen.CARD_PLACE, card=visit, overlay=None), (LookAtCard(),)


def _form(state: State) -> FormState:
    """The form that a card is read for. There is always one: see `_place`'s callers."""
    if state.form is None:
        raise ValueError("no form is being filled")
    return state.form


def _leave(state: State) -> State:
    return asking.shown(replace(state, card=None), _form(state))


def _hand_entry(state: State, _: ev.HandEntry, __: Limits) -> Step:
    return (state if state.card is None else _leave(state)), ()


def back(state: State) -> State:
    """One step back; what the card is doing, or must do, is waited for."""
    visit = state.card
    if visit is None or state.screen in (Screen.CARD_READING, Screen.CARD_REMOVE):
        return state
    if state.screen in _OUTWARD and visit.stop is None:
        return replace(state, screen=Screen.FORM_SHELF, card=None)
    if state.screen in _OUTWARD:
        return _leave(state)
    if visit.order:
        return replace(state, card=replace(visit, order=""))
    screen = Screen.CARD_PLACE if visit.removed else Screen.CARD_CONSENT
    return replace(state, screen=screen, card=replace(visit, trouble=None, last_try=False))


def try_again(state: State) -> Step:
    """Look at the card once more, as if it had just been put on."""
    if state.card is None or state.screen is not Screen.CARD_TROUBLE:
        return state, ()
    return _place(state, CardVisit(stop=state.card.stop, key=state.card.key))


def _consented(state: State, event: ev.CardConsent, _: Limits) -> Step:
    visit = state.card
    if visit is None:
        return state, ()
    if state.screen is Screen.CARD_CONSENT and visit.left != 1:
        return _pad(state, replace(visit, last_try=False)), ()
    if state.screen is Screen.CARD_CONSENT:
        return seeing.troubled(state, visit, CardTrouble.LAST_TRY), ()
    warned = state.screen is Screen.CARD_TROUBLE and visit.trouble is CardTrouble.LAST_TRY
    if not warned or not event.last_try:
        return state, ()
    return _pad(state, replace(visit, last_try=True)), ()


def _pad(state: State, visit: CardVisit) -> State:
    """The pad; 照合番号B may be typed while the card is in the hand, for it stands on the card."""
    away = visit.removed and visit.key is CardKey.PIN
    screen = Screen.CARD_PLACE if away else Screen.CARD_SECRET
    return replace(state, screen=screen, card=replace(visit, trouble=None), overlay=None)


def _key_chosen(state: State, event: ev.KeyChosen, _: Limits) -> Step:
    visit = state.card
    if visit is None or state.screen not in _KEY_SCREENS or visit.order:
        return state, ()
    other = replace(visit, key=event.key, trouble=None, last_try=False)
    same = event.key is visit.key and state.screen is not Screen.CARD_TROUBLE
    if same or not seeing.can_open(other):
        return state, ()
    screen = Screen.CARD_PLACE if visit.removed else Screen.CARD_CONSENT
    return replace(state, screen=screen, card=other, overlay=None), ()


def _secret_entered(state: State, event: ev.SecretEntered, _: Limits) -> Step:
    visit = state.card
    if visit is None or state.screen is not Screen.CARD_SECRET or visit.order or not event.order:
        return state, ()
    ready = replace(state, card=replace(visit, order=event.order, trouble=None))
    return (ready, ()) if visit.removed else _read(ready)


def _read(state: State) -> Step:
    visit = state.card
    if visit is None:
        return state, ()
    items = {item for _, item in from_card.wanted(_form(state), visit.stop).values()}
    effect = ReadCard(
        visit.order, visit.key, visit.insertion, visit.last_try, CardItem.EXPIRY in items
    )
    return replace(state, screen=Screen.CARD_READING), (effect,)


def _card_seen(state: State, event: ev.CardSeen, _: Limits) -> Step:
    seen = seeing.seen(state, event.reader)
    if seen.screen is Screen.CARD_REMOVE and seen.card is not None and seen.card.removed:
        return replace(_leave(seen), overlay=seen.overlay), ()
    visit = seen.card
    waits = seen.screen is Screen.CARD_SECRET and visit is not None and visit.order != ""
    return _read(seen) if waits and visit is not None and not visit.removed else (seen, ())


def _awaited(state: State, order: str) -> CardVisit | None:
    """The visit whose reading this ends."""
    visit = state.card
    mine = visit is not None and state.screen is Screen.CARD_READING and visit.order == order
    return visit if mine else None


def _card_read(state: State, event: ev.CardRead, _: Limits) -> Step:
    visit = _awaited(state, event.order)
    if visit is None:
        return state, ()
    found = from_card.values(_form(state), visit.stop, event.facts)
    known = replace(visit, order="", last_try=False, values=found)
    if not found:
        return seeing.troubled(state, known, CardTrouble.UNREADABLE), ()
    return replace(state, screen=Screen.CARD_CHECK, card=known), ()


def _card_failed(state: State, event: ev.CardFailed, _: Limits) -> Step:
    visit = _awaited(state, event.order)
    if visit is None:
        return state, ()
    known = seeing.with_left(replace(visit, order="", last_try=False), _left(event))
    # A card that was put back meanwhile was told before: ask again.
    look: tuple[Effect, ...] = (LookAtCard(),) if event.trouble is CardTrouble.REMOVED else ()
    if known.left == 0:
        return seeing.troubled(state, known, CardTrouble.BLOCKED), look
    if event.trouble is not CardTrouble.WRONG:
        return seeing.troubled(state, known, event.trouble), look
    if known.left == 1:
        return seeing.troubled(state, known, CardTrouble.LAST_TRY), look
    again = _pad(state, known)
    return replace(again, card=replace(known, trouble=CardTrouble.WRONG)), look


def _left(event: ev.CardFailed) -> int | None:
    said = {CardTrouble.BLOCKED: 0, CardTrouble.LAST_TRY: 1}
    return said.get(event.trouble, event.left)


def timed_out(state: State) -> State:
    """A reader that never answers may have used a try."""
    if state.card is None:
        return state
    visit = replace(state.card, order="", last_try=False)
    return seeing.troubled(state, visit, CardTrouble.UNCERTAIN)


def _card_accepted(state: State, event: ev.CardAccepted, _: Limits) -> Step:
    visit = state.card
    if visit is None or state.screen is not Screen.CARD_CHECK:
        return state, ()
    change = event.change if event.change in visit.values else None
    form = _form(state)
    shown = from_card.shared(form, visit.stop)
    filled = carried(filling.take(form, visit.values, visit.stop, change, shown))
    taken = replace(state, form=filled)
    if visit.removed:
        return _leave(taken), ()
    rest = replace(visit, values={})
    return replace(taken, screen=Screen.CARD_REMOVE, card=rest, overlay=None), ()


def is_by_hand(state: State, event: ev.CardSeen) -> bool:
    """Did somebody put a card on, or take it away? Not if the reader came or went."""
    moved = event.reader.place in (ev.ReaderPlace.CARD, ev.ReaderPlace.EMPTY)
    return moved and state.screen is not Screen.CARD_READING


def let_go(before: State, after: State, event: ev.Event) -> tuple[Effect, ...]:
    """The end of a visit's business with a card, or of a reading that nobody waits for."""
    if before.card is None:
        return ()
    given_up = isinstance(event, ev.Tick) and before.screen is not after.screen
    return (ReleaseCard(),) if after.card is None or given_up else ()


HANDLERS: dict[type, Callable[[State, Any, Limits], Step]] = {
    ev.EventChosen: _event_chosen,
    ev.CardWanted: _card_wanted,
    ev.HandEntry: _hand_entry,
    ev.CardConsent: _consented,
    ev.KeyChosen: _key_chosen,
    ev.SecretEntered: _secret_entered,
    ev.CardAccepted: _card_accepted,
    ev.CardSeen: _card_seen,
    ev.CardRead: _card_read,
    ev.CardFailed: _card_failed,
}
