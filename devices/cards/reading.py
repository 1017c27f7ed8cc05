"""The three questions to a card: what it is, how many tries are left, what it tells.

Each begins by selecting an application, and all pass the allow-list: hand in a bare port.
Afterwards the caller powers the card off; only that, and another application's selection, ends
what a proven secret opened.
"""

from dataclasses import replace
from datetime import date

from devices.cards import attributes
from devices.cards.apdu import Command, Ins, demand
from devices.cards.cards import Attributes, CardInfo, Item, Kind, Secret, Tries
from devices.cards.faults import (
    CardGarbled,
    CardRefused,
    LastTry,
    SecretBlocked,
    WrongCard,
    WrongSecret,
)
from devices.cards.files import (
    has_application,
    read_object,
    read_start,
    select_application,
)
from devices.cards.guard import Guarded
from devices.cards.port import CardPort
from devices.cards.profile import CARD_2016, Application, Content, Profile
from devices.cards.unlocking import ask_tries, unlock

_LABEL = 32


def identify(port: CardPort, profile: Profile = CARD_2016) -> CardInfo:
    """What the card is, and the tries left of its secrets. It costs no try.

    A card is known by the applications it has; its ATR says nothing certain (it is the reader's
    own work where there is no contact).

    Raises:
        CardFault: CardRemoved, ReaderTrouble, ReaderInUse or CardGarbled.
    """
    return _identify(Guarded(port, profile), profile)


def tries(port: CardPort, secret: Secret, profile: Profile = CARD_2016) -> Tries:
    """The tries left of one secret. It costs none.

    Raises:
        CardRefused: the card does not have this secret.
        CardFault: as identify.
    """
    guarded = Guarded(port, profile)
    application = profile.holder(secret)
    select_application(guarded, application)
    return ask_tries(guarded, application.secret(secret))


def expiry(port: CardPort, profile: Profile = CARD_2016) -> date | None:
    """The last day the card is valid, which it tells without any secret; None if it does not.

    Raises:
        CardFault: as identify.
    """
    return _expiry(Guarded(port, profile), profile)


def read(
    port: CardPort,
    secret: Secret,
    digits: bytearray,
    items: frozenset[Item],
    *,
    last_try: bool = False,
    profile: Profile = CARD_2016,
) -> Attributes:
    """The asked items, by one try of the secret. `digits` are overwritten, whatever happens.

    The photo comes only by 照合番号B; it and the expiry are None if the card does not give them.

    Raises:
        LastTry: one try is left and `last_try` is False: the secret was not sent.
        SecretBlocked: before or by this try.
        WrongSecret: with the tries left.
        TryUnknown: no clear answer to the secret; it is not sent again.
        WrongCard: the card has no attributes, or no such secret.
        CardFault: as identify, also after the secret was found right.
    """
    guarded = Guarded(port, profile)
    try:
        return _read(guarded, profile, secret, digits, items, last_try=last_try)
    finally:
        digits[:] = bytes(len(digits))


def _identify(port: CardPort, profile: Profile) -> CardInfo:
    if has_application(port, profile.text):
        pin = _tries_if_any(port, profile.text, Secret.PIN)
        code_b = _tries_if_any(port, profile.text, Secret.CODE_B)
        if pin or code_b:
            return CardInfo(Kind.MY_NUMBER, pin, code_b)
    if has_application(port, profile.jpki):
        return CardInfo(_kind_by_label(port, profile))
    for application, kind in profile.others:
        if has_application(port, application):
            return CardInfo(kind)
    return CardInfo(Kind.OTHER)


def _tries_if_any(port: CardPort, application: Application, secret: Secret) -> Tries | None:
    try:
        return ask_tries(port, application.secret(secret))
    except CardRefused:
        return None


def _kind_by_label(port: CardPort, profile: Profile) -> Kind:
    try:
        label = read_start(port, profile.jpki.file(Content.TOKEN), _LABEL)
    except CardRefused:
        return Kind.OTHER
    return dict(profile.labels).get(label.rstrip(b" \x00"), Kind.OTHER)


def _read(
    port: CardPort,
    profile: Profile,
    secret: Secret,
    digits: bytearray,
    items: frozenset[Item],
    *,
    last_try: bool,
) -> Attributes:
    # First what needs no secret: a card pulled out meanwhile has lost no try.
    expires = _expiry(port, profile) if Item.EXPIRY in items else None
    if not has_application(port, profile.text):
        raise WrongCard(_identify(port, profile).kind)
    try:
        unlock(port, profile.text, secret, digits, last_try=last_try)
    except CardRefused:
        raise WrongCard(Kind.MY_NUMBER) from None
    data = read_object(port, profile.text.file(Content.ATTRIBUTES))
    found = attributes.parse(data, items)
    shown = Item.PHOTO in items and secret is Secret.CODE_B
    picture = _photo(port, profile.face, digits) if shown else None
    return replace(found, expiry=expires, photo=picture)


def _expiry(port: CardPort, profile: Profile) -> date | None:
    record = profile.common.record
    if record is None or not has_application(port, profile.common):
        return None
    command = Command(Ins.READ_RECORD, record.number, record.file << 3 | 0x04, expected=256)
    try:
        return attributes.expiry(demand(port, command))
    except CardRefused:
        return None


def _photo(port: CardPort, face: Application, digits: bytearray) -> bytes | None:
    """The face's application counts its own tries: its last one is never used for a picture."""
    try:
        select_application(port, face)
        unlock(port, face, Secret.CODE_B, digits, last_try=False)
        return attributes.photo(read_object(port, face.file(Content.FACE)))
    except (CardRefused, CardGarbled, LastTry, SecretBlocked, WrongSecret):
        return None
