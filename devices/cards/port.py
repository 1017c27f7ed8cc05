"""The one verb between the protocol and whatever holds a card."""

from typing import Protocol


class CardPort(Protocol):
    """A connected card: a reader's, a virtual one, or a test's."""

    def send_and_receive(self, apdu: bytes) -> bytes:
        """Send a short command APDU; the answer is its data and the two status bytes.

        Raises:
            CardFault: CardRemoved, ReaderTrouble or ReaderInUse; the command may have been done.
        """
        ...
