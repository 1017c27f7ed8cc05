"""The figures of the hall, put together from settings."""

import asyncio
from collections.abc import Sequence

import assets
from config.schema.settings import Settings
from hub.adapters.database.figures import SqlFigures
from hub.adapters.database.survey import SqlSurvey
from hub.adapters.sheets.report import TypstReport
from hub.adapters.workbooks import workbook
from hub.rooms.room import House, Room, survive
from hub.service.figures.statistics import Statistics
from hub.service.figures.tables import Discretion, Goal
from hub.web.hall.pages import FigurePages
from hub.web.hall.tools import FigureTools
from hub.web.hall.trying_pages import TryingPages
from hub.web.office import Office
from hub.web.pages import PageSet

# Seconds after the start before past days are counted, and between two looks for a new day.
AFTER, GLANCE = 5.0, 60.0


class FigureRoom(Room):
    """Belongs to the event loop."""

    def __init__(self, house: House) -> None:
        self._settings = house.settings
        site = house.board.lobby.site.id
        self.statistics = Statistics(SqlFigures(house.database, site), house.board, house.clock)
        self._survey = SqlSurvey(house.database, site)

    def pages(self, office: Office) -> Sequence[PageSet]:
        """Plots, tables and files; what would have been."""
        tools = self._tools()
        return (FigurePages(office, tools), TryingPages(office, tools))

    def _tools(self) -> FigureTools:
        settings, survey = self._settings, self._survey
        asks = settings.visits.survey is not None
        return FigureTools(
            statistics=self.statistics,
            goals=goals(settings),
            discretion=discretion(settings),
            answers=(lambda since, until: asyncio.to_thread(survey.counts, since, until))
            if asks
            else None,
            opens_codes=opens_codes(settings),
            from_outside=from_outside(settings),
            workbook=workbook,
            paper=TypstReport(assets.path("fonts")),
        )

    async def run(self) -> None:
        """Count the days that are over, beside the lobby; until cancelled."""
        await asyncio.sleep(AFTER)
        while True:
            await survive(self.statistics.fill)
            await asyncio.sleep(GLANCE)

    async def stop(self) -> None:
        """Let the day end that is being counted."""
        await asyncio.to_thread(self.statistics.close)


def goals(settings: Settings) -> tuple[Goal, ...]:
    """The city's goals."""
    return tuple(
        Goal(each.minutes, each.of_ten, each.services) for each in settings.visits.figures.goals
    )


def discretion(settings: Settings) -> Discretion:
    """What is too little to be told."""
    given = settings.visits.figures
    return Discretion(given.least, given.counter_days)


def opens_codes(settings: Settings) -> bool:
    """Is the desk at this hub, so that the codes that were opened are in its records?"""
    return settings.hub.role != "lobby"


def from_outside(settings: Settings) -> bool:
    """Can visitors take a number on their phone without being at the hall?"""
    numbers = settings.visits.phone.numbers
    return numbers is not None and numbers.by == "anywhere"
