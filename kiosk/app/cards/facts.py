"""What the reader's thread tells, as events of the screen machine. Pure but for postal codes."""

import structlog

from devices.cards.cards import Attributes, Birth, Kind, Tries
from devices.cards.sight import Done, Reason, Sight
from hub.domain.forms.answers import Address, PartialDate
from kiosk.flow import events as ev
from kiosk.flow.forms.from_card import CardFacts
from kiosk.flow.state import CardTrouble
from kiosk.typing.postal import areas, split_address

_log = structlog.get_logger("kiosk")

_TROUBLES = {
    Reason.WRONG: CardTrouble.WRONG,
    Reason.BLOCKED: CardTrouble.BLOCKED,
    Reason.LAST_TRY: CardTrouble.LAST_TRY,
    Reason.UNCERTAIN: CardTrouble.UNCERTAIN,
    Reason.REMOVED: CardTrouble.REMOVED,
    Reason.IN_USE: CardTrouble.IN_USE,
    Reason.TROUBLE: CardTrouble.TROUBLE,
    Reason.WRONG_CARD: CardTrouble.OTHER_CARD,
}


def reader(sight: Sight) -> ev.Reader:
    """What the reader shows."""
    place, card = ev.ReaderPlace(sight.place), sight.card
    if card is None:
        return ev.Reader(place, insertion=sight.insertion)
    return ev.Reader(
        place,
        _kind(card.kind),
        _left(card.pin),
        _left(card.code_b),
        card.pin is not None,
        card.code_b is not None,
        sight.insertion,
    )


def _kind(kind: Kind) -> ev.CardKind:
    return ev.CardKind(kind.value)


def _left(tries: Tries | None) -> int | None:
    return tries.left if tries else None


def outcome(done: Done) -> ev.Event:
    """The end of a reading."""
    if done.found is not None:
        return ev.CardRead(done.id, facts(done.found))
    return ev.CardFailed(done.id, _TROUBLES[done.reason or Reason.TROUBLE], done.left)


def facts(found: Attributes) -> CardFacts:
    """What was read, with the address split as the forms ask for it."""
    expiry = found.expiry
    return CardFacts(
        found.name,
        address(found.address),
        _birth(found.birth),
        int(found.sex),
        PartialDate.of(expiry) if expiry else None,
    )


def address(text: str) -> Address:
    """Split by the postal directory; without that, the visitor sees it all in one part."""
    try:
        return split_address(text, areas(text))
    except OSError as fault:
        _log.warning("no postal directory", fault=str(fault))
        return Address(area=text)


def _birth(birth: Birth | None) -> PartialDate | None:
    return PartialDate(birth.year, birth.month, birth.day) if birth else None
