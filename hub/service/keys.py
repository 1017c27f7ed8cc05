"""The keys of sealed codes: made ahead, published, exchanged with kiosks, destroyed in time.

Blocking, and safe to use from several threads: run it off the event loop.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.sealing.keys import (
    BadBundle,
    Bundle,
    DeskKey,
    KioskKey,
    Ring,
    read_bundle,
    sign_bundle,
)
from hub.service.ports_access import AuditLine, AuditLog
from hub.service.ports_keys import KeyPair, KioskRecord, PrivateKeys, PublicKeys

# A key serves one day, so that what a lost one opens is a day's codes. A network that is cut off
# needs a new bundle every month only.
LIFE = timedelta(days=1)
AHEAD = timedelta(days=35)

# Who acts, in the audit log, when nobody asked.
HUB = "machiai"

Clock = Callable[[], datetime]


class NotAKey(ValueError):
    """These bytes are no public key of a kiosk."""


class KeyTaken(Exception):
    """Its id is another terminal's, or was revoked: the kiosk must make a new key."""


class KioskKeys:
    """The keys with which kiosks sign, as this hub knows them."""

    def __init__(self, public: PublicKeys, audit: AuditLog, clock: Clock) -> None:
        self._public = public
        self._audit = audit
        self._clock = clock

    def register(self, public: bytes, terminal: str, by: str) -> KioskKey:
        """Know a kiosk by its raw Ed25519 key; again, nothing changes. NotAKey or KeyTaken."""
        key = KioskKey(_checked(public), terminal)
        now = self._clock()
        if self._public.add_kiosk(KioskRecord(key, now)):
            self._audit.record(AuditLine(now, by, "register_kiosk_key", _subject(key)))
        elif self.valid().get(key.id) != key:
            raise KeyTaken(terminal)
        return key

    def revoke(self, key: bytes, by: str) -> bool:
        """No longer open what this key signs; False where no valid key has the id."""
        now = self._clock()
        revoked = self._public.revoke_kiosk(key, now)
        if revoked:
            self._audit.record(AuditLine(now, by, "revoke_kiosk_key", key.hex()))
        return revoked

    def all(self) -> list[KioskRecord]:
        """Revoked ones too."""
        return self._public.kiosks()

    def valid(self) -> Mapping[bytes, KioskKey]:
        """By id, those that may sign."""
        records = self._public.kiosks()
        return {record.key.id: record.key for record in records if record.revoked_at is None}


class DeskKeys:
    """The keys that open. The hub calls `ensure` at its start and every minute from then on."""

    def __init__(
        self,
        private: PrivateKeys,
        public: PublicKeys,
        audit: AuditLog,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._private = private
        self._public = public
        self._audit = audit
        self._clock = clock
        self._zone = zone

    def ensure(self) -> None:
        """Make the coming keys that there are not yet, and destroy those that nobody needs."""
        now = self._clock()
        pairs = self._private.pairs()
        for pair in pairs:
            if pair.key.destroy_at <= now:
                self._destroy(pair.key, HUB, now)
        last = max((pair.key.ends for pair in pairs), default=now)
        begins = last if last > now else self._midnight(now)
        made = list(self._made(begins, now + AHEAD))
        if made:
            self._record(HUB, "make_keys", f"{len(made)} {made[-1].ends.isoformat()}", now)

    def rotate(self, by: str) -> None:
        """End all keys now and make new ones, as after a theft. What was sealed stays readable."""
        now = self._clock()
        for pair in self._private.pairs():
            if pair.key.begins >= now:
                self._public.note_destroyed(pair.key.id, now)
                self._private.destroy(pair.key)
            elif pair.key.ends > now:
                ended = DeskKey(pair.key.public, pair.key.begins, now)
                self._private.put(KeyPair(ended, pair.private))
        list(self._made(now, now + AHEAD))
        self._record(by, "rotate_keys", now.isoformat(), now)

    def destroy(self, keys: Iterable[DeskKey], by: str) -> None:
        """Destroy keys before their time: codes for them cannot be opened any more."""
        for key in keys:
            self._destroy(key, by, self._clock())

    def all(self) -> list[DeskKey]:
        """All keys that there are, in order."""
        return [pair.key for pair in self._private.pairs()]

    def bundle(self) -> bytes:
        """The signed keys for kiosks, of now and of the coming weeks."""
        now = self._clock()
        keys = tuple(key for key in self.all() if key.ends > now)
        return sign_bundle(keys, self._private.identity(), now)

    def ring(self) -> Ring:
        """What `open_code` needs."""
        private = {pair.key.id: pair.private for pair in self._private.pairs()}
        return Ring(private, self._public.destroyed())

    def _made(self, begins: datetime, until: datetime) -> Iterable[DeskKey]:
        taken = {key.id for key in self.all()} | set(self._public.destroyed())
        while begins < until:
            # Midnights in the city, whatever the day's length.
            ends = self._midnight(self._midnight(begins) + LIFE * 1.5)
            pair = _new_pair(begins, ends, taken)
            self._private.put(pair)
            taken.add(pair.key.id)
            yield pair.key
            begins = ends

    def _midnight(self, at: datetime) -> datetime:
        """The midnight before, in the city."""
        local = at.astimezone(self._zone)
        return datetime(local.year, local.month, local.day, tzinfo=self._zone)

    def _destroy(self, key: DeskKey, by: str, now: datetime) -> None:
        self._public.note_destroyed(key.id, now)
        self._private.destroy(key)
        self._record(by, "destroy_key", key.id.hex(), now)

    def _record(self, by: str, action: str, subject: str, now: datetime) -> None:
        self._audit.record(AuditLine(now, by, action, subject))


class Brought:
    """The bundle that was brought from the desk's hub, where this hub is the lobby's alone."""

    def __init__(self, public: PublicKeys, audit: AuditLog, clock: Clock) -> None:
        self._public = public
        self._audit = audit
        self._clock = clock

    def bundle(self) -> bytes | None:
        """As it came; None before the first."""
        return self._public.bundle()

    def bring(self, body: bytes, by: str, *, trust_new: bool = False) -> Bundle:
        """Take a bundle in. Raises BadBundle.

        Also for one older than what is here, and, unless `trust_new`, for another desk's.
        """
        known = self._public.bundle()
        before = None if known is None else read_bundle(known)
        trusted = None if before is None or trust_new else before.desk
        found = read_bundle(body, trusted)
        if before is not None and before.desk == found.desk and found.made < before.made:
            raise BadBundle("older than the one that is here")
        self._public.put_bundle(body)
        now = self._clock()
        self._audit.record(AuditLine(now, by, "import_keys", found.lasts_until.isoformat()))
        return found


def _checked(public: bytes) -> bytes:
    try:
        return Ed25519PublicKey.from_public_bytes(public).public_bytes_raw()
    except ValueError as error:
        raise NotAKey from error


def _subject(key: KioskKey) -> str:
    return f"{key.terminal} {key.id.hex()}"


def _new_pair(begins: datetime, ends: datetime, taken: set[bytes]) -> KeyPair:
    """A pair whose id no other key has, or had."""
    while True:
        private = X25519PrivateKey.generate()
        key = DeskKey(private.public_key().public_bytes_raw(), begins, ends)
        if key.id not in taken:
            return KeyPair(key, private)
