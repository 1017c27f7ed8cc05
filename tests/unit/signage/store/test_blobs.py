"""Files that are what their names say, or are not there."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from hub import files
from signage.store.blobs import Blobs, Broken, Interrupted, NoRoom, Pieces
from tests.unit.signage.store.publisher import medium

CONTENT = bytes(range(256)) * 100
MEDIUM = medium(CONTENT)


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path, reserve=0)


def sends(content: bytes, offsets: list[int] | None = None) -> Pieces:
    def pieces(offset: int) -> Iterator[bytes]:
        if offsets is not None:
            offsets.append(offset)
        for start in range(offset, len(content), 1000):
            yield content[start : start + 1000]

    return pieces


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_that_arrived(blobs: Blobs) -> None:
    assert not blobs.holds(MEDIUM)
    blobs.receive(MEDIUM, sends(CONTENT))
    assert blobs.holds(MEDIUM)
    assert blobs.is_whole(MEDIUM)
    assert blobs.path(MEDIUM.digest).read_bytes() == CONTENT


def test_a_file_that_broke_off_goes_on_where_it_stopped(blobs: Blobs) -> None:
    offsets: list[int] = []
    with pytest.raises(Interrupted):
        blobs.receive(MEDIUM, sends(CONTENT[:5000], offsets))
    assert not blobs.holds(MEDIUM)
    blobs.receive(MEDIUM, sends(CONTENT, offsets))
    assert blobs.is_whole(MEDIUM)
    assert offsets == [0, 5000]


@pytest.mark.parametrize(
    "wrong",
    [CONTENT[:-1] + b"x", CONTENT + b"x", CONTENT * 1000, b""],
    ids=["corrupted", "longer", "huge", "empty"],
)
def test_what_is_not_what_its_name_says_is_thrown_away(
    blobs: Blobs, tmp_path: Path, wrong: bytes
) -> None:
    with pytest.raises(Broken):
        blobs.receive(MEDIUM, sends(wrong))
    assert leftovers(tmp_path) == []


def test_a_huge_file_is_not_read_to_its_end(blobs: Blobs) -> None:
    taken = 0

    def endless(_: int) -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1000
            yield bytes(1000)

    with pytest.raises(Broken):
        blobs.receive(MEDIUM, endless)
    assert taken <= MEDIUM.size + 1000


def test_a_hub_whose_file_is_too_short_is_not_asked_for_ever(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        blobs.receive(MEDIUM, sends(CONTENT[:5000]))
    with pytest.raises(Broken):
        blobs.receive(MEDIUM, sends(CONTENT[:5000]))
    assert leftovers(tmp_path) == []


def test_a_half_file_that_a_power_cut_filled_with_zeros_begins_again(blobs: Blobs) -> None:
    offsets: list[int] = []
    with pytest.raises(Interrupted):
        blobs.receive(MEDIUM, sends(bytes(5000), offsets))
    blobs.receive(MEDIUM, sends(CONTENT, offsets))
    assert blobs.is_whole(MEDIUM)
    assert offsets == [0, 5000, 0]


@pytest.mark.parametrize("name", ["", "abc", "../" * 21 + "x", "A" * 64, "/etc/passwd"])
def test_a_name_that_is_no_digest_is_never_a_path(blobs: Blobs, name: str) -> None:
    with pytest.raises(Broken):
        blobs.path(name)


def test_a_disk_without_room_is_noticed_before_it_is_full(tmp_path: Path) -> None:
    with pytest.raises(NoRoom):
        Blobs(tmp_path, reserve=2**60).receive(MEDIUM, sends(CONTENT))


def test_a_file_that_was_cut_or_changed_on_the_disk_is_found(blobs: Blobs) -> None:
    blobs.receive(MEDIUM, sends(CONTENT))
    path = blobs.path(MEDIUM.digest)
    path.write_bytes(b"x" + CONTENT[1:])
    assert blobs.holds(MEDIUM)
    assert not blobs.is_whole(MEDIUM)
    path.write_bytes(CONTENT[:-1])
    assert not blobs.holds(MEDIUM)


def test_only_what_is_needed_stays(blobs: Blobs, tmp_path: Path) -> None:
    other = medium(b"other")
    blobs.receive(MEDIUM, sends(CONTENT))
    blobs.receive(other, sends(b"other"))
    with pytest.raises(Interrupted):
        blobs.receive(medium(b"third" * 1000), sends(b"third"))
    blobs.keep_only({other.digest})
    assert leftovers(tmp_path) == [blobs.path(other.digest)]


def test_a_file_is_on_the_disk_before_it_has_its_name(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def noting(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object) -> object:
            steps.append(name)
            return real(*arguments)

        return step

    monkeypatch.setattr(os, "fsync", noting("flush", os.fsync))
    monkeypatch.setattr(Path, "replace", noting("rename", Path.replace))
    monkeypatch.setattr(files, "flush_folder", noting("folder", files.flush_folder))
    blobs.receive(MEDIUM, sends(CONTENT))
    assert steps == ["flush", "rename", "folder", "flush"]


def test_a_disk_that_fills_up_keeps_what_came(blobs: Blobs, tmp_path: Path) -> None:
    def full(file: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", file)

    def pieces(_: int) -> Iterator[bytes]:
        yield CONTENT[:1000]
        full(None)  # type: ignore[arg-type] # as the write would

    with pytest.raises(OSError, match="No space"):
        blobs.receive(MEDIUM, pieces)
    (part,) = leftovers(tmp_path)
    assert part.read_bytes() == CONTENT[:1000]


def test_a_disk_that_became_read_only_is_no_reason_to_stop(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs.receive(MEDIUM, sends(CONTENT))

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", read_only)
    blobs.keep_only(())
    blobs.drop(MEDIUM.digest)
    assert blobs.is_whole(MEDIUM)
