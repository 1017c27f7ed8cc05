"""Many displays of one hub without their screens: what each does with a publication.

    python -m tests.bench.players ADDRESS TOKEN FOLDER COUNT

Each follows the hub and keeps its own store, as a display does. When one could show publication
N, a line {"generation": N, "at": SECONDS} is printed, by the clock of time.monotonic.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from hub.client.api import HubClient
from hub.client.follow import Follower
from hub.domain.events import Event
from hub.domain.lobby import Snapshot
from kiosk.shell import logs
from signage.store.fetching import Fetching
from signage.store.ready import Ready
from signage.store.shelf import Shelf

SCREEN = "display-1"
ONE_AT_A_TIME = Lock()


class Player:
    """One display, from `start` to `stop`."""

    def __init__(self, address: str, token: str, folder: Path) -> None:
        self._client = HubClient(address, token)
        self._fetching = Fetching(self._client, Shelf(folder, SCREEN), _tell())
        self._follower = Follower(self._client, self._hear, lambda _: None)

    def start(self) -> None:
        self._fetching.start()
        self._follower.start()

    def stop(self) -> None:
        self._follower.stop()
        self._fetching.stop()
        self._client.close()

    def _hear(self, snapshot: Snapshot, events: tuple[Event, ...]) -> None:
        if not events or any(event.generation is not None for event in events):
            self._fetching.want(snapshot.generation)


def _tell() -> Callable[[Ready], None]:
    told: set[int] = set()

    def tell(ready: Ready) -> None:
        number = ready.generation.number
        if number not in told:
            told.add(number)
            line = json.dumps({"generation": number, "at": time.monotonic()})
            with ONE_AT_A_TIME:
                print(line, flush=True)

    return tell


def main(address: str, token: str, folder: str, count: str) -> int:
    """Follow until standard input ends."""
    # What is not a figure goes to standard error.
    logs.configure("players")
    players = [Player(address, token, Path(folder) / f"{n}") for n in range(int(count))]
    for player in players:
        player.start()
    sys.stdin.read()
    for player in players:
        player.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
