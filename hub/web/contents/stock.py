"""Everything that can be edited, at one instant: who may change what, and where it is used."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from hub.domain.signage.content import Item, Medium, media_of
from hub.domain.signage.programme import Campaign, Playlist, Screen, Slot
from hub.domain.signage.publishing import Body, Piece, PieceKind, Stage
from hub.service.access import RIGHTS, Principal, Right
from hub.web.contents.words import KINDS

B = TypeVar("B", Item, Playlist, Campaign, Screen)


@dataclass(frozen=True)
class Stock:
    """The pieces in their latest state, and the library."""

    pieces: tuple[Piece, ...]
    media: Mapping[str, Medium]
    # What the displays are called, by id.
    displays: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        return self._of(Item)

    @cached_property
    def playlists(self) -> Mapping[str, Playlist]:
        return self._of(Playlist)

    @cached_property
    def campaigns(self) -> Mapping[str, Campaign]:
        return self._of(Campaign)

    @cached_property
    def screens(self) -> Mapping[str, Screen]:
        return self._of(Screen)

    def find(self, kind: PieceKind, name: str) -> Piece | None:
        """One piece, deleted ones too."""
        return next(
            (piece for piece in self.pieces if piece.kind is kind and piece.id == name), None
        )

    def of_kind(self, kind: PieceKind) -> tuple[Piece, ...]:
        """The pieces of a kind that are not deleted, in the order of their names."""
        found = (
            piece
            for piece in self.pieces
            if piece.kind is kind and piece.stage is not Stage.DELETED
        )
        return tuple(sorted(found, key=lambda piece: (title(piece.body), piece.id)))

    def gone(self, kind: PieceKind) -> tuple[Piece, ...]:
        """The pieces of a kind that were deleted, in the order of their names."""
        found = (
            piece for piece in self.pieces if piece.kind is kind and piece.stage is Stage.DELETED
        )
        return tuple(sorted(found, key=lambda piece: (title(piece.body), piece.id)))

    def _of(self, kind: type[B]) -> Mapping[str, B]:
        bodies = (piece.body for piece in self.pieces if piece.stage is not Stage.DELETED)
        found = {body.id: body for body in bodies if isinstance(body, kind)}
        return dict(sorted(found.items(), key=lambda pair: title(pair[1])))

    def uses_of_medium(self, digest: str) -> tuple["Use", ...]:
        """The items that show a file."""
        return tuple(
            _use(PieceKind.ITEM, item.id, item.title)
            for item in self.items.values()
            if digest in media_of(item.content)
        )

    def uses(self, kind: PieceKind, name: str) -> tuple["Use", ...]:
        """The pieces that name another one."""
        users = {
            PieceKind.ITEM: self._users_of_item,
            PieceKind.PLAYLIST: self._screens_with,
        }.get(kind)
        return tuple(users(name)) if users else ()

    def _users_of_item(self, name: str) -> Iterator["Use"]:
        for playlist in self.playlists.values():
            if any(entry.item == name for entry in playlist.entries):
                yield _use(PieceKind.PLAYLIST, playlist.id, playlist.title)
        for campaign in self.campaigns.values():
            if name in campaign.items:
                yield _use(PieceKind.CAMPAIGN, campaign.id, campaign.title)

    def _screens_with(self, name: str) -> Iterator["Use"]:
        for screen in self.screens.values():
            if any(name in slot.playlists.values() for slot in slots(screen)):
                yield _use(PieceKind.SCREEN, screen.id, self.displays.get(screen.id, screen.id))


@dataclass(frozen=True, slots=True)
class Use:
    """A piece that uses something: where its page is, and its name."""

    href: str
    name: str


def _use(kind: PieceKind, name: str, called: str) -> Use:
    return Use(href(kind, name), f"{KINDS[kind]}「{called}」")


def href(kind: PieceKind, name: str) -> str:
    """The page of a piece."""
    return f"/contents/{kind.value}/{name}"


def title(body: Body) -> str:
    """What staff call it; a screen by its id."""
    return body.id if isinstance(body, Screen) else body.title


def slots(screen: Screen) -> Iterable[Slot]:
    """All that a screen can do."""
    return (*screen.slots, screen.fallback)


def may_change(who: Principal, department: str) -> bool:
    """Editors change what is their department's; those who publish, everything."""
    return Right.PUBLISH in RIGHTS[who.role] or (department == who.department != "")
