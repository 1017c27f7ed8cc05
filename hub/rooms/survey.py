"""How visitors found it, put together from settings."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from config.schema.settings import Settings
from config.schema.visits import Survey
from config.schema.visits.phone import networks
from hub.adapters.database.survey import SqlSurvey
from hub.http.endpoints import Guarded
from hub.http.survey import SurveyAnswers
from hub.rooms.room import House, Room
from hub.service.survey import SurveyBook
from hub.service.texts import text_or_none
from hub.web.office import Office
from hub.web.pages import PageSet
from hub.web.survey_pages import SurveyPages


class SurveyRoom(Room):
    """Belongs to the event loop."""

    def __init__(self, house: House) -> None:
        self._settings = house.settings
        given = house.settings.visits.survey
        pause = timedelta(seconds=(given or Survey()).pause_seconds)
        tally = SqlSurvey(house.database, house.board.lobby.site.id)
        self.book = SurveyBook(tally, house.board, pause, house.clock)

    def endpoints(self) -> Sequence[Guarded]:
        """What kiosks hand over."""
        return SurveyAnswers(self.book, asking(self._settings)).endpoints()

    def pages(self, office: Office) -> Sequence[PageSet]:
        """What phones show after the visit."""
        given = self._settings.visits.survey
        if given is None or not given.phone:
            return ()
        proxies = networks(self._settings.visits.phone.proxies)
        return (SurveyPages(office, self.book, text_or_none(given.question) or {}, proxies),)


def asking(settings: Settings) -> Collection[str]:
    """The kiosks that ask."""
    given = settings.visits.survey
    if given is None:
        return ()
    everywhere = tuple(kiosk.id for kiosk in settings.terminals.kiosks)
    return everywhere if given.kiosks is None else given.kiosks
