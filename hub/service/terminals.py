"""What a hub and its terminals tell each other besides tickets: settings, state, hand-over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from hub.domain.floors.places import Building
from hub.domain.site import Text
from hub.shape import Shape

# The HTTP header with the revision of the site's settings. A terminal that sees another one than
# its snapshot came with takes a new snapshot.
REVISION = "Machiai-Site"

# More devices than any terminal has.
MOST_DEVICES = 32
# Answers of the survey handed over in one request.
MOST_ANSWERS = 100


@dataclass(frozen=True, slots=True)
class Printer:
    """How a kiosk reaches its printer; the fields of the other kinds are empty."""

    kind: Literal["network", "usb", "serial", "file", "system", "simulator", "none"]
    host: str = ""
    port: int = 0
    vendor: int = 0
    product: int = 0
    device: str = ""
    baud: int = 0
    path: str = ""
    # What the kiosk's operating system calls it.
    name: str = ""
    # Paper width in millimetres.
    width: int = 80
    # What it answers: to the end of a job, its state only, or nothing.
    answers: Literal["jobs", "state", "nothing"] = "jobs"


@dataclass(frozen=True, slots=True)
class Card:
    """Whether and how a kiosk reads My Number cards.

    "demo" uses a real reader where there is one, else the simulator.
    """

    kind: Literal["none", "pcsc", "simulator", "demo"] = "none"
    # Part of the reader's name; empty: any reader.
    reader: str = ""
    # The digits of the pad stand in another order each time.
    scrambled: bool = False


@dataclass(frozen=True, slots=True)
class Scanner:
    """Whether and how a kiosk reads codes; "wedge" is a scanner that types as a keyboard."""

    kind: Literal["none", "wedge", "serial"] = "none"
    device: str = ""
    baud: int = 0


@dataclass(frozen=True, slots=True)
class Guidance:
    """How a kiosk is read aloud and worked by keys.

    `headset` is a part of the name of its audio output, "" where there is none; `volume`, from 0
    to 1, is each visitor's first one. `keys` names the keys (as Qt does) by what they do, and
    `readings` has words with their readings in kana.
    """

    headset: str = ""
    volume: float = 0.5
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Survey:
    """Whether a kiosk asks how it was. `question`: in the city's own words, where it has any."""

    asks: bool = False
    question: Text | None = None


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One touch at a kiosk: from 5 (very good) to 1, by the kiosk's clock."""

    score: Annotated[int, Field(ge=1, le=5)]
    at: AwareDatetime


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """One kiosk's own settings.

    `services`, `classes` and `events` (of guided forms) are the ids it offers, in order.
    """

    id: str
    name: str
    place: Text
    services: tuple[str, ...]
    classes: tuple[str, ...]
    printer: Printer
    idle_warning_seconds: int
    idle_grace_seconds: int
    ticket_screen_seconds: int
    # argon2id; None: nobody opens maintenance.
    staff_pin_hash: str | None = None
    opening_note: Text | None = None
    events: tuple[str, ...] = ()
    card: Card = Card()
    # The city's mark for the tickets: a PNG file in base64.
    logo: str = ""
    scanner: Scanner = Scanner()
    guidance: Guidance = field(default_factory=Guidance)
    survey: Survey = Survey()
    # People with an appointment check in here.
    checks_in: bool = False


@dataclass(frozen=True, slots=True)
class VolumePeriod:
    """A time of the lobby's day, half-open, with its volume (0 to 1); it may span midnight."""

    begins: time
    ends: time
    volume: float


@dataclass(frozen=True, slots=True)
class Speech:
    """How a display calls aloud: in Japanese, then, for tickets in them, in other `languages`.

    "demo" uses a loudspeaker where there is one, else a file. `calls`: those to counters, those
    of papers that are ready, or all. `volume` is from 0 to 1; the first period that holds counts.
    """

    kind: Literal["device", "file", "demo", "none"] = "none"
    calls: Literal["all", "counters", "ready"] = "all"
    languages: tuple[str, ...] = ()
    volume: float = 1.0
    periods: tuple[VolumePeriod, ...] = ()


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """One lobby display's own settings."""

    id: str
    name: str
    orientation: Literal["landscape", "portrait"]
    # Degrees clockwise.
    rotate: int
    services: tuple[str, ...]
    speech: Speech = Speech()
    # Where it stands in the building, "" where there is no floor guide.
    node: str = ""
    building: Building = field(default_factory=Building)


class Stage(StrEnum):
    """How a device is; the stages of devices.health, as they go over the wire."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    # It works, and needs a person soon.
    DEGRADED = "degraded"
    FAILED = "failed"


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,40}$")]
Label = Annotated[str, StringConstraints(max_length=200)]


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """One device of a terminal: devices.health.DeviceHealth as it goes over the wire.

    `device` is such as "printer", `name` tells several of one kind apart, `advice` is the code
    of what a person should do about it; `detail` is what the system calls it.
    """

    device: Code
    stage: Stage
    # By the terminal's clock.
    since: AwareDatetime
    name: Label = ""
    advice: Code = ""
    detail: Label = ""


@dataclass(frozen=True, slots=True)
class TerminalReport:
    """How a terminal is, for staff.

    `pending` tickets wait for hand-over, `refused` ones the hub would not take.
    """

    version: str = ""
    devices: Annotated[tuple[DeviceReport, ...], Field(max_length=MOST_DEVICES)] = ()
    pending: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class HandOver:
    """Which offline tickets the hub now has, and why it refused others (id -> code)."""

    accepted: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a terminal gets for its one-time code. The hub keeps only a hash of the token."""

    terminal: str
    role: str
    token: str


KIOSK = Shape(KioskSettings)
DISPLAY = Shape(DisplaySettings)
REPORT = Shape(TerminalReport)
HAND_OVER = Shape(HandOver)
ENROLLED = Shape(Enrolled)
SURVEY = Shape[tuple[SurveyAnswer, ...]](
    Annotated[tuple[SurveyAnswer, ...], Field(max_length=MOST_ANSWERS)]
)
