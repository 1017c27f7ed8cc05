"""A hub's worth of turns, in a process of its own: `python -m ...taker URL TURNS NUMBERS`.

Prints "ready", waits for a line, then takes numbers and prints every (event id, number).
"""

import sys

from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.journal import SqlJournal
from tests.contract.database.records import issued


def main(url: str, turns: int, numbers: int) -> None:
    database = Database(database_url(url), lock_wait=30)
    journal = SqlJournal(database, "test")
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(turns):
        print("\n".join(take(journal, numbers)))
    database.close()


def take(journal: SqlJournal, numbers: int) -> list[str]:
    taken = []
    with journal.transaction() as transaction:
        for _ in range(numbers):
            ordinal = transaction.next_ordinal("cert")
            event = issued(transaction.last_event + 1, label=f"A-{ordinal}")
            transaction.append([event])
            taken.append(f"{event.id} {ordinal}")
    return taken


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
