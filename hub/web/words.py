"""The Japanese that staff read: states, refusals, durations, signs. One place for every word."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from hub.domain.errors import Refusal
from hub.domain.events import Kind
from hub.domain.opening import Opening, Reason
from hub.domain.order import Placement
from hub.domain.site import PriorityClass, Site, words
from hub.domain.tickets import State
from hub.domain.waiting import Level, Wait
from hub.service.access import Denial, Denied, Role
from hub.service.asking import MOST_REMARKS
from hub.service.ports_access import DEEDS_GONE, VISITS_GONE

STATES: Mapping[State, str] = {
    State.WAITING: "お待ち",
    State.CALLED: "呼出中",
    State.SERVING: "対応中",
    State.DONE: "終了",
    State.ABSENT: "不在",
    State.ON_HOLD: "保留",
    State.TRANSFERRED: "引き継ぎ済み",
    State.CANCELLED: "取り消し済み",
}

# What an event did to a number, for "直前の操作" and the list of last actions.
DEEDS: Mapping[Kind, str] = {
    Kind.CALLED: "を呼び出し",
    Kind.RECALLED: "をもう一度呼び出し",
    Kind.SERVING: "の対応を開始",
    Kind.FINISHED: "を終了",
    Kind.ABSENT: "を不在に変更",
    Kind.BROUGHT_BACK: "を列に戻した",
    Kind.HELD: "を保留",
    Kind.RESUMED: "の対応を再開",
    Kind.TRANSFERRED: "をほかの窓口へ",
    Kind.CANCELLED: "の番号を取り消し",
    Kind.PUT_OFF: "を後ろへ（遅れます）",
}

PLACES: Mapping[Placement, str] = {
    Placement.ARRIVAL: "来た順",
    Placement.FIRST: "先頭",
    Placement.LAST: "最後",
}

# Congestion is always word, shape and colour together.
LEVELS: Mapping[Level, str] = {
    Level.QUIET: "● すいています",
    Level.MODERATE: "▲ やや混雑",
    Level.BUSY: "■ 混雑",
}

_REFUSALS: Mapping[str, str] = {
    Refusal.LATE_TOO_OFTEN: "{number} の方は、もう2回「遅れます」を使いました。",
    Refusal.UNKNOWN_SERVICE: "この業務はありません。",
    Refusal.UNKNOWN_COUNTER: "この窓口はありません。",
    Refusal.UNKNOWN_CLASS: "この優先区分はありません。",
    Refusal.UNKNOWN_TICKET: "{number}の番号が見つかりません。もう一度お確かめください。",
    Refusal.UNKNOWN_KIOSK: "この発券機は登録されていません。",
    Refusal.SERVICE_CLOSED: "この業務は受付をしていません。",
    Refusal.COUNTER_CLOSED: "窓口が閉じています。先に「窓口を開く」を押してください。",
    Refusal.COUNTER_BUSY: "{number} の方が窓口にいます。先に終えるか、保留にしてください。",
    Refusal.OTHER_COUNTER: "{number} の方は、いま{counter}で対応中です。",
    Refusal.NOBODY_WAITING: "お待ちの方はいません。",
    Refusal.NO_NUMBERS_LEFT: "きょうの番号を使い切りました。",
    Refusal.WRONG_STATE: "{number} の方は「{state}」なので、この操作はできません。",
    Refusal.TOO_EARLY_FOR_ABSENT: "不在にするには、{absence}必要です。",
    Refusal.NOTHING_TO_UNDO: "取り消せる操作がありません。ほかの方が先へ進めたかもしれません。",
    Refusal.BAD_LABEL: "番号の形が正しくありません。",
    Refusal.UNKNOWN_ALERT: "この緊急のお知らせは、もう終わっています。",
    Refusal.EMPTY_ALERT: "日本語の見出しを書いてください。",
    Refusal.PAST_ALERT: "終わりの時刻は、今より後にしてください。",
    Refusal.UNKNOWN_APPOINTMENT: "この予約は見つかりません。番号をお確かめください。",
    Refusal.APPOINTMENT_OVER: "この予約は、もう変えられません。時刻を過ぎたか、終わった予約です。",
    Refusal.APPOINTMENT_CANCELLED: "この予約は取り消されています。番号をお出しください。",
    Refusal.NOT_TODAY: "今日の予約ではありません。予約の日をお確かめください。",
    Refusal.TOO_EARLY: "受付はまだ始まっていません。予約の時刻をお確かめください。",
    Refusal.WRONG_PLACE: "ここでは受付できない予約です。",
    Refusal.TOO_MANY_TRIES: "予約番号のまちがいが続いたため、しばらく受け付けません。",
    Refusal.SLOT_CLOSED: "この日時は予約を受け付けていません。ほかの日時を選んでください。",
    Refusal.SLOT_FULL: "この時間は満席です。ほかの時間を選んでください。",
    Refusal.SEATS_FREE: "空きがあります。待たずに予約できます。",
    Refusal.TOO_MANY_APPOINTMENTS: "同じメールアドレスの予約が、上限の数に達しています。",
    Refusal.NO_ADDRESS: "キャンセル待ちには、メールアドレスが必要です。",
    Refusal.OFFER_LAPSED: "お取り置きの時間が過ぎました。ほかの時間を選んでください。",
}

# Why an emergency is not shown.
EMERGENCY_REFUSED: Mapping[Refusal, str] = {
    Refusal.EMPTY_ALERT: "日本語の見出しがありません。もどって入力してください。",
    Refusal.PAST_ALERT: "おわりの時刻を過ぎています。もどって直してください。",
    Refusal.UNKNOWN_ALERT: "もう終わっています。出すときは、はじめから選んでください。",
}

NO_SERVICE = "用件を選んでください。"
# Why remarks are not taken, by the rule of hub.service.asking.
REMARKS: Mapping[str, str] = {
    "value": f"メモは{MOST_REMARKS}字まで、1行で入力してください。",
    "not_used": "この業務では、メモを付けられません。メモを消すか、用件を選びなおしてください。",
}

STALE = "様子が変わっていました。いまの様子を表示したので、もう一度選んでください。"
STORAGE = "いま記録できません。操作は行われていません。しばらくしてもう一度お試しください。"
BAD_FORM = "入力が足りません。もう一度選んでください。"


def refusal(site: Site, code: str, details: Mapping[str, str | int]) -> str:
    """Why an action was not carried out, in a sentence that says what to do."""
    counter = site.counters.get(str(details.get("counter", "")))
    facts = {
        "number": str(details.get("number", "")) or "その",
        "counter": counter_name(counter.number) if counter else "ほかの窓口",
        "state": STATES[State(str(details["state"]))] if "state" in details else "",
        "absence": absence(int(details.get("calls", 0)), int(details.get("seconds", 0))),
    }
    return _REFUSALS[code].format(**facts)


def absence(calls: int, seconds: int) -> str:
    """What is missing before a visitor may be put down as absent: "あと1回・40秒"."""
    parts = [f"{calls}回" if calls else "", f"{seconds}秒" if seconds else ""]
    return "あと" + "・".join(part for part in parts if part)


def counter_name(number: str) -> str:
    """Counter 3 as people say it; a counter with a name of its own keeps it."""
    return f"{number}番窓口" if number.isdecimal() else number


def minutes(span: timedelta) -> str:
    """Whole minutes: "19分", "1時間5分"."""
    hours, rest = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours}時間{rest}分" if hours else f"{rest}分"


def elapsed(span: timedelta) -> str:
    """Running time with its seconds: "4分12秒"."""
    total = max(0, int(span.total_seconds()))
    return f"{total // 60}分{total % 60:02}秒"


def wait(span: Wait | None) -> str:
    """The range a visitor is told."""
    if span is None:
        return "―"
    if span.high == 0:
        return "すぐ"
    return f"{span.high}分以内" if span.low == 0 else f"{span.low}～{span.high}分"


def short_class(found: PriorityClass) -> str:
    """「妊娠中の方」 as a sign in a narrow column: 「妊娠中」, or what the city has chosen."""
    return found.sign or words(found.name, "ja").removesuffix("の方")


def why_closed(opening: Opening) -> str:
    """Whether a service gives numbers now, and until or from when."""
    until = f"（{opening.closes:%H:%M} まで）" if opening.closes else ""
    opens = f"{opening.opens:%H:%M} から" if opening.opens else ""
    return {
        Reason.OPEN: f"受付中{until}",
        Reason.CLOSED_DAY: "きょうは休み",
        Reason.NOT_YET: f"受付前（{opens}）",
        Reason.BREAK: f"休憩中（{opens}）",
        Reason.ENDED: f"受付終了{until}",
        Reason.BY_STAFF: "職員が止めています",
        Reason.FULL: "きょうの人数に達しました",
    }[opening.reason]


def clock(at: datetime) -> str:
    """A local time of day."""
    return f"{at:%H:%M}"


# The audit log's actions, for the supervisor's list.
AUDITED: Mapping[str, str] = {
    "call-next": "つぎの方を呼び出し",
    "call": "呼び出し",
    "recall": "もう一度呼び出し",
    "begin": "対応を開始",
    "finish": "終了",
    "onward": "つぎの窓口へ送った",
    "absent": "不在に変更",
    "hold": "保留",
    "resume": "対応を再開",
    "bring-back": "列に戻した",
    "bring-back-first": "列の先頭に戻した",
    "bring-back-last": "列の最後に戻した",
    "bring-back-arrival": "来た順に戻した",
    "transfer": "引き継ぎ",
    "cancel": "番号を取り消し",
    "undo": "直前の操作を取り消し",
    "open": "窓口を開いた",
    "close": "窓口を閉じた",
    "open-service": "受付を再開",
    "close-service": "受付を停止",
    "issue": "番号を出した",
    "sign-in": "サインイン",
    "sign-out": "サインアウト",
    "set-up": "最初の管理者として登録",
    "invite": "職員を追加",
    "move": "所属を変更",
    "role": "職員の役割を変更",
    "disable": "職員を停止",
    "enable": "職員を再開",
    "reset": "パスワードの再設定",
    "code": "端末の登録コードを発行",
    "revoke": "端末の登録を取り消し",
    "desk-open": "コードを読みとった",
    "desk-reopen": "読みとり済みのコードをもう一度開いた",
    "desk-refuse": "コードを開けなかった",
    "desk-correct": "答えを訂正",
    "desk-print": "様式を印刷",
    "desk-export": "ファイルに保存",
    "desk-write": "フォルダーに書き出した",
    "desk-bring-back": "とってある内容を開いた",
    "desk-dispose": "とってある内容を消した",
    VISITS_GONE: "日数のすぎた番号の記録を消した",
    DEEDS_GONE: "日数のすぎた操作の記録を消した",
    "make_keys": "コードの鍵を作った",
    "rotate_keys": "コードの鍵を取りかえた",
    "destroy_key": "コードの鍵を捨てた",
    "import_keys": "コードの鍵を受けとった",
    "register_kiosk_key": "キオスクの署名の鍵を登録",
    "revoke_kiosk_key": "キオスクの署名の鍵を取り消し",
    "alert.raise": "緊急のお知らせを出した",
    "alert.drill": "緊急の訓練を出した",
    "alert.update": "緊急のお知らせを直した",
    "alert.end": "緊急のお知らせを終えた",
    "content.upload": "素材を送った",
    "content.drop": "素材を削除",
    "content.edit": "お知らせの下書きを保存",
    "content.submit": "お知らせの確認をたのんだ",
    "content.return": "お知らせを返した",
    "content.approve": "お知らせを公開",
    "content.withdraw": "お知らせを下げた",
    "content.delete": "お知らせを削除",
    "content.bring-back": "前のお知らせにもどした",
    "appointment.check-in": "予約の方を受付",
    "appointment.book": "予約を入れた",
    "appointment.move": "予約の日時を変更",
    "appointment.cancel": "予約を取り消し",
    "appointment.miss": "予約の方が来なかった",
    "appointment.unlist": "キャンセル待ちから外した",
    "appointment.adjust": "予約の席の数を変更",
    "appointment.import": "予約を取りこんだ",
    # From the command line.
    "new_code": "端末の登録コードを発行",
    "add_staff": "職員を追加",
    "disable_staff": "職員を停止",
    "enable_staff": "職員を再開",
}

ROLES: Mapping[Role, str] = {
    Role.CLERK: "窓口の職員",
    Role.SUPERVISOR: "窓口の責任者",
    Role.CONTENT_EDITOR: "お知らせを作る（所属の分）",
    Role.CONTENT_MANAGER: "お知らせの担当",
    Role.ADMINISTRATOR: "管理者",
}

DENIALS: Mapping[Denial, str] = {
    Denial.WRONG_PASSWORD: "名前かパスワードがちがいます。もう一度入力してください。",
    Denial.LOCKED: "まちがいが続いたため、あと{minutes}分のあいだサインインできません。",
    Denial.BAD_CODE: "このリンクは使えません。期限が切れたか、もう使われています。",
    Denial.WEAK_PASSWORD: (
        "パスワードは{least}文字以上で、名前を含まない、推測されにくいものにしてください。"
    ),
    Denial.ALREADY_SET_UP: "もう登録されています。サインインしてください。",
    Denial.NOT_ALLOWED: "管理者がひとりもいなくなるため、変更できません。",
}


def denial(denied: Denied) -> str:
    """Why someone is not let through, in a sentence that says what to do."""
    return DENIALS[denied.code].format(**denied.details)


BAD_NAME = (
    "サインインの名前は半角の英小文字・数字（40字まで）、表示する名前は60字までで入力してください。"
)
