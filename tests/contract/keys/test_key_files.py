"""The desk's private keys on its disk: encrypted, for one user, gone when destroyed."""

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.adapters.keys import locking, writing
from hub.adapters.keys.files import KeyFiles
from hub.sealing.keys import DeskKey
from hub.service.ports_keys import KeyFault, KeyPair
from tests.sealed import DAY, NINE

PASSPHRASE = "正しい馬 電池 ホチキス"


def pair(number: int) -> KeyPair:
    private = X25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    begins = NINE + number * DAY
    return KeyPair(DeskKey(private.public_key().public_bytes_raw(), begins, begins + DAY), private)


def secrets(pairs: list[KeyPair]) -> list[bytes]:
    return [found.private.private_bytes_raw() for found in pairs]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


@pytest.fixture(params=["local", "passphrase"])
def files(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> KeyFiles:
    if request.param == "passphrase":
        monkeypatch.setenv(locking.PASSPHRASE, PASSPHRASE)
        # The real cost takes a third of a second and 128 MiB.
        monkeypatch.setitem(locking._COST, "n", 16)  # noqa: SLF001 - in no time
    return KeyFiles(folder)


def test_pairs_come_back_in_order_after_a_restart(files: KeyFiles, folder: Path) -> None:
    assert files.pairs() == []
    for number in (2, 0, 1):
        files.put(pair(number))
    for store in (files, KeyFiles(folder)):
        assert [found.key for found in store.pairs()] == [pair(n).key for n in range(3)]
        assert secrets(store.pairs()) == secrets([pair(n) for n in range(3)])


def test_a_pair_is_replaced(files: KeyFiles) -> None:
    files.put(pair(1))
    shorter = DeskKey(pair(1).key.public, NINE, NINE + DAY / 2)
    files.put(KeyPair(shorter, pair(1).private))
    assert [found.key for found in files.pairs()] == [shorter]


def test_the_identity_is_made_once(files: KeyFiles, folder: Path) -> None:
    identity = files.identity().private_bytes_raw()
    assert files.identity().private_bytes_raw() == identity
    assert KeyFiles(folder).identity().private_bytes_raw() == identity


def test_no_secret_is_on_the_disk_as_it_is(files: KeyFiles, folder: Path) -> None:
    files.put(pair(1))
    identity = files.identity().private_bytes_raw()
    for path in folder.iterdir():
        content = path.read_bytes()
        for secret in (pair(1).private.private_bytes_raw(), identity, PASSPHRASE.encode()):
            assert secret not in content
            assert secret.hex().encode() not in content


@pytest.mark.skipif(os.name == "nt", reason="Windows takes the rights of the folder")
def test_the_files_are_for_the_hub_s_user_alone(files: KeyFiles, folder: Path) -> None:
    files.put(pair(1))
    files.identity()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_destroyed_pair_is_overwritten_and_gone(
    files: KeyFiles, folder: Path, tmp_path: Path
) -> None:
    files.put(pair(1))
    (file,) = folder.glob("desk-*.key")
    before = file.read_bytes()
    # A second name for the same bytes on the disk shows what became of them.
    link = tmp_path / "link"
    link.hardlink_to(file)
    files.destroy(pair(1).key)
    assert not file.exists()
    assert len(link.read_bytes()) == len(before)
    assert link.read_bytes()[:16] != before[:16]
    assert files.pairs() == []
    files.destroy(pair(1).key)


def test_a_changed_file_is_not_believed(files: KeyFiles, folder: Path) -> None:
    files.put(pair(1))
    (file,) = folder.glob("desk-*.key")
    good = file.read_bytes()
    for bad in (b"", b"{}", b"[]", b"\xff", good[:-9] + b'0"}', good.replace(b"2026", b"2027", 1)):
        file.write_bytes(bad)
        with pytest.raises(KeyFault, match=file.name):
            files.pairs()
    file.write_bytes(good)
    assert len(files.pairs()) == 1


def test_files_cannot_be_exchanged(files: KeyFiles, folder: Path) -> None:
    files.put(pair(1))
    files.identity()
    (file,) = folder.glob("desk-*.key")
    (folder / "identity.key").write_bytes(file.read_bytes())
    with pytest.raises(KeyFault, match="identity"):
        files.identity()


def test_a_wrong_or_missing_passphrase_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(locking._COST, "n", 16)  # noqa: SLF001 - in no time
    written = tmp_path / "passphrase"
    written.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    monkeypatch.setenv(locking.PASSPHRASE_FILE, str(written))
    KeyFiles(folder).put(pair(1))
    assert len(KeyFiles(folder).pairs()) == 1
    written.write_text("another passphrase", encoding="utf-8")
    with pytest.raises(KeyFault, match="合言葉"):
        KeyFiles(folder).pairs()
    written.write_text("short", encoding="utf-8")
    with pytest.raises(KeyFault, match="12文字"):
        KeyFiles(folder).pairs()
    monkeypatch.delenv(locking.PASSPHRASE_FILE)
    with pytest.raises(KeyFault, match="合言葉で守られています"):
        KeyFiles(folder).pairs()


def test_a_passphrase_does_not_take_over_keys_without_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    KeyFiles(folder).put(pair(1))
    monkeypatch.setenv(locking.PASSPHRASE, PASSPHRASE)
    with pytest.raises(KeyFault, match="合言葉なし"):
        KeyFiles(folder).pairs()


def test_faults_of_the_disk_are_said(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder", encoding="utf-8")
    with pytest.raises(KeyFault, match="作れません"):
        KeyFiles(folder).pairs()
    with pytest.raises(KeyFault, match="書けません"):
        writing.replace(folder / "file", b"")
    with pytest.raises(KeyFault, match="読めません"):
        writing.read(folder.parent / "nothing")


def test_a_damaged_lock_is_said(folder: Path) -> None:
    KeyFiles(folder).put(pair(1))
    (folder / "lock.key").write_bytes(b"short")
    with pytest.raises(KeyFault, match="壊れています"):
        KeyFiles(folder).pairs()


def test_a_process_that_is_killed_leaves_no_half_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file gets its name when it is whole; what it leaves behind is destroyed later."""

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    store = KeyFiles(folder)
    store.pairs()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        for attempt in (store.identity, lambda: store.put(pair(1))):
            with pytest.raises(Killed):
                attempt()
    left = list(folder.glob(".*.part"))
    assert len(left) == 2
    assert KeyFiles(folder).pairs() == []
    assert list(folder.glob(".*.part")) == left
    for path in left:
        os.utime(path, (0, 0))
    assert KeyFiles(folder).pairs() == []
    assert list(folder.glob(".*.part")) == []
    KeyFiles(folder).identity()


def test_a_disk_without_hard_links_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(os, "link", no_links)
    identity = KeyFiles(folder).identity().private_bytes_raw()
    assert KeyFiles(folder).identity().private_bytes_raw() == identity
    assert {path.name for path in folder.iterdir()} == {"lock.key", "identity.key"}


def test_who_comes_second_takes_what_the_first_made(folder: Path) -> None:
    KeyFiles(folder).pairs()
    kept = (folder / "lock.key").read_bytes()
    writing.create(folder / "lock.key", b"another")
    assert (folder / "lock.key").read_bytes() == kept
