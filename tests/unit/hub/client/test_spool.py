"""A kiosk's memory: no number twice, none lost, whatever happens to the process or the disk."""

import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from hub.client.errors import SpoolFault
from hub.client.spool import Spool
from hub.domain.errors import Refused
from hub.domain.issuing import OfflineTicket, Request
from tests.disks import no_file_beyond
from tests.lobbies import NINE, site

SITE = site()
DAY = date(2026, 11, 24)
ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk" / "spool.sqlite"


def give(spool: Spool, request: str = "", day: date | None = DAY) -> OfflineTicket:
    asked = Request(request or uuid4().hex, "cert", "en", "elderly", then=("move", "tax"))
    return spool.give(asked, SITE.services["cert"], SITE.kiosks["kiosk-1"], day, NINE)


def test_numbers_follow_each_other_and_survive_a_restart(path: Path) -> None:
    first = Spool(path)
    given = [give(first), give(first)]
    first.close()
    second = Spool(path)
    given.append(give(second))
    assert [ticket.label for ticket in given] == ["AX-001", "AX-002", "AX-003"]
    assert second.pending() == given
    assert (given[0].priority, given[0].then) == ("elderly", ("move", "tax"))
    second.close()


def test_a_file_of_an_earlier_release_goes_on(path: Path) -> None:
    Spool(path).close()
    old = sqlite3.connect(path)
    old.execute("ALTER TABLE ticket DROP COLUMN following")
    old.execute(
        "INSERT INTO ticket VALUES (?, 'AX-001', 'cert', ?, 'ja', NULL, 'pending')",
        ["a" * 32, NINE.isoformat()],
    )
    old.commit()
    old.close()
    spool = Spool(path)
    assert [ticket.then for ticket in spool.pending()] == [()]
    assert give(spool).then == ("move", "tax")
    spool.close()


def test_the_same_request_gives_the_same_number_even_when_delivered(path: Path) -> None:
    spool = Spool(path)
    ticket = give(spool, "a" * 32)
    spool.settle([ticket.id], {})
    assert give(spool, "a" * 32) == ticket
    assert spool.pending() == []
    spool.close()


def test_each_day_and_service_has_its_own_series(path: Path) -> None:
    spool = Spool(path)
    give(spool)
    assert give(spool, day=DAY + timedelta(days=1)).label == "AX-001"
    assert give(spool).label == "AX-002"
    spool.close()


def test_a_day_has_999_numbers_and_carry_over_goes_round(path: Path) -> None:
    spool = Spool(path)
    for day in (DAY, None):
        spool._db.execute("INSERT INTO series VALUES (?, 998)", [f"{day or 'always'}/cert"])  # noqa: SLF001 - as after 998
    assert give(spool).label == "AX-999"
    with pytest.raises(Refused):
        give(spool)
    assert [give(spool, day=None).label for _ in range(2)] == ["AX-999", "AX-001"]
    spool.close()


def test_what_the_hub_answered_is_settled(path: Path) -> None:
    spool = Spool(path)
    one, two, three = give(spool), give(spool), give(spool)
    spool.settle([one.id], {two.id: "bad_label"})
    assert spool.pending() == [three]
    assert spool.counts() == (1, 1)
    spool.forget(NINE + timedelta(days=2))
    assert spool.counts() == (1, 0), "what was answered for may go, what is pending may not"
    spool.close()


def test_something_kept_is_there_after_a_restart(path: Path) -> None:
    spool = Spool(path)
    assert spool.kept("snapshot") is None
    spool.keep("snapshot", b"1")
    spool.keep("snapshot", b"2")
    spool.close()
    spool = Spool(path)
    assert spool.kept("snapshot") == b"2"
    spool.close()


CHILD = """
import sys
from pathlib import Path
from tests.unit.hub.client.test_spool import give
from hub.client.spool import Spool
spool = Spool(Path(sys.argv[1]))
while True:
    print(give(spool).label, flush=True)
"""


def test_a_kiosk_killed_at_any_point_gives_no_number_twice_and_loses_none(path: Path) -> None:
    shown: list[str] = []
    for _ in range(5):
        command = [sys.executable, "-c", CHILD, str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            shown += [child.stdout.readline().strip() for _ in range(7)]
            child.kill()
            shown += [line.strip() for line in child.stdout if line.endswith("\n")]
    spool = Spool(path)
    pending = [ticket.label for ticket in spool.pending()]
    spool.close()
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(pending)


@pytest.mark.parametrize("rubbish", [b"", b"not a database" * 500])
def test_a_damaged_file_is_set_aside_and_its_numbers_do_not_come_again(
    path: Path, rubbish: bytes
) -> None:
    spool = Spool(path)
    for _ in range(3):
        give(spool)
    spool.close()
    whole = path.read_bytes()
    # A lost page in the middle, or something else altogether.
    path.write_bytes(rubbish or whole[:4096] + b"\xff" * (len(whole) - 4096))
    spool = Spool(path)
    assert spool.damaged is not None
    assert spool.damaged.exists()
    assert give(spool).label == "AX-201"
    spool.close()
    spool = Spool(path)
    assert spool.damaged is None
    assert give(spool).label == "AX-202"
    spool.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are POSIX only")
def test_a_full_disk_gives_no_number_and_says_so(path: Path) -> None:
    spool = Spool(path)
    give(spool)
    size = max(file.stat().st_size for file in path.parent.iterdir())
    with no_file_beyond(size), pytest.raises(SpoolFault):
        list(iter(lambda: give(spool), None))
    with no_file_beyond(size), pytest.raises(SpoolFault):
        spool.prove()
    spool.prove()
    known = len(spool.pending())
    assert give(spool).label == f"AX-{known + 1:03}", "a number that was not kept was not given"
    spool.close()


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpoolFault, match="file"):
        Spool(tmp_path / "file" / "spool.sqlite")


def test_a_file_that_cannot_be_opened_stays_where_it_is(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(SpoolFault):
        Spool(path)
    assert path.is_dir()
