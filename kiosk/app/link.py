"""The kiosk's side of its hub: numbers, the lobby, its settings, its reports. Knows no Qt."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from pydantic import ValidationError

from hub.client import KioskSettings, TerminalReport
from hub.client.api import HubClient, Published
from hub.client.errors import SpoolFault
from hub.client.follow import Follower
from hub.client.issuer import Issuer
from hub.client.spool import Spool
from hub.domain.events import Event
from hub.domain.forms.book import Book
from hub.domain.lobby import Lobby, Snapshot, restore
from hub.shape import Shape
from kiosk.app.errands import Errands

_SETTINGS = Shape(KioskSettings)
_PUBLISHED = Shape(Published)
_log = structlog.get_logger("kiosk")


@dataclass(frozen=True, slots=True)
class News:
    """The lobby as it is now. Whoever gets it only reads it."""

    lobby: Lobby


@dataclass(frozen=True, slots=True)
class Live:
    """Whether the lobby that was shown last is known to be true."""

    live: bool


Post = Callable[[News | Live | KioskSettings | Book], None]


class Link:
    """Posts News, Live, KioskSettings and Book from its threads, between `start` and `stop`."""

    def __init__(
        self,
        client: HubClient,
        spool: Spool,
        kiosk: str,
        report: Callable[[], TerminalReport],
        post: Post,
    ) -> None:
        self.issuer = Issuer(client, spool, kiosk)
        self._spool = spool
        self._post = post
        self._is_lost = False
        self._follower = Follower(client, self._on_lobby, self._on_live)
        self._errands = Errands(client, report, self._on_settings, self._on_forms)

    def recall(self) -> None:
        """Post what was known before the program ended; what is of another release is nothing."""
        try:
            kept = self._spool.kept("settings")
            if kept is not None:
                self._post(_SETTINGS.validate_json(kept))
            seen = self.issuer.last_seen()
            if seen is not None:
                self._post(News(restore(seen)))
            forms = self._spool.kept("forms")
            if forms is not None:
                self._recall_forms(_PUBLISHED.validate_json(forms))
        except (SpoolFault, ValidationError) as fault:
            _log.warning("nothing recalled", fault=type(fault).__name__)

    def _recall_forms(self, published: Published) -> None:
        self._errands.forms = published.tag
        self._post(published.book)

    def start(self) -> None:
        """Begin."""
        for thread in (self.issuer, self._follower, self._errands):
            thread.start()

    def stop(self) -> None:
        """End all threads; what is pending stays in the spool."""
        for thread in (self._follower, self._errands, self.issuer):
            thread.stop()

    def tell(self) -> None:
        """Something that staff should know has changed."""
        self._errands.wake()

    def _on_lobby(self, snapshot: Snapshot, events: tuple[Event, ...]) -> None:
        self.issuer.see(snapshot)
        if not events:
            self._errands.fetch_settings()
        self._post(News(restore(snapshot)))

    def _on_live(self, live: bool) -> None:
        self._post(Live(live))
        if live:
            self.issuer.wake()

    def _on_settings(self, settings: KioskSettings) -> None:
        self._post(settings)
        self._keep("settings", _SETTINGS.dump_json(settings))

    def _on_forms(self, published: Published) -> None:
        self._post(published.book)
        self._keep("forms", _PUBLISHED.dump_json(published))

    def _keep(self, name: str, value: bytes) -> None:
        """On the disk, for a start without the hub. A full one is told once until it is well."""
        try:
            self._spool.keep(name, value)
        except SpoolFault as fault:
            if not self._is_lost:
                _log.warning("not kept", what=name, fault=str(fault))
            self._is_lost = True
        else:
            self._is_lost = False
