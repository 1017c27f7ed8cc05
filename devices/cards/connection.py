"""A card that PC/SC has connected, as the port that the protocol speaks through."""

from collections.abc import Callable

from devices.cards.codes import GONE, UNCLEAR, PcscFailure
from devices.cards.context import PRESENT, Context, Handle
from devices.cards.faults import CardRemoved, ReaderTrouble

# A pulled card is noticed by its reader within that: pcscd and the virtual reader look every
# 0.4 s, readers on USB tell by themselves.
NOTICED_SECONDS = 0.6


class Connection:
    """One card, from its connection to its switching off."""

    def __init__(
        self, context: Context, reader: str, handle: Handle, clock: Callable[[], float]
    ) -> None:
        self._context = context
        self._reader = reader
        self._handle = handle
        self._clock = clock

    def send_and_receive(self, apdu: bytes) -> bytes:
        """As CardPort has it. A failed command may have been done, and is never sent again."""
        try:
            answer = self._context.transmit(self._handle, apdu)
        except PcscFailure as failure:
            if failure.code in UNCLEAR and self._is_gone():
                raise CardRemoved from None
            raise failure.as_fault() from None
        if answer:
            return answer
        if self._is_gone():
            raise CardRemoved
        raise ReaderTrouble("the card did not answer")

    def _is_gone(self) -> bool:
        """Whether the card has left the reader; waits until a reader would have noticed."""
        end = self._clock() + NOTICED_SECONDS
        try:
            while _is_present(known := self._context.states([self._reader])):
                left = end - self._clock()
                if left <= 0:
                    return False
                self._context.until_change(known, left)
        except PcscFailure as failure:
            return failure.code in GONE
        return True


def _is_present(states: dict[str, int]) -> bool:
    return all(state & PRESENT for state in states.values())
