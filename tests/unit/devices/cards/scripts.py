"""A card that answers from a list, whatever it is asked: for answers that no good card gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from devices.cards.faults import CardFault, CardRemoved


@dataclass
class Script:
    """Answers in turn, bytes in hex or a fault; when there are no more the card is gone."""

    answers: Iterable[str | CardFault]
    sent: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = iter(self.answers)

    def send_and_receive(self, apdu: bytes) -> bytes:
        self.sent.append(apdu.hex())
        answer = next(self._left, CardRemoved())
        if isinstance(answer, CardFault):
            raise answer
        return bytes.fromhex(answer)
