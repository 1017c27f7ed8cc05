"""A virtual card, spoken to in hex."""

from devices.cards.simulator.card import Quirks, VirtualCard
from devices.cards.simulator.people import ORDINARY, Person
from devices.cards.simulator.wallet import Wallet

TEXT = "00A4040C0AD3921000310001010408"
FACE = "00A4040C0AD3921000310001010402"
JPKI = "00A4040C0AD392F000260100000001"
COMMON = "00A4040C0AD3921000310001010100"
ASK = "00200080"


def file(fid: int) -> str:
    """SELECT EF."""
    return f"00A4020C02{fid:04X}"


def verify(secret: str) -> str:
    """VERIFY of the selected secret."""
    return f"00200080{len(secret):02X}{secret.encode().hex()}"


class Talk:
    """A card and what was said to it; answers are in hex, upper case."""

    def __init__(self, person: Person = ORDINARY, quirks: Quirks | None = None) -> None:
        self.card: VirtualCard = Wallet().special_card(person, quirks or Quirks())

    def __call__(self, *commands: str) -> str:
        """The answer to the last command."""
        answer = b""
        for command in commands:
            answer = self.card.answer(bytes.fromhex(command))
        return answer.hex().upper()

    def whole(self, *commands: str) -> bytes:
        """The file that the commands select, read to its end."""
        self(*commands)
        content = b""
        while (answer := self.card.answer(b"\x00\xb0" + len(content).to_bytes(2) + b"\x00"))[
            -2:
        ] == b"\x90\x00":
            content += answer[:-2]
        assert answer == b"\x6b\x00"
        return content
