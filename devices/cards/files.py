"""Applications and files: selected by their whole names, read for just the bytes they hold."""

from devices.cards import tlv
from devices.cards.apdu import Command, Ins, demand, exchange
from devices.cards.faults import CardGarbled, CardRefused
from devices.cards.port import CardPort
from devices.cards.profile import Application, File
from devices.cards.status import Status

# Enough for the longest head (two bytes of tag, three of length); the shortest file has more.
_HEAD = 7
_PIECE = 256


def select_application(port: CardPort, application: Application) -> None:
    """Select it; once again if the card is only now awake (6F00 after power on).

    Raises:
        CardRefused: the card does not have it.
    """
    command = Command(Ins.SELECT, 0x04, 0x0C, application.aid)
    response = exchange(port, command)
    if response.status == Status.NO_DIAGNOSIS:
        response = exchange(port, command)
    if response.status != Status.DONE:
        raise CardRefused(Ins.SELECT, response.status)


def has_application(port: CardPort, application: Application) -> bool:
    """Select it; False if the card does not have it."""
    try:
        select_application(port, application)
    except CardRefused:
        return False
    return True


def select_file(port: CardPort, file: int) -> None:
    """Select a file of the selected application by its identifier.

    Raises:
        CardRefused: the card does not have it.
    """
    demand(port, Command(Ins.SELECT, 0x02, 0x0C, file.to_bytes(2, "big")))


def read_start(port: CardPort, file: File, length: int) -> bytes:
    """The first bytes of a file, 1 to 256; fewer if it is shorter."""
    select_file(port, file.id)
    return _read(port, 0, length)


def read_object(port: CardPort, file: File) -> bytes:
    """The one object a file begins with, whole, without the filler after it.

    Its head is read first, then as many bytes as that names: reading on to the file's end
    would cost a command, and a length taken from the third byte alone fails from 128 bytes on.

    Raises:
        CardRefused: the file cannot be read.
        CardGarbled: the object is longer than the file can be, or the file ends within it.
    """
    data = read_start(port, file, _HEAD)
    end = tlv.header(data).end
    if end > file.longest:
        raise CardGarbled("an object longer than its file")
    while len(data) < end:
        asked = min(end - len(data), _PIECE)
        piece = _read(port, len(data), asked)
        # A short piece is a file's end (JICSAP 6.4.1): going on would ask byte by byte.
        if len(piece) < asked:
            raise CardGarbled("a file that ends within its object")
        data += piece
    return data[:end]


def _read(port: CardPort, offset: int, length: int) -> bytes:
    command = Command(Ins.READ_BINARY, offset >> 8, offset & 0xFF, expected=length)
    response = exchange(port, command)
    if response.status == Status.OFFSET_PAST_END:
        return b""
    if response.status not in {Status.DONE, Status.END_OF_FILE}:
        raise CardRefused(command.ins, response.status)
    return response.data[:length]
