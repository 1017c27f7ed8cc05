"""What a city decides about its lobby: services, counters, classes, calendar and rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# A text in several languages: BCP 47 tag -> words, always with "ja".
Text = Mapping[str, str]


def words(text: Text, language: str) -> str:
    """The words in `language`; else plain Japanese, else Japanese. Never a key name."""
    return text.get(language) or text.get("ja-easy") or text["ja"]


@dataclass(frozen=True, slots=True)
class Span:
    """Opening hours within one day, half-open: `start` <= t < `end`."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Service:
    """One thing that a visitor comes for, with its own run of numbers."""

    id: str
    prefix: str
    name: Text
    description: Text
    first: int = 1
    last: int = 999
    digits: int = 3
    # Monday is 0 (datetime.weekday); a weekday without spans is a closed one.
    hours: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    # Days on which this service alone is closed, with the reason.
    closed_days: Mapping[date, Text] = field(default_factory=dict)
    daily_maximum: int | None = None
    mean: timedelta = timedelta(minutes=10)
    steps: tuple[str, ...] = ()
    board: bool = False
    at_kiosk: bool = True
    remarks: bool = False


class Direction(StrEnum):
    """Where the counter lies, seen from the lobby display."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    STRAIGHT = "straight"


@dataclass(frozen=True, slots=True)
class Counter:
    """A place where a clerk receives visitors.

    `profile` maps a service to the delay after which this counter helps with it:
    zero for its own services, 15 minutes for one it only helps when people wait long. `hours`
    is the staffing plan by weekday (Monday is 0), with gaps for breaks; empty where there is none.
    """

    id: str
    number: str
    name: Text
    profile: Mapping[str, timedelta]
    direction: Direction = Direction.STRAIGHT
    hours: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriorityClass:
    """Visitors who line up as if they had come `head_start` earlier.

    `icon` is a Material Symbols name. Not `at_kiosk`: only staff give this class. `sign` is a
    shorter name for staff, in Japanese, or empty.
    """

    id: str
    name: Text
    head_start: timedelta
    icon: str = "accessible"
    at_kiosk: bool = True
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A ticket terminal; `mark` is the letter of the numbers it gives while the hub is away."""

    id: str
    name: str
    mark: str
    services: tuple[str, ...]


class Numbers(StrEnum):
    """What happens to numbers and waiting visitors when a day starts."""

    DAILY = "daily"
    CARRY_OVER = "carry_over"


@dataclass(frozen=True, slots=True)
class Appointments:
    """How visitors with an appointment line up: so as to be called at its time.

    That is before those who came up to `head_start` earlier than that, never more. They check
    in from `early` before it; who comes more than `late` after it lines up as anybody.
    """

    head_start: timedelta = timedelta(minutes=180)
    early: timedelta = timedelta(minutes=15)
    late: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Rules:
    """The site's decisions on absence, lateness, days and congestion."""

    day_starts: time = time(5, 0)
    numbers: Numbers = Numbers.DAILY
    absence_calls: int = 2
    absence_delay: timedelta = timedelta(seconds=60)
    late_tolerance: int = 5
    moderate: timedelta = timedelta(minutes=15)
    busy: timedelta = timedelta(minutes=40)
    appointments: Appointments = Appointments()


@dataclass(frozen=True, slots=True)
class Site:
    """The whole lobby as configured. Mappings keep the configuration's order."""

    id: str
    name: Text
    place: Text
    timezone: str
    languages: tuple[str, ...]
    services: Mapping[str, Service]
    counters: Mapping[str, Counter]
    classes: Mapping[str, PriorityClass]
    kiosks: Mapping[str, Kiosk]
    rules: Rules = Rules()
    # Days on which all is closed, with the reason; closed weekdays have no hours instead.
    closed_days: Mapping[date, Text] = field(default_factory=dict)
    public_url: str = ""


def is_board(site: Site, service_id: str) -> bool:
    """Do this service's calls go to the board of finished papers?"""
    service = site.services.get(service_id)
    return service is not None and service.board


def business_day(site: Site, now: datetime) -> date:
    """The day that `now` belongs to; hours before the day's start belong to the day before."""
    local = now.astimezone(ZoneInfo(site.timezone))
    day = local.date()
    return day if local.time() >= site.rules.day_starts else day - timedelta(days=1)


def day_bounds(site: Site, day: date) -> tuple[datetime, datetime]:
    """The first instant of a business day, and of the next."""
    zone, starts = ZoneInfo(site.timezone), site.rules.day_starts
    following = day + timedelta(days=1)
    return datetime.combine(day, starts, zone), datetime.combine(following, starts, zone)
