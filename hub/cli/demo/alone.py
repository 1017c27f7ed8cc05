"""Visitors while the hub is away, and what else a kiosk has to live through."""

import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from hub.cli.demo.processes import Hand
from hub.cli.demo.visits import Visit


class Alone:
    """A kiosk whose hub at `address` has just been stopped; its pictures go to `shots`."""

    def __init__(self, hand: Hand, address: str, spool: Path, shots: Path) -> None:
        self._hand = hand
        self._address = address
        self._spool = spool
        self._shots = shots

    def visits(self, service: str) -> Iterator[Visit]:
        """Two visitors: to one the hub is silent, to the other the kiosk's own disk fails too."""
        self._hand.do(see="state-open")
        self._look("hub-away-home")
        self._hand.do(tap="take-number", see="screen-services")
        self._look("hub-away-services")
        yield self._unheard(service)
        self._hand.do(tap="take-number", see="screen-services")
        with stuck(self._spool):
            self._hand.do(tap=f"service-{service}", see="screen-trouble")
            self._look("trouble")
        began = time.perf_counter()
        self._hand.do(tap="try-again", see="screen-ticket")
        yield self._taken("disk-trouble", began)

    def _unheard(self, service: str) -> Visit:
        with _silent(self._address):
            began = time.perf_counter()
            self._hand.do(tap=f"service-{service}", see="screen-issuing")
            self._look("issuing")
            return self._taken("hub-away", began)

    def _taken(self, kind: str, began: float) -> Visit:
        shown = self._hand.do(see="screen-ticket", read="ticket-number")
        milliseconds = (time.perf_counter() - began) * 1000
        self._look(f"{kind}-ticket")
        self._hand.do(tap="done", see="screen-home")
        return Visit(kind, shown["text"], milliseconds)

    def _look(self, name: str) -> None:
        self._hand.do(shot=str(self._shots / f"kiosk-{name}.png"))


def nobody_there(hand: Hand, seconds: float, shots: Path) -> None:
    """Somebody has walked away from the services: the kiosk asks, and goes on at a touch."""
    hand.do(see="continue", seconds=seconds)
    hand.do(shot=str(shots / "kiosk-idle-warning.png"))
    hand.do(tap="continue", see="screen-services")
    hand.do(tap="back", see="screen-home")


@contextmanager
def _silent(address: str) -> Iterator[None]:
    """In place of the hub something that takes requests and never answers."""
    place = urlsplit(address)
    with socket.create_server((place.hostname or "", place.port or 0)):
        yield


@contextmanager
def stuck(spool: Path) -> Iterator[None]:
    """Let nothing be written to the file of a kiosk's own numbers."""
    with closing(sqlite3.connect(spool, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
