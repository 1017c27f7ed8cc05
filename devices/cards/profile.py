"""What a generation of cards is made of: the only applications, files and secrets we know.

The allow-list (guard.py) is derived from a profile: what is not named here cannot be reached.
The next generation of My Number cards is another Profile.
"""

from dataclasses import dataclass
from enum import StrEnum

from devices.cards.cards import Kind, Secret


class Content(StrEnum):
    """What a file holds."""

    # 基本4情報: name, address, date of birth, sex.
    ATTRIBUTES = "attributes"
    # The card's face: name and address as pictures, photo, expiry.
    FACE = "face"
    # CK_TOKEN_INFO of PKCS#11: its label says what the card is.
    TOKEN = "token"  # noqa: S105 - the name of a file
    # 利用者証明用電子証明書
    AUTH_CERTIFICATE = "auth_certificate"


@dataclass(frozen=True, slots=True)
class File:
    """A readable file: its identifier, and the longest object it can hold, in bytes."""

    content: Content
    id: int
    longest: int


@dataclass(frozen=True, slots=True)
class SecretFile:
    """Where a secret is compared: its number of digits, and of tries when none was lost."""

    secret: Secret
    id: int
    digits: int
    tries: int


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key: it signs a DigestInfo, `prefix` with a digest of `digest` bytes."""

    id: int
    prefix: bytes
    digest: int


@dataclass(frozen=True, slots=True)
class Record:
    """A record, read by its file's short identifier."""

    file: int
    number: int


@dataclass(frozen=True, slots=True)
class Application:
    """An application, by its whole name: a card takes a part of it for one of several."""

    aid: bytes
    files: tuple[File, ...] = ()
    secrets: tuple[SecretFile, ...] = ()
    key: Key | None = None
    record: Record | None = None

    def file(self, content: Content) -> File:
        return next(file for file in self.files if file.content is content)

    def secret(self, secret: Secret) -> SecretFile:
        """Raises ValueError if the application has no such secret."""
        for file in self.secrets:
            if file.secret is secret:
                return file
        raise ValueError(f"no {secret} in this application")


@dataclass(frozen=True, slots=True)
class Profile:
    """A generation of cards, and the cards that are laid on the reader in its place."""

    # 券面事項入力補助AP, 券面事項確認AP, 共通カードAP, 公的個人認証AP.
    text: Application
    face: Application
    common: Application
    jpki: Application
    # By the label in Content.TOKEN, without the spaces that fill it.
    labels: tuple[tuple[bytes, Kind], ...]
    others: tuple[tuple[Application, Kind], ...]

    @property
    def applications(self) -> tuple[Application, ...]:
        others = tuple(application for application, _ in self.others)
        return (self.text, self.face, self.common, self.jpki, *others)

    def holder(self, secret: Secret) -> Application:
        """The first application with this secret."""
        return next(
            application
            for application in self.applications
            if any(file.secret is secret for file in application.secrets)
        )


def _hex(*parts: str) -> bytes:
    return bytes.fromhex("".join(parts))


# DigestInfo of SHA-256 (RFC 8017 section 9.2, note 1).
_SHA256 = _hex("3031300d060960864801650304020105000420")

# The card issued since 2016. Sources and their agreement: JICSAP, OpenSC's card-jpki.c and
# independent readers; the official specification is not public. Left out on purpose, so that
# they cannot be reached: 個人番号 (text 0001, face 0005), 照合番号A (text 0014, face 0013),
# 住基AP, the signing certificate and its password.
CARD_2016 = Profile(
    text=Application(
        aid=_hex("D3921000310001010408"),
        files=(File(Content.ATTRIBUTES, 0x0002, 4096),),
        secrets=(SecretFile(Secret.PIN, 0x0011, 4, 3), SecretFile(Secret.CODE_B, 0x0015, 14, 10)),
    ),
    face=Application(
        aid=_hex("D3921000310001010402"),
        files=(File(Content.FACE, 0x0002, 0x7FFF),),
        secrets=(SecretFile(Secret.CODE_B, 0x0012, 14, 10),),
    ),
    common=Application(aid=_hex("D3921000310001010100"), record=Record(file=0x0001, number=1)),
    jpki=Application(
        aid=_hex("D392F000260100000001"),
        files=(File(Content.TOKEN, 0x0006, 160), File(Content.AUTH_CERTIFICATE, 0x000A, 8192)),
        secrets=(SecretFile(Secret.AUTH_PIN, 0x0018, 4, 3),),
        key=Key(0x0017, _SHA256, 32),
    ),
    labels=(
        (b"JPKIAPICCTOKEN", Kind.JUKI),
        (b"JPKIAPGPSETOKEN", Kind.SMARTPHONE),
        (b"JPKIAPIOSTOKEN", Kind.SMARTPHONE),
    ),
    others=(
        # DF1 of 運転免許証, and of 在留カード and 特別永住者証明書 (出入国在留管理庁 Ver 1.5).
        (Application(aid=_hex("A0000002310100000000000000000000")), Kind.LICENCE),
        (Application(aid=_hex("D392F0004F0200000000000000000000")), Kind.RESIDENCE),
    ),
)
