"""What `machiai card` says, and the exit codes by which a script tells faults apart."""

import sys
from collections.abc import Mapping
from enum import IntEnum

from devices.cards.cards import Attributes, Birth, Kind, Secret, Sex, Tries
from devices.cards.certificates import Chain, Fault, Revocation
from devices.cards.faults import (
    CardFault,
    CardRemoved,
    LastTry,
    ReaderInUse,
    SecretBlocked,
    TryUnknown,
    WrongCard,
    WrongSecret,
)
from devices.cards.jpki import WrongSignature


class Exit(IntEnum):
    """Exit codes; 2 is a wrong command line."""

    NO_SERVICE = 10
    NO_READER = 11
    NO_CARD = 12
    IN_USE = 13
    UNREADABLE = 14
    REMOVED = 15
    WRONG_CARD = 20
    WRONG_SECRET = 21
    BLOCKED = 22
    LAST_TRY = 23
    UNCERTAIN = 24
    NOT_TRUSTED = 30
    WRONG_SIGNATURE = 31
    NO_AUTHORITIES = 32
    NO_CONSENT = 40
    NO_TERMINAL = 41


KINDS = {
    Kind.MY_NUMBER: "マイナンバーカード",
    Kind.SMARTPHONE: "スマートフォンのマイナンバーカード",
    Kind.JUKI: "住民基本台帳カード",
    Kind.LICENCE: "運転免許証",
    Kind.RESIDENCE: "在留カード・特別永住者証明書",
    Kind.OTHER: "ほかのカード",
}
SECRETS = {
    Secret.PIN: "券面事項入力補助用の暗証番号（数字4けた）",
    Secret.CODE_B: "照合番号B（数字14けた）",
    Secret.AUTH_PIN: "利用者証明用電子証明書の暗証番号（数字4けた）",
}
CHAINS = {
    Chain.OK: "指定した認証局が発行しました",
    Chain.UNKNOWN_AUTHORITY: "指定した認証局のどれも、この証明書を発行していません",
    Chain.AUTHORITY_OUT_OF_DATE: "発行した認証局の証明書が、期間の外です",
    Chain.NOT_YET_VALID: "証明書の期間が、まだ始まっていません",
    Chain.EXPIRED: "証明書の期限が切れています",
}
REVOCATIONS = {
    Revocation.UNCHECKED: "失効未確認（失効していないかは、確かめていません）",
    Revocation.GOOD: "失効していません",
    Revocation.REVOKED: "失効しています",
}
AUTHORITIES = {
    Fault.UNREADABLE: "読めません",
    Fault.EMPTY: "証明書のファイル（*.pem、*.crt、*.cer）がありません",
    Fault.NO_CERTIFICATE: "証明書ではありません",
    Fault.NO_AUTHORITY: "認証局の証明書ではありません",
}
SEXES = {Sex.NOT_STATED: "記載なし", Sex.MALE: "男", Sex.FEMALE: "女"}

COUNTER = "市区町村の窓口で、暗証番号を初期化（再設定）できます。"
NO_PROOF = "カードの中の文字を読みとっただけです。本人確認（証明）にはなりません。"
TAKE_CARD = "カードをお取りください。"

if sys.platform == "win32":
    NO_SERVICE = (
        "カードリーダーのサービスが動いていません。リーダーがつながっていないか、"
        "Windows のサービス「Smart Card」（SCardSvr）が止まっています。"
        "つないでから、services.msc で「自動」にして開始してください。"
    )
else:
    NO_SERVICE = (
        "カードリーダーのサービス（pcscd）が動いていません。"
        "sudo systemctl enable --now pcscd.socket で動かしてください"
        "（パッケージは pcscd）。動いているのにこう出るときは、"
        "この利用者に許可がありません（polkit）。"
    )
NO_READER = (
    "カードリーダーがつながっていません。つないで、machiai card readers で確かめてください。"
)


_PLAIN: dict[type[CardFault], tuple[Exit, str]] = {
    CardRemoved: (
        Exit.REMOVED,
        "カードが途中ではなれました。置きなおして、やりなおしてください。",
    ),
    ReaderInUse: (
        Exit.IN_USE,
        "ほかのプログラムがカードを使っています。それを終えて、やりなおしてください。",
    ),
    WrongSignature: (
        Exit.WRONG_SIGNATURE,
        "カードの署名が、証明書と合いません。本物のカードではないおそれがあります。",
    ),
    SecretBlocked: (Exit.BLOCKED, f"番号は止まっていて、使えません。{COUNTER}"),
    LastTry: (Exit.LAST_TRY, "あと1回しか試せません。番号は送っていません。"),
}
_UNREADABLE = "カードを読めません。平らに置きなおし、リーダーをつなぎなおしてください。"


def fault(found: CardFault) -> tuple[Exit, str]:
    """The exit code, and what happened and what to do."""
    match found:
        case WrongCard(kind=kind):
            return Exit.WRONG_CARD, wrong_card(kind)
        case WrongSecret(left=left):
            return Exit.WRONG_SECRET, f"番号がちがいます。{tries(Tries(left))}。"
        case TryUnknown(left=left):
            return Exit.UNCERTAIN, _uncertain(left)
        case _:
            return _PLAIN.get(type(found), (Exit.UNREADABLE, _UNREADABLE))


def _uncertain(left: int | None) -> str:
    told = "のこりはわかりません" if left is None else tries(Tries(left))
    sent = "番号を送りましたが、答えがありません。1回使ったかもしれません。"
    return f"{sent}{told}。自動で送りなおすことはありません。"


def wrong_card(kind: Kind) -> str:
    """Why this card is not read."""
    if kind is Kind.SMARTPHONE:
        return "スマートフォンのマイナンバーカードには対応していません。カードをお使いください。"
    if kind is Kind.MY_NUMBER:
        return "このカードには、そのための情報がありません。"
    return f"マイナンバーカードではありません（{KINDS[kind]}）。"


def tries(found: Tries | None) -> str:
    """How often a secret may still be tried."""
    if found is None:
        return "カードにありません"
    if found.left is None:
        return "回数の限りなし"
    return f"あと{found.left}回" if found.left else "止まっています"


def secrets(found: Mapping[Secret, Tries | None]) -> list[str]:
    """One line a secret, and where a blocked one is set anew."""
    lines = [f"{SECRETS[secret]}: {tries(left)}" for secret, left in found.items()]
    return lines + [COUNTER] * any(left is not None and left.blocked for left in found.values())


def attributes(found: Attributes, *, reveal: bool) -> list[str]:
    """One line an item; without `reveal` every sign is hidden."""
    shown = {
        "氏名": found.name,
        "住所": found.address,
        "生年月日": _birth(found.birth),
        "性別": SEXES[found.sex],
        "有効期限": f"{found.expiry:%Y-%m-%d}" if found.expiry else "",
    }
    return [
        f"{name}: {_shown(value, reveal=reveal) or '読みとれません'}"
        for name, value in shown.items()
    ]


def _shown(value: str, *, reveal: bool) -> str:
    """Hidden values are of one length: even that tells something."""
    return value if reveal or not value else "＊＊＊＊"


def _birth(birth: Birth | None) -> str:
    if birth is None:
        return ""
    month = f"{birth.month:02}" if birth.month else "不明"
    day = f"{birth.day:02}" if birth.day else "不明"
    return f"{birth.year}-{month}-{day}"
