"""The Japanese of the contents' pages: stages, refusals, warnings."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assets.words import LANGUAGES
from hub.domain.signage.publishing import ContentRefusal, ContentRefused, PieceKind, Stage
from hub.domain.signage.remarks import Code, Remark, Severity
from hub.web.words import AUDITED

# Pieces that a line of the history names.
MOST_NAMED = 3
# Signs of a SHA-256, of which people need the first few.
_DIGEST = 64

KINDS: Mapping[PieceKind, str] = {
    PieceKind.ITEM: "掲示物",
    PieceKind.PLAYLIST: "番組",
    PieceKind.CAMPAIGN: "広告",
    PieceKind.SCREEN: "画面",
}
# The main zones of the standard layouts.
ZONES: Mapping[str, str] = {"main": "主な面", "lower": "下の面"}
# Always word and shape together.
STAGES: Mapping[Stage, str] = {
    Stage.DRAFT: "○ 下書き",
    Stage.REVIEW: "◆ 確認待ち",
    Stage.APPROVED: "● 公開",
    Stage.RETURNED: "▲ 返されました",
    Stage.DELETED: "－ 削除",
}
_REFUSALS: Mapping[ContentRefusal, str] = {
    ContentRefusal.STALE: ("ほかの人が先に変えました。内容を確かめて、もう一度操作してください。"),
    ContentRefusal.WRONG_STAGE: "いまは「{stage}」なので、この操作はできません。",
    ContentRefusal.OWN_WORK: "自分で作ったものは、自分では公開できません。ほかの人が確かめます。",
    ContentRefusal.WRONG_BODY: "この内容は、ここには保存できません。",
    ContentRefusal.UNKNOWN_PIECE: "もうありません。削除されたか、履歴に残っていません。",
    ContentRefusal.OTHER_DEPARTMENT: "{department}のものなので、変えられません。",
}
NO_DEPARTMENT = "ほかの所属"

_REMARKS: Mapping[Code, str] = {
    Code.TEXT_CUT: "{language}の文が長く、{cut}。文を短くしてください。",
    Code.TEXT_TOO_SMALL: (
        "{language}の文字が小さく（画面の{height}%）、遠くからは読みにくくなります。"
        "文を短くしてください。"
    ),
    Code.LOW_CONTRAST: "文字と地の色が近く（{contrast}倍）、読みにくくなります。",
    Code.IMAGE_TOO_SMALL: "画像が小さく、{scale}倍に引きのばされます。大きな画像に替えてください。",
    Code.UNPLAYABLE: "端末で再生できません。{reason}",
    Code.EXPIRED: "{item}出す期間が{since}に終わっています。",
    Code.NEVER_OPEN: "{item}出る日時がありません。曜日やくり返しを確かめてください。",
    Code.GAP: "{zone}：{begins}から何も出ない時間があります（{gaps}か所）。待機の絵が出ます。",
    Code.NOTHING_PLAYABLE: "{zone}：出せるものがありません。待機の絵が出ます。",
    Code.UNKNOWN_REFERENCE: "使っているもの（{named}）が見つかりません。",
    Code.BAD_RULE: "くり返しの書きかたが正しくありません（{rule}）。",
    Code.PROMISE_TOO_LARGE: (
        "{screen}：約束した回数には時間の{needed}%が要りますが、広告には{share}%しかありません。"
    ),
    Code.TOO_LONG: "{minutes}分かかります。1時間の中に入りきらず、終わりまで出ません。",
}
_CUT: Mapping[Severity, str] = {
    Severity.FAULT: "終わりが切れて出ます",
    Severity.WARNING: "終わりが切れることがあります",
}
_REFERENCES = ("medium", "source", "item", "layout", "zone", "playlist", "screen")


def refusal(refused: ContentRefused) -> str:
    """Why something was not done, in a sentence that says what to do."""
    details = dict(refused.details)
    stage = Stage(str(details["stage"])) if "stage" in details else Stage.DRAFT
    facts = {
        "stage": STAGES[stage][2:],
        "department": str(details.get("department", "")) or NO_DEPARTMENT,
    }
    return _REFUSALS[refused.code].format(**facts)


# Why a display skips an item.
FAULTS: Mapping[str, str] = {
    "missing": "素材がまだ届いていません",
    "no_room": "端末のディスクに空きがありません",
    "disk": "端末のディスクに書けません",
    "broken": "読めません",
    "undecodable": "再生できません",
    "stalled": "途中で止まりました",
    "timeout": "時間がかかりすぎました",
}
# Of these, what lies in the file, not in the display or the line to it.
OF_THE_FILE = ("broken", "undecodable", "stalled")


def remark(found: Remark, names: Mapping[str, str], zone: ZoneInfo) -> str:
    """What to mend or to know. `names` are of items, screens and zones, by id."""
    given = found.details
    reference = next((given[key] for key in _REFERENCES if key in given), "")
    facts = {
        **{key: names.get(value, value) for key, value in given.items()},
        **{key: moment(given[key], zone) for key in ("since", "begins", "ends") if key in given},
        "language": LANGUAGES.get(given.get("language", ""), ""),
        "item": f"「{names.get(given['item'], given['item'])}」の" if "item" in given else "",
        "cut": _CUT[found.severity],
        "named": reference[:12] if len(reference) == _DIGEST else names.get(reference, reference),
    }
    return _REMARKS[found.code].format_map(_Facts(facts))


def publication(note: str, names: Mapping[str, str]) -> str:
    """What was let out or taken off. `names` are by kind and id ("item:concert")."""
    action, _, subject = note.partition(" ")
    if subject.isdecimal():
        return f"{AUDITED[action]}（第{subject}版）"
    named = [names.get(one, one) for one in subject.split()]
    more = f" ほか{len(named) - MOST_NAMED}件" if len(named) > MOST_NAMED else ""
    return "　".join(filter(None, (AUDITED.get(action, ""), "、".join(named[:MOST_NAMED]) + more)))


class _Facts(dict[str, str]):
    """What a remark does not tell is left out of its words."""

    def __missing__(self, key: str) -> str:
        return ""


def moment(written: str, zone: ZoneInfo) -> str:
    """An instant or a day in ISO 8601, as people say it; as it is where it is neither."""
    try:
        if len(written) == len("2026-11-24"):
            day = date.fromisoformat(written)
            return f"{day.month}月{day.day}日"
        at = datetime.fromisoformat(written).astimezone(zone)
    except ValueError:
        return written
    return f"{at.month}月{at.day}日 {at:%H:%M}"
