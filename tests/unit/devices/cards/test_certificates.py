"""Which certificates an authority stands for, and since and until when."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding

from devices.cards.certificates import (
    Authorities,
    BadAuthority,
    Chain,
    Revocation,
    Unchecked,
    load,
)
from tests.unit.devices.cards.authority import NOW, YEAR, authority, person

SECOND = timedelta(seconds=1)


def chain(certificate: x509.Certificate, *issuers: x509.Certificate, now: datetime = NOW) -> Chain:
    return Authorities(issuers).chain(certificate, now)


def test_generations_of_one_authority_are_told_apart_by_their_keys() -> None:
    """All bear one name (measured: JPKI's of 2015, 2019 and 2023)."""
    first, second = authority(1), authority(2)
    assert chain(person(2), first, second) is Chain.OK
    assert chain(person(2), second, first) is Chain.OK
    assert chain(person(2), first) is Chain.UNKNOWN_AUTHORITY


def test_nobody_is_trusted_without_authorities() -> None:
    assert chain(person(1)) is Chain.UNKNOWN_AUTHORITY


def test_a_right_key_under_another_name_is_another_authority() -> None:
    assert chain(person(1), authority(1, common="Other CA")) is Chain.UNKNOWN_AUTHORITY


def test_what_may_not_issue_certificates_does_not() -> None:
    assert chain(person(1), authority(1, ca=False)) is Chain.UNKNOWN_AUTHORITY
    assert chain(person(99), person(99)) is Chain.UNKNOWN_AUTHORITY


def test_dates_hold_to_the_second() -> None:
    made = person(1, begins=NOW, ends=NOW + YEAR / 2)
    trusted = authority(1, begins=NOW - YEAR, ends=NOW + YEAR)
    assert chain(made, trusted, now=NOW - SECOND) is Chain.NOT_YET_VALID
    assert chain(made, trusted, now=NOW) is Chain.OK
    assert chain(made, trusted, now=NOW + YEAR / 2) is Chain.OK
    assert chain(made, trusted, now=NOW + YEAR / 2 + SECOND) is Chain.EXPIRED


def test_an_authority_that_is_out_of_date_stands_for_nobody() -> None:
    old = authority(1, begins=NOW - 2 * YEAR, ends=NOW - SECOND)
    assert chain(person(1), old) is Chain.AUTHORITY_OUT_OF_DATE
    renewed = authority(1)
    assert chain(person(1), old, renewed) is Chain.OK


def test_a_signature_over_sha1_is_none() -> None:
    """cryptography makes no such certificate any more, so that this one only says so."""
    made = person(1)

    class Old:
        signature_hash_algorithm = SHA1()  # noqa: S303 - the fault itself
        not_valid_before_utc = made.not_valid_before_utc
        not_valid_after_utc = made.not_valid_after_utc

        def verify_directly_issued_by(self, _issuer: x509.Certificate) -> None:
            """The signature itself holds."""

    assert Authorities((authority(1),)).chain(Old(), NOW) is Chain.UNKNOWN_AUTHORITY  # type: ignore[arg-type] # stands for a certificate


def test_revocation_is_not_known() -> None:
    assert Unchecked().state(person(1), NOW) is Revocation.UNCHECKED


def test_a_folder_holds_authorities_as_pem_or_der(tmp_path: Path) -> None:
    first, second, third = authority(1), authority(2), authority(3)
    both = first.public_bytes(Encoding.PEM) + second.public_bytes(Encoding.PEM)
    (tmp_path / "jpki.pem").write_bytes(both)
    (tmp_path / "new.CER").write_bytes(third.public_bytes(Encoding.DER))
    (tmp_path / "readme.txt").write_text("not read", encoding="utf-8")
    assert set(load(tmp_path).certificates) == {first, second, third}


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("ca.txt", b"", r"no \*\.pem"),
        ("ca.pem", b"", "no certificate"),
        ("ca.pem", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "no cert"),
        ("ca.cer", b"\x30\x82", "no certificate"),
        ("ca.cer", person(1).public_bytes(Encoding.DER), "not an authority's"),
    ],
)
def test_a_folder_without_authorities_is_named(
    tmp_path: Path, file: str, content: bytes, words: str
) -> None:
    (tmp_path / file).write_bytes(content)
    with pytest.raises(BadAuthority, match=words) as fault:
        load(tmp_path)
    assert fault.value.path in (tmp_path, tmp_path / file)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAuthority, match="gone"):
        load(tmp_path / "gone")
