"""What PC/SC answers, on pcsc-lite and WinSCard alike, and which fault of ours it is.

Values: winerror.h and pcsclite.h, which agree. pyscard hands them on signed on Windows and
unsigned elsewhere, and WinSCard also lets Windows' own codes through: so they are numbers here,
and whatever is not listed is trouble with the reader.
"""

from enum import IntEnum

from devices.cards.faults import CardFault, CardRemoved, ReaderInUse, ReaderTrouble


class Code(IntEnum):
    """The answers that we tell apart, by their names without SCARD."""

    SUCCESS = 0
    CANCELLED = 0x80100002
    UNKNOWN_READER = 0x80100009
    TIMEOUT = 0x8010000A
    SHARING_VIOLATION = 0x8010000B
    NO_SMARTCARD = 0x8010000C
    NOT_TRANSACTED = 0x80100016
    READER_UNAVAILABLE = 0x80100017
    NO_READERS_AVAILABLE = 0x8010002E
    COMM_DATA_LOST = 0x8010002F
    UNRESPONSIVE_CARD = 0x80100066
    UNPOWERED_CARD = 0x80100067
    RESET_CARD = 0x80100068
    REMOVED_CARD = 0x80100069


# A card was there and is not there any more, or has forgotten all that we did with it.
_REMOVED = {Code.NO_SMARTCARD, Code.RESET_CARD, Code.REMOVED_CARD}

# The reader that was named is not there (any more): its list is to be asked for again.
GONE = {Code.UNKNOWN_READER, Code.READER_UNAVAILABLE, Code.NO_READERS_AVAILABLE}

# Readers say one of these, or nothing at all, while a card is being pulled out of their reach: a
# look at the reader tells whether the card is gone or broken.
UNCLEAR = {
    Code.SUCCESS,  # without any data; measured with pcscd 1.9.9 and vpcd 3.3
    Code.NOT_TRANSACTED,  # the same
    Code.COMM_DATA_LOST,
    Code.UNRESPONSIVE_CARD,
    Code.UNPOWERED_CARD,
}


class PcscFailure(Exception):
    """A call of PC/SC that did not succeed. It never leaves the modules of the transport."""

    def __init__(self, code: int) -> None:
        super().__init__(f"PC/SC answered {code:#010x}")
        self.code = code

    def as_fault(self) -> CardFault:
        """The same as those above know it."""
        if self.code in _REMOVED:
            return CardRemoved()
        if self.code == Code.SHARING_VIOLATION:
            return ReaderInUse()
        return ReaderTrouble(str(self))


def unsigned(number: int) -> int:
    """The 32 bits of a number, as pcsc-lite would have given it."""
    return number & 0xFFFFFFFF


def check(code: int) -> None:
    """Raises PcscFailure unless it went well."""
    if unsigned(code) != Code.SUCCESS:
        raise PcscFailure(unsigned(code))
