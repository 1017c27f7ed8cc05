"""The four editors: from a piece to its form and back, without knowing of requests."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from hub.domain.signage.content import Item
from hub.domain.signage.programme import Campaign, Layout, Playlist, Screen
from hub.domain.signage.publishing import Body, PieceKind
from hub.web.contents import items, playlists, screens
from hub.web.contents.fields import Fields, Raw
from hub.web.contents.items import Offer
from hub.web.contents.ordering import Deed, carried_out, keys
from hub.web.contents.screens import Choices, main_zones
from hub.web.contents.stock import Stock
from hub.web.contents.words import ZONES


@dataclass(frozen=True, slots=True)
class Materials:
    """What forms are made of: everything that a piece can name. `screens` are id -> name."""

    stock: Stock
    offer: Offer
    layouts: Mapping[str, Layout]
    screens: Mapping[str, str]


@dataclass(frozen=True)
class Editor(ABC):
    """The form of one piece, `name`."""

    has: Materials
    name: str

    @property
    @abstractmethod
    def template(self) -> str:
        """What draws the fields."""

    @abstractmethod
    def new(self, asked: Mapping[str, str]) -> Raw:
        """An empty form, as the address asks for it."""

    @abstractmethod
    def raw(self, body: Body) -> Raw:
        """A piece's form."""

    @abstractmethod
    def read(self, fields: Fields) -> Body:
        """What the form says; not to be kept where `fields` has faults."""

    @abstractmethod
    def context(self, raw: Raw) -> Mapping[str, object]:
        """What the template needs besides the form."""

    def moved(self, raw: Raw, wanted: Deed) -> Raw:
        """The form after a button that only changes its rows."""
        return carried_out(raw, wanted)


class ItemEditor(Editor):
    """One thing to show."""

    template = "edit_item.html"

    def new(self, asked: Mapping[str, str]) -> Raw:
        kind, medium = asked.get("kind", ""), asked.get("medium", "")
        known = cast(items.Kind, kind if items.is_kind(kind) else "notice")
        return items.new_raw(known, [medium] if medium in self.has.offer.media else [])

    def raw(self, body: Body) -> Raw:
        assert isinstance(body, Item)  # noqa: S101 - by the piece's kind
        return items.item_raw(body, self.has.offer.zone)

    def read(self, fields: Fields) -> Body:
        return items.read_item(fields, self.name, _kind(fields.raw), self.has.offer)

    def context(self, raw: Raw) -> Mapping[str, object]:
        kind, offer = _kind(raw), self.has.offer
        wanted = items.MEDIA_KINDS.get(kind)
        fitting = [medium for medium in offer.media.values() if medium.kind is wanted]
        return {"item_kind": kind, "offer": offer, "media": fitting, "items": items}


def _kind(raw: Raw) -> items.Kind:
    kind = (raw.get("kind") or ("",))[-1]
    return cast(items.Kind, kind) if items.is_kind(kind) else "notice"


class PlaylistEditor(Editor):
    """What takes turns."""

    template = "edit_playlist.html"

    def new(self, _asked: Mapping[str, str]) -> Raw:
        return {"advertising": ("0",)}

    def raw(self, body: Body) -> Raw:
        assert isinstance(body, Playlist)  # noqa: S101 - by the piece's kind
        return playlists.playlist_raw(body, self.has.offer.zone)

    def read(self, fields: Fields) -> Body:
        known = tuple(self.has.stock.items)
        return playlists.read_playlist(fields, self.name, known, self.has.offer.zone)

    def moved(self, raw: Raw, wanted: Deed) -> Raw:
        if wanted.what != "add":
            return carried_out(raw, wanted)
        chosen = (raw.get("new-item") or ("",))[-1]
        if chosen not in self.has.stock.items:
            return raw
        return playlists.with_new_entry(carried_out(raw, wanted), chosen, self.has.offer.zone)

    def context(self, raw: Raw) -> Mapping[str, object]:
        shown = self.has.stock.items
        titles = {key: item.title for key, item in shown.items()}
        return {"rows": keys(raw, playlists.ROW), "choices": titles, "shown": shown}


class CampaignEditor(Editor):
    """A sponsor's contract."""

    template = "edit_campaign.html"

    def new(self, _asked: Mapping[str, str]) -> Raw:
        return playlists.new_campaign_raw()

    def raw(self, body: Body) -> Raw:
        assert isinstance(body, Campaign)  # noqa: S101 - by the piece's kind
        return playlists.campaign_raw(body, self.has.offer.zone)

    def read(self, fields: Fields) -> Body:
        known, displays = tuple(self.has.stock.items), tuple(self.has.screens)
        return playlists.read_campaign(fields, self.name, known, displays, self.has.offer.zone)

    def context(self, _raw: Raw) -> Mapping[str, object]:
        titles = {key: item.title for key, item in self.has.stock.items.items()}
        return {"choices": titles, "screens": self.has.screens}


class ScreenEditor(Editor):
    """What a display does when. Displays come with the settings: there is never a new one."""

    template = "edit_screen.html"

    @property
    def screen(self) -> Screen:
        return self.has.stock.screens[self.name]

    def new(self, _asked: Mapping[str, str]) -> Raw:
        raise KeyError(self.name)

    def raw(self, body: Body) -> Raw:
        assert isinstance(body, Screen)  # noqa: S101 - by the piece's kind
        return screens.screen_raw(body, self.has.offer.zone)

    def read(self, fields: Fields) -> Body:
        return screens.read_screen(fields, self.screen, self._choices())

    def moved(self, raw: Raw, wanted: Deed) -> Raw:
        changed = carried_out(raw, wanted)
        if wanted.what != "add":
            return changed
        return screens.with_new_row(changed, wanted.name, self.screen, self.has.offer.zone)

    def context(self, raw: Raw) -> Mapping[str, object]:
        layouts = self._choices().layouts
        zones = {zone: None for layout in layouts.values() for zone in main_zones(layout)}
        return {
            "slots": keys(raw, screens.SLOT),
            "lines": keys(raw, screens.LINE),
            "layouts": {key: layout.title for key, layout in layouts.items()},
            "zones": {zone: ZONES.get(zone, zone) for zone in zones},
            "playlists": {key: one.title for key, one in self.has.stock.playlists.items()},
            "most_line": screens.MOST_LINE,
        }

    def _choices(self) -> Choices:
        """Layouts of the same way round as what the screen shows now."""
        now = self.has.layouts.get(self.screen.fallback.layout)
        fitting = {
            key: layout
            for key, layout in self.has.layouts.items()
            if now is None or layout.orientation == now.orientation
        }
        offer = self.has.offer
        return Choices(fitting, tuple(self.has.stock.playlists), offer.languages, offer.zone)


EDITORS: Mapping[PieceKind, type[Editor]] = {
    PieceKind.ITEM: ItemEditor,
    PieceKind.PLAYLIST: PlaylistEditor,
    PieceKind.CAMPAIGN: CampaignEditor,
    PieceKind.SCREEN: ScreenEditor,
}
