"""Keeps a terminal's picture of the lobby in step with the hub's."""

from collections.abc import Callable
from threading import Event as Signal
from threading import Thread

from pydantic import ValidationError

from hub.client.api import HubClient, Stream
from hub.client.backoff import Backoff
from hub.client.errors import ClientFault, HubAway
from hub.client.frames import Frame
from hub.domain.events import Event
from hub.domain.lobby import Lobby, Snapshot, apply, restore, snapshot
from hub.service import wire

OnLobby = Callable[[Snapshot, tuple[Event, ...]], None]


class Follower(Thread):
    """A thread that shows the lobby until stopped, through any number of outages.

    `on_lobby` gets a new snapshot with the events that led to it; without events it is a fresh
    start (the first one, or after an outage too long to catch up with). `on_live(False)` means
    that what was shown last is no longer known to be true. Both are called in this thread.
    """

    def __init__(
        self,
        client: HubClient,
        on_lobby: OnLobby,
        on_live: Callable[[bool], None],
        *,
        backoff: Backoff | None = None,
    ) -> None:
        super().__init__(name="follower", daemon=True)
        self._client = client
        self._on_lobby = on_lobby
        self._on_live = on_live
        self._backoff = backoff or Backoff()
        self._stopping = Signal()
        self._lobby: Lobby | None = None
        self._revision = ""
        self._stream: Stream | None = None
        self._live: bool | None = None
        # The last thing that kept the hub away; None while live.
        self.fault: ClientFault | None = None

    def stop(self) -> None:
        """Hang up and wait for the thread."""
        self._stopping.set()
        if self._stream is not None:
            self._stream.hang_up()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """Follow, and begin again after each outage."""
        while not self._stopping.is_set():
            try:
                self._follow()
            except ClientFault as fault:
                self.fault = fault
                self._tell(live=False)
            self._stopping.wait(self._backoff.next())

    def _follow(self) -> None:
        lobby = self._lobby or self._start()
        with self._client.events(lobby.last_event) as stream:
            self._stream = stream
            if stream.revision != self._revision:
                # The city changed its settings: a new site, so a new snapshot.
                self._lobby = None
                return
            self._backoff.reset()
            self.fault = None
            self._tell(live=True)
            self._read(stream, lobby)

    def _start(self) -> Lobby:
        taken = self._client.snapshot()
        self._lobby = restore(taken.snapshot)
        self._revision = taken.revision
        self._on_lobby(taken.snapshot, ())
        return self._lobby

    def _read(self, stream: Stream, lobby: Lobby) -> None:
        batches = iter(stream)
        # Asked here too: a stop that came before there was a stream has not hung up.
        while not self._stopping.is_set():
            frames = next(batches)
            if any(frame.name == "reset" for frame in frames) or not self._fold(lobby, frames):
                self._lobby = None
                return

    def _fold(self, lobby: Lobby, frames: list[Frame]) -> bool:
        """Show what arrived; False where an event is missing before it."""
        events = [_event(frame) for frame in frames if frame.name == "lobby"]
        fresh = tuple(event for event in events if event.id > lobby.last_event)
        for event in fresh:
            if event.id != lobby.last_event + 1:
                return False
            apply(lobby, event)
        if fresh:
            self._on_lobby(snapshot(lobby), fresh)
        return True

    def _tell(self, *, live: bool) -> None:
        if live is not self._live:
            self._live = live
            self._on_live(live)


def _event(frame: Frame) -> Event:
    try:
        return wire.EVENT.validate_json(frame.data)
    except ValidationError as error:
        raise HubAway("event stream: an event that no hub sends") from error
