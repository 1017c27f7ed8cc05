"""Status words of cards (ISO/IEC 7816-4, JICSAP 1.1): what the two bytes after an answer mean."""

from enum import IntEnum


class Status(IntEnum):
    """The words that a My Number card is known to answer, and those that ISO defines for it."""

    DONE = 0x9000
    END_OF_FILE = 0x6282
    # Compared and wrong, in a secret without a limit.
    WRONG_NO_LIMIT = 0x6300
    WRONG_LENGTH = 0x6700
    CHANNEL = 0x6881
    SECURE_MESSAGING = 0x6882
    WRONG_FILE_TYPE = 0x6981
    NOT_VERIFIED = 0x6982
    # ISO's word for a blocked secret; this card's own is the next.
    BLOCKED_ISO = 0x6983
    BLOCKED = 0x6984
    CONDITIONS = 0x6985
    NO_CURRENT_FILE = 0x6986
    WRONG_DATA = 0x6A80
    NO_FILE = 0x6A82
    WRONG_PARAMETERS = 0x6A86
    NO_REFERENCE = 0x6A88
    OFFSET_PAST_END = 0x6B00
    INSTRUCTION = 0x6D00
    CLASS = 0x6E00
    # A My Number card may answer so to the first command after power on.
    NO_DIAGNOSIS = 0x6F00


BLOCKED = frozenset({Status.BLOCKED, Status.BLOCKED_ISO})


def more(status: int) -> int | None:
    """61xx: how many bytes GET RESPONSE brings, 1 to 256."""
    return (status & 0xFF or 256) if status >> 8 == 0x61 else None


def right_length(status: int) -> int | None:
    """6Cxx: the length with which to ask again, 1 to 256."""
    return (status & 0xFF or 256) if status >> 8 == 0x6C else None


def counter(status: int) -> int | None:
    """63Cx: how many tries are left, 0 to 15."""
    return status & 0x0F if status & 0xFFF0 == 0x63C0 else None
