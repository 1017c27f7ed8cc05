"""Why a code was not opened, in words of a clerk: what is the matter, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from hub.domain.forms import wareki
from hub.sealing.refusals import (
    Damaged,
    Expired,
    Flaw,
    Incomplete,
    NotOpened,
    Replayed,
    UnknownKey,
    UnknownKiosk,
)


class Reason(StrEnum):
    """Stable names, for the audit log and for scripts."""

    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_KIOSK = "unknown_kiosk"
    EXPIRED = "expired"
    REPLAYED = "replayed"


# What `machiai desk open` ends with.
EXIT_CODES: Mapping[Reason, int] = {
    Reason.INCOMPLETE: 10,
    Reason.DAMAGED: 11,
    Reason.UNKNOWN_KEY: 12,
    Reason.UNKNOWN_KIOSK: 13,
    Reason.EXPIRED: 14,
    Reason.REPLAYED: 15,
}


@dataclass(frozen=True, slots=True)
class Explained:
    """`title` says what is the matter, `hint` what to do. `subject` goes to the audit log."""

    reason: Reason
    title: str
    hint: str
    subject: str = ""

    @property
    def is_refusal(self) -> bool:
        """Not so while only parts are missing: then all is well, and the clerk reads on."""
        return self.reason is not Reason.INCOMPLETE


_ASK_AGAIN = "来庁者に、もう一度キオスクで入力していただくか、窓口の用紙をお使いください。"
_FLAWS: Mapping[Flaw, tuple[str, str]] = {
    Flaw.FOREIGN: (
        "この窓口で読むコードではありません",
        "「書かずに手続き」の番号札にある、大きいほうのQRコードを読みとってください。",
    ),
    Flaw.NEWER: (
        "新しい版のコードです",
        "このハブの版が古いため読めません。管理者に伝え、いまは窓口の用紙をお使いください。",
    ),
    Flaw.CHARACTERS: (
        "読みとりの途中で、文字が欠けたか変わりました",
        "もう一度、ゆっくり読みとってください。くり返すときは、紙をのばすか「画像」で読みます。",
    ),
    Flaw.TAMPERED: (
        "コードの中身が、作られたときと変わっています",
        f"書きかえられたか、印刷がこわれています。内容は使えません。{_ASK_AGAIN}",
    ),
    Flaw.CONTENT: (
        "コードの中身が決まりに合いません",
        f"内容は使えません。キオスクの版を管理者に確かめてもらってください。{_ASK_AGAIN}",
    ),
}


def explain(refused: NotOpened, zone: ZoneInfo, first_by: str = "") -> Explained:
    """The words for a refusal. `first_by`: who opened a replayed code first, where known."""
    match refused:
        case Damaged():
            title, hint = _FLAWS[refused.flaw]
            return Explained(Reason.DAMAGED, title, hint, refused.flaw.value)
        case Incomplete():
            return _incomplete(refused)
        case UnknownKey():
            return _unknown_key(refused, zone)
        case UnknownKiosk():
            return _unknown_kiosk(refused)
        case Expired():
            return _expired(refused, zone)
        case Replayed():
            return _replayed(refused, zone, first_by)
        case _:
            raise TypeError(type(refused).__name__)


def _incomplete(refused: Incomplete) -> Explained:
    have = "・".join(f"{number}つめ" for number in refused.have)
    missing = "・".join(f"{number}つめ" for number in refused.missing)
    left = len(refused.missing)
    return Explained(
        Reason.INCOMPLETE,
        f"{refused.count}つのうち{have}を読みました。あと{left}つ",
        f"つぎに、{missing}のQRコードを読みとってください。順番はどれからでもかまいません。",
        f"{len(refused.have)}/{refused.count}",
    )


def _unknown_key(refused: UnknownKey, zone: ZoneInfo) -> Explained:
    if refused.destroyed is not None:
        return Explained(
            Reason.UNKNOWN_KEY,
            "古いコードのため、もう開けません",
            f"このコードを開く鍵は、{_day(refused.destroyed, zone)}に、きまりどおり捨てました。"
            f"{_ASK_AGAIN}",
            refused.key.hex(),
        )
    return Explained(
        Reason.UNKNOWN_KEY,
        "この窓口あてのコードではありません",
        "ほかの庁舎や課あてに作られたか、この窓口の鍵がキオスクと合っていません。"
        "紙にある行き先を確かめ、合っていれば管理者に「鍵の受けわたし」を確かめてもらってください。",
        refused.key.hex(),
    )


def _unknown_kiosk(refused: UnknownKiosk) -> Explained:
    if refused.forged:
        return Explained(
            Reason.UNKNOWN_KIOSK,
            "キオスクの署名が合いません",
            "登録されたキオスクの名をかたるコードです。内容は使わず、管理者に知らせてください。",
            refused.kiosk.hex(),
        )
    return Explained(
        Reason.UNKNOWN_KIOSK,
        "登録されていないキオスクのコードです",
        "だれが作ったか確かめられないため、内容は使えません。新しいキオスクなら、"
        "管理者に、この窓口へ登録するよう伝えてください。",
        refused.kiosk.hex(),
    )


def _expired(refused: Expired, zone: ZoneInfo) -> Explained:
    if refused.early:
        return Explained(
            Reason.EXPIRED,
            "コードの時刻が、この窓口の時計より先です",
            f"キオスク（{refused.terminal}）は {_instant(refused.issued, zone)} に作ったと"
            "言っています。どちらかの時計がずれています。管理者に時計を確かめてもらってください。",
            refused.terminal,
        )
    return Explained(
        Reason.EXPIRED,
        "コードの期限が切れています",
        f"{_instant(refused.issued, zone)} に作られ、{_instant(refused.expires, zone)} まで"
        f"使えるものでした。{_ASK_AGAIN}",
        refused.terminal,
    )


def _replayed(refused: Replayed, zone: ZoneInfo, first_by: str) -> Explained:
    by = f"{first_by} が" if first_by else "一度"
    return Explained(
        Reason.REPLAYED,
        "すでに読みとったコードです",
        f"{_instant(refused.first, zone)} に、{by}読みとっています。同じ方の手続きの続きか、"
        "ほかの職員が受け付けていないかを確かめてください。",
        refused.letter.id,
    )


def _day(at: datetime, zone: ZoneInfo) -> str:
    return str(wareki.of(at.astimezone(zone).date()))


def _instant(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
