"""What happens to a kiosk: what a person does, what came of it, and time."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hub.domain.forms.answers import Slot, Value
from hub.domain.forms.book import Book
from hub.domain.forms.checking import Wrong
from hub.domain.forms.walking import Stop
from kiosk.flow import arrivals
from kiosk.flow.forms.from_card import CardFacts
from kiosk.flow.state import Aid, CardKey, CardTrouble, Given, Overlay, Print, Scanned


@dataclass(frozen=True, slots=True)
class Touched:
    """Anything was touched or pressed: somebody is there."""


@dataclass(frozen=True, slots=True)
class TakeNumber:
    """「番号札をとる」."""


@dataclass(frozen=True, slots=True)
class ServiceChosen:
    """A service was tapped; `request` is a fresh uuid4 in 32 hex digits for its number."""

    service: str
    request: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class PriorityWanted:
    """「優先のご案内を希望する」."""


@dataclass(frozen=True, slots=True)
class PriorityChosen:
    """A priority class, or None for none."""

    priority: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An overlay was asked for."""

    overlay: Overlay


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """A language tag of the site."""

    language: str


@dataclass(frozen=True, slots=True)
class AidToggled:
    """One of the aids was switched."""

    aid: Aid


@dataclass(frozen=True, slots=True)
class VoiceWanted:
    """A headset was plugged in, or the first key of a keypad pressed: read the screens aloud."""


@dataclass(frozen=True, slots=True)
class VolumeChanged:
    """Louder by so many steps, or softer by as many below zero."""

    by: int


@dataclass(frozen=True, slots=True)
class Back:
    """One step back: from an overlay to its page, from a page to the one before."""


@dataclass(frozen=True, slots=True)
class Finished:
    """「おわる」, 「最初にもどる」: the visit is over."""


@dataclass(frozen=True, slots=True)
class PrintAgain:
    """「もう一度印刷」."""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """After a trouble: ask for the same number once more."""


@dataclass(frozen=True, slots=True)
class FormsWanted:
    """「書かずに手続き」: from home to the shelf of events."""


@dataclass(frozen=True, slots=True)
class EventChosen:
    """An event of the shelf, by id; the visit goes on with this book, whatever comes later."""

    book: Book = field(repr=False)
    event: str
    today: date


@dataclass(frozen=True, slots=True)
class Answered:
    """A field of the question on the screen was filled, changed, or emptied (None)."""

    slot: Slot
    value: Value | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class PageDone:
    """「つぎへ」. `wrongs` are faults from outside of the definitions: a form too large to seal."""

    wrongs: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class AskAtCounter:
    """「わからないので、窓口で聞く」 for what is open on this page."""


@dataclass(frozen=True, slots=True)
class Review:
    """Back to the answers, once everything is answered."""


@dataclass(frozen=True, slots=True)
class ChangeWanted:
    """One answer of the review is to be changed."""

    stop: Stop


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Everything is right: seal it, and get the first number. `request` is a fresh uuid4 hex."""

    request: str


@dataclass(frozen=True, slots=True)
class GoWithout:
    """After a trouble with a form: go on without what could not be had (the code, the number)."""


@dataclass(frozen=True, slots=True)
class CardWanted:
    """「マイナンバーカードで入力」 on a question that a card can answer."""


@dataclass(frozen=True, slots=True)
class HandEntry:
    """「自分で入力する」: from any of the card's screens to the question."""


@dataclass(frozen=True, slots=True)
class CardConsent:
    """What will be read may be read; with `last_try`, although a wrong entry blocks the card."""

    last_try: bool = False


@dataclass(frozen=True, slots=True)
class KeyChosen:
    """Open the card with its PIN, or with 照合番号B."""

    key: CardKey


@dataclass(frozen=True, slots=True)
class SecretEntered:
    """The pad is filled and confirmed. `order` is a fresh uuid4 in 32 hex digits."""

    order: str


@dataclass(frozen=True, slots=True)
class CardAccepted:
    """What was read is taken over; all but `change`, which is to be put right first."""

    change: Slot | None = None


@dataclass(frozen=True, slots=True)
class StaffGesture:
    """The pattern that only staff know was tapped on the header."""


@dataclass(frozen=True, slots=True)
class PinDigit:
    """A digit of the staff's PIN."""

    digit: str


@dataclass(frozen=True, slots=True)
class PinErased:
    """The last digit was taken back."""


@dataclass(frozen=True, slots=True)
class PinEntered:
    """The PIN is complete."""


@dataclass(frozen=True, slots=True)
class TestPrintWanted:
    """Staff want a test page."""


@dataclass(frozen=True, slots=True)
class ReissueWanted:
    """Staff want the paper of the last number once more."""


@dataclass(frozen=True, slots=True)
class ExitWanted:
    """Staff end the program."""


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """The number for `request` is there."""

    request: str
    given: Given


@dataclass(frozen=True, slots=True)
class NumberRefused:
    """The service closed or ran out of numbers meanwhile."""

    request: str


@dataclass(frozen=True, slots=True)
class NumberFailed:
    """No number could be had: a fault that staff must see to."""

    request: str


@dataclass(frozen=True, slots=True)
class Republished:
    """In a preview the book was edited: the form goes on with the answers that still fit."""

    book: Book = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormsSealed:
    """The codes of the form that `request` names, in the order of their parts."""

    request: str
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormsFailed:
    """The form could not be sealed: a fault that staff must see to."""

    request: str


class ReaderPlace(StrEnum):
    """What is at the reader."""

    NO_SERVICE = "no_service"
    NO_READER = "no_reader"
    EMPTY = "empty"
    LOOKING = "looking"
    UNREADABLE = "unreadable"
    IN_USE = "in_use"
    CARD = "card"


class CardKind(StrEnum):
    """What lies on the reader."""

    MY_NUMBER = "my_number"
    SMARTPHONE = "smartphone"
    JUKI = "juki"
    LICENCE = "licence"
    RESIDENCE = "residence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader shows, without any secret. Tries are None where the card sets no limit.

    `insertion` is another number each time that a card is put on, 0 while there is none.
    """

    place: ReaderPlace
    kind: CardKind = CardKind.OTHER
    pin_left: int | None = None
    code_left: int | None = None
    has_pin: bool = False
    has_code: bool = False
    insertion: int = 0


@dataclass(frozen=True, slots=True)
class CardSeen:
    """The reader shows something else, or was asked to tell again."""

    reader: Reader


@dataclass(frozen=True, slots=True)
class CardRead:
    """The card was read."""

    order: str
    facts: CardFacts = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardFailed:
    """The card was not read; `left` are the tries left, where the card told."""

    order: str
    trouble: CardTrouble
    left: int | None = None


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """A scanner read a code; `language` is that of the number it names, "" where it names none.

    `request` is a fresh uuid4 in 32 hex digits for the ticket of an appointment.
    """

    scanned: Scanned
    language: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class PrintEnded:
    """What became of the paper for the ticket, or the form's request, with this id."""

    ticket: str
    printed: Print


@dataclass(frozen=True, slots=True)
class PinChecked:
    """Whether the PIN was right."""

    right: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


ByPerson = (
    Touched
    | TakeNumber
    | ServiceChosen
    | PriorityWanted
    | PriorityChosen
    | Opened
    | LanguageChosen
    | AidToggled
    | Back
    | Finished
    | PrintAgain
    | TryAgain
    | FormsWanted
    | EventChosen
    | Answered
    | PageDone
    | AskAtCounter
    | Review
    | ChangeWanted
    | Confirmed
    | GoWithout
    | CardWanted
    | HandEntry
    | CardConsent
    | KeyChosen
    | SecretEntered
    | CodeScanned
    | arrivals.ArrivalWanted
    | arrivals.ArrivalDigit
    | arrivals.ArrivalErased
    | arrivals.ArrivalEntered
    | arrivals.SurveyWanted
    | arrivals.SurveyAnswered
    | CardAccepted
    | StaffGesture
    | PinDigit
    | PinErased
    | PinEntered
    | TestPrintWanted
    | ReissueWanted
    | ExitWanted
)
# Those of the voice are here: a double tap is not what they may be the tail of.
Outcome = (
    VoiceWanted
    | VolumeChanged
    | NumberGiven
    | NumberRefused
    | NumberFailed
    | arrivals.ArrivalRefused
    | arrivals.HubBack
    | FormsSealed
    | FormsFailed
    | Republished
    | CardSeen
    | CardRead
    | CardFailed
    | PrintEnded
    | PinChecked
)
Event = ByPerson | Outcome | Tick
