"""The hub's side of appointments and of the survey. Knows no Qt."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Protocol

import structlog

from hub.client import MOST_ANSWERS, SurveyAnswer
from hub.client.errors import ClientFault, HubRefused, NotEnrolled
from hub.client.rounds import Rounds
from hub.domain.errors import Refusal
from hub.domain.issuing import Issued
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.state import ArrivalTrouble, CheckIn

_log = structlog.get_logger("kiosk")

# Seconds until answers that could not be handed over are tried again.
AGAIN = 30.0
# What is not handed over stays in memory alone: more than this is not an opinion of today.
MOST_KEPT = 1000

_TROUBLES = {
    Refusal.UNKNOWN_APPOINTMENT: ArrivalTrouble.UNKNOWN,
    Refusal.APPOINTMENT_CANCELLED: ArrivalTrouble.OVER,
    Refusal.APPOINTMENT_OVER: ArrivalTrouble.OVER,
    Refusal.NOT_TODAY: ArrivalTrouble.OTHER_DAY,
    Refusal.TOO_EARLY: ArrivalTrouble.EARLY,
    Refusal.WRONG_PLACE: ArrivalTrouble.ELSEWHERE,
    Refusal.TOO_MANY_TRIES: ArrivalTrouble.ELSEWHERE,
    Refusal.SERVICE_CLOSED: ArrivalTrouble.CLOSED,
    Refusal.NO_NUMBERS_LEFT: ArrivalTrouble.CLOSED,
    Refusal.UNKNOWN_SERVICE: ArrivalTrouble.CLOSED,
}


class Hub(Protocol):
    """The part of hub.client.api.HubClient that is needed here."""

    def check_in(self, code: str, request: str, language: str) -> Issued:
        """The number of an appointment. Raises ClientFault."""

    def survey(self, answers: Sequence[SurveyAnswer]) -> None:
        """Hand over answers. Raises ClientFault."""


class HubHall(Rounds):
    """Answers are handed over in its own thread; `arrive` may be called from any."""

    def __init__(self, hub: Hub, clock: Callable[[], datetime]) -> None:
        super().__init__("survey")
        self._hub = hub
        self._clock = clock
        self._answers: deque[SurveyAnswer] = deque(maxlen=MOST_KEPT)

    def arrive(self, effect: CheckIn) -> ev.Event:
        """Check in, and say what came of it. The code is never logged."""
        try:
            given = self._hub.check_in(effect.code, effect.request, effect.language)
        except HubRefused as refusal:
            return _refused(effect.request, refusal)
        except ClientFault as fault:
            _log.warning("no check-in", fault=str(fault))
            return ar.ArrivalRefused(effect.request, ArrivalTrouble.AWAY)
        return ev.NumberGiven(effect.request, given)

    def answered(self, score: int) -> None:
        """Hand it over soon; the hub folds what one visitor taps again and again."""
        self._answers.append(SurveyAnswer(score, self._clock()))
        self.wake()

    def go(self) -> float:
        """Hand over what there is; twice does no harm."""
        while batch := tuple(self._answers)[:MOST_ANSWERS]:
            try:
                self._hub.survey(batch)
            except (HubRefused, NotEnrolled) as fault:
                _log.info("survey not taken", fault=str(fault))
            except ClientFault:
                return AGAIN
            for _ in batch:
                self._answers.popleft()
        return AGAIN


def _refused(request: str, refusal: HubRefused) -> ev.Event:
    trouble = _TROUBLES.get(Refusal(refusal.code)) if refusal.code in _CODES else None
    if trouble is None:
        _log.error("no check-in", code=refusal.code)
        return ar.ArrivalRefused(request, ArrivalTrouble.AWAY)
    return ar.ArrivalRefused(request, trouble, _when(refusal))


_CODES = frozenset(code.value for code in Refusal)


def _when(refusal: HubRefused) -> time | date | None:
    """What the hub says by the site's clock; a hub of another release may say nothing."""
    opens, day = str(refusal.details.get("opens", "")), str(refusal.details.get("day", ""))
    try:
        return time.fromisoformat(opens) if opens else date.fromisoformat(day)
    except ValueError:
        return None
