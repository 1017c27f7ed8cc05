"""What happens when somebody has an appointment, and when somebody says how it was."""

from dataclasses import dataclass, field
from datetime import date, time

from kiosk.flow.state import ArrivalTrouble


@dataclass(frozen=True, slots=True)
class ArrivalWanted:
    """「予約の方」."""


@dataclass(frozen=True, slots=True)
class ArrivalDigit:
    """A digit of the appointment's number."""

    digit: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ArrivalErased:
    """The last digit was taken back."""


@dataclass(frozen=True, slots=True)
class ArrivalEntered:
    """The number is complete. `request` is a fresh uuid4 in 32 hex digits for the ticket."""

    request: str


@dataclass(frozen=True, slots=True)
class ArrivalRefused:
    """No ticket for this appointment. `when`: check-in opens at this time, or it is on this day."""

    request: str
    trouble: ArrivalTrouble
    when: time | date | None = None


@dataclass(frozen=True, slots=True)
class HubBack:
    """The hub answers again."""


@dataclass(frozen=True, slots=True)
class SurveyWanted:
    """「ご案内はいかがでしたか」."""


@dataclass(frozen=True, slots=True)
class SurveyAnswered:
    """One of the five faces: from 5 (very good) to 1."""

    score: int
