"""Where no hub has the desk's keys, a file that is carried to the kiosk brings them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.client.keys import SealingKeys
from hub.sealing.keys import DeskKey, fingerprint, sign_bundle
from kiosk.app.main import EXIT_BAD_KEYS, bring, main

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DESK = Ed25519PrivateKey.generate()


def bundle(desk: Ed25519PrivateKey = DESK, days: int = 1) -> bytes:
    public = X25519PrivateKey.generate().public_key().public_bytes_raw()
    return sign_bundle((DeskKey(public, NOW, NOW + timedelta(days=days)),), desk, NOW)


def carried(folder: Path, content: bytes) -> Path:
    file = folder / "stick.keys"
    file.write_bytes(content)
    return file


def test_the_keys_are_kept_and_their_fingerprint_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    assert bring(carried(tmp_path, bundle()), data) == ""
    assert fingerprint(DESK.public_key().public_bytes_raw()) in capsys.readouterr().out
    assert SealingKeys(data).desk(NOW).ends == NOW + timedelta(days=1)
    assert bring(carried(tmp_path, bundle(days=9)), data) == ""
    assert SealingKeys(data).desk(NOW).ends == NOW + timedelta(days=9)


def test_another_desk_or_no_bundle_changes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    bring(carried(tmp_path, bundle()), data)
    kept = (data / "desk.keys").read_bytes()
    forged = bundle(Ed25519PrivateKey.generate())
    for content in (forged, b"", b"x" * 500, bundle()[:-1]):
        assert "stick.keys" in bring(carried(tmp_path, content), data)
    assert "none.keys" in bring(tmp_path / "none.keys", data)
    assert (data / "desk.keys").read_bytes() == kept


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--hub", "http://127.0.0.1:1", "--id", "kiosk-1", "--data", str(tmp_path)]
    assert main([*place, "--keys", str(tmp_path / "none.keys")]) == EXIT_BAD_KEYS
    assert "none.keys" in capsys.readouterr().err
