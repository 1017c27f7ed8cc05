"""The authority to throw away: like JPKI's, kept in a folder if asked."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from devices.cards.certificates import Chain, load
from devices.cards.simulator.ca import Authority, Holder, Validity

DAYS = Validity(date(2026, 1, 1), date(2030, 12, 31))
HOLDER = Holder("佐藤　和子", "2", "319550406", "東京都" * 50)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ca")


@pytest.fixture(scope="module")
def authority(folder: Path) -> Authority:
    return Authority(folder)


def test_a_terminal_that_trusts_its_folder_accepts_its_certificates(
    authority: Authority, folder: Path
) -> None:
    der = authority.auth_certificate(7, DAYS), authority.sign_certificate(8, HOLDER, DAYS)

    trusted = load(folder)

    chains = [trusted.chain(x509.load_der_x509_certificate(one), NOW) for one in der]
    assert chains == [Chain.OK, Chain.OK]


def test_a_certificate_lasts_through_its_last_day(authority: Authority) -> None:
    certificate = x509.load_der_x509_certificate(authority.auth_certificate(7, DAYS))

    assert certificate.not_valid_before_utc == datetime(2026, 1, 1, tzinfo=UTC)
    assert certificate.not_valid_after_utc == datetime(2030, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_the_signing_certificate_names_its_holder(authority: Authority) -> None:
    certificate = x509.load_der_x509_certificate(authority.sign_certificate(8, HOLDER, DAYS))
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value

    others = {n.type_id.dotted_string: n.value for n in names if isinstance(n, x509.OtherName)}
    assert others["1.2.392.200149.8.5.5.1"] == b"\x0c\x0f" + HOLDER.name.encode()
    assert others["1.2.392.200149.8.5.5.2"] == b"\x0c\x0500000"
    assert others["1.2.392.200149.8.5.5.3"] == b"\x0c\x012"
    assert others["1.2.392.200149.8.5.5.4"] == b"\x0c\x09319550406"
    assert others["1.2.392.200149.8.5.5.5"] == b"\x0c\x82\x01\xc2" + HOLDER.address.encode()


def test_the_authentication_certificate_names_nobody(authority: Authority) -> None:
    certificate = x509.load_der_x509_certificate(authority.auth_certificate(7, DAYS))

    with pytest.raises(x509.ExtensionNotFound):
        certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)


def test_a_folder_brings_back_the_same_authority(authority: Authority, folder: Path) -> None:
    certificate = x509.load_der_x509_certificate(authority.auth_certificate(7, DAYS))

    again = Authority(folder)

    certificate.verify_directly_issued_by(again.auth_authority)
    assert again.auth_key.private_numbers() == authority.auth_key.private_numbers()


def test_a_key_of_another_kind_is_named(tmp_path: Path) -> None:
    key = generate_private_key(SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "sign.key").write_bytes(pem)

    with pytest.raises(ValueError, match=r"sign\.key: not an RSA key"):
        _ = Authority(tmp_path).sign_authority
