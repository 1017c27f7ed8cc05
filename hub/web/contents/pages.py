"""The contents' pages, put together."""

from starlette.routing import Router

from hub.web.contents.account_pages import AccountPages
from hub.web.contents.media_pages import MediaPages
from hub.web.contents.piece_pages import PiecePages
from hub.web.contents.publishing_pages import PublishingPages
from hub.web.contents.room import Room
from hub.web.contents.schedule_pages import SchedulePages
from hub.web.contents.screen_pages import ScreenPages
from hub.web.office import ContentTools, Office

# A piece's address would take those of the others.
_ORDER = (
    MediaPages,
    AccountPages,
    ScreenPages,
    SchedulePages,
    PublishingPages,
    PiecePages,
)


class ContentPages:
    """What facility managers and editors of departments work with."""

    def __init__(self, office: Office, tools: ContentTools) -> None:
        self._room = Room(office, tools)

    def add_to(self, router: Router) -> None:
        for part in _ORDER:
            part(self._room).add_to(router)
