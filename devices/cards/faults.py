"""What can go wrong between a card and us. None of it holds a digit or a word of a card."""

from devices.cards.cards import Kind


class CardFault(Exception):
    """Something of the world outside: the card, the reader, the person. Never a bug."""


class CardRemoved(CardFault):
    """The card was taken away."""

    def __init__(self) -> None:
        super().__init__("the card was taken away")


class ReaderTrouble(CardFault):
    """The reader, its driver or its service does not answer; `what` says which, in English."""

    def __init__(self, what: str = "the reader does not answer") -> None:
        super().__init__(what)


class ReaderInUse(CardFault):
    """Another program holds the card."""

    def __init__(self) -> None:
        super().__init__("another program holds the card")


class CardGarbled(CardFault):
    """The card's answer makes no sense; `what` says in English what does not."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the card's answer makes no sense: {what}")


class CardRefused(CardFault):
    """The card answered a command with a status that is not success."""

    def __init__(self, instruction: int, status: int) -> None:
        super().__init__(f"the card refused command {instruction:02X}: status {status:04X}")
        self.instruction = instruction
        self.status = status


class WrongCard(CardFault):
    """The card is not a My Number card, or its chip lacks what was asked for."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"this card cannot be read: {kind}")
        self.kind = kind


class WrongSecret(CardFault):
    """The card compared the secret and found it wrong; None left means no limit."""

    def __init__(self, left: int | None) -> None:
        super().__init__(f"wrong secret, tries left: {left}")
        self.left = left


class SecretBlocked(CardFault):
    """The secret is blocked, before or by this try: only the city hall's counter unblocks it."""

    def __init__(self) -> None:
        super().__init__("the secret is blocked")


class LastTry(CardFault):
    """One try is left and nobody agreed to use it: the secret was not sent."""

    def __init__(self) -> None:
        super().__init__("one try is left, and no consent to use it: nothing was sent")


class TryUnknown(CardFault):
    """The secret was sent and no clear answer came: it must not be sent again by itself.

    `left` is the counter read afterwards, or None if the card could not be asked.
    """

    def __init__(self, left: int | None) -> None:
        super().__init__(f"no clear answer to the secret, tries left: {left}")
        self.left = left


class NotAllowed(Exception):
    """A command that is not on the allow-list was stopped before the reader: a bug of ours."""

    def __init__(self, instruction: int | None) -> None:
        name = "empty" if instruction is None else f"{instruction:02X}"
        super().__init__(f"command {name} is not allowed in this state")
