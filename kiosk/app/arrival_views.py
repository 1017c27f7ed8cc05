"""What the screens of appointments and of the survey say. Pure: state and world in, texts out.

The field names are those that QML reads, which is why they are in camelCase.
"""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from assets.words import Words, plain
from hub.domain.dates import clock, short_date
from hub.domain.issuing import Issued
from hub.domain.order import is_late as came_late
from hub.domain.site import words as in_language
from kiosk.app.world import World, scans
from kiosk.flow.arriving import ON_PAD
from kiosk.flow.guidance import spelled
from kiosk.flow.state import Arrival, ArrivalTrouble, Given, Screen, State

_ICONS = {
    ArrivalTrouble.EARLY: "schedule",
    ArrivalTrouble.OTHER_DAY: "event",
    ArrivalTrouble.CLOSED: "schedule",
    ArrivalTrouble.AWAY: "wifi_off",
}
# Who is early keeps the appointment; and elsewhere the numbers are for other services.
_NO_NUMBER = (ArrivalTrouble.EARLY, ArrivalTrouble.CLOSED, ArrivalTrouble.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class ArrivalView:
    """The pad (`title` to `scans`) or, where there is no number, why (`heading` and on)."""

    title: str = ""
    hint: str = ""
    digits: str = ""
    spoken: str = ""
    wrong: str = ""
    scans: bool = False
    heading: str = ""
    note: str = ""
    icon: str = "info"
    offersNumber: bool = False
    offersRetry: bool = False


@dataclass(frozen=True, slots=True)
class SurveyView:
    """The question."""

    title: str = ""


def arrival(state: State, world: World, words: Words) -> ArrivalView:
    """What belongs to the screen that is shown."""
    found = state.arrival
    if found is None:
        return ArrivalView()
    if state.screen is Screen.ARRIVAL_TROUBLE and found.trouble is not None:
        return _trouble(found, found.trouble, words)
    wrong = found.trouble if found.trouble in ON_PAD else None
    spelt = spelled(found.digits, words.text)
    return ArrivalView(
        title=words.text("arrival.title_scan" if scans(world) else "arrival.title"),
        hint=words.text("arrival.hint"),
        digits=found.digits,
        spoken=plain(f"{words.text('arrival.field')}, {spelt}"),
        wrong=words.text(f"arrival.{wrong}") if wrong else "",
        scans=scans(world),
    )


def _trouble(found: Arrival, trouble: ArrivalTrouble, words: Words) -> ArrivalView:
    """Where a hub of another release does not say when, the words are those for any such code."""
    key = "over" if trouble in _DATED and found.when is None else trouble.value
    return ArrivalView(
        heading=words.text(f"arrival.{key}", **_when(found, words)),
        note=words.text(f"arrival.{key}.hint"),
        icon=_ICONS.get(trouble, "info"),
        offersNumber=trouble not in _NO_NUMBER,
        offersRetry=trouble is ArrivalTrouble.AWAY,
    )


# Those that name a time or a day.
_DATED = (ArrivalTrouble.EARLY, ArrivalTrouble.OTHER_DAY)


def _when(found: Arrival, words: Words) -> dict[str, str]:
    if found.when is None:
        return {}
    if isinstance(found.when, time):
        return {"time": clock(found.when)}
    return {"date": short_date(words, found.when)}


def survey(world: World, words: Words) -> SurveyView:
    """The city's own question, where it has one."""
    own = world.settings.survey.question if world.settings else None
    return SurveyView(in_language(own, words.language) if own else words.text("survey.title"))


def due(given: Given, world: World, words: Words) -> str:
    """The appointment that a number is for: 「ご予約 10:00」; empty where there is none."""
    if not isinstance(given, Issued) or given.ticket.due is None or world.lobby is None:
        return ""
    zone = ZoneInfo(world.lobby.site.timezone)
    return words.text("arrival.due", time=clock(given.ticket.due.astimezone(zone)))


def is_late(given: Given, world: World) -> bool:
    """Did its visitor come too late to line up by the appointment?"""
    if not isinstance(given, Issued) or world.lobby is None:
        return False
    return came_late(world.lobby.site, given.ticket)
