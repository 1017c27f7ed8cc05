"""What visitors have on their own phone, put together from settings."""

import asyncio
from collections.abc import Sequence

from config.schema.settings import Settings
from config.schema.visits import Numbers
from config.schema.visits.phone import networks
from hub.adapters.database.secrets import shared_secret
from hub.adapters.database.wishes import SqlWishes
from hub.domain.floors.places import Building
from hub.domain.tickets import Ticket
from hub.rooms.post import PostRoom
from hub.rooms.room import House, Room
from hub.service.alerting import Hours
from hub.service.notice_words import wording
from hub.service.noticing import Notices
from hub.service.phone_numbers import NumberRules
from hub.service.site import week_spans
from hub.web.booking.seals import Sealer
from hub.web.office import Office
from hub.web.pages import PageSet
from hub.web.phone.live import PhoneLive
from hub.web.phone.maps import Maps
from hub.web.phone.notices_pages import NoticePages
from hub.web.phone.pages import TicketPages, fragment
from hub.web.phone.take_pages import TakePages
from hub.web.phone.tools import PhoneTools
from hub.web.phone.view import Offers, TicketView, Waits, ticket_view


class PhoneRoom(Room):
    """Belongs to the event loop. Raises JournalFault."""

    def __init__(self, house: House, post: PostRoom) -> None:
        board, site = house.board, house.board.lobby.site
        self._house = house
        self._post = post
        wishes = SqlWishes(house.database, site.id)
        self.notices = Notices(
            wishes, post.outbox, board, wording(lambda: board.lobby), house.clock
        )
        self._offers = _offers(house.settings, post)
        self.live = PhoneLive(board, house.clock, site.timezone, self._show, self._draw)
        self._key = bytes.fromhex(shared_secret(house.database, site.id, "phone"))
        self.gives_numbers = house.settings.visits.phone.numbers is not None

    def pages(self, office: Office) -> Sequence[PageSet]:
        tools = self._tools(office)
        given = self._house.settings.visits.phone.numbers
        own = (TicketPages(tools), NoticePages(tools))
        if given is None:
            return own
        rules = _rules(given, self._house, self._key)
        return (*own, TakePages(tools, rules, given.per_address_an_hour, given.an_hour))

    def _tools(self, office: Office) -> PhoneTools:
        settings, phone = self._house.settings, self._house.settings.visits.phone
        return PhoneTools(
            office=office,
            offers=self._offers,
            live=self.live,
            maps=Maps(lambda: _building(settings)),
            notices=self.notices,
            sealer=Sealer(self._key),
            push=self._post.push,
            by_mail=self._offers.notices and self._post.outbox.carries("mail"),
            proxies=networks(phone.proxies),
        )

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.gather(self.live.run(), self.notices.run())

    def stopping(self) -> None:
        self.live.close()

    def _show(self, leg: Ticket, waits: Waits, language: str) -> TicketView:
        return ticket_view(self._house.board.lobby, leg, waits, language, self._offers)

    def _draw(self, view: TicketView, link: str, language: str) -> str:
        return fragment(view, link, language, survey=self._offers.survey)


def _building(settings: Settings) -> Building:
    # Reading drawings is loaded with the first map: a start must not wait for it.
    from hub.service.floors import building  # noqa: PLC0415 - see above

    return building(settings)


def _rules(given: Numbers, house: House, key: bytes) -> NumberRules:
    """Without services of their own those of the kiosks, without hours those of each service."""
    site = house.board.lobby.site
    at_kiosk = tuple(key for key, service in site.services.items() if service.at_kiosk)
    spans = None if given.hours is None else week_spans(given.hours)
    return NumberRules(
        by=given.by,
        networks=networks(given.networks),
        services=at_kiosk if given.services is None else given.services,
        hours=Hours(site.timezone, spans, frozenset(site.closed_days)),
        most=given.most,
        key=key,
    )


def _offers(settings: Settings, post: PostRoom) -> Offers:
    """Notices lead to the public address; without one there are none."""
    survey = settings.visits.survey
    return Offers(
        late=settings.visits.phone.late,
        notices=bool(settings.site.public_url and post.outbox.channels),
        survey=survey is not None and survey.phone,
        places=frozenset(place.counter for place in settings.floors.places if place.counter),
    )
