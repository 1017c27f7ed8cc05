"""Files are whole or as they were, nobody else's to read, and nothing is left beside them."""

import os
import stat
import sys
from pathlib import Path

import pytest

from hub import files


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    for content in (b"first", b"\n\r\x1a second"):
        files.write(target, content)
        assert target.read_bytes() == content
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has the folder's rights instead")
def test_it_is_for_the_own_user_alone(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    files.write(target, b"secret")
    assert stat.S_IMODE(target.stat().st_mode) == files.OWNER_ONLY


def test_what_fails_on_the_way_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "kept"
    files.write(target, b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_process_left_is_in_nobodys_way(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    (tmp_path / f".kept.{os.getpid()}{files.HALF}").write_bytes(b"half")
    files.write(target, b"whole")
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"whole"
