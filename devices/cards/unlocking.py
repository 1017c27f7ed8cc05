"""Secrets: the tries left, and one single try. What was sent is never sent again by itself."""

from devices.cards import status
from devices.cards.apdu import Command, Ins, transmit
from devices.cards.cards import Secret, Tries
from devices.cards.faults import (
    CardFault,
    CardRefused,
    LastTry,
    SecretBlocked,
    TryUnknown,
    WrongSecret,
)
from devices.cards.files import select_application, select_file
from devices.cards.port import CardPort
from devices.cards.profile import Application, SecretFile
from devices.cards.status import Status


def ask_tries(port: CardPort, file: SecretFile) -> Tries:
    """Ask the selected application, at no cost (VERIFY of four bytes, JICSAP 6.4.9).

    Raises:
        CardRefused: the card does not have this secret.
    """
    select_file(port, file.id)
    answer = transmit(port, Command(Ins.VERIFY, 0x00, 0x80)).status
    left = status.counter(answer)
    if left is not None:
        return Tries(left)
    if answer in status.BLOCKED:
        return Tries(0)
    if answer == Status.WRONG_NO_LIMIT:
        return Tries(None)
    if answer == Status.DONE:
        # Some cards say only that it was proven before: which gave all tries back.
        return Tries(file.tries)
    raise CardRefused(Ins.VERIFY, answer)


def unlock(
    port: CardPort, application: Application, secret: Secret, digits: bytearray, *, last_try: bool
) -> None:
    """Prove the secret to the selected application, once. The caller overwrites `digits`.

    Raises:
        SecretBlocked: before or by this try.
        LastTry: one try is left and `last_try` is False: nothing was sent.
        WrongSecret: with the tries left.
        TryUnknown: no clear answer; the counter was read again, the secret not sent again.
        ValueError: not a secret of this length: nothing was sent.
    """
    file = application.secret(secret)
    if len(digits) != file.digits or not digits.isdigit():
        raise ValueError(f"{secret} has {file.digits} digits")
    tries = ask_tries(port, file)
    if tries.blocked:
        raise SecretBlocked
    if tries.left == 1 and not last_try:
        raise LastTry
    fault = _fault(_try_once(port, digits))
    if isinstance(fault, TryUnknown):
        # Raised here, not in an except block: no traceback keeps the frame that held the secret.
        raise TryUnknown(_left_now(port, application, file))
    if fault is not None:
        raise fault


def _try_once(port: CardPort, digits: bytearray) -> int:
    """The status, or 0 if none came. Not followed up: see apdu.exchange."""
    try:
        return transmit(port, Command(Ins.VERIFY, 0x00, 0x80, bytes(digits))).status
    except CardFault:
        return 0


def _fault(answer: int) -> CardFault | None:
    left = status.counter(answer)
    if answer == Status.DONE:
        return None
    if answer in status.BLOCKED or left == 0:
        return SecretBlocked()
    if left is not None or answer == Status.WRONG_NO_LIMIT:
        return WrongSecret(left)
    return TryUnknown(None)


def _left_now(port: CardPort, application: Application, file: SecretFile) -> int | None:
    """The counter after an unclear answer: from the start, for the card may have been reset."""
    try:
        select_application(port, application)
        return ask_tries(port, file).left
    except CardFault:
        return None
