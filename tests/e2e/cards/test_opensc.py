"""The virtual card as a stranger sees it: Debian's OpenSC, through the real pcscd."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from devices.cards.context import PRESENT, Context
from devices.cards.simulator.people import AUTH_PIN, ORDINARY, PASSWORD
from tests.pcscd import Pcscd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pcscd is for POSIX")

CAREFUL, CARELESS = "Virtual PCD 00 00", "Virtual PCD 00 01"
# OpenSC asks for some thirty foreign applications first, unless it is told what to expect.
CONFIGURATION = "app default { card_drivers = jpki; }"
MESSAGE = "待合".encode()


class OpenSC:
    """OpenSC's programs on this pcscd."""

    def __init__(self, pcscd: Pcscd, folder: Path) -> None:
        self.folder = folder
        configuration = folder / "opensc.conf"
        configuration.write_text(CONFIGURATION, encoding="utf-8")
        self._env = pcscd.env | {"OPENSC_CONF": str(configuration), "PATH": "/usr/bin:/bin"}

    def run(self, *command: str) -> str:
        """What it says, whether it succeeds or not."""
        done = subprocess.run(
            command,
            env=self._env,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=30,
        )
        return done.stdout

    def tries(self, reader: str) -> list[int]:
        pins = self.run("pkcs15-tool", "--reader", reader, "--list-pins")
        lines = [line for line in pins.splitlines() if "Tries left" in line]
        return [int(line.rpartition(":")[2]) for line in lines]

    def verify(self, reader: str, pin: str) -> str:
        command = ("pkcs15-tool", "--reader", reader, "--verify-pin", "--auth-id", "01")
        return self.run(*command, "--pin", pin)


@pytest.fixture(scope="module")
def opensc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSC]:
    """Two cards: one for those who know its secrets, one for those who do not."""
    with Pcscd() as pcscd:
        pcscd.insert(ORDINARY)
        pcscd.insert(replace(ORDINARY, key="careless"), slot=1)
        _wait_for_both_cards()
        yield OpenSC(pcscd, tmp_path_factory.mktemp("opensc"))


@pytest.fixture
def certificate(opensc: OpenSC) -> x509.Certificate:
    """The 利用者証明用 certificate as OpenSC reads it."""
    return _certificate(opensc.run("pkcs15-tool", "-r", CAREFUL, "--read-certificate", "01"))


def test_it_is_a_jpki_card(opensc: OpenSC) -> None:
    name = opensc.run("opensc-tool", "--reader", CAREFUL, "--name")

    assert name.splitlines()[0] == "jpki"


def test_it_has_four_certificates(opensc: OpenSC) -> None:
    listed = opensc.run("pkcs15-tool", "--reader", CAREFUL, "--list-certificates")

    assert [line for line in listed.splitlines() if line.startswith("X.509")] == [
        "X.509 Certificate [User Authentication Certificate]",
        "X.509 Certificate [Digital Signature Certificate]",
        "X.509 Certificate [User Authentication Certificate CA]",
        "X.509 Certificate [Digital Signature Certificate CA]",
    ]


def test_its_secrets_have_three_and_five_tries(opensc: OpenSC) -> None:
    assert opensc.tries(CAREFUL) == [3, 5]


def test_the_authority_on_the_card_issued_its_certificate(
    opensc: OpenSC, certificate: x509.Certificate
) -> None:
    issuer = opensc.run("pkcs15-tool", "-r", CAREFUL, "--read-certificate", "03")

    certificate.verify_directly_issued_by(_certificate(issuer))


def test_the_signing_certificate_is_shown_for_the_password_alone(opensc: OpenSC) -> None:
    read = ("pkcs15-tool", "--reader", CAREFUL, "--read-certificate", "02")
    proven = ("--verify-pin", "--auth-id", "02", "--pin", PASSWORD)

    assert "BEGIN CERTIFICATE" not in opensc.run(*read)
    assert ORDINARY.name.encode() in _certificate(opensc.run(*read, *proven)).tbs_certificate_bytes


@pytest.mark.parametrize(
    ("slot", "key", "pin"), [("0", "01", AUTH_PIN), ("1", "02", PASSWORD)], ids=["auth", "sign"]
)
def test_openssl_finds_its_signatures_good(opensc: OpenSC, slot: str, key: str, pin: str) -> None:
    (opensc.folder / "message").write_bytes(MESSAGE)
    secret = ("--verify-pin", "--auth-id", key, "--pin", pin)
    pem = opensc.run("pkcs15-tool", "--reader", CAREFUL, *secret, "--read-certificate", key)
    public = _certificate(pem).public_key()
    (opensc.folder / "public").write_bytes(
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )

    login = ("--slot-index", slot, "--login", "--pin", pin, "--sign", "--id", key)
    files = ("--input-file", "message", "--output-file", "signature")
    opensc.run("pkcs11-tool", *login, "--mechanism", "SHA256-RSA-PKCS", *files)

    check = ("openssl", "dgst", "-sha256", "-verify", "public", "-signature", "signature")
    assert opensc.run(*check, "message").strip() == "Verified OK"


def test_wrong_pins_lower_the_tries_until_the_card_is_blocked(opensc: OpenSC) -> None:
    assert "incorrect" in opensc.verify(CARELESS, "0000")
    assert opensc.tries(CARELESS) == [2, 5]
    assert "incorrect" not in opensc.verify(CARELESS, AUTH_PIN)
    assert opensc.tries(CARELESS) == [3, 5]

    for _ in range(3):
        opensc.verify(CARELESS, "0000")

    assert opensc.tries(CARELESS) == [0, 5]
    assert "Reference data not usable" in opensc.verify(CARELESS, AUTH_PIN)
    assert opensc.tries(CARELESS) == [0, 5]


def _wait_for_both_cards() -> None:
    context = Context()
    known = context.states([CAREFUL, CARELESS])
    while not all(state & PRESENT for state in known.values()):
        context.until_change(known, 5)
        known = context.states([CAREFUL, CARELESS])
    context.release()


def _certificate(said: str) -> x509.Certificate:
    pem = said[said.index("-----BEGIN") :]
    return x509.load_pem_x509_certificate(pem.encode())
