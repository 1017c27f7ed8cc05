"""A file leaves the library when nothing needs it, and no sooner."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.contents import SqlPieces
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from hub.adapters.database.schema import migrate
from hub.adapters.database.signage import SqlMedia, SqlPublications
from hub.adapters.inspection.inspector import FileInspector
from hub.adapters.media import MediaFolder
from hub.adapters.uploads import UploadFolder
from hub.domain.signage.content import Image, Item, MediumKind
from hub.domain.signage.programme import Generation, Programme
from hub.domain.signage.publishing import PieceKind, Stage, create
from hub.domain.signage.windows import Calendar
from hub.service.access import Denied
from hub.service.signage.holdings import Holdings, InUse, NotStored, Stores
from hub.service.signage.ports import Kept
from tests.lobbies import NINE
from tests.unit.hub.adapters import hostile
from tests.unit.hub.service.signage.stand import EDITOR, MANAGER, Clock

SITE = "hall"
MOST = dict.fromkeys(MediumKind, 1_000_000)
PICTURE = hostile.picture()


@dataclass
class Stock:
    holdings: Holdings
    stores: Stores
    journal: SqlJournal
    clock: Clock
    folder: Path
    settled: set[str]

    def add(self, content: bytes = PICTURE, department: str = "市民課") -> Kept:
        with self.stores.media.workshop() as folder:
            (folder / "file").write_bytes(content)
            return self.holdings.take(folder / "file", "a.png", "tanaka", department)

    def files(self) -> list[str]:
        return sorted(path.suffix for path in self.folder.glob("media/??/*"))


@pytest.fixture
def stock(tmp_path: Path) -> Iterator[Stock]:
    with closing(Database(database_url(tmp_path / "hub.db"))) as database:
        migrate(database)
        stores = Stores(
            MediaFolder(tmp_path / "media", 1_000_000, reserve=0),
            SqlMedia(database, SITE),
            UploadFolder(tmp_path / "uploads"),
            SqlPieces(database, SITE),
            SqlPublications(database, SITE),
            SqlAuditLog(database, SITE),
        )
        clock, settled = Clock(), set[str]()
        library = Holdings(stores, FileInspector(MOST), MOST, lambda: frozenset(settled), clock)
        journal = SqlJournal(database, SITE)
        yield Stock(library, stores, journal, clock, tmp_path, settled)


def test_the_same_file_twice_is_one(stock: Stock) -> None:
    first, second = stock.add(), stock.add(department="税務課")
    assert first == second
    assert stock.files() == ["", ".jpg"]
    assert [*stock.folder.glob("media/work/*")] == []


def test_a_file_that_nothing_needs_can_go_and_is_gone(stock: Stock) -> None:
    digest = stock.add().medium.digest
    stock.holdings.delete(EDITOR, digest)
    stock.holdings.delete(EDITOR, digest)
    assert stock.files() == []
    assert stock.holdings.known(digest) is None
    assert [line.action for line in stock.stores.audit.latest(9)] == ["content.drop"]


def test_an_editor_drops_files_of_the_own_department_only(stock: Stock) -> None:
    digest = stock.add(department="税務課").medium.digest
    with pytest.raises(Denied):
        stock.holdings.delete(EDITOR, digest)
    stock.holdings.delete(MANAGER, digest)
    assert stock.files() == []


def test_a_file_stays_while_anything_needs_it(stock: Stock) -> None:
    kept = stock.add()
    digest = kept.medium.digest
    item = Item("poster", "ポスター", Image(digest, {"ja": "絵"}))
    piece = create(PieceKind.ITEM, "市民課", item, "tanaka", NINE)
    gone = replace(piece, stage=Stage.DELETED)
    programme = Programme(Calendar("Asia/Tokyo"), media={digest: kept.medium})

    def stays() -> bool:
        with pytest.raises(InUse):
            stock.holdings.delete(MANAGER, digest)
        return stock.holdings.known(digest) is not None

    with stock.journal.transaction() as turn:
        turn.contents.put(piece)
    assert stays()
    with stock.journal.transaction() as turn:
        turn.contents.put(gone)
        turn.contents.publish(Generation(1, NINE, programme), "koho", "")
    assert stays()
    with stock.journal.transaction() as turn:
        for number in range(2, 103):
            turn.contents.publish(
                Generation(number, NINE, replace(programme, media={})), "koho", ""
            )
    stock.settled.add(digest)
    assert stays()
    stock.settled.clear()
    stock.holdings.delete(MANAGER, digest)
    assert stock.files() == []


def test_what_is_on_no_list_and_what_nobody_went_on_with_is_tidied_up(stock: Stock) -> None:
    digest = stock.add().medium.digest
    stock.stores.book.remove(digest)
    sending = stock.holdings.begin(EDITOR, "a.png", 100)
    stock.holdings.tidy()
    assert stock.files() == []
    assert stock.holdings.find(EDITOR, sending.id) == sending
    stock.clock.later(days=3)
    stock.holdings.tidy()
    assert stock.stores.uploads.all() == []


def test_what_does_not_fit_is_refused_before_it_is_sent(stock: Stock) -> None:
    stock.holdings.begin(EDITOR, "a.png", 600_000)
    with pytest.raises(NotStored, match="空きがありません"):
        stock.holdings.begin(EDITOR, "b.png", 600_000)
    stock.holdings.begin(EDITOR, "c.png", 300_000)


def test_nobody_begins_more_than_they_can_end(stock: Stock) -> None:
    for _ in range(20):
        stock.holdings.begin(EDITOR, "a.png", 10)
    with pytest.raises(NotStored, match="送りかけ"):
        stock.holdings.begin(EDITOR, "a.png", 10)
    stock.holdings.begin(MANAGER, "a.png", 10)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\nb.png", "ab.png"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
    ],
)
def test_a_name_is_for_people_and_leads_nowhere(stock: Stock, given: str, kept: str) -> None:
    assert stock.holdings.begin(EDITOR, given, 10).name == kept


@pytest.mark.parametrize("digest", ["..", "../hub.db", "A" * 64, "ab" * 31])
def test_a_digest_that_is_none_leads_nowhere(stock: Stock, digest: str) -> None:
    assert stock.stores.media.path(digest) is None
    assert stock.stores.media.thumbnail(digest) is None
    stock.stores.media.remove(digest)
    with pytest.raises(ValueError, match=digest.replace(".", r"\.")):
        stock.stores.media.put(stock.folder / "hub.db", digest, b"")
    assert (stock.folder / "hub.db").exists()


def test_uploads_end_where_they_were_left(stock: Stock) -> None:
    sending = stock.holdings.begin(EDITOR, "a.png", len(PICTURE))
    sending = stock.holdings.append(sending, PICTURE[:100])
    stock.clock.later(hours=1)
    assert stock.holdings.find(EDITOR, sending.id).offset == 100
    sending = stock.holdings.append(stock.holdings.find(EDITOR, sending.id), PICTURE[100:])
    kept = stock.holdings.finish(sending)
    assert (kept.added_by, kept.department) == ("tanaka", "市民課")
    assert kept.added_at == NINE + timedelta(hours=1)
    assert stock.stores.uploads.all() == []
