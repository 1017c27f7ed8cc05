"""Draft, review, publication: what staff do to a piece of the programme, and what is live."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from hub.domain.signage.content import Item, Medium, media_of
from hub.domain.signage.programme import Campaign, Playlist, Programme, Screen

Body = Item | Playlist | Campaign | Screen
B = TypeVar("B", Item, Playlist, Campaign, Screen)


class PieceKind(StrEnum):
    """What staff edit and review; layouts and feeds come with the settings."""

    ITEM = "item"
    PLAYLIST = "playlist"
    CAMPAIGN = "campaign"
    SCREEN = "screen"


_BODIES: Mapping[PieceKind, type[Body]] = {
    PieceKind.ITEM: Item,
    PieceKind.PLAYLIST: Playlist,
    PieceKind.CAMPAIGN: Campaign,
    PieceKind.SCREEN: Screen,
}


class Stage(StrEnum):
    """How far the latest edit of a piece has come."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    RETURNED = "returned"
    DELETED = "deleted"


class ContentRefusal(StrEnum):
    """Stable codes; the words for them belong to the edges."""

    # Somebody else changed the piece meanwhile.
    STALE = "stale"
    WRONG_STAGE = "wrong_stage"
    # Whoever edited it does not review it.
    OWN_WORK = "own_work"
    # The body is of another kind, or has another id.
    WRONG_BODY = "wrong_body"
    UNKNOWN_PIECE = "unknown_piece"
    OTHER_DEPARTMENT = "other_department"


class ContentRefused(Exception):
    """The workflow does not allow this; nothing has changed."""

    def __init__(self, code: ContentRefusal, **details: str | int) -> None:
        super().__init__(code.value, details)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the programme in its latest state, and `live`: as it is published meanwhile.

    `version` ascends with every change. `publish_at` is when an approved body replaces the live
    one (None: with its approval). `note` is what the reviewer said when sending it back.
    """

    kind: PieceKind
    id: str
    department: str
    version: int
    stage: Stage
    body: Body
    edited_by: str
    edited_at: datetime
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    publish_at: datetime | None = None
    note: str = ""
    live: Body | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, when, and to which version of the piece as they saw it."""

    by: str
    at: datetime
    version: int


def create(kind: PieceKind, department: str, body: Body, by: str, at: datetime) -> Piece:
    """A new draft, in its first version."""
    piece = Piece(kind, body.id, department, 1, Stage.DRAFT, body, by, at)
    _check_body(piece, body)
    return piece


def edit(piece: Piece, body: Body, deed: Deed) -> Piece:
    """Another body, as a draft: it needs another review. What is live stays live."""
    _check(piece, deed, *Stage)
    _check_body(piece, body)
    return _step(
        piece,
        deed,
        stage=Stage.DRAFT,
        body=body,
        edited_by=deed.by,
        edited_at=deed.at,
        reviewed_by="",
        reviewed_at=None,
        publish_at=None,
        note="",
    )


def submit(piece: Piece, deed: Deed) -> Piece:
    """Ask for a review."""
    _check(piece, deed, Stage.DRAFT, Stage.RETURNED)
    return _step(piece, deed, stage=Stage.REVIEW, note="")


def approve(
    piece: Piece, deed: Deed, *, publish_at: datetime | None = None, own_work: bool = False
) -> Piece:
    """Release the body, from now or from `publish_at` on.

    Nobody approves what they edited themselves, unless the city allows it (`own_work`).
    """
    _check(piece, deed, Stage.REVIEW)
    if piece.edited_by == deed.by and not own_work:
        raise ContentRefused(ContentRefusal.OWN_WORK)
    at = publish_at if publish_at is not None and publish_at > deed.at else None
    return _reviewed(piece, deed, stage=Stage.APPROVED, publish_at=at)


def send_back(piece: Piece, deed: Deed, note: str) -> Piece:
    """Return it to its editor, with what is to be mended."""
    _check(piece, deed, Stage.REVIEW)
    return _reviewed(piece, deed, stage=Stage.RETURNED, note=note)


def withdraw(piece: Piece, deed: Deed) -> Piece:
    """Take it back from review or an appointed time, or off the screens; its draft is kept."""
    _check(piece, deed, Stage.REVIEW, Stage.APPROVED)
    off = piece.stage is Stage.APPROVED and _is_due(piece, deed.at)
    changed = _step(piece, deed, stage=Stage.DRAFT, publish_at=None)
    return replace(changed, live=None) if off else changed


def delete(piece: Piece, deed: Deed) -> Piece:
    """Off the screens with the next publication, whatever its stage. An edit brings it back."""
    _check(piece, deed, Stage.DRAFT, Stage.REVIEW, Stage.RETURNED, Stage.APPROVED)
    changed = _step(piece, deed, stage=Stage.DELETED, publish_at=None)
    return replace(changed, live=None, edited_by=deed.by, edited_at=deed.at)


def published(piece: Piece, now: datetime) -> Body | None:
    """What the publications from `now` on hold of this piece, if anything."""
    if piece.stage is Stage.DELETED:
        return None
    if piece.stage is Stage.APPROVED and _is_due(piece, now):
        return piece.body
    return piece.live


def next_due(pieces: Iterable[Piece], now: datetime) -> datetime | None:
    """The next appointed publication, later than `now`."""
    times = (piece.publish_at for piece in pieces if piece.stage is Stage.APPROVED)
    return min((at for at in times if at is not None and at > now), default=None)


def compose(
    base: Programme, pieces: Iterable[Piece], media: Mapping[str, Medium], now: datetime
) -> Programme:
    """The programme to publish at `now`: the settings' `base`, and over it what is approved.

    A piece hides the part of `base` with its kind and id, also when it is deleted. Of `media`
    (the library, by digest) only what is used gets in.
    """
    known = tuple(pieces)
    items = _merged(base.items, known, PieceKind.ITEM, Item, now)
    used = {digest for item in items.values() for digest in media_of(item.content)}
    library = {digest: media[digest] for digest in sorted(used) if digest in media}
    return replace(
        base,
        items=items,
        playlists=_merged(base.playlists, known, PieceKind.PLAYLIST, Playlist, now),
        campaigns=_merged(base.campaigns, known, PieceKind.CAMPAIGN, Campaign, now),
        screens=_merged(base.screens, known, PieceKind.SCREEN, Screen, now),
        media={**base.media, **library},
    )


def preview(
    base: Programme, pieces: Iterable[Piece], media: Mapping[str, Medium], now: datetime
) -> Programme:
    """As compose(), as if every draft were approved already."""
    drafts = (
        piece if piece.stage is Stage.DELETED else replace(piece, stage=Stage.APPROVED)
        for piece in pieces
    )
    return compose(base, (replace(piece, publish_at=None) for piece in drafts), media, now)


def bring_back(
    pieces: Iterable[Piece], earlier: Programme, by: str, now: datetime
) -> tuple[Piece, ...]:
    """The pieces that change when an earlier publication is to be live again.

    Its bodies were approved once and are again; what it did not hold becomes a draft.
    """
    return tuple(
        _brought_back(piece, earlier, by, now) for piece in pieces if _differs(piece, earlier, now)
    )


def bodies(programme: Programme) -> Iterator[tuple[PieceKind, Body]]:
    """The parts of a programme that can be pieces."""
    yield from ((PieceKind.ITEM, item) for item in programme.items.values())
    yield from ((PieceKind.PLAYLIST, playlist) for playlist in programme.playlists.values())
    yield from ((PieceKind.CAMPAIGN, campaign) for campaign in programme.campaigns.values())
    yield from ((PieceKind.SCREEN, screen) for screen in programme.screens.values())


def _merged(
    base: Mapping[str, B], pieces: tuple[Piece, ...], kind: PieceKind, of: type[B], now: datetime
) -> dict[str, B]:
    merged = dict(base)
    for piece in pieces:
        if piece.kind is kind:
            merged.pop(piece.id, None)
            body = published(piece, now)
            if isinstance(body, of):
                merged[piece.id] = body
    return merged


def _body_in(programme: Programme, kind: PieceKind, name: str) -> Body | None:
    parts: Mapping[PieceKind, Mapping[str, Body]] = {
        PieceKind.ITEM: programme.items,
        PieceKind.PLAYLIST: programme.playlists,
        PieceKind.CAMPAIGN: programme.campaigns,
        PieceKind.SCREEN: programme.screens,
    }
    return parts[kind].get(name)


def _differs(piece: Piece, earlier: Programme, now: datetime) -> bool:
    return published(piece, now) != _body_in(earlier, piece.kind, piece.id)


def _brought_back(piece: Piece, earlier: Programme, by: str, now: datetime) -> Piece:
    """Live as it was then; what somebody is working on is left to them."""
    body = _body_in(earlier, piece.kind, piece.id)
    changed = replace(piece, version=piece.version + 1, live=body)
    if piece.stage not in {Stage.APPROVED, Stage.DELETED} or not _is_due(piece, now):
        return changed
    if body is None:
        return replace(changed, stage=Stage.DRAFT, publish_at=None)
    return replace(
        changed,
        stage=Stage.APPROVED,
        body=body,
        reviewed_by=by,
        reviewed_at=now,
        publish_at=None,
        note="",
    )


def _is_due(piece: Piece, now: datetime) -> bool:
    return piece.publish_at is None or piece.publish_at <= now


def _step(piece: Piece, deed: Deed, **changes: Any) -> Piece:
    """The piece in its next version; what was published by now stays live."""
    live = published(piece, deed.at)
    return replace(piece, version=piece.version + 1, live=live, **changes)


def _reviewed(piece: Piece, deed: Deed, **changes: Any) -> Piece:
    return _step(piece, deed, reviewed_by=deed.by, reviewed_at=deed.at, **changes)


def _check(piece: Piece, deed: Deed, *stages: Stage) -> None:
    if deed.version != piece.version:
        raise ContentRefused(ContentRefusal.STALE, version=piece.version)
    if piece.stage not in stages:
        raise ContentRefused(ContentRefusal.WRONG_STAGE, stage=piece.stage.value)


def _check_body(piece: Piece, body: Body) -> None:
    if not isinstance(body, _BODIES[piece.kind]) or body.id != piece.id:
        raise ContentRefused(ContentRefusal.WRONG_BODY, kind=piece.kind.value, id=body.id)
