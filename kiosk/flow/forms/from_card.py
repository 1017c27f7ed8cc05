"""What a card tells, as answers to a form's questions."""

from dataclasses import dataclass, field

from hub.domain.forms.answers import Address, PartialDate


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What was read of a card: text as the card has it, empty or None where it tells nothing.

    `name` has U+3000 between its parts. `address` was split by the postal directory
    (`kiosk.typing.postal.split_address`). `sex` is 1 male, 2 female, 0 not stated.
    """

    name: str = field(default="", repr=False)
    address: Address = field(default=Address(), repr=False)
    birth: PartialDate | None = field(default=None, repr=False)
    sex: int = field(default=0, repr=False)
    expiry: PartialDate | None = field(default=None, repr=False)
