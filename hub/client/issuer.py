"""A kiosk's numbers: from the hub while it answers, from the kiosk's own series while not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from hub.client.api import HubClient
from hub.client.backoff import Backoff
from hub.client.errors import ClientFault, HubAway, HubRefused, SpoolFault
from hub.client.rounds import Rounds
from hub.client.spool import Spool
from hub.domain.errors import Refusal, Refused
from hub.domain.issuing import Issued, OfflineTicket, Request
from hub.domain.lobby import Lobby, Snapshot, restore
from hub.domain.site import Numbers, business_day
from hub.domain.waiting import service_opening
from hub.service import wire

# Seconds between two looks at the spool while nothing wakes the delivery.
PERIOD = 60.0
# Tickets handed over in one request.
BATCH = 100
# Delivered tickets are remembered this long: a repeated request gets the same number again.
REMEMBERED = timedelta(days=2)
_SNAPSHOT = "snapshot"


class Issuer(Rounds):
    """Gives every visitor a number, and hands the kiosk's own over to the hub once it is back.

    `issue` may be called from any thread. While tickets of the own series wait for delivery the
    own series goes on, so that numbers stay in order and no visitor waits for a time-out. Wake it
    when the hub may be back; what is pending when it stops stays in the spool.
    """

    def __init__(
        self,
        client: HubClient,
        spool: Spool,
        kiosk: str,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        backoff: Backoff | None = None,
    ) -> None:
        super().__init__("issuer")
        self._client = client
        self._spool = spool
        self._kiosk = kiosk
        self._clock = clock
        self._backoff = backoff or Backoff()
        self._seen: Snapshot | None = None
        self._written: Snapshot | None = None
        # What the last delivery met; None after one that succeeded.
        self.fault: ClientFault | None = None

    def see(self, snapshot: Snapshot) -> None:
        """Remember what the lobby is like, for when the hub is away. Wakes the delivery.

        An emergency is on the disk at once: it outlasts a kiosk that is started again.
        """
        urgent = self._seen is None or self._seen.alerts != snapshot.alerts
        self._seen = replace(snapshot, tickets=(), calls=(), counters=())
        if urgent or self.fault is not None:
            self.wake()

    def last_seen(self) -> Snapshot | None:
        """The lobby's settings and state as last known, also from before a restart."""
        if self._seen is None and (kept := self._spool.kept(_SNAPSHOT)) is not None:
            self._seen = _snapshot(kept)
        return self._seen

    def issue(self, request: Request) -> Issued | OfflineTicket:
        """A number for a visitor, within some 2 s.

        Raises HubRefused, SpoolFault (no number could be kept: call the staff), or HubAway and
        NotEnrolled where this kiosk has never seen its hub.
        """
        if self._delivering():
            return self._own(request, HubAway("own tickets wait for delivery"))
        try:
            return self._client.issue(request)
        except HubRefused:
            raise
        except ClientFault as fault:
            return self._own(request, fault)

    def _delivering(self) -> bool:
        """Do own tickets wait for a hub that is away? One that is there but refuses is asked."""
        try:
            pending, _ = self._spool.counts()
        except SpoolFault:
            return False
        return pending > 0 and not isinstance(self.fault, HubRefused)

    def _own(self, request: Request, fault: ClientFault) -> OfflineTicket:
        seen = self.last_seen()
        if seen is None:
            raise fault
        try:
            ticket = self._give(seen, request)
        except Refused as refusal:
            raise HubRefused(refusal.code, refusal.details) from refusal
        self.wake()
        return ticket

    def _give(self, seen: Snapshot, request: Request) -> OfflineTicket:
        now = self._clock()
        lobby = _today(seen, now)
        service, kiosk = lobby.site.services.get(request.service), lobby.site.kiosks[self._kiosk]
        if service is None:
            raise Refused(Refusal.UNKNOWN_SERVICE, service=request.service)
        opening = service_opening(lobby, service, now)
        if not opening.is_open:
            raise Refused(Refusal.SERVICE_CLOSED, service=service.id, reason=opening.reason)
        carry_over = lobby.site.rules.numbers is Numbers.CARRY_OVER
        return self._spool.give(request, service, kiosk, None if carry_over else lobby.day, now)

    def go(self) -> float:
        """Deliver; after a failure, again soon."""
        try:
            self._keep()
            self._deliver()
        except ClientFault as fault:
            self.fault = fault
            return self._backoff.next()
        self._backoff.reset()
        self.fault = None
        return PERIOD

    def _deliver(self) -> None:
        """Hand over what is pending. Twice is harmless: the hub knows a ticket by its id."""
        while batch := self._spool.pending()[:BATCH]:
            answer = self._client.hand_over(batch)
            self._spool.settle(answer.accepted, answer.refused)
            if not answer.accepted and not answer.refused:
                raise HubAway("hand-over: the hub answered for no ticket")
        self._spool.forget(self._clock() - REMEMBERED)

    def _keep(self) -> None:
        if self._seen is not None and self._seen is not self._written:
            self._spool.keep(_SNAPSHOT, wire.SNAPSHOT.dump_json(self._seen))
            self._written = self._seen


def _snapshot(kept: bytes) -> Snapshot | None:
    """What an older release kept may have another shape; then the hub has to be seen again."""
    try:
        return wire.SNAPSHOT.validate_json(kept)
    except ValidationError:
        return None


def _today(seen: Snapshot, now: datetime) -> Lobby:
    """The lobby as far as this kiosk can know: what staff closed yesterday is open again."""
    day = business_day(seen.site, now)
    return restore(seen) if day <= seen.day else Lobby(seen.site, day)
