"""What a card is and what it tells, as values. Nothing personal shows in their repr."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What lies on the reader."""

    MY_NUMBER = "my_number"
    # A smartphone's JPKI token: it has no attributes to read.
    SMARTPHONE = "smartphone"
    # 住基カード, the My Number card's predecessor.
    JUKI = "juki"
    # 運転免許証
    LICENCE = "licence"
    # 在留カード, 特別永住者証明書
    RESIDENCE = "residence"
    OTHER = "other"


class Secret(StrEnum):
    """What a person proves to the card. 照合番号A, the number itself, is not among them."""

    # 券面事項入力補助用の暗証番号: four digits.
    PIN = "pin"
    # 照合番号B: fourteen digits, from the card's face.
    CODE_B = "code_b"
    # 利用者証明用電子証明書の暗証番号: four digits.
    AUTH_PIN = "auth_pin"


class Item(StrEnum):
    """What can be read of a card."""

    NAME = "name"
    ADDRESS = "address"
    BIRTH = "birth"
    SEX = "sex"
    EXPIRY = "expiry"
    # By 照合番号B only: the PIN does not open it.
    PHOTO = "photo"


class Sex(IntEnum):
    """As a card states it (JIS X 0303): all other codes are taken for not stated."""

    NOT_STATED = 0
    MALE = 1
    FEMALE = 2


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a secret may still be tried: None where the card sets no limit."""

    left: int | None

    @property
    def blocked(self) -> bool:
        return self.left == 0


@dataclass(frozen=True, slots=True)
class CardInfo:
    """A card as it shows without any secret: None where it has no such secret."""

    kind: Kind
    pin: Tries | None = None
    code_b: Tries | None = None


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth, whose month and day a registry may not know."""

    year: int = field(repr=False)
    month: int | None = field(repr=False)
    day: int | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What was read. Text is as the card holds it: a name's parts stand apart by U+3000.

    What a card does not tell legibly, or what was not asked for, is empty: "", None, NOT_STATED.
    """

    name: str = field(repr=False, default="")
    address: str = field(repr=False, default="")
    birth: Birth | None = field(repr=False, default=None)
    sex: Sex = field(repr=False, default=Sex.NOT_STATED)
    expiry: date | None = field(repr=False, default=None)
    # JPEG 2000 in a JP2 container, greyscale.
    photo: bytes | None = field(repr=False, default=None)
