"""What the card thread tells, what may be ordered of it, and how an order ended."""

from dataclasses import dataclass, field
from enum import StrEnum

from devices.cards.cards import Attributes, CardInfo, Item, Secret


class Place(StrEnum):
    """What is at the reader."""

    # The PC/SC service does not run, or went away: it is looked for until it is back.
    NO_SERVICE = "no_service"
    NO_READER = "no_reader"
    EMPTY = "empty"
    # A card was put on and is being looked at.
    LOOKING = "looking"
    # A card that gave no sensible answer: put on badly, broken, mute. It is tried again.
    UNREADABLE = "unreadable"
    # Another program holds the card. It is tried again.
    IN_USE = "in_use"
    # A card that is known: Sight.card says what it is.
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Sight:
    """The state of the reader, told when it changes."""

    place: Place
    # With Place.CARD, and only then.
    card: CardInfo | None = None
    # The reader's name as the system gives it; "" where there is none.
    reader: str = ""
    # No card is really there: a screen that shows what it read must say so.
    simulated: bool = False
    # Another number each time that a card is put on; 0 while there is none.
    insertion: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """Read the card once. Whoever gives an order gives its digits away: they are overwritten."""

    # Chosen by the caller; Done carries it back.
    id: str
    secret: Secret
    # ASCII, as typed.
    digits: bytearray = field(repr=False)
    items: frozenset[Item]
    # The person agreed, after explanation, that the only try left is used.
    last_try: bool = False
    # The Sight.insertion at which the person agreed; 0: whatever card was told last.
    insertion: int = 0

    def wipe(self) -> None:
        """Overwrite the digits."""
        self.digits[:] = bytes(len(self.digits))


class Reason(StrEnum):
    """Why an order brought nothing."""

    # The card compared the digits: Done.left tries are left.
    WRONG = "wrong"
    BLOCKED = "blocked"
    # One try is left and Order.last_try was not set: nothing was sent.
    LAST_TRY = "last_try"
    # The digits were sent, or perhaps sent, and no clear answer came: a try may be gone.
    UNCERTAIN = "uncertain"
    # The card was taken away or another one put on, before the digits were sent or after they
    # were found right: no try is gone.
    REMOVED = "removed"
    IN_USE = "in_use"
    # The reader or its service failed, or the terminal is being switched off: no try is gone.
    TROUBLE = "trouble"
    WRONG_CARD = "wrong_card"


@dataclass(frozen=True, slots=True)
class Done:
    """The end of an order: what was found, or else the reason."""

    id: str
    found: Attributes | None = field(repr=False, default=None)
    reason: Reason | None = None
    # Tries left, where the card told so; with WRONG, None means that the card sets no limit.
    left: int | None = None
