"""Notices to browsers of a hub, put together from settings. Loaded where they are first used."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from config.schema.settings import Settings
from config.schema.visits import Push
from hub.adapters.database.engine import Database
from hub.adapters.database.secrets import shared_secret
from hub.adapters.fetching import Limits
from hub.service.outbox import Carrier, Letter

# Seconds for a push service to answer.
PATIENCE = 10.0


class LatePush:
    """Cryptography is loaded with the first page or letter that needs it: a start must not wait."""

    def __init__(self, push: Push, settings: Settings, database: Database) -> None:
        """Raises JournalFault: the key is made once, and is the same for all hubs of the site."""
        self._push = push
        ca = settings.path(push.ca) if push.ca else None
        self._limits = Limits(seconds=PATIENCE, private=push.private, ca=ca)
        self._secret = shared_secret(database, settings.site.id, "vapid", _new_key)

    @cached_property
    def key(self) -> str:
        """The hub's public key, for browsers."""
        from hub.adapters.push import Vapid  # noqa: PLC0415 - see above

        return Vapid(self._secret, self._push.contact).public

    def fits(self, text: str) -> bool:
        """Is it a subscription that may be sent to?"""
        from hub.adapters.push import BadSubscription, subscription  # noqa: PLC0415 - see above

        try:
            subscription(text, self._push.services)
        except BadSubscription:
            return False
        return True

    def carry(self, letter: Letter, now: datetime, handing: Callable[[], None]) -> None:
        """As hub.service.outbox.Carrier."""
        self._carrier.carry(letter, now, handing)

    @cached_property
    def _carrier(self) -> Carrier:
        from hub.adapters.push import PushCarrier, Vapid  # noqa: PLC0415 - see above

        vapid = Vapid(self._secret, self._push.contact)
        return PushCarrier(vapid, self._push.services, self._limits)


def _new_key() -> str:
    from hub.adapters.push import new_vapid_key  # noqa: PLC0415 - once in a site's life

    return new_vapid_key()
