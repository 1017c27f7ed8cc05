"""How an order ends that brings nothing: by a fault, or because there is no card."""

from devices.cards.faults import (
    CardFault,
    CardRemoved,
    LastTry,
    ReaderInUse,
    SecretBlocked,
    TryUnknown,
    WrongCard,
    WrongSecret,
)
from devices.cards.sight import Done, Place, Reason

_WITHOUT_TRIES: dict[type[CardFault], Reason] = {
    CardRemoved: Reason.REMOVED,
    ReaderInUse: Reason.IN_USE,
    WrongCard: Reason.WRONG_CARD,
}

_WITHOUT_CARD = {
    Place.EMPTY: Reason.REMOVED,
    Place.LOOKING: Reason.REMOVED,
    Place.IN_USE: Reason.IN_USE,
}


def failed(order: str, fault: CardFault) -> Done:
    """The end of an order that a fault ended."""
    match fault:
        case WrongSecret():
            return Done(order, reason=Reason.WRONG, left=fault.left)
        case SecretBlocked():
            return Done(order, reason=Reason.BLOCKED, left=0)
        case LastTry():
            return Done(order, reason=Reason.LAST_TRY, left=1)
        case TryUnknown():
            return Done(order, reason=Reason.UNCERTAIN, left=fault.left)
    return Done(order, reason=_WITHOUT_TRIES.get(type(fault), Reason.TROUBLE))


def without_card(place: Place) -> Reason:
    """Why an order is not begun where there is no known card."""
    return _WITHOUT_CARD.get(place, Reason.TROUBLE)
