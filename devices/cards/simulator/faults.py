"""Faults on command: a card that is taken out, falls silent, talks nonsense or takes its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from time import sleep

from devices.cards.simulator.contact import Card, Mute, Removed


class Trouble(StrEnum):
    """What goes wrong. The number of a Fault means what is said here.

    Commands and bytes are counted from 1 since the card was put on.
    """

    # Taken out before this command.
    REMOVED = "removed"
    # Taken out after this command was done, before its answer.
    LOST = "lost"
    # Taken out in the middle of an answer, after so many bytes of all answers.
    BYTE = "byte"
    # Silent from this command on, which it has still done.
    MUTE = "mute"
    # Random bytes from this command on, which it has still done.
    GARBAGE = "garbage"
    # So many milliseconds for each command.
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Fault:
    """One trouble and its number."""

    trouble: Trouble
    number: int = 1


def fault(words: str) -> Fault:
    """From words like "removed:3"; the number may be left out. Raises ValueError."""
    name, _, number = words.partition(":")
    return Fault(Trouble(name), int(number or 1))


class Faulty:
    """A card with a fault; count starts when it is put on, which is when this is made."""

    def __init__(self, card: Card, fault: Fault) -> None:
        self._card = card
        self._fault = fault
        self._commands = 0
        self._bytes = 0
        # Nonsense that is the same each time.
        self._chance = Random(fault.number)  # noqa: S311 - not a secret
        self._spoil: dict[Trouble, Callable[[bytes], bytes]] = {
            Trouble.REMOVED: self._removed,
            Trouble.LOST: self._lost,
            Trouble.BYTE: self._cut,
            Trouble.MUTE: self._mute,
            Trouble.GARBAGE: self._garbage,
            Trouble.SLOW: self._slow,
        }

    @property
    def atr(self) -> bytes:
        """The card's own."""
        return self._card.atr

    def reset(self) -> None:
        self._card.reset()

    def power_off(self) -> None:
        self._card.power_off()

    def answer(self, apdu: bytes) -> bytes:
        """The card's answer, or what became of it."""
        self._commands += 1
        return self._spoil[self._fault.trouble](apdu)

    @property
    def _due(self) -> bool:
        return self._commands >= self._fault.number

    def _removed(self, apdu: bytes) -> bytes:
        if self._due:
            raise Removed
        return self._card.answer(apdu)

    def _lost(self, apdu: bytes) -> bytes:
        answer = self._card.answer(apdu)
        if self._due:
            raise Removed
        return answer

    def _cut(self, apdu: bytes) -> bytes:
        answer = self._card.answer(apdu)
        room = self._fault.number - self._bytes
        self._bytes += len(answer)
        if self._bytes > self._fault.number:
            raise Removed(answer, room)
        return answer

    def _mute(self, apdu: bytes) -> bytes:
        answer = self._card.answer(apdu)
        if self._due:
            raise Mute
        return answer

    def _garbage(self, apdu: bytes) -> bytes:
        answer = self._card.answer(apdu)
        return self._chance.randbytes(self._chance.randrange(1, 259)) if self._due else answer

    def _slow(self, apdu: bytes) -> bytes:
        # A card that takes its time holds up whoever asked it.
        sleep(self._fault.number / 1000)
        return self._card.answer(apdu)
