"""A kiosk's keys, in two files of its data folder: its own to sign, the desk's to seal to.

Neither opens a code: the private keys that do never leave the desk.
"""

from datetime import datetime
from pathlib import Path
from threading import Lock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from hub.client.api import HubClient
from hub.client.errors import HubRefused, SpoolFault
from hub.client.tokens import write_private
from hub.sealing.keys import BadBundle, Bundle, DeskKey, NoKey, read_bundle

_OWN, _DESK = "signing.pem", "desk.keys"


class SealingKeys:
    """The files. Methods may be called from any thread, and raise SpoolFault for the disk."""

    def __init__(self, folder: Path) -> None:
        self._own = folder / _OWN
        self._desk = folder / _DESK
        self._lock = Lock()

    def own(self) -> Ed25519PrivateKey:
        """The key that this kiosk signs with; made at the first call, or if it is unreadable."""
        with self._lock:
            return self._read_own() or self._make_own()

    def bundle(self) -> Bundle | None:
        """The desk's keys as last fetched; None before that, or if the file is damaged."""
        try:
            return read_bundle(self._desk.read_bytes())
        except (FileNotFoundError, BadBundle):
            return None
        except OSError as error:
            raise SpoolFault(f"{self._desk}: {error}") from error

    def desk(self, now: datetime) -> DeskKey:
        """The key to seal to now. Raises NoKey: fetch, or tell staff."""
        found = self.bundle()
        if found is None:
            raise NoKey(now.isoformat())
        return found.at(now)

    def fetch(self, client: HubClient) -> Bundle:
        """Hand the own key in and get the desk's; at the start, and every hour from then on.

        Raises BadBundle where the desk is another than the one first seen (enrolling this
        kiosk anew forgets it), and what HubClient raises.
        """
        self._register(client)
        return self._take(client.keys())

    def bring(self, file: Path) -> Bundle:
        """Take the desk's keys from a file of `machiai keys export`, where no hub has them.

        Raises BadBundle as `fetch` does, and OSError where the file cannot be read.
        """
        return self._take(file.read_bytes())

    def _take(self, body: bytes) -> Bundle:
        known = self.bundle()
        bundle = read_bundle(body, None if known is None else known.desk)
        if known is None or bundle != known:
            write_private(self._desk, body)
        return bundle

    def forget_desk(self) -> None:
        """The next desk that is seen is the one to trust."""
        try:
            self._desk.unlink(missing_ok=True)
        except OSError as error:
            raise SpoolFault(f"{self._desk}: {error}") from error

    def _register(self, client: HubClient) -> None:
        try:
            client.hand_in(self.own().public_key().public_bytes_raw())
        except HubRefused as refused:
            if refused.code != "key_taken":
                raise
            with self._lock:
                fresh = self._make_own()
            client.hand_in(fresh.public_key().public_bytes_raw())

    def _read_own(self) -> Ed25519PrivateKey | None:
        try:
            found = load_pem_private_key(self._own.read_bytes(), None)
        except (FileNotFoundError, ValueError):
            return None
        except OSError as error:
            raise SpoolFault(f"{self._own}: {error}") from error
        return found if isinstance(found, Ed25519PrivateKey) else None

    def _make_own(self) -> Ed25519PrivateKey:
        made = Ed25519PrivateKey.generate()
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_private(self._own, pem)
        return made
