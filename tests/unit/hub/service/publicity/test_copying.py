"""Copies elsewhere: what has changed is put there, and what failed is put there the next time."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from hub.adapters.copies.folder import CopyFolder
from hub.service.publicity.copying import AGAIN, Copy, CopyFault, File
from tests.lobbies import NINE

PAGE, DATA = File("index.html", "text/html", b"1", 5), File("data/x.json", "text/json", b"{}", 5)


@dataclass
class Shelf:
    """A place that can be out of order."""

    name: str = "shelf"
    put_there: list[str] = field(default_factory=list)
    broken: str = ""

    def put(self, file: File) -> None:
        if file.name == self.broken:
            raise CopyFault("disk full")
        self.put_there.append(file.name)


def test_only_what_has_changed_is_put_there() -> None:
    place = Shelf()
    copy = Copy(place)
    copy.renew((PAGE, DATA), NINE)
    copy.renew((PAGE, File(DATA.name, "text/json", b"[]", 5)), NINE)
    assert place.put_there == ["index.html", "data/x.json", "data/x.json"]


def test_after_an_hour_everything_is_put_there_again() -> None:
    place = Shelf()
    copy = Copy(place)
    copy.renew((PAGE,), NINE)
    copy.renew((PAGE,), NINE + AGAIN - timedelta(seconds=1))
    copy.renew((PAGE,), NINE + AGAIN)
    assert place.put_there == ["index.html"] * 2


def test_what_could_not_be_put_there_is_the_next_time() -> None:
    place = Shelf(broken="data/x.json")
    copy = Copy(place)
    with pytest.raises(CopyFault):
        copy.renew((PAGE, DATA), NINE)
    place.broken = ""
    copy.renew((PAGE, DATA), NINE)
    assert place.put_there == ["index.html", "data/x.json"]


def test_a_folder_holds_whole_files_that_everyone_may_read(tmp_path: Path) -> None:
    folder = CopyFolder(tmp_path / "www")
    for file in (PAGE, DATA, File("index.html", "text/html", b"2", 5)):
        folder.put(file)
    assert (tmp_path / "www" / "index.html").read_bytes() == b"2"
    assert (tmp_path / "www" / "data" / "x.json").stat().st_mode & 0o444 == 0o444
    assert sorted(path.name for path in (tmp_path / "www").iterdir()) == ["data", "index.html"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "www").write_text("a file stands here", encoding="utf-8")
    with pytest.raises(CopyFault, match=r"www"):
        CopyFolder(tmp_path / "www").put(PAGE)
