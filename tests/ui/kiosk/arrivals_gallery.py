"""The screens of appointments and of the survey for the gallery of the kiosk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from hub.client import Scanner, Survey
from hub.domain.issuing import Issued
from kiosk.app.world import World
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.state import ArrivalTrouble, CheckIn, IssueNumber, Print
from tests.ui.kiosk.kit import MORNING, Stand, at, demo_world, forms_world, number

ID = "7" * 32
NUMBER = "47114717"


def visits_world(*, forms: bool = False) -> World:
    """The demo city's, where people with an appointment come and all are asked how it was."""
    world = forms_world() if forms else demo_world()
    assert world.settings is not None
    own = replace(
        world.settings, checks_in=True, survey=Survey(asks=True), scanner=Scanner("wedge")
    )
    return replace(world, settings=own)


def ticket_of(effect: CheckIn | IssueNumber) -> Issued:
    """What a hub gives for an appointment at 10:30."""
    given = number(IssueNumber(effect.request, "residence", effect.language, None))
    return replace(given, ticket=replace(given.ticket, appointment="a" * 32, due=at(10, 30)))


def home_visits(here: Stand) -> None:
    here.kiosk.learn(visits_world())


def home_everything(here: Stand) -> None:
    here.kiosk.learn(visits_world(forms=True))


def arrival(here: Stand) -> None:
    home_visits(here)
    here.send(ar.ArrivalWanted(), *map(ar.ArrivalDigit, "47114"))


def arrival_wrong(here: Stand) -> None:
    arrival(here)
    here.send(*map(ar.ArrivalDigit, "711"), ar.ArrivalEntered(ID))


def arrival_early(here: Stand) -> None:
    _refused(here, ArrivalTrouble.EARLY)


def arrival_other_day(here: Stand) -> None:
    _refused(here, ArrivalTrouble.OTHER_DAY)


def arrival_no_hub(here: Stand) -> None:
    _refused(here, ArrivalTrouble.AWAY)


def _refused(here: Stand, trouble: ArrivalTrouble) -> None:
    home_visits(here)
    here.send(ar.ArrivalWanted())
    _asked(here)
    early = trouble is ArrivalTrouble.EARLY
    here.send(ar.ArrivalRefused(ID, trouble, time(10, 15) if early else date(2026, 11, 25)))


def _asked(here: Stand) -> None:
    here.send(*map(ar.ArrivalDigit, NUMBER), ar.ArrivalEntered(ID))


def ticket_due(here: Stand) -> None:
    """Somebody who came too late: the ticket with the most to say."""
    home_visits(here)
    here.send(ar.ArrivalWanted())
    _asked(here)
    given = ticket_of(CheckIn(ID, NUMBER, here.kiosk.engine.state.language))
    late = replace(given.ticket, due=MORNING - timedelta(minutes=60))
    here.send(ev.NumberGiven(ID, replace(given, ticket=late)), ev.PrintEnded(ID, Print.DONE))


def survey(here: Stand) -> None:
    home_visits(here)
    here.send(ar.SurveyWanted())


def survey_thanks(here: Stand) -> None:
    survey(here)
    here.send(ar.SurveyAnswered(5))


ARRIVAL_SCREENS: tuple[Callable[[Stand], None], ...] = (
    home_everything,
    arrival_wrong,
    arrival_no_hub,
    ticket_due,
    survey,
    survey_thanks,
)
# The same controls with other words: to look at.
MORE_SCREENS: tuple[Callable[[Stand], None], ...] = (
    home_visits,
    arrival,
    arrival_early,
    arrival_other_day,
)
