"""The watched folder and the encrypted archive, on a real disk."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hub.adapters.desk.archive import EncryptedArchive
from hub.adapters.desk.folder import WatchedFolder
from hub.domain.forms.answers import Slot
from hub.service.desk.case import Case, corrected, from_letter
from hub.service.desk.ports import NotWritten
from tests.desks import FAMILY, PLANTED, STREET, Keys, book
from tests.lobbies import NINE

SECRET = bytes(range(32))
DAY = timedelta(days=1)


def case(opened_after: timedelta = timedelta(0)) -> Case:
    keys = Keys()
    letter = keys.open_code(keys.seal().texts, NINE)
    return from_letter(letter, book(), NINE + opened_after, "sato")


def archive(folder: Path, secret: bytes = SECRET) -> EncryptedArchive:
    return EncryptedArchive(folder / "received", lambda: secret, ZoneInfo("Asia/Tokyo"))


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_file_appears_whole_and_is_never_replaced(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path)
    names = [folder.put("stem", "json", content) for content in (b"1", b"2", b"3")]
    assert names == ["stem.json", "stem_2.json", "stem_3.json"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"1", b"2", b"3"]
    assert len(list(tmp_path.iterdir())) == 3


def test_two_clerks_write_at_once(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path)
    with ThreadPoolExecutor(8) as clerks:
        names = set(clerks.map(lambda number: folder.put("s", "csv", bytes([number])), range(40)))
    assert len(names) == 40
    assert {path.read_bytes()[0] for path in tmp_path.iterdir()} == set(range(40))


def test_a_folder_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"書けません.*管理者"):
        WatchedFolder(tmp_path / "gone").put("stem", "json", b"")


def test_a_kept_case_comes_back_and_its_newest_state_counts(tmp_path: Path) -> None:
    kept, first = archive(tmp_path), case()
    kept.keep(first)
    changed = corrected(first, Slot("phone"), "0312345678")
    kept.keep(changed)
    assert kept.find(first.code) == changed
    assert [(one.code, one.opened) for one in kept.kept()] == [(first.code, first.opened)]
    assert kept.find("0" * 16) is None
    assert kept.find("../../x") is None


def test_nothing_on_the_disk_can_be_read_without_the_secret(tmp_path: Path) -> None:
    found = case()
    archive(tmp_path).keep(found)
    stored = bytes_in(tmp_path)
    for planted in (FAMILY, PLANTED, STREET, "09012345678"):
        assert planted.encode() not in stored
        assert planted.encode("utf-16-le") not in stored
    with pytest.raises(NotWritten, match="鍵が違う"):
        archive(tmp_path, bytes(32)).find(found.code)


def test_a_changed_or_swapped_file_is_refused(tmp_path: Path) -> None:
    kept, found, other = archive(tmp_path), case(), case()
    kept.keep(found)
    kept.keep(other)
    mine, theirs = (next(tmp_path.rglob(f"*{one.code}.case")) for one in (found, other))
    sealed = mine.read_bytes()
    mine.write_bytes(theirs.read_bytes())
    with pytest.raises(NotWritten):
        kept.find(found.code)
    mine.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(NotWritten):
        kept.find(found.code)


def test_disposal_takes_old_days_and_their_keys_and_counts_them(tmp_path: Path) -> None:
    kept = archive(tmp_path)
    old, new = (case(after) for after in (timedelta(0), DAY * 2))
    for one in (old, case(), new):
        kept.keep(one)
    assert kept.dispose(date(2026, 11, 25)) == ((date(2026, 11, 24), 2),)
    assert [one.code for one in kept.kept()] == [new.code]
    assert not (tmp_path / "received" / "2026-11-24").exists()
    assert kept.dispose(date(2026, 11, 25)) == ()


def test_an_empty_or_broken_place_is_told(tmp_path: Path) -> None:
    assert archive(tmp_path).kept() == ()
    assert archive(tmp_path).dispose(date(2030, 1, 1)) == ()
    (tmp_path / "received").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(NotWritten, match="読み書きできません"):
        archive(tmp_path).keep(case())
