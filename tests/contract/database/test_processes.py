"""Two processes take numbers from one database at the same time."""

import subprocess
import sys
from pathlib import Path

from hub.adapters.database.engine import Database
from hub.adapters.database.journal import SqlJournal
from tests.contract.database.records import everything

ROOT = Path(__file__).parents[3]
TURNS, NUMBERS = 40, 3


def start(database: Database) -> subprocess.Popen[str]:
    url = database.url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.contract.database.taker", url, str(TURNS), str(NUMBERS)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_two_hubs_give_no_number_twice_and_leave_no_gap(
    journal: SqlJournal, database: Database
) -> None:
    hubs = [start(database) for _ in range(2)]
    for hub in hubs:
        assert hub.stdout is not None
        assert hub.stdout.readline() == "ready\n"
    for hub in hubs:
        assert hub.stdin is not None
        hub.stdin.write("go\n")
        hub.stdin.flush()
    said = [hub.communicate(timeout=120)[0] for hub in hubs]
    assert [hub.returncode for hub in hubs] == [0, 0]
    taken = [tuple(map(int, line.split())) for text in said for line in text.splitlines()]
    total = 2 * TURNS * NUMBERS
    assert sorted(event for event, _ in taken) == list(range(1, total + 1))
    assert sorted(number for _, number in taken) == list(range(total))
    labels = {event.id: event.tickets[0].label for event in everything(journal)}
    assert labels == {event: f"A-{number}" for event, number in taken}
