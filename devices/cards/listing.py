"""All readers of this machine: for a person who sets one up."""

from collections.abc import Callable
from dataclasses import dataclass

from devices.cards.codes import PcscFailure
from devices.cards.context import EXCLUSIVE, IN_USE, PRESENT, Context
from devices.cards.faults import ReaderTrouble


@dataclass(frozen=True, slots=True)
class Listed:
    """A reader by its system's name."""

    name: str
    card: bool
    # Another program holds the card.
    taken: bool


def readers(establish: Callable[[], Context] = Context) -> tuple[Listed, ...]:
    """What is plugged in, now.

    Raises:
        ReaderTrouble: the PC/SC service does not run. Windows stops it without a reader.
    """
    try:
        context = establish()
    except PcscFailure as failure:
        raise ReaderTrouble(str(failure)) from None
    try:
        states = context.states(context.readers())
    except PcscFailure as failure:
        raise ReaderTrouble(str(failure)) from None
    finally:
        context.release()
    return tuple(
        Listed(name, bool(state & PRESENT), bool(state & (EXCLUSIVE | IN_USE)))
        for name, state in states.items()
    )
