"""Everything that a kiosk remembers of one visit. Between visitors it equals `INITIAL`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from hub.domain.forms.answers import Slot, Value
from hub.domain.forms.walking import Stop
from hub.domain.issuing import Issued, OfflineTicket
from kiosk.flow.forms.filling import FormState

# What a visitor holds: a number of the hub, or of this kiosk's own series.
Given = Issued | OfflineTicket


class Screen(StrEnum):
    """The pages of the kiosk. PREPARING stands in for any while no lobby is known."""

    HOME = "home"
    SERVICES = "services"
    PRIORITY = "priority"
    CLOSED = "closed"
    ISSUING = "issuing"
    TICKET = "ticket"
    TROUBLE = "trouble"
    TICKET_STATE = "ticket_state"
    ARRIVAL = "arrival"
    ARRIVAL_TROUBLE = "arrival_trouble"
    SURVEY = "survey"
    SURVEY_THANKS = "survey_thanks"
    FORM_SHELF = "form_shelf"
    FORM_QUESTION = "form_question"
    FORM_REVIEW = "form_review"
    FORM_SENDING = "form_sending"
    FORM_TROUBLE = "form_trouble"
    FORM_DONE = "form_done"
    CARD_PLACE = "card_place"
    CARD_CONSENT = "card_consent"
    CARD_SECRET = "card_secret"  # noqa: S105 - a screen's name
    CARD_READING = "card_reading"
    CARD_CHECK = "card_check"
    CARD_REMOVE = "card_remove"
    CARD_TROUBLE = "card_trouble"
    PIN = "pin"
    MAINTENANCE = "maintenance"
    PREPARING = "preparing"


STAFF_SCREENS = frozenset({Screen.PIN, Screen.MAINTENANCE})
FORM_SCREENS = frozenset(screen for screen in Screen if screen.value.startswith("form_"))
CARD_SCREENS = frozenset(screen for screen in Screen if screen.value.startswith("card_"))
# Something is on its way that must not be asked for twice, nor dropped.
BUSY_SCREENS = frozenset({Screen.ISSUING, Screen.FORM_SENDING})


class Overlay(StrEnum):
    """What lies above a page until it is answered; the page goes on below."""

    LANGUAGE = "language"
    VOICE = "voice"
    LEAVE = "leave"


class Aid(StrEnum):
    """The aids that are switched on and off."""

    ENLARGE = "enlarge"
    CONTRAST = "contrast"
    LOW_REACH = "low_reach"
    VOICE = "voice"


# The steps of the voice's volume below and above the one that the city set.
QUIETEST, LOUDEST = -4, 5


class Print(StrEnum):
    """What became of the paper."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NO_PRINTER = "no_printer"


class CodeKind(StrEnum):
    """What a code is that was scanned."""

    TICKET = "ticket"
    FORM = "form"
    APPOINTMENT = "appointment"
    # A part of one: reading was interrupted.
    PARTIAL = "partial"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code that was scanned: the id of a number, or nothing but what it is.

    `code` is that of an appointment.
    """

    kind: CodeKind
    ticket: str = ""
    code: str = field(default="", repr=False)


class ArrivalTrouble(StrEnum):
    """Why an appointment gets no ticket now."""

    SHORT = "short"
    UNKNOWN = "unknown"
    EARLY = "early"
    OTHER_DAY = "other_day"
    # Cancelled, moved, or over.
    OVER = "over"
    CLOSED = "closed"
    # Not at this kiosk.
    ELSEWHERE = "elsewhere"
    # The hub does not answer: nobody knows.
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody with an appointment. `digits` are typed so far; `code` is what was sent.

    `when` belongs to the trouble: the time at which check-in opens, or the appointment's day.
    """

    digits: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    trouble: ArrivalTrouble | None = None
    when: time | date | None = None


class CardKey(StrEnum):
    """What opens a card: the PIN of four digits, or the fourteen of 照合番号B."""

    PIN = "pin"
    CODE_B = "code_b"


class CardTrouble(StrEnum):
    """Why a card is not read. WRONG is told on the pad, all others on CARD_TROUBLE."""

    WRONG = "wrong"
    BLOCKED = "blocked"
    # One try is left: to go on takes CardConsent(last_try=True).
    LAST_TRY = "last_try"
    # Nobody knows whether the card compared what was typed: a try may be gone.
    UNCERTAIN = "uncertain"
    REMOVED = "removed"
    UNREADABLE = "unreadable"
    IN_USE = "in_use"
    NO_READER = "no_reader"
    SMARTPHONE = "smartphone"
    JUKI = "juki"
    LICENCE = "licence"
    RESIDENCE = "residence"
    OTHER_CARD = "other_card"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class CardVisit:
    """A card being read into a form. What is typed on the pad is never here.

    `stop` is the question that it was asked for at, None for the start of the form. Tries left
    are None where unknown or without limit. `insertion` is the reader's number of the card that
    the screens speak of, and `removed` says that it is not on the reader, as far as is known.
    `order` is the reading that is under way; on CARD_SECRET it waits for the card to be put back.
    `last_try` is the consent to use it; `values` are what was read, in the form's fields.
    """

    stop: Stop | None = None
    key: CardKey = CardKey.PIN
    pin_left: int | None = None
    code_left: int | None = None
    has_pin: bool = False
    has_code: bool = False
    insertion: int = 0
    removed: bool = True
    order: str = ""
    trouble: CardTrouble | None = None
    last_try: bool = False
    values: Mapping[Slot, Value] = field(default_factory=dict, repr=False)

    @property
    def left(self) -> int | None:
        """Tries left of the key in use."""
        return self.pin_left if self.key is CardKey.PIN else self.code_left


@dataclass(frozen=True, slots=True)
class State:
    """One visit. Instants are seconds of a steady clock, which no change of the time moves.

    `request` is the id of the number that was asked for, perhaps of a hub whose answer was missed;
    `given` the number once it is there.
    `form` is what is being filled, with everything that was typed; a completed form's `request`
    is that of its number and names its paper too. `card` is there on the card's screens alone.
    `scanned` is the code that TICKET_STATE speaks of, `arrival` the appointment until there is a
    number for it. `volume` is the voice's, in steps from the one that the city set (EN 301 549
    5.1.3.13: it is that one again for the next visitor).
    `deadline` is when the screen ends by itself or, before `warned`, when it asks first.
    """

    screen: Screen = Screen.HOME
    overlay: Overlay | None = None
    language: str = "ja"
    aids: frozenset[Aid] = frozenset()
    volume: int = 0
    priority: str | None = None
    service: str | None = None
    request: str | None = None
    given: Given | None = None
    form: FormState | None = None
    card: CardVisit | None = None
    scanned: Scanned | None = None
    arrival: Arrival | None = None
    printed: Print | None = None
    reprints: int = 0
    pin: str = ""
    pin_wrong: bool = False
    deadline: float | None = None
    warned: bool = False


INITIAL = State()


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, and what this kiosk has.

    `idle` until the visitor is asked, then `grace` (WCAG 2.2.1: at least 20 s) until all is wiped.
    `form` is that time while questions are answered: people look for papers and ask their family.
    `card` is that time while a card is looked for and read, `reading` how long a reader may take.
    `thanks` is how long a word of thanks stays. `has_card`: a card can be read here now, so it is
    offered. `has_voice`: something can be heard. `checks_in`: people with an appointment come
    here; `surveys`: visitors are asked how it was.
    """

    idle: float = 45
    form: float = 120
    grace: float = 30
    ticket: float = 20
    guide: float = 60
    issuing: float = 15
    pin: float = 30
    maintenance: float = 300
    card: float = 90
    reading: float = 20
    thanks: float = 3
    reprints: int = 2
    pin_length: int = 12
    has_printer: bool = True
    has_card: bool = False
    has_voice: bool = True
    checks_in: bool = False
    surveys: bool = False


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Get the number of an appointment by its code; `request` is the number's id.

    The outcome is NumberGiven or ArrivalRefused.
    """

    request: str
    code: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """Somebody has said how it was."""

    score: int


@dataclass(frozen=True, slots=True)
class IssueNumber:
    """Get a number; `request` is its id and makes asking again harmless.

    `then` are the services that the visit goes on to.
    """

    request: str
    service: str
    language: str
    priority: str | None
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintTicket:
    """Put the number on paper, in the visitor's language.

    `reissue`: there is or may be a paper of it already, so this one says that it is another.
    """

    given: Given
    language: str
    reissue: bool = False


@dataclass(frozen=True, slots=True)
class SealForms:
    """Seal a form's answers into codes; the outcome is FormsSealed or FormsFailed."""

    request: str
    form: FormState


@dataclass(frozen=True, slots=True)
class PrintGuide:
    """Put number, codes, procedures and what to bring on paper; PrintEnded names the `request`.

    `given` is None where there is no number, `form.codes` empty where nothing could be sealed.
    """

    request: str
    form: FormState
    given: Given | None
    language: str
    reissue: bool = False


@dataclass(frozen=True, slots=True)
class LookAtCard:
    """Tell once more what the reader shows: CardSeen."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Read the card with what stands on the pad; the outcome is CardRead or CardFailed.

    It comes while the pad is still on the screen: with SecretEntered, or when a card is put back.
    `insertion` is the card that the visitor agreed to have read.
    """

    order: str
    key: CardKey
    insertion: int
    last_try: bool
    wants_expiry: bool


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """No card is read any more for this visitor: drop what is under way, let go of the card."""


@dataclass(frozen=True, slots=True)
class CheckPin:
    """Find out whether staff may in."""

    pin: str


@dataclass(frozen=True, slots=True)
class PrintTestPage:
    """Print a page that shows staff what the printer can do."""


@dataclass(frozen=True, slots=True)
class PrintLast:
    """Print the last number once more, for staff."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End the program."""


Effect = (
    IssueNumber
    | CheckIn
    | CountAnswer
    | PrintTicket
    | SealForms
    | PrintGuide
    | LookAtCard
    | ReadCard
    | ReleaseCard
    | CheckPin
    | PrintTestPage
    | PrintLast
    | Leave
)
