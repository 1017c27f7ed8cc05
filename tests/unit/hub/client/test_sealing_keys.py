"""A kiosk gets its keys over a real socket, seals, and never holds what opens."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.keys import SqlPublicKeys, SqlSeen
from hub.adapters.keys.files import FOLDER, KeyFiles
from hub.client.api import HubClient
from hub.client.enrolment import enrol
from hub.client.errors import HubRefused, SpoolFault
from hub.client.keys import SealingKeys
from hub.sealing.keys import BadBundle, NoKey
from hub.sealing.sealing import Sealed, Topic, seal
from hub.service.access import Role
from hub.service.devices import Devices
from hub.service.keys import DeskKeys, KioskKeys
from hub.service.sealed import Opener
from tests.hubs import RunningHub, demo_settings, running
from tests.sealed import DAY


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    with running(tmp_path_factory.mktemp("hub")) as started:
        yield started


@pytest.fixture
def kiosk(hub: RunningHub) -> Iterator[HubClient]:
    with hub.client(Role.KIOSK) as client:
        yield client


@contextmanager
def desk(hub: RunningHub) -> Iterator[tuple[Opener, KioskKeys]]:
    """What opens codes, on the hub's own database and files."""
    settings = hub.settings
    with closing(Database(database_url(settings.database))) as database:
        public = SqlPublicKeys(database, settings.site.id)
        audit = SqlAuditLog(database, settings.site.id)
        files = KeyFiles(settings.data / FOLDER)
        kiosks = KioskKeys(public, audit, hub.clock)
        keys = DeskKeys(files, public, audit, hub.clock, hub.clock.now.tzinfo)  # type: ignore[arg-type]
        yield Opener(keys, kiosks, SqlSeen(database, settings.site.id)), kiosks


def sealed(keys: SealingKeys, hub: RunningHub) -> Sealed:
    now = hub.clock()
    return seal(b"\xa1\x01\x63abc", Topic(1, 1), keys.own(), keys.desk(now), now, DAY)


def test_a_kiosk_fetches_keys_and_its_codes_open(
    hub: RunningHub, kiosk: HubClient, tmp_path: Path
) -> None:
    keys = SealingKeys(tmp_path)
    with pytest.raises(NoKey):
        keys.desk(hub.clock())
    bundle = keys.fetch(kiosk)
    assert keys.fetch(kiosk).keys == bundle.keys
    printed = sealed(keys, hub)
    with desk(hub) as (opener, _):
        opened = opener.open_code(printed.texts, hub.clock())
    assert (opened.terminal, opened.body) == ("kiosk-1", {1: "abc"})


def test_a_restarted_kiosk_goes_on_without_the_hub(
    hub: RunningHub, kiosk: HubClient, tmp_path: Path
) -> None:
    before = SealingKeys(tmp_path)
    before.fetch(kiosk)
    after = SealingKeys(tmp_path)
    assert after.own().private_bytes_raw() == before.own().private_bytes_raw()
    # A month without the desk is fine.
    after.desk(hub.clock() + timedelta(days=30))
    with pytest.raises(NoKey):
        after.desk(hub.clock() + timedelta(days=90))


def test_a_kiosk_s_disk_holds_nothing_that_opens(
    hub: RunningHub, kiosk: HubClient, tmp_path: Path
) -> None:
    keys = SealingKeys(tmp_path)
    keys.fetch(kiosk)
    sealed(keys, hub)
    assert {path.name for path in tmp_path.iterdir()} == {"signing.pem", "desk.keys"}
    pem = (tmp_path / "signing.pem").read_bytes()
    assert isinstance(load_pem_private_key(pem, None), Ed25519PrivateKey)
    folder = hub.settings.data / FOLDER
    private = KeyFiles(folder)
    secrets = [pair.private.private_bytes_raw() for pair in private.pairs()]
    secrets.append(private.identity().private_bytes_raw())
    assert len(secrets) > 30
    for path in tmp_path.iterdir():
        assert not any(secret in path.read_bytes() for secret in secrets)
        if os.name != "nt":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_file_is_made_or_fetched_anew(kiosk: HubClient, tmp_path: Path) -> None:
    keys = SealingKeys(tmp_path)
    bundle = keys.fetch(kiosk)
    (tmp_path / "signing.pem").write_text("damaged", encoding="utf-8")
    (tmp_path / "desk.keys").write_text("damaged", encoding="utf-8")
    assert keys.bundle() is None
    assert keys.fetch(kiosk).keys == bundle.keys


def test_a_revoked_key_is_replaced_by_a_new_one(
    hub: RunningHub, kiosk: HubClient, tmp_path: Path
) -> None:
    keys = SealingKeys(tmp_path)
    keys.fetch(kiosk)
    revoked = keys.own().public_key().public_bytes_raw()
    with desk(hub) as (_, kiosks):
        (known,) = (key for key in kiosks.valid().values() if key.public == revoked)
        kiosks.revoke(known.id, "sato")
    keys.fetch(kiosk)
    assert keys.own().public_key().public_bytes_raw() != revoked


def test_another_desk_is_not_trusted_until_the_kiosk_is_enrolled_anew(
    kiosk: HubClient, tmp_path: Path
) -> None:
    keys = SealingKeys(tmp_path / "kiosk")
    keys.fetch(kiosk)
    with running(tmp_path / "hub", furnished=False) as other:
        with other.client(Role.KIOSK) as client, pytest.raises(BadBundle, match="another desk"):
            keys.fetch(client)
        assert keys.bundle() is not None
        with other.access() as access:
            code = Devices(access, other.clock).new_code(Role.KIOSK, "kiosk-1")
        token = tmp_path / "kiosk" / "token"
        assert enrol(other.address, code, "kiosk-1", token) == ""
        with HubClient(other.address, token.read_text(encoding="ascii").strip()) as client:
            keys.fetch(client)


def test_a_lobby_s_hub_has_no_keys_before_they_are_brought(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path / "hub", role="lobby")
    with running(tmp_path / "hub", settings=settings) as hub, hub.client(Role.KIOSK) as client:
        with pytest.raises(HubRefused) as refused:
            SealingKeys(tmp_path / "kiosk").fetch(client)
        assert refused.value.code == "no_keys"
        assert not (tmp_path / "hub" / FOLDER).exists()


def test_what_is_no_key_is_refused(hub: RunningHub, kiosk: HubClient) -> None:
    for public in (b"", b"short", bytes(33)):
        with pytest.raises(HubRefused) as refused:
            kiosk.hand_in(public)
        assert refused.value.code == "not_a_key"
    for body in ("{}", '{"public": 5}', "[]"):
        answer = hub.ask("POST", "/api/kiosk-key", hub.token(Role.KIOSK, "kiosk-2"), data=body)
        assert answer.json()["code"] == "invalid"


def test_faults_of_the_disk_are_typed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    keys = SealingKeys(tmp_path / "file")
    for attempt in (keys.own, keys.bundle, keys.forget_desk):
        with pytest.raises(SpoolFault):
            attempt()
