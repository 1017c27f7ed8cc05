"""What this hub shows: today's lobby, folded in one thread from committed events only."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from hub.domain.estimate.learning import Hours
from hub.domain.events import Event
from hub.domain.forecast.grades import Forecast
from hub.domain.lobby import Lobby, apply, fold
from hub.domain.site import Site
from hub.service.ports import Journal

# Events read from the journal at a time.
PAGE = 1000

Listener = Callable[[Sequence[Event]], None]


class Board:
    """The read model. Read and advanced in the event loop's thread alone."""

    def __init__(self, lobby: Lobby) -> None:
        self.lobby = lobby
        # What the last weeks' days were like; empty until the hub has read it.
        self.past: Mapping[date, Hours] = {}
        # How busy the coming weeks will be; without hours until it has been made.
        self.forecast = Forecast(date.min)
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every batch of new events, after the lobby shows them."""
        self._listeners.append(listener)

    def advance(self, events: Sequence[Event]) -> None:
        """Fold committed events. Those already known are passed over: two sources may tell them."""
        fresh = [event for event in events if event.id > self.lobby.last_event]
        for event in fresh:
            apply(self.lobby, event)
        if fresh:
            for listener in self._listeners:
                listener(fresh)


def load_lobby(journal: Journal, site: Site) -> Lobby:
    """Today's lobby from the journal; an empty one before the first day."""
    today = journal.today()
    return fold(site, read_events(journal, today - 1)) if today else Lobby(site)


def read_events(journal: Journal, after: int) -> list[Event]:
    """All events above `after`."""
    page = journal.events(after, PAGE)
    found = list(page)
    while len(page) == PAGE:
        page = journal.events(page[-1].id, PAGE)
        found += page
    return found
