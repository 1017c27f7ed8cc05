"""The display's line to its hub: the lobby, its own settings, its reports. Knows no Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from hub.client import DisplaySettings, TerminalReport
from hub.client.api import HubClient
from hub.client.backoff import Backoff
from hub.client.errors import ClientFault, NotEnrolled
from hub.client.follow import Follower
from hub.domain.events import Event
from hub.domain.lobby import Snapshot
from signage.app.memory import Memory
from signage.app.reports import Reports


@dataclass(frozen=True, slots=True)
class News:
    """The lobby, and the events that led to it."""

    snapshot: Snapshot
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Live:
    """Whether what was shown last is known to be true; `enrolled` False asks for the staff."""

    live: bool
    enrolled: bool = True


Post = Callable[[News | Live | DisplaySettings], None]


class Link:
    """Posts News, Live and DisplaySettings, from the follower's thread, until stopped.

    `report` says how the display is, for staff.

    The settings are asked for whenever the lobby comes afresh: a hub with new settings makes
    every terminal start afresh.
    """

    def __init__(
        self,
        client: HubClient,
        memory: Memory,
        report: Callable[[], TerminalReport],
        post: Post,
        *,
        backoff: Backoff | None = None,
    ) -> None:
        self._client = client
        self._memory = memory
        self._post = post
        self._settled = False
        self._follower = Follower(client, self._on_lobby, self._on_live, backoff=backoff)
        self._reports = Reports(client, report)

    def start(self) -> None:
        """Begin to follow, and to report."""
        self._follower.start()
        self._reports.start()

    def stop(self) -> None:
        """Hang up and wait for the threads."""
        self._follower.stop()
        self._reports.stop()

    def _on_lobby(self, snapshot: Snapshot, events: tuple[Event, ...]) -> None:
        self._settled = self._settled and bool(events)
        self._settle()
        self._memory.keep_snapshot(snapshot)
        self._post(News(snapshot, events))

    def _on_live(self, live: bool) -> None:
        if live:
            self._settle()
            self._reports.wake()
        self._post(Live(live, not isinstance(self._follower.fault, NotEnrolled)))

    def _settle(self) -> None:
        if self._settled:
            return
        try:
            settings = self._client.display()
        except ClientFault:
            # The next news asks again; until then the settings known before are good enough.
            return
        self._settled = True
        self._memory.keep_settings(settings)
        self._post(settings)
