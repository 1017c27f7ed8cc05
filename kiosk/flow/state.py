"""Everything that a kiosk remembers of one visit. Between visitors it equals `INITIAL`."""

from dataclasses import dataclass
from enum import StrEnum

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
    FORM_SHELF = "form_shelf"
    FORM_QUESTION = "form_question"
    FORM_REVIEW = "form_review"
    FORM_SENDING = "form_sending"
    FORM_TROUBLE = "form_trouble"
    FORM_DONE = "form_done"
    PIN = "pin"
    MAINTENANCE = "maintenance"
    PREPARING = "preparing"


STAFF_SCREENS = frozenset({Screen.PIN, Screen.MAINTENANCE})
FORM_SCREENS = frozenset(screen for screen in Screen if screen.value.startswith("form_"))
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


class Print(StrEnum):
    """What became of the paper."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NO_PRINTER = "no_printer"


@dataclass(frozen=True, slots=True)
class State:
    """One visit. Instants are seconds of a steady clock, which no change of the time moves.

    `request` is the id of the number that was asked for; `given` the number once it is there.
    `form` is what is being filled, with everything that was typed; a completed form's `request`
    is that of its number and names its paper too.
    `deadline` is when the screen ends by itself or, before `warned`, when it asks first.
    """

    screen: Screen = Screen.HOME
    overlay: Overlay | None = None
    language: str = "ja"
    aids: frozenset[Aid] = frozenset()
    priority: str | None = None
    service: str | None = None
    request: str | None = None
    given: Given | None = None
    form: FormState | None = None
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
    """

    idle: float = 45
    form: float = 120
    grace: float = 30
    ticket: float = 20
    guide: float = 60
    issuing: float = 15
    pin: float = 30
    maintenance: float = 300
    reprints: int = 2
    pin_length: int = 12
    has_printer: bool = True


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
    """Put the number on paper, in the visitor's language."""

    given: Given
    language: str


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


@dataclass(frozen=True, slots=True)
class CheckPin:
    """Find out whether staff may in."""

    pin: str


@dataclass(frozen=True, slots=True)
class PrintTestPage:
    """Print a page that shows staff what the printer can do."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End the program."""


Effect = IssueNumber | PrintTicket | SealForms | PrintGuide | CheckPin | PrintTestPage | Leave
