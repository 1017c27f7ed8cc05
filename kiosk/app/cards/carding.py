"""From what the screen machine asks of a card to the reader's thread and back, as events.

Nothing of a card is kept here: what was read goes into one event, and the digits of the pad into
the order that overwrites them.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from devices.cards.cards import Item, Kind, Secret
from devices.cards.sight import Order, Sight
from devices.cards.simulator import people
from devices.cards.simulator.faults import Fault, Trouble
from devices.cards.simulator.people import BY_KEY, PEOPLE
from devices.cards.worker import CardWorker
from hub.client import Card as CardSettings
from kiosk.app.cards.facts import outcome, reader
from kiosk.app.cards.screens import Person
from kiosk.app.cards.sources import Opened, open_source
from kiosk.flow import events as ev
from kiosk.flow.state import CardKey, CardTrouble, LookAtCard, ReadCard, ReleaseCard
from kiosk.shell.bridge import Bridge

_SECRETS = {CardKey.PIN: Secret.PIN, CardKey.CODE_B: Secret.CODE_B}
# Milliseconds a command: a card for practice takes about a second to be read, as real ones do.
_PACE = Fault(Trouble.SLOW, 150)
_ITEMS = frozenset({Item.NAME, Item.ADDRESS, Item.BIRTH, Item.SEX})


class Carding(QObject):
    """One reader with its thread. `tell` and `see` are called in the GUI thread.

    `digits` gives what stands on the pad, for good; `opened` says where cards come from.
    """

    def __init__(
        self,
        settings: CardSettings,
        digits: Callable[[], bytearray],
        tell: Callable[[ev.Event], None],
        see: Callable[[Sight], None],
        opened: Callable[[CardSettings], Opened] = open_source,
    ) -> None:
        super().__init__()
        self.settings = settings
        self._digits = digits
        self._tell = tell
        self._see = see
        self._bridge = Bridge(self._receive, self)
        self._source, self._simulated = opened(settings)
        # What was read becomes answers in the reader's thread: an address is looked up for that.
        self._worker = CardWorker(
            self._source, self._bridge.post, lambda done: self._bridge.post(outcome(done))
        )
        self._worker.start()

    def perform(self, effect: ReadCard | LookAtCard | ReleaseCard) -> None:
        """Begin one effect."""
        match effect:
            case ReadCard():
                self._read(effect)
            case LookAtCard():
                self._worker.look()
            case ReleaseCard():
                self._worker.release()

    def close(self) -> None:
        """Let go of the reader."""
        self._worker.stop()
        self._bridge.close()

    def _read(self, effect: ReadCard) -> None:
        digits = self._digits()
        if not digits:
            self._tell(ev.CardFailed(effect.order, CardTrouble.TROUBLE))
            return
        items = _ITEMS | ({Item.EXPIRY} if effect.wants_expiry else frozenset())
        secret = _SECRETS[effect.key]
        self._worker.read(
            Order(effect.order, secret, digits, items, effect.last_try, effect.insertion)
        )

    def _receive(self, item: object) -> None:
        if isinstance(item, Sight):
            self._see(item)
            self._tell(ev.CardSeen(reader(item)))
        elif isinstance(item, ev.CardRead | ev.CardFailed):
            self._tell(item)

    # Cards for practice

    @property
    def people(self) -> Sequence[Person]:
        """Whose cards there are; nobody's where only real ones are read."""
        if self._simulated is None:
            return ()
        return tuple(_person(each) for each in PEOPLE)

    def insert(self, person: str) -> None:
        """Lay somebody's card on the reader."""
        if self._simulated is not None:
            self._simulated.insert(BY_KEY[person], _PACE)
            self._source.wake()

    def pull(self) -> None:
        """Take it away."""
        if self._simulated is not None:
            self._simulated.remove()
            self._source.wake()


def _person(person: people.Person) -> Person:
    """With what has to be typed: whoever practises has no card in the hand to read it from."""
    if person.kind is not Kind.MY_NUMBER:
        return Person(person.key, person.about, "")
    code = f"{person.code_b[:6]} {person.code_b[6:10]} {person.code_b[10:]}"
    typed = f"カードの番号 {code}"
    if person.pin_left is not None:
        typed = f"暗証番号 {people.PIN}　{typed}"
    return Person(person.key, f"{person.name}　{person.about}", typed)
