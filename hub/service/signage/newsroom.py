"""Staff write, review and let out what the displays show. Every publication is an event.

The pieces of staff lie over the settings' programme (signage.yaml): what they change hides what
the settings say under the same name.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hub.domain.acting import Act, Decision
from hub.domain.events import Event, Kind
from hub.domain.signage.content import Medium, media_of
from hub.domain.signage.programme import Generation, Programme
from hub.domain.signage.publishing import (
    Body,
    ContentRefusal,
    ContentRefused,
    Deed,
    Piece,
    PieceKind,
    Stage,
    approve,
    bodies,
    bring_back,
    compose,
    create,
    delete,
    edit,
    next_due,
    preview,
    send_back,
    submit,
    withdraw,
)
from hub.domain.signage.remarks import Remark, Severity
from hub.domain.signage.warnings import warnings
from hub.service.access import RIGHTS, Principal, Right, check_right
from hub.service.board import Board
from hub.service.ports import Transaction
from hub.service.reception import Caller, Reception
from hub.service.signage.ports import MediaBook, Pieces, Publication, Publications

# Who lets out what the settings say.
SETTINGS = "settings"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NOTHING: Mapping[str, str] = {}

Known = dict[tuple[PieceKind, str], Piece]
# From the pieces as they are to those that change.
Changes = Callable[[Known, datetime], list[Piece]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece as somebody saw it: what they do counts only while that is its version."""

    kind: PieceKind
    id: str
    version: int


class Unfit(Exception):
    """What was to be let out has faults: it would be missing, or could not be played."""

    def __init__(self, faults: Sequence[Remark]) -> None:
        super().__init__([fault.code.value for fault in faults])
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the city decides: may editors approve their own work; the ids of the feeds."""

    own_work: bool = False
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where it is read from. `base` is the settings' programme, made for an instant."""

    pieces: Pieces
    publications: Publications
    media_book: MediaBook
    base: Callable[[], Programme]


class Newsroom:
    """Belongs to the event loop. Raises ContentRefused, Denied, Unfit, or JournalFault."""

    def __init__(
        self,
        reception: Reception,
        board: Board,
        shelf: Shelf,
        rules: Rules,
        clock: Callable[[], datetime],
    ) -> None:
        self._reception = reception
        self._board = board
        self._shelf = shelf
        self._rules = rules
        self._clock = clock
        self._due: datetime | None = None
        self._looked = clock()

    async def pieces(self) -> tuple[Piece, ...]:
        """Everything that can be changed: what staff wrote, and what the settings say."""
        return await asyncio.to_thread(self._pieces)

    async def live(self) -> Programme:
        """What is out now."""
        number = self._board.lobby.generation
        found = await asyncio.to_thread(self._shelf.publications.generation, number)
        return found.programme if found else self._shelf.base()

    async def coming(self) -> Programme:
        """What would be out if every draft were: for previews."""
        return await asyncio.to_thread(self._coming)

    async def history(self) -> list[Publication]:
        """Who let out what, the latest first."""
        return await asyncio.to_thread(self._shelf.publications.history)

    async def remarks(self, unplayed: Mapping[str, str] = NOTHING) -> tuple[Remark, ...]:
        """What is to be mended or known before everything is let out.

        `unplayed`: item id -> why displays could not play it as it is out now.
        """
        out = (await self.live()).items if unplayed else {}
        media = {
            digest: reason
            for item, reason in unplayed.items()
            if item in out
            for digest in media_of(out[item].content)
        }
        return await asyncio.to_thread(self._remarks, media)

    async def save(
        self, who: Principal, kind: PieceKind, body: Body, version: int = 0, department: str = ""
    ) -> Piece:
        """Write a draft. `version` 0 is for a new one, or for the settings' own.

        A new one belongs to `department`, or to that of `who`.
        """
        lets_out = Right.PUBLISH in RIGHTS[who.role]
        owner = (lets_out and department) or who.department
        deed = self._deed(who, version)

        def change(known: Piece | None) -> Piece:
            if known is None:
                if version:
                    raise ContentRefused(ContentRefusal.UNKNOWN_PIECE, id=body.id)
                _check_department(who, owner)
                return create(kind, owner, body, deed.by, deed.at)
            changed = edit(known, body, deed)
            return replace(changed, department=department) if lets_out and department else changed

        return await self._change(who, "content.edit", Seen(kind, body.id, version), change)

    async def submit(self, who: Principal, seen: Seen) -> Piece:
        """Ask for a review."""
        deed = self._deed(who, seen.version)
        return await self._change(who, "content.submit", seen, lambda it: submit(_known(it), deed))

    async def send_back(self, who: Principal, seen: Seen, note: str) -> Piece:
        """Say what is to be mended."""
        check_right(who, Right.PUBLISH)
        deed = self._deed(who, seen.version)
        return await self._change(
            who, "content.return", seen, lambda it: send_back(_known(it), deed, note)
        )

    async def withdraw(self, who: Principal, seen: Seen) -> Piece:
        """Back from review, or off the screens at once; the draft is kept."""
        deed = self._deed(who, seen.version)
        return await self._change(
            who, "content.withdraw", seen, lambda it: withdraw(_known(it), deed)
        )

    async def delete(self, who: Principal, seen: Seen) -> Piece:
        """Off the screens at once."""
        deed = self._deed(who, seen.version)
        return await self._change(who, "content.delete", seen, lambda it: delete(_known(it), deed))

    async def approve(
        self, who: Principal, chosen: Sequence[Seen], publish_at: datetime | None = None
    ) -> int:
        """Let them out together, at once or at a time; the number of what is out then.

        Unfit where one of them has a fault.
        """
        check_right(who, Right.PUBLISH)
        await asyncio.to_thread(self._check_fit, chosen, publish_at)

        def changes(known: Known, now: datetime) -> list[Piece]:
            return [
                approve(
                    _known(known.get((seen.kind, seen.id))),
                    Deed(who.id, now, seen.version),
                    publish_at=publish_at,
                    own_work=self._rules.own_work,
                )
                for seen in chosen
            ]

        action, _, subject = _approval(chosen).partition(" ")
        await self._commit(who.id, action, subject, changes)
        return self._board.lobby.generation

    async def bring_back(self, who: Principal, number: int) -> int:
        """Let an earlier publication out again; ContentRefused where it is not kept."""
        check_right(who, Right.PUBLISH)
        earlier = await asyncio.to_thread(self._shelf.publications.generation, number)
        if earlier is None:
            raise ContentRefused(ContentRefusal.UNKNOWN_PIECE, id=str(number))

        def changes(known: Known, now: datetime) -> list[Piece]:
            everything = [*known.values(), *_gone(known, earlier.programme)]
            return list(bring_back(everything, earlier.programme, who.id, now))

        await self._commit(who.id, "content.bring-back", str(number), changes)
        return self._board.lobby.generation

    async def tick(self) -> None:
        """Let out what has come due meanwhile. Cheap while nothing has."""
        if self._due is not None and self._clock() >= self._due:
            await self.settle()

    async def look(self) -> None:
        """See what another hub or the command line has appointed meanwhile."""
        pieces, now = await asyncio.to_thread(self._shelf.pieces.all), self._clock()
        self._due, self._looked = next_due(pieces, self._looked), now

    def _deed(self, who: Principal, version: int) -> Deed:
        return Deed(who.id, self._clock(), version)

    async def settle(self) -> None:
        """Let out what the settings and the pieces are now, where that is not out already."""
        await self._commit(SETTINGS, "content.settings", "", lambda _known, _now: [])

    async def _change(
        self, who: Principal, action: str, seen: Seen, change: Callable[[Piece | None], Piece]
    ) -> Piece:
        """One piece, of the department of `who` or of any for those who let out."""
        changed: list[Piece] = []

        def changes(known: Known, _now: datetime) -> list[Piece]:
            before = known.get((seen.kind, seen.id))
            if before is not None:
                _check_department(who, before.department)
            changed.append(change(before))
            return changed

        await self._commit(who.id, action, f"{seen.kind.value}:{seen.id}", changes)
        return changed[-1]

    async def _commit(self, by: str, action: str, subject: str, changes: Changes) -> None:
        """Change pieces, and publish in the same transaction if that changes what is out."""
        base, media = self._shelf.base(), await asyncio.to_thread(self._media)

        def decide(act: Act, transaction: Transaction) -> Decision:
            contents = transaction.contents
            known = {(each.kind, each.id): each for each in overlaid(base, contents.pieces())}
            changed = changes(known, act.now)
            known |= {(piece.kind, piece.id): piece for piece in changed}
            own = [piece for piece in known.values() if piece.version]
            programme = compose(base, own, media, act.now)
            out = contents.generation(act.lobby.generation)
            for piece in changed:
                contents.put(piece)
            if changed:
                transaction.audit(by, action, subject, act.now)
            self._due = next_due(own, act.now)
            if out is not None and out.programme == programme:
                return Decision()
            number, who, what = act.lobby.generation + 1, by, f"{action} {subject}"
            if by == SETTINGS and (due := _fallen_due(own, out, act.now)):
                who, what = due[0].reviewed_by, _approval(due)
            contents.publish(Generation(number, act.now, programme), who, what)
            return Decision((Event(Kind.PUBLISHED, act.now, generation=number, by=who),))

        await self._reception.commit(decide, Caller(by))

    def _pieces(self) -> tuple[Piece, ...]:
        return overlaid(self._shelf.base(), self._shelf.pieces.all())

    def _media(self) -> dict[str, Medium]:
        return {kept.medium.digest: kept.medium for kept in self._shelf.media_book.all()}

    def _coming(self) -> Programme:
        return preview(self._shelf.base(), self._shelf.pieces.all(), self._media(), self._clock())

    def _remarks(self, unplayable: Mapping[str, str]) -> tuple[Remark, ...]:
        coming, now = self._coming(), self._clock()
        return warnings(coming, now, unplayable=unplayable, sources=self._rules.sources)

    def _check_fit(self, chosen: Sequence[Seen], publish_at: datetime | None) -> None:
        """What would be out with these then; Unfit where one of them has a fault."""
        names, now = {(seen.kind, seen.id) for seen in chosen}, self._clock()
        now = max(now, publish_at or now)
        after = [
            replace(piece, stage=Stage.APPROVED, publish_at=None)
            if (piece.kind, piece.id) in names
            else piece
            for piece in self._shelf.pieces.all()
        ]
        programme = compose(self._shelf.base(), after, self._media(), now)
        found = warnings(programme, now, sources=self._rules.sources)
        faults = [
            fault
            for fault in found
            if fault.severity is Severity.FAULT and (fault.kind, fault.id) in names
        ]
        if faults:
            raise Unfit(faults)


def overlaid(base: Programme, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces of staff, and those parts of the settings that they have not touched.

    These have version 0.
    """
    own = tuple(pieces)
    touched = {(piece.kind, piece.id) for piece in own}
    rest = (
        Piece(kind, body.id, "", 0, Stage.APPROVED, body, SETTINGS, LONG_AGO, live=body)
        for kind, body in bodies(base)
        if (kind, body.id) not in touched
    )
    return (*own, *rest)


def _gone(known: Known, earlier: Programme) -> list[Piece]:
    """What an earlier publication held and neither staff nor settings know any more."""
    return [
        Piece(kind, body.id, "", 0, Stage.DELETED, body, SETTINGS, LONG_AGO)
        for kind, body in bodies(earlier)
        if (kind, body.id) not in known
    ]


def _approval(pieces: Iterable[Seen | Piece]) -> str:
    """What the history says of letting them out."""
    return " ".join(("content.approve", *(f"{one.kind.value}:{one.id}" for one in pieces)))


def _fallen_due(pieces: Iterable[Piece], out: Generation | None, now: datetime) -> list[Piece]:
    """What was appointed for a time since the last publication."""
    since = out.published_at if out else LONG_AGO
    approved = (piece for piece in pieces if piece.stage is Stage.APPROVED)
    return [one for one in approved if one.publish_at and since < one.publish_at <= now]


def _known(piece: Piece | None) -> Piece:
    if piece is None:
        raise ContentRefused(ContentRefusal.UNKNOWN_PIECE)
    return piece


def _check_department(who: Principal, department: str) -> None:
    """Editors without a department change nothing: what has none is the whole city's."""
    own = who.department and department == who.department
    if Right.PUBLISH not in RIGHTS[who.role] and not own:
        raise ContentRefused(ContentRefusal.OTHER_DEPARTMENT, department=department)
