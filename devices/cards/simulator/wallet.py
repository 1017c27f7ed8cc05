"""Where virtual cards come from: one a person, which remembers its tries."""

from __future__ import annotations

from datetime import UTC, date, datetime

from devices.cards.cards import Kind
from devices.cards.simulator import face, jpki, text
from devices.cards.simulator.ca import Authority, thrown_away
from devices.cards.simulator.card import Quirks, VirtualCard
from devices.cards.simulator.counters import Counters
from devices.cards.simulator.encode import tlv
from devices.cards.simulator.layout import Application, Layout, Records
from devices.cards.simulator.people import NUMBER, Person

# ATRs of contactless cards as readers make them (PC/SC part 3): they tell little.
ATR_MY_NUMBER = bytes.fromhex("3B888001000041E0B381A1003B")
ATR_JUKI = bytes.fromhex("3B888001000014E0B38191005E")
ATR_LICENCE = bytes.fromhex("3B8880010000000091 81C100D8")
ATRS = {Kind.JUKI: ATR_JUKI, Kind.LICENCE: ATR_LICENCE}

COMMON_AID = bytes.fromhex("D3921000310001010100")
LICENCE_AIDS = ("A0000002310100000000000000000000", "A0000002310200000000000000000000")
RESIDENCE_AIDS = tuple(f"D392F0004F0{n}00000000000000000000" for n in (2, 3, 4))


class Wallet:
    """Everybody's cards, each made when it is taken out first."""

    def __init__(
        self,
        authority: Authority | None = None,
        counters: Counters | None = None,
        today: date | None = None,
    ) -> None:
        self._authority = authority or thrown_away()
        self._counters = counters or Counters()
        self._today = today or datetime.now(UTC).date()
        self._cards: dict[Person, VirtualCard] = {}

    def card(self, person: Person) -> VirtualCard:
        """The person's card, the same one each time."""
        if person not in self._cards:
            self._cards[person] = self.special_card(person, Quirks())
        return self._cards[person]

    def special_card(self, person: Person, quirks: Quirks) -> VirtualCard:
        """Another card of the person, with the same counters, that behaves otherwise."""
        layout = Layout(
            ATRS.get(person.kind, ATR_MY_NUMBER), self._applications(person), _objects(person)
        )
        return VirtualCard(person.key, layout, self._counters, quirks)

    def _applications(self, person: Person) -> tuple[Application, ...]:
        match person.kind:
            case Kind.MY_NUMBER:
                return (
                    text.application(person, self._authority),
                    face.application(person, self._authority),
                    jpki.application(person, self._authority, self._today),
                    _common(person),
                )
            case Kind.SMARTPHONE | Kind.JUKI:
                return (jpki.application(person, self._authority, self._today),)
            case Kind.LICENCE:
                return _empty(LICENCE_AIDS)
            case Kind.RESIDENCE:
                return _empty(RESIDENCE_AIDS)
            case _:
                return ()


def _common(person: Person) -> Application:
    """共通カードAP: number of the card, municipality, expiry."""
    facts = b"0" * 15 + face.MUNICIPALITY + _expiry(person)
    return Application("common", COMMON_AID, {0x0001: Records((tlv(0x01, facts),))})


def _objects(person: Person) -> dict[int, bytes]:
    """What a My Number card tells of itself before anything is selected."""
    if person.kind is not Kind.MY_NUMBER:
        return {}
    number = NUMBER.encode()
    return {0x0042: number, 0x0045: number, 0x00F0: face.MUNICIPALITY, 0x00F2: _expiry(person)}


def _empty(aids: tuple[str, ...]) -> tuple[Application, ...]:
    """Applications that can be selected, and of which we read nothing."""
    return tuple(Application(aid, bytes.fromhex(aid)) for aid in aids)


def _expiry(person: Person) -> bytes:
    return person.expiry.strftime("%Y%m%d").encode()
