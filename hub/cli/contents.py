"""What displays show, from the command line: listed, published, written out and brought in.

It works beside a running hub as another hub would: what is published here is on the screens some
seconds later.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from config.schema.settings import Settings
from hub.adapters.database.journal import SqlJournal
from hub.adapters.inspection.inspector import FileInspector
from hub.cli.access import OPERATOR
from hub.cli.configured import database, end, now, told
from hub.domain.signage.content import Medium
from hub.domain.signage.programme import Programme
from hub.domain.signage.publishing import ContentRefused, Piece, Stage, bodies
from hub.files import write
from hub.rooms.contents import ContentRoom, sizes
from hub.rooms.room import House
from hub.service.access import Principal, Role
from hub.service.board import Board, load_lobby
from hub.service.commit import Committer
from hub.service.reception import Reception
from hub.service.signage.holdings import NotStored
from hub.service.signage.newsroom import Seen, Unfit
from hub.service.signage.records import PROGRAMME
from hub.service.signage.settled import files
from hub.service.signage.stock import INDEX, Indexed, index_of
from hub.service.site import site_at
from hub.service.terminals import DeviceReport

WHO = Principal(OPERATOR, OPERATOR, Role.ADMINISTRATOR)
FILE = "programme.json"
STAGES: Mapping[Stage, str] = {
    Stage.DRAFT: "下書き",
    Stage.REVIEW: "確認待ち",
    Stage.APPROVED: "公開",
    Stage.RETURNED: "差し戻し",
    Stage.DELETED: "削除",
}

Work = Callable[[ContentRoom], Awaitable[str]]


def print_contents(found: Settings) -> None:
    """Everything that can be changed, and the latest publications."""

    async def work(room: ContentRoom) -> str:
        pieces, history = await room.newsroom.pieces(), await room.newsroom.history()
        lines = [
            f"{_named(piece):<32} {STAGES[piece.stage]:<6} {piece.edited_by}" for piece in pieces
        ]
        zone = ZoneInfo(found.site.timezone)
        lines += [
            f"公開 {each.number}: {each.at.astimezone(zone):%Y-%m-%d %H:%M} {each.who} {each.note}"
            for each in history[:20]
        ]
        return "\n".join(lines) or "まだ何もありません。"

    _run(found, work)


def publish_waiting(found: Settings, at: datetime | None) -> None:
    """Approve all that waits for review, now or at a local time."""
    moment = at.replace(tzinfo=ZoneInfo(found.site.timezone)) if at else None

    async def work(room: ContentRoom) -> str:
        waiting = [item for item in await room.newsroom.pieces() if item.stage is Stage.REVIEW]
        if not waiting:
            return "確認を待っているものはありません。"
        number = await room.newsroom.approve(WHO, [_seen(piece) for piece in waiting], moment)
        return f"{len(waiting)}件を公開{'する予約を' if moment else ''}しました（公開 {number}）。"

    _run(found, work)


def bring_back_publication(found: Settings, number: int) -> None:
    """Let an earlier publication out again."""

    async def work(room: ContentRoom) -> str:
        fresh = await room.newsroom.bring_back(WHO, number)
        return f"公開 {number} にもどしました（公開 {fresh}）。"

    _run(found, work)


def export_contents(found: Settings, folder: Path) -> None:
    """What is out, in a new folder: programme.json, and the files by their digests."""

    async def work(room: ContentRoom) -> str:
        programme = await room.newsroom.live()
        (folder / "media").mkdir(parents=True)
        for digest in programme.media:
            if (path := room.media.path(digest)) is not None:
                shutil.copyfile(path, folder / "media" / digest)
        write(folder / FILE, PROGRAMME.dump_json(programme, indent=1))
        return f"{folder} に書き出しました（{len(programme.items)}件）。"

    if folder.exists():
        end(f"{folder} がもうあります。新しいフォルダーの名前にしてください。")
    _run(found, work)


def import_contents(found: Settings, folder: Path, *, publish: bool) -> None:
    """Every part of an exported programme becomes a draft, or is out at once."""

    async def work(room: ContentRoom) -> str:
        programme = _read(folder)
        for medium in programme.media.values():
            _take(room, folder, medium)
        known = {(item.kind, item.id): item.version for item in await room.newsroom.pieces()}
        saved = [
            await room.newsroom.save(WHO, kind, body, known.get((kind, body.id), 0))
            for kind, body in bodies(programme)
        ]
        if publish:
            sent = [await room.newsroom.submit(WHO, _seen(piece)) for piece in saved]
            number = await room.newsroom.approve(WHO, [_seen(piece) for piece in sent])
            return f"{len(saved)}件を公開しました（公開 {number}）。"
        return f"{len(saved)}件を下書きにしました。「お知らせ」の画面で確かめて、公開してください。"

    _run(found, work)


def write_index(found: Settings) -> None:
    """Look into the settings' files, and write down what is in them."""
    inspector = FileInspector(sizes(found.signage.media))
    names = dict.fromkeys(files(found.signage))
    with told():
        seen = [_looked(inspector, found.path(name), name) for name in names]
        found.path(INDEX).write_bytes(index_of(seen))
    print(f"{found.path(INDEX)} を書きました（{len(seen)}件）。")


def _looked(inspector: FileInspector, path: Path, name: str) -> Indexed:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        shutil.copyfile(path, file)
        looked = inspector.inspect(file, path.name)
    if looked.medium is None:
        end(f"{name}: {'　'.join(looked.reasons)}")
    return Indexed(looked.medium, looked.thumbnail)


def _read(folder: Path) -> Programme:
    try:
        return PROGRAMME.validate_json((folder / FILE).read_bytes())
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"]))
        end(f"{folder / FILE}: 書き出したものとして読めません（{where}）。")


def _take(room: ContentRoom, folder: Path, medium: Medium) -> None:
    """A file that the library has already needs not come along."""
    path = folder / "media" / medium.digest
    if room.holdings.known(medium.digest) is None:
        with room.holdings.copy(path) as file:
            kept = room.holdings.take(file, medium.name, OPERATOR, "")
        if kept.medium.digest != medium.digest:
            end(f"{path}: 中身が変わっています。書き出し直してください。")


def _seen(piece: Piece) -> Seen:
    return Seen(piece.kind, piece.id, piece.version)


def _named(piece: Piece) -> str:
    return f"{piece.kind.value}:{piece.id}"


def _run(found: Settings, work: Work) -> None:
    """Whoever may run commands on the hub's machine may let out what they wrote."""
    given = found.signage.model_copy(update={"own_review": True})

    async def run() -> str:
        async with _room(replace(found, signage=given)) as room:
            return await work(room)

    with told():
        try:
            print(asyncio.run(run()))
        except ContentRefused as refusal:
            code = refusal.code.value
            end(f"できませんでした（{code}）。machiai contents list で確かめてください。")
        except Unfit as unfit:
            faults = "、".join(
                f"{item.kind.value}:{item.id} {item.code.value}" for item in unfit.faults
            )
            end(f"公開できません: {faults}")
        except NotStored as refusal:
            end("　".join(refusal.reasons))


async def _untold(_reports: Sequence[DeviceReport]) -> None:
    """No source is read here."""


@asynccontextmanager
async def _room(found: Settings) -> AsyncIterator[ContentRoom]:
    with database(found) as opened:
        site = site_at(found, now())
        journal = SqlJournal(opened, site.id)
        board = Board(load_lobby(journal, site))
        committer = Committer(
            journal,
            site,
            published=board.lobby.last_event,
            post=asyncio.get_running_loop().call_soon_threadsafe,
            publish=board.advance,
            measured=lambda _count: None,
        )
        committer.start()
        try:
            reception = Reception(committer, board, now)
            room = ContentRoom(House(found, opened, board, journal, reception, {}, _untold, now))
            await room.begin()
            yield room
        finally:
            await asyncio.to_thread(committer.stop)
