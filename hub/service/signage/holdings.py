"""The library of files: they come by uploads, are looked into, and leave when nothing needs them.

Everything here blocks: run it off the event loop.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from uuid import uuid4

from hub.domain.signage.content import Item, Medium, MediumKind, media_of
from hub.domain.signage.publishing import Piece, Stage
from hub.service.access import RIGHTS, Denial, Denied, Principal, Right
from hub.service.ports_access import AuditLine, AuditLog
from hub.service.signage.ports import (
    Inspector,
    Kept,
    MediaBook,
    MediaStore,
    NoSpace,
    Pieces,
    Publications,
    Sending,
    UploadStore,
)

# An upload that nobody went on with is forgotten.
FORGOTTEN = timedelta(days=2)
# Of one person at a time.
MOST_UPLOADS = 20
LONGEST_NAME = 120


class NotStored(Exception):
    """The file is not in the library; `reasons` say why, in Japanese."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class UnknownUpload(Exception):
    """There is no such upload of this person (any more)."""


class InUse(Exception):
    """A file cannot go while a piece shows it, or a publication that can be brought back."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Where it all lies."""

    media: MediaStore
    book: MediaBook
    uploads: UploadStore
    pieces: Pieces
    publications: Publications
    audit: AuditLog


class Holdings:
    """Safe to use from several threads. `most`: the largest file of each kind, in bytes.

    `settled` gives the digests that the settings need.
    """

    def __init__(
        self,
        stores: Stores,
        inspector: Inspector,
        most: Mapping[MediumKind, int],
        settled: Callable[[], frozenset[str]],
        clock: Callable[[], datetime],
    ) -> None:
        self._stores = stores
        self._inspector = inspector
        self._most = max(most.values())
        self._settled = settled
        self._clock = clock
        # One file at a time: decoding takes a whole core, and calls must not wait for it.
        self._looking = Lock()

    @property
    def most(self) -> int:
        """Bytes of the largest file that is taken."""
        return self._most

    def begin(self, who: Principal, name: str, length: int) -> Sending:
        """A new upload; NotStored where it can never be whole."""
        if length > self._most:
            raise NotStored(f"大きすぎます。{self._most // 1_000_000} MB までです。")
        if length <= 0:
            raise NotStored("中身のないファイルです。")
        coming = self._stores.uploads.all()
        if sum(each.by == who.id for each in coming) >= MOST_UPLOADS:
            raise NotStored("送りかけのファイルが多すぎます。終わるまで待ってください。")
        expected = sum(each.length - each.offset for each in coming)
        if length + expected > self._stores.media.free():
            raise NotStored(_full())
        name = "".join(sign for sign in Path(name).name if sign.isprintable())[-LONGEST_NAME:]
        now = self._clock()
        sending = Sending(uuid4().hex, length, name, who.id, who.department, now)
        self._stores.uploads.begin(sending)
        return sending

    def find(self, who: Principal, upload: str) -> Sending:
        """How far an upload of `who` has come; UnknownUpload."""
        found = self._stores.uploads.find(upload)
        if found is None or found.by != who.id:
            raise UnknownUpload
        return found

    def append(self, sending: Sending, chunk: bytes) -> Sending:
        """Write on at the end; NotStored for more than was announced, or without space."""
        if sending.offset + len(chunk) > sending.length:
            raise NotStored("はじめに告げた大きさより長いファイルです。")
        try:
            return replace(sending, offset=self._stores.uploads.append(sending.id, chunk))
        except NoSpace:
            raise NotStored(_full()) from None

    def finish(self, sending: Sending) -> Kept:
        """Look into a whole upload and take it into the library; NotStored where it is refused."""
        try:
            with self._stores.media.workshop() as folder:
                whole = folder / "file"
                self._stores.uploads.file(sending.id).replace(whole)
                kept = self.take(whole, sending.name, sending.by, sending.department)
        finally:
            self._stores.uploads.drop(sending.id)
        line = AuditLine(self._clock(), sending.by, "content.upload", kept.medium.name)
        self._stores.audit.record(line)
        return kept

    def cancel(self, who: Principal, upload: str) -> None:
        """Forget an upload."""
        self._stores.uploads.drop(self.find(who, upload).id)

    def take(self, file: Path, name: str, by: str, department: str) -> Kept:
        """Move a file of the workshop into the library; NotStored.

        The same bytes twice are one file: whoever sent them first keeps it.
        """
        with self._looking:
            found = self._inspector.inspect(file, name)
            if found.medium is None:
                raise NotStored(*found.reasons)
            kept = Kept(found.medium, department, by, self._clock())
            return self._keep(file, kept, found.thumbnail)

    def known(self, digest: str) -> Medium | None:
        """What is in the library and on the disk."""
        kept = self._stores.book.find(digest)
        there = kept is not None and self._stores.media.path(digest) is not None
        return kept.medium if kept is not None and there else None

    @contextmanager
    def copy(self, path: Path) -> Iterator[Path]:
        """A file in the workshop with the content of `path`, which stays where it is."""
        with self._stores.media.workshop() as folder:
            copied = folder / "file"
            shutil.copyfile(path, copied)
            yield copied

    def adopt(self, file: Path, medium: Medium, thumbnail: bytes, by: str) -> Medium:
        """Take a file of the workshop whose content is known; NotStored."""
        kept = Kept(medium, "", by, self._clock())
        with self._looking:
            return self._keep(file, kept, thumbnail).medium

    def _keep(self, file: Path, kept: Kept, thumbnail: bytes) -> Kept:
        digest = kept.medium.digest
        known = self._stores.book.find(digest)
        if known is None or self._stores.media.path(digest) is None:
            try:
                self._stores.media.put(file, digest, thumbnail)
            except NoSpace:
                raise NotStored(_full()) from None
            self._stores.book.add(kept)
        return known or kept

    def delete(self, who: Principal, digest: str) -> None:
        """Drop a file that nothing needs; InUse, or Denied(NOT_ALLOWED)."""
        kept = self._stores.book.find(digest)
        if kept is None:
            return
        if Right.PUBLISH not in RIGHTS[who.role] and kept.department != who.department:
            raise Denied(Denial.NOT_ALLOWED, role=who.role.value)
        if digest in self.needed():
            raise InUse
        self._stores.book.remove(digest)
        self._stores.media.remove(digest)
        self._stores.audit.record(
            AuditLine(self._clock(), who.id, "content.drop", kept.medium.name)
        )

    def needed(self) -> frozenset[str]:
        """Every file that a piece shows, or a publication that is kept, or the settings."""
        shown = {digest for piece in self._stores.pieces.all() for digest in _media(piece)}
        return self._stores.publications.media() | self._settled() | shown

    def tidy(self) -> None:
        """Forget uploads that nobody went on with, and files that are on no list."""
        oldest = self._clock() - FORGOTTEN
        for sending in self._stores.uploads.all():
            if sending.begun_at < oldest:
                self._stores.uploads.drop(sending.id)
        # What is being taken in is in the folder before it is on the list.
        with self._looking:
            listed = {kept.medium.digest for kept in self._stores.book.all()}
            for digest in tuple(self._stores.media.digests()):
                if digest not in listed | self._settled():
                    self._stores.media.remove(digest)


def _media(piece: Piece) -> tuple[str, ...]:
    bodies = (piece.live,) if piece.stage is Stage.DELETED else (piece.body, piece.live)
    items = (body for body in bodies if isinstance(body, Item))
    return tuple(digest for item in items for digest in media_of(item.content))


def _full() -> str:
    return "空きがありません。使っていないファイルを消すか、管理者に知らせてください。"
