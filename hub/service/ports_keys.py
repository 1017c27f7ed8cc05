"""Where keys are kept: private ones on the desk's own disk, what is public in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.sealing.keys import DeskKey, KioskKey
from hub.service.ports import JournalFault


class KeyFault(JournalFault):
    """The private keys cannot be used now (disk, rights, a wrong passphrase, a damaged file).

    The message tells the city's engineer, in Japanese: where, what, and what to do. It never
    holds a secret.
    """


@dataclass(frozen=True, slots=True)
class KeyPair:
    """One of the desk's keys with its private half."""

    key: DeskKey
    private: X25519PrivateKey


@dataclass(frozen=True, slots=True)
class KioskRecord:
    """A kiosk's key as registered; codes signed with a revoked one are not opened."""

    key: KioskKey
    registered_at: datetime
    revoked_at: datetime | None = None


class PrivateKeys(Protocol):
    """The desk's secrets, encrypted at rest. Every method may block, and may raise KeyFault."""

    def identity(self) -> Ed25519PrivateKey:
        """What the desk signs its bundles with; made at the first call."""

    def pairs(self) -> list[KeyPair]:
        """All key pairs, by the instant that they begin."""

    def put(self, pair: KeyPair) -> None:
        """Keep a pair, or replace the one with the same public key."""

    def destroy(self, key: DeskKey) -> None:
        """Overwrite and remove a pair, for good. One that is gone already does no harm."""


class PublicKeys(Protocol):
    """What one site knows of keys in public. May raise JournalFault."""

    def kiosks(self) -> list[KioskRecord]:
        """All kiosks' keys, revoked ones too, by the instant of their registration."""

    def add_kiosk(self, record: KioskRecord) -> bool:
        """Keep a new kiosk's key; False, and nothing changed, where its id is taken."""

    def revoke_kiosk(self, key: bytes, now: datetime) -> bool:
        """Take a key's right by its id; False where no valid one has it."""

    def bundle(self) -> bytes | None:
        """The bundle that was brought from the desk's hub."""

    def put_bundle(self, body: bytes) -> None:
        """Replace it."""

    def destroyed(self) -> Mapping[bytes, datetime]:
        """When which of the desk's keys were destroyed, by id."""

    def note_destroyed(self, key: bytes, now: datetime) -> None:
        """One more."""
