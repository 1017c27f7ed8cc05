"""Keys are made ahead and destroyed in time, without anybody's doing."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.engine import Database, database_url
from hub.adapters.database.keys import SqlPublicKeys, SqlSeen
from hub.adapters.database.schema import migrate
from hub.adapters.keys.files import KeyFiles
from hub.sealing.keys import BadBundle, Bundle, read_bundle, sign_bundle
from hub.sealing.refusals import Replayed, UnknownKey, UnknownKiosk
from hub.sealing.sealing import Sealed, Topic, seal
from hub.service.keys import AHEAD, Brought, DeskKeys, KeyTaken, KioskKeys, NotAKey
from hub.service.sealed import Opener, SealedCodes
from tests.hubs import Clock
from tests.sealed import DAY

TOKYO = ZoneInfo("Asia/Tokyo")
KIOSK = Ed25519PrivateKey.from_private_bytes(bytes(32))
KIOSK_PUBLIC = KIOSK.public_key().public_bytes_raw()


@dataclass
class Office:
    """A desk and what it keeps."""

    desk: DeskKeys
    kiosks: KioskKeys
    brought: Brought
    seen: SqlSeen
    audit: SqlAuditLog
    clock: Clock

    def bundle(self) -> Bundle:
        return read_bundle(self.desk.bundle())

    def seal(self, valid: timedelta = DAY) -> Sealed:
        now = self.clock()
        return seal(b"\xa0", Topic(1, 1), KIOSK, self.bundle().at(now), now, valid)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = Clock()
    with closing(Database(database_url(tmp_path / "lobby.db"))) as database:
        migrate(database)
        public, audit = SqlPublicKeys(database, "test"), SqlAuditLog(database, "test")
        yield Office(
            DeskKeys(KeyFiles(tmp_path / "keys"), public, audit, clock, TOKYO),
            KioskKeys(public, audit, clock),
            Brought(public, audit, clock),
            SqlSeen(database, "test"),
            audit,
            clock,
        )


def test_there_is_always_one_key_for_an_instant(office: Office) -> None:
    office.desk.ensure()
    keys = office.bundle().keys
    assert keys[0].begins <= office.clock.now < keys[0].ends
    assert keys[-1].ends >= office.clock.now + AHEAD
    for before, after in pairwise(keys):
        assert before.ends == after.begins
        assert after.ends - after.begins == DAY
        assert after.begins.astimezone(TOKYO).hour == 0


def test_nothing_is_made_twice(office: Office) -> None:
    office.desk.ensure()
    keys = office.desk.all()
    office.desk.ensure()
    assert office.desk.all() == keys


def test_weeks_go_by(office: Office) -> None:
    """Every day has its key; none is kept for longer than its codes live."""
    for _ in range(40):
        office.desk.ensure()
        office.bundle().at(office.clock.now)
        assert len(office.desk.all()) <= AHEAD.days + 10
        office.clock.later(days=1)
    destroyed = [line for line in office.audit.latest(999) if line.action == "destroy_key"]
    assert len(destroyed) == 40 - 8


def test_a_hub_that_was_off_for_long_begins_anew(office: Office) -> None:
    office.desk.ensure()
    office.clock.later(days=100)
    office.desk.ensure()
    office.bundle().at(office.clock.now)
    assert all(key.ends > office.clock.now for key in office.desk.all())


def test_the_desk_stays_the_same_desk(office: Office) -> None:
    office.desk.ensure()
    before = office.bundle().desk
    office.desk.rotate("sato")
    office.clock.later(days=60)
    office.desk.ensure()
    assert office.bundle().desk == before


def test_after_rotating_new_codes_have_new_keys_and_old_ones_open(office: Office) -> None:
    office.desk.ensure()
    office.kiosks.register(KIOSK_PUBLIC, "kiosk-1", "kiosk-1")
    old_bundle, printed = office.bundle(), office.seal()
    office.clock.later(minutes=1)
    office.desk.rotate("sato")
    assert not {key.id for key in office.bundle().keys} & {key.id for key in old_bundle.keys}
    opener = Opener(office.desk, office.kiosks, office.seen)
    assert opener.open_code(printed.texts, office.clock.now).terminal == "kiosk-1"
    opener.open_code(office.seal().texts, office.clock.now)
    # A kiosk that did not hear of it seals to a key that is no more.
    tomorrow = office.clock.now + DAY
    late = seal(b"\xa0", Topic(1, 1), KIOSK, old_bundle.at(tomorrow), tomorrow, DAY)
    with pytest.raises(UnknownKey) as refused:
        opener.open_code(late.texts, tomorrow)
    assert refused.value.destroyed == office.clock.now


def test_a_code_can_be_opened_to_its_end_and_never_after(office: Office) -> None:
    office.desk.ensure()
    office.kiosks.register(KIOSK_PUBLIC, "kiosk-1", "kiosk-1")
    first, second = office.seal(valid=7 * DAY), office.seal(valid=7 * DAY)
    opener = Opener(office.desk, office.kiosks, office.seen)
    office.clock.later(days=7, minutes=-1)
    office.desk.ensure()
    opener.open_code(first.texts, office.clock.now)
    office.clock.later(days=1, minutes=10)
    office.desk.ensure()
    opener.refresh()
    with pytest.raises(UnknownKey) as refused:
        opener.open_code(second.texts, office.clock.now)
    assert refused.value.destroyed is not None


def test_destroying_is_recorded_without_secrets(office: Office) -> None:
    office.desk.ensure()
    key = office.desk.all()[3]
    office.desk.destroy([key], "sato")
    assert key not in office.desk.all()
    line = office.audit.latest(1)[0]
    assert (line.who, line.action, line.subject) == ("sato", "destroy_key", key.id.hex())


def test_an_opener_learns_of_new_kiosks_and_keys_by_itself(office: Office) -> None:
    opener = Opener(office.desk, office.kiosks, office.seen)
    office.desk.ensure()
    printed = office.seal()
    with pytest.raises(UnknownKiosk):
        opener.open_code(printed.texts, office.clock.now)
    office.kiosks.register(KIOSK_PUBLIC, "kiosk-1", "kiosk-1")
    opener.open_code(printed.texts, office.clock.now)
    with pytest.raises(Replayed):
        opener.open_code(printed.texts, office.clock.now)
    office.kiosks.revoke(office.kiosks.all()[0].key.id, "sato")
    opener.refresh()
    with pytest.raises(UnknownKiosk):
        opener.open_code(office.seal().texts, office.clock.now)


def test_registering_again_changes_nothing(office: Office) -> None:
    key = office.kiosks.register(KIOSK_PUBLIC, "kiosk-1", "kiosk-1")
    assert office.kiosks.register(KIOSK_PUBLIC, "kiosk-1", "kiosk-1") == key
    assert len(office.audit.latest(9)) == 1
    with pytest.raises(KeyTaken):
        office.kiosks.register(KIOSK_PUBLIC, "kiosk-2", "kiosk-2")
    office.kiosks.revoke(key.id, "sato")
    with pytest.raises(KeyTaken):
        office.kiosks.register(KIOSK_PUBLIC, "kiosk-1", "kiosk-1")
    assert office.kiosks.valid() == {}


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33)])
def test_what_is_no_key_is_not_registered(office: Office, public: bytes) -> None:
    with pytest.raises(NotAKey):
        office.kiosks.register(public, "kiosk-1", "kiosk-1")


def test_a_brought_bundle_is_checked(office: Office) -> None:
    identity, other = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
    now = office.clock.now
    newer, older = sign_bundle((), identity, now), sign_bundle((), identity, now - DAY)
    assert office.brought.bring(newer, "sato").made == now
    with pytest.raises(BadBundle, match="older"):
        office.brought.bring(older, "sato")
    with pytest.raises(BadBundle, match="another desk"):
        office.brought.bring(sign_bundle((), other, now), "sato")
    with pytest.raises(BadBundle, match="signed"):
        office.brought.bring(b"nonsense", "sato", trust_new=True)
    assert office.brought.bundle() == newer
    office.brought.bring(sign_bundle((), other, now - DAY), "sato", trust_new=True)


def test_a_hub_does_all_of_it_by_its_role(office: Office) -> None:
    both = SealedCodes(office.desk, office.kiosks, office.brought, office.seen)
    bundle = both.bundle()
    assert bundle is not None
    read_bundle(bundle).at(office.clock.now)
    lobby = SealedCodes(None, office.kiosks, office.brought, office.seen)
    assert lobby.opener is None
    assert lobby.bundle() is None
    office.brought.bring(bundle, "sato")
    assert lobby.bundle() == bundle
