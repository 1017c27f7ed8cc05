"""The script: visitors and clerks in turn, then the hub is away for a while, then all closes."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hub.cli.demo import appointed, guide
from hub.cli.demo.alone import Alone, nobody_there, stuck
from hub.cli.demo.carded import CardHolder
from hub.cli.demo.city import HURRIED
from hub.cli.demo.clerks import Clerks
from hub.cli.demo.desk import Desk
from hub.cli.demo.lobby import Lobby
from hub.cli.demo.paperless import EVENT, Writer, asks_for_card
from hub.cli.demo.processes import Hand, wait_for
from hub.cli.demo.visits import VISITORS, Visit, tour, visits
from hub.cli.demo.wording import say
from hub.service.forms import domain_book

# Seconds in which every terminal is up, on a machine that starts them all at once.
START = 60.0
# Seconds that its end takes: every screen, a card, a form, the hub away, and all closed.
END = 30.0
# Three calls share the panel, each for 6 s at least: more often, a call would wait for its place.
CALL_EVERY = 2.1


class Morning:
    """A morning of `lobby`, whose pictures go to the folder `shots`."""

    def __init__(self, lobby: Lobby, shots: Path) -> None:
        self._lobby = lobby
        self._shots = shots
        self._spool = lobby.folder / lobby.kiosk / "kiosk.db"
        self._services = [item.id for item in lobby.settings.services if item.at_kiosk]
        self.visits: list[Visit] = []
        self.calls: list[float] = []
        self.cards: list[float] = []
        self._next_call = 0.0
        self._switch_on()
        self._clerks = Clerks(lobby)
        self._desk = Desk(lobby)

    def _switch_on(self) -> None:
        """The terminals come up before their hub, as they do after a power cut."""
        self._lobby.start_terminals()
        self._kiosk = self._lobby.hand(self._lobby.kiosk)
        self._displays = {key: self._lobby.hand(key) for key in self._lobby.displays}
        self._wait("screen-preparing", "standby")
        self._kiosk.do(shot=str(self._shots / "kiosk-preparing.png"))
        self._photograph("0-standby")
        self._lobby.start_hub()
        self._wait("screen-home", "live")

    def _wait(self, kiosk: str, display: str) -> None:
        """Until these are seen."""
        self._kiosk.do(see=kiosk, seconds=START)
        for hand in self._displays.values():
            hand.do(see=display, seconds=START)

    @property
    def forms(self) -> dict[str, int]:
        """How many codes were found on paper, and how many of them the desk opened."""
        return {"sealed": self._desk.sealed, "opened": self._desk.opened}

    def play(self, seconds: int) -> None:
        """A morning of so many seconds; longer where a visitor of some kind has not come yet."""
        until = time.monotonic() + seconds - END
        say(f"\n{seconds} 秒の朝を演じます")
        self._photograph("0-empty")
        for visit in self._visitors():
            self._welcome(visit)
            self._call()
            if time.monotonic() >= until and len(self.visits) >= len(VISITORS):
                break
        self._see_all()
        self._receive()
        self._read_card()
        self._write_free()
        self._go_on_alone()
        self._close()

    def _visitors(self) -> Iterator[Visit]:
        return visits(self._kiosk, self._services, self._shots)

    def _welcome(self, visit: Visit) -> None:
        self.visits.append(visit)
        say(f"  発券 {visit.label}  {visit.kind}  {visit.milliseconds:.0f} ms")

    def _call(self) -> None:
        """One clerk in the lobby goes on; the display's first frame with the number is timed."""
        if time.monotonic() < self._next_call:
            return
        began = time.perf_counter()
        label = self._clerks.call_somebody()
        if label is None:
            return
        self._first_display().do(read="call-number", text=label)
        self.calls.append((time.perf_counter() - began) * 1000)
        self._next_call = time.monotonic() + CALL_EVERY
        say(f"  呼出 {label}  表示まで {self.calls[-1]:.0f} ms")
        if len(self.calls) in (1, 3, 6):
            self._photograph(f"{len(self.calls)}-calls")

    def _see_all(self) -> None:
        """Somebody does not come, a service closes; then the screens that no visitor came to."""
        self._clerks.no_show("counter-1")
        closed = self._services[-1]
        self._clerks.close_service(closed, closed=True)
        tour(self._kiosk, closed, self._clerks.somebody(), self._shots)
        guide.touch(self._displays, self._lobby.settings, self._shots)

    def _receive(self) -> None:
        """Somebody with an appointment checks in, and somebody says how it was."""
        if (numbers := appointed.book(self._lobby.settings)) is not None:
            self._welcome(appointed.Appointed(self._kiosk, self._shots, numbers).come())
        if self._lobby.settings.visits.survey is not None:
            appointed.say_how_it_was(self._kiosk, self._shots)

    def _read_card(self) -> None:
        """A card is read at the kiosk, and nothing of it is kept."""
        writer = self._writer()
        if writer is None or not writer.by_hand:
            return
        milliseconds = CardHolder(self._kiosk, self._shots).read()
        self.cards.append(milliseconds)
        say(f"  カード 見本  暗証番号から4情報まで {milliseconds:.0f} ms")

    def _write_free(self) -> None:
        """A form is filled at the kiosk, though hub and disk hang; the desk opens its code."""
        if (writer := self._writer()) is None:
            return
        writer.fill()
        with self._lobby.programs["hub"].paused(), stuck(self._spool):
            writer.send()
        self._welcome(writer.take())
        for form in self._desk.open_all():
            say(f"  書類 {form['title']}  答え {len(form['answers'])}")

    def _writer(self) -> Writer | None:
        """Somebody who fills a form; nobody where this kiosk has no such form."""
        settings = self._lobby.settings
        book, kiosk = domain_book(settings.forms), settings.terminals.kiosks[0]
        if EVENT not in (book.events if kiosk.forms is None else kiosk.forms):
            return None
        today = datetime.now(ZoneInfo(settings.site.timezone)).date()
        by_hand = kiosk.card.kind != "none" and asks_for_card(book, today)
        return Writer(self._kiosk, book, today, self._shots, by_hand)

    def _go_on_alone(self) -> None:
        """Numbers that are given without the hub are in the queue once it is back."""
        self._lobby.stop_hub()
        for hand in self._displays.values():
            hand.do(see="checking")
        self._photograph("8-hub-away")
        kiosk = Alone(self._kiosk, self._lobby.address, self._spool, self._shots)
        for visit in (given := list(kiosk.visits(self._services[0]))):
            self._welcome(visit)
        self._kiosk.do(tap="take-number", see="screen-services")
        self._lobby.start_hub()
        nobody_there(self._kiosk, HURRIED + START, self._shots)
        labels = {visit.label for visit in given}
        wait_for(lambda: self._clerks.has_visitors(labels), self._lobby.programs["hub"])
        say(f"  引きつぎ {'・'.join(sorted(labels))}")

    def _close(self) -> None:
        self._wait("screen-home", "live")
        self._photograph("9-end")
        for service in self._services:
            self._clerks.close_service(service, closed=True)
        self._kiosk.do(see="greeting-closed")
        self._kiosk.do(shot=str(self._shots / "kiosk-home-closed.png"))

    def _first_display(self) -> Hand:
        return next(iter(self._displays.values()))

    def _photograph(self, name: str) -> None:
        for display, hand in self._displays.items():
            hand.do(shot=str(self._shots / f"{display}-{name}.png"))
