"""Short command APDUs and their answers (ISO/IEC 7816-4), one at a time and followed up.

Short alone: readers differ in what they make of extended ones, cards do not need them.
"""

from dataclasses import dataclass, field, replace
from enum import IntEnum

from devices.cards import status
from devices.cards.faults import CardGarbled, CardRefused
from devices.cards.port import CardPort
from devices.cards.status import Status

# No answer that we ask for comes in more pieces than this.
_MOST_PIECES = 8
_LONGEST_ANSWER = 256 + 2


class Ins(IntEnum):
    """The instructions that we know. There is no other in this package."""

    VERIFY = 0x20
    SIGN = 0x2A
    SELECT = 0xA4
    READ_BINARY = 0xB0
    READ_RECORD = 0xB2
    GET_RESPONSE = 0xC0


@dataclass(frozen=True, slots=True)
class Command:
    """A short command; `expected` is Le in bytes, 1 to 256, or None for no Le."""

    ins: Ins
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    expected: int | None = None
    cla: int = 0x00

    def encoded(self) -> bytes:
        head = bytes((self.cla, self.ins, self.p1, self.p2))
        body = bytes((len(self.data),)) + self.data if self.data else b""
        tail = bytes((self.expected & 0xFF,)) if self.expected else b""
        return head + body + tail


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: its data and its status word."""

    data: bytes = field(repr=False)
    status: int


def transmit(port: CardPort, command: Command) -> Response:
    """Send a command once, and nothing after it.

    Raises:
        CardGarbled: the answer is too short to hold a status, or longer than any short one.
        CardFault: whatever the port raises.
    """
    answer = port.send_and_receive(command.encoded())
    if not 2 <= len(answer) <= _LONGEST_ANSWER:
        raise CardGarbled(f"an answer of {len(answer)} bytes")
    return Response(answer[:-2], int.from_bytes(answer[-2:], "big"))


def exchange(port: CardPort, command: Command) -> Response:
    """Send a command; ask again with the length the card names, and for the rest of its data.

    Never for VERIFY: asking again would spend a second try.
    """
    response = transmit(port, command)
    length = status.right_length(response.status)
    if length and command.expected:
        response = transmit(port, replace(command, expected=length))
    return _rest(port, response)


def _rest(port: CardPort, response: Response) -> Response:
    data = bytearray(response.data)
    for _ in range(_MOST_PIECES):
        length = status.more(response.status)
        if length is None:
            return Response(bytes(data), response.status)
        response = transmit(port, Command(Ins.GET_RESPONSE, 0, 0, expected=length))
        data += response.data
    raise CardGarbled("an answer without end")


def demand(port: CardPort, command: Command) -> bytes:
    """The data of a command that must succeed.

    Raises:
        CardRefused: the card answered anything but 9000.
    """
    response = exchange(port, command)
    if response.status != Status.DONE:
        raise CardRefused(command.ins, response.status)
    return response.data
