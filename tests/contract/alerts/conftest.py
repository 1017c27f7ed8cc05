"""What the channels' tests share: a certificate, news, and words for it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hub.service.alerting_words import Wording
from hub.service.ports_health import DeviceState, Key, Need
from hub.service.terminals import Stage

AT = datetime(2026, 11, 24, 0, 5, tzinfo=UTC)
EMPTY = DeviceState(
    Key("kiosk-1", "printer"), Stage.FAILED, AT, Need.NOW, AT, AT, advice="refill_paper"
)
WELL = DeviceState(Key("display-1", "hub_link"), Stage.READY, AT, Need.NONE, AT, AT)
WORDING = Wording(
    "みどり市 市民ロビー",
    {"kiosk-1": "発券機1", "display-1": "表示盤1"},
    "Asia/Tokyo",
    "https://lobby.example.jp/equipment",
)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of this machine's own, and its key."""
    folder = tmp_path_factory.mktemp("alerts")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=3650))
        .not_valid_after(AT + timedelta(days=3650))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "server.pem", folder / "server.key"
    encoding = serialization.Encoding.PEM
    chain.write_bytes(made.public_bytes(encoding))
    plain = serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    return chain, secret
