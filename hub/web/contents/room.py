"""What the contents' pages have in common: what they stand on, and the frame around each."""

import asyncio
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from assets.words import LANGUAGES
from hub.domain.signage.publishing import Stage
from hub.domain.signage.remarks import Remark
from hub.domain.site import words as text
from hub.service.access import RIGHTS, Principal, Right, Role
from hub.web.contents.editors import Materials
from hub.web.contents.items import Offer
from hub.web.contents.stock import Stock
from hub.web.contents.summary import Names, apart
from hub.web.contents.words import FAULTS, OF_THE_FILE, ZONES
from hub.web.nav import nav
from hub.web.office import ContentTools, Office

# The pages of the area, in the order of its bar.
AREAS = (
    ("/contents", "掲示物"),
    ("/contents/media", "素材"),
    ("/contents/playlists", "番組"),
    ("/contents/campaigns", "広告"),
    ("/contents/screens", "画面"),
    ("/contents/schedule", "予定"),
    ("/contents/preview", "プレビュー"),
    ("/contents/publishing", "公開"),
)

# Of these, what a site without displays has nothing to show on.
OF_SCREENS = ("/contents/schedule", "/contents/preview")


class Room:
    """Belongs to the event loop."""

    def __init__(self, office: Office, tools: ContentTools) -> None:
        self.office = office
        self.tools = tools

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.office.lobby.site.timezone)

    @property
    def screens(self) -> Mapping[str, str]:
        """The displays' names, by id."""
        found = (one for one in self.office.terminals() if one.role is Role.SIGNAGE)
        return {one.id: one.name for one in found}

    @property
    def services(self) -> Mapping[str, str]:
        """The services' names, by id."""
        found = self.office.lobby.site.services
        return {key: text(service.name, "ja") for key, service in found.items()}

    async def stock(self) -> Stock:
        """Everything that can be edited, as it is now."""
        pieces = await self.tools.newsroom.pieces()
        kept = await asyncio.to_thread(self.tools.media.all)
        return Stock(pieces, {one.medium.digest: one.medium for one in kept}, self.screens)

    def materials(self, stock: Stock) -> Materials:
        """What forms are made of."""
        return Materials(stock, self.offer(stock), self.tools.layouts, self.screens)

    def offer(self, stock: Stock) -> Offer:
        site = self.office.lobby.site
        return Offer(
            zone=self.zone,
            languages={tag: LANGUAGES.get(tag, tag) for tag in ("ja", *site.languages)},
            media=stock.media,
            sources=self.tools.sources,
            services=self.services,
            floors=self.tools.floors,
        )

    def names(self, stock: Stock) -> Names:
        """What ids are called."""
        sources = {key: name for each in self.tools.sources.values() for key, name in each.items()}
        return Names(
            zone=self.zone,
            items=apart({key: item.title for key, item in stock.items.items()}),
            playlists=apart({key: one.title for key, one in stock.playlists.items()}),
            layouts={key: layout.title for key, layout in self.tools.layouts.items()},
            screens=self.screens,
            media=apart({key: one.name or key[:12] for key, one in stock.media.items()}),
            sources=sources,
            services=self.services,
            floors=self.tools.floors,
        )

    def called(self, stock: Stock) -> Mapping[str, str]:
        """Any id that a remark can name -> what people call it."""
        names = self.names(stock)
        known = (ZONES, names.layouts, names.playlists, names.items, names.screens, names.media)
        return {key: name for each in known for key, name in each.items()}

    async def remarks(self) -> tuple[Remark, ...]:
        """What is to be mended or known, also because displays could not play it."""
        states = (seen.state for seen in self.tools.screens.seen())
        unplayed = {
            fault.item: FAULTS[fault.reason]
            for state in states
            if state is not None
            for fault in state.faults
            if fault.reason in OF_THE_FILE
        }
        return await self.tools.newsroom.remarks(unplayed)

    def frame(self, who: Principal, at: str, stock: Stock | None = None) -> dict[str, object]:
        """What every template of the area needs."""
        waiting = [piece for piece in stock.pieces if piece.stage is Stage.REVIEW] if stock else []
        return {
            "me": who,
            "nav": nav(self.office, who),
            "areas": [one for one in AREAS if self.screens or one[0] not in OF_SCREENS],
            "at": at,
            "waiting": len(waiting),
            "may_publish": Right.PUBLISH in RIGHTS[who.role],
            "zone": self.zone,
            "homeless": Right.PUBLISH not in RIGHTS[who.role] and not who.department,
        }
