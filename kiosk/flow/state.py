"""Everything that a kiosk remembers of one visit. Between visitors it equals `INITIAL`."""

from dataclasses import dataclass
from enum import StrEnum

from hub.domain.issuing import Issued, OfflineTicket

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
    PIN = "pin"
    MAINTENANCE = "maintenance"
    PREPARING = "preparing"


STAFF_SCREENS = frozenset({Screen.PIN, Screen.MAINTENANCE})


class Overlay(StrEnum):
    """What lies above a page until it is answered; the page goes on below."""

    LANGUAGE = "language"
    VOICE = "voice"


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
    """

    idle: float = 45
    grace: float = 30
    ticket: float = 20
    issuing: float = 15
    pin: float = 30
    maintenance: float = 300
    reprints: int = 2
    pin_length: int = 12
    has_printer: bool = True


@dataclass(frozen=True, slots=True)
class IssueNumber:
    """Get a number; `request` is its id and makes asking again harmless."""

    request: str
    service: str
    language: str
    priority: str | None


@dataclass(frozen=True, slots=True)
class PrintTicket:
    """Put the number on paper, in the visitor's language."""

    given: Given
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


Effect = IssueNumber | PrintTicket | CheckPin | PrintTestPage | Leave
