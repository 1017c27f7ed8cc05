"""What each problem's code means: its HTTP status, and words for a person."""

from collections.abc import Mapping
from http import HTTPStatus

from hub.domain.errors import Refusal
from hub.service.access import Denial

_CONFLICT, _MISSING = HTTPStatus.CONFLICT, HTTPStatus.NOT_FOUND
_INVALID = HTTPStatus.UNPROCESSABLE_ENTITY

# code -> status, title, detail. `{name}` in a detail stands for one of the problem's details.
WORDS: Mapping[str, tuple[HTTPStatus, str, str]] = {
    Refusal.UNKNOWN_SERVICE: (
        _MISSING,
        "業務がありません",
        "「{service}」という業務はありません。",
    ),
    Refusal.UNKNOWN_COUNTER: (
        _MISSING,
        "窓口がありません",
        "「{counter}」という窓口はありません。",
    ),
    Refusal.UNKNOWN_CLASS: (
        _INVALID,
        "優先の区分がありません",
        "「{priority}」という優先の区分はありません。",
    ),
    Refusal.UNKNOWN_TICKET: (
        _MISSING,
        "番号が見つかりません",
        "この番号は、今日の番号の中にありません。",
    ),
    Refusal.UNKNOWN_KIOSK: (
        _MISSING,
        "発券機がありません",
        "「{kiosk}」という発券機は設定にありません。",
    ),
    Refusal.SERVICE_CLOSED: (
        _CONFLICT,
        "受付していません",
        "この業務は、いま番号を出していません。",
    ),
    Refusal.LATE_TOO_OFTEN: (
        _CONFLICT,
        "これより後にはできません",
        "{number} の方は、もう2回「遅れます」を使いました。",
    ),
    Refusal.COUNTER_CLOSED: (
        _CONFLICT,
        "窓口が開いていません",
        "先に「窓口を開く」を押してください。",
    ),
    Refusal.COUNTER_BUSY: (
        _CONFLICT,
        "対応中の方がいます",
        "{number} の方の対応を終えてからにしてください。",
    ),
    Refusal.OTHER_COUNTER: (
        _CONFLICT,
        "ほかの窓口で対応中です",
        "{number} の方は、ほかの窓口で対応しています。",
    ),
    Refusal.NOBODY_WAITING: (
        _CONFLICT,
        "お待ちの方はいません",
        "この窓口で呼べる方は、いまいません。",
    ),
    Refusal.NO_NUMBERS_LEFT: (
        _CONFLICT,
        "番号がなくなりました",
        "この業務の番号は、すべて使われています。",
    ),
    Refusal.WRONG_STATE: (
        _CONFLICT,
        "いまはできません",
        "{number} の状態が変わっています。画面を確かめてください。",
    ),
    Refusal.TOO_EARLY_FOR_ABSENT: (
        _CONFLICT,
        "まだ不在にできません",
        "{number} は、あと{calls}回の呼び出しと{seconds}秒の待ち時間が必要です。",
    ),
    Refusal.NOTHING_TO_UNDO: (
        _CONFLICT,
        "取り消せる操作がありません",
        "直前の操作の後に、ほかの操作がありました。",
    ),
    Refusal.BAD_LABEL: (
        _INVALID,
        "番号の形がちがいます",
        "{number} は、この発券機が出す番号ではありません。",
    ),
    Refusal.UNKNOWN_ALERT: (
        _MISSING,
        "この緊急のお知らせは出ていません",
        "もう終わっているか、取り消されています。",
    ),
    Refusal.EMPTY_ALERT: (
        _INVALID,
        "見出しがありません",
        "日本語の見出しを書いてください。文のない緊急のお知らせは出せません。",
    ),
    Refusal.PAST_ALERT: (
        _INVALID,
        "終わりの時刻が過ぎています",
        "終わりの時刻は、今より後にしてください。",
    ),
    Refusal.UNKNOWN_APPOINTMENT: (
        _MISSING,
        "予約が見つかりません",
        "予約番号か、予約のリンクを確かめてください。",
    ),
    Refusal.APPOINTMENT_OVER: (
        _CONFLICT,
        "この予約は、もう変えられません",
        "予約の時刻を過ぎたか、受付が済んだか、取り消された予約です。",
    ),
    Refusal.APPOINTMENT_CANCELLED: (
        _CONFLICT,
        "取り消された予約です",
        "この予約は取り消されています。予約のない方の番号をお取りください。",
    ),
    Refusal.NOT_TODAY: (
        _CONFLICT,
        "今日の予約ではありません",
        "この予約は {day} です。",
    ),
    Refusal.TOO_EARLY: (
        _CONFLICT,
        "受付はまだ始まっていません",
        "予約は {time} です。{opens} から受付できます。",
    ),
    Refusal.WRONG_PLACE: (
        _CONFLICT,
        "ここでは受付できない予約です",
        "ほかの発券機か、窓口の職員におたずねください。",
    ),
    Refusal.TOO_MANY_TRIES: (
        HTTPStatus.TOO_MANY_REQUESTS,
        "予約番号のまちがいが続きました",
        "{seconds}秒ほどたってから、もう一度お試しください。",
    ),
    Refusal.SLOT_CLOSED: (
        _CONFLICT,
        "この日時は予約できません",
        "予約を受け付けている日時から選んでください。",
    ),
    Refusal.SLOT_FULL: (
        _CONFLICT,
        "この時間は満席です",
        "ほかの時間を選ぶか、キャンセル待ちに入ってください。",
    ),
    Refusal.SEATS_FREE: (
        _CONFLICT,
        "空きがあります",
        "待たずに予約できる時間があります。",
    ),
    Refusal.TOO_MANY_APPOINTMENTS: (
        _CONFLICT,
        "予約の数が上限です",
        "同じメールアドレスで予約できるのは、1つの業務で{most}件までです。",
    ),
    Refusal.NO_ADDRESS: (
        _INVALID,
        "メールアドレスが必要です",
        "キャンセル待ちには、お知らせを受け取るメールアドレスが必要です。",
    ),
    Refusal.OFFER_LAPSED: (
        _CONFLICT,
        "この席はお取りできません",
        "お取り置きの時間が過ぎたか、ほかの方が予約しました。",
    ),
    Denial.NOT_SIGNED_IN: (
        HTTPStatus.UNAUTHORIZED,
        "サインインが必要です",
        "サインインするか、端末を登録してください。",
    ),
    Denial.NOT_ALLOWED: (
        HTTPStatus.FORBIDDEN,
        "この操作はできません",
        "この操作ができる役割ではありません。",
    ),
    Denial.FOREIGN_PAGE: (
        HTTPStatus.FORBIDDEN,
        "ほかのページからの操作です",
        "待合の画面から操作してください。",
    ),
    Denial.WRONG_PASSWORD: (
        HTTPStatus.UNAUTHORIZED,
        "サインインできません",
        "名前かパスワードがちがいます。",
    ),
    Denial.LOCKED: (
        HTTPStatus.TOO_MANY_REQUESTS,
        "サインインを止めています",
        "まちがいが続いたため止めています。約{minutes}分後にもう一度お試しください。",
    ),
    Denial.BAD_CODE: (
        HTTPStatus.FORBIDDEN,
        "コードが使えません",
        "コードがちがうか、使用済みか、期限切れです。新しいコードを作ってください。",
    ),
    Denial.WEAK_PASSWORD: (
        _INVALID,
        "パスワードが弱すぎます",
        "{least}文字以上で、くり返しが少なく、名前を含まないものにしてください。",
    ),
    Denial.ALREADY_SET_UP: (
        _CONFLICT,
        "設定は済んでいます",
        "管理者がすでにいます。サインインしてください。",
    ),
    Denial.NOT_CONFIGURED: (
        _MISSING,
        "端末の設定がありません",
        "「{terminal}」は terminals.yaml にありません。",
    ),
    "not_json": (HTTPStatus.BAD_REQUEST, "JSON ではありません", "本文を JSON として読めません。"),
    "not_cap": (_INVALID, "CAP ではありません", "本文を CAP 1.2 の文書として読めません。"),
    "invalid": (_INVALID, "内容に誤りがあります", "本文の値が正しくありません。"),
    "too_large": (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "本文が大きすぎます",
        "{limit} バイトまでです。",
    ),
    "no_keys": (
        _CONFLICT,
        "鍵がまだありません",
        "窓口のハブの鍵を、machiai keys import で入れてください。",
    ),
    "key_taken": (
        _CONFLICT,
        "この鍵は使えません",
        "ほかの端末の鍵か、止められた鍵です。新しい鍵を作って登録します。",
    ),
    "not_a_key": (_INVALID, "鍵ではありません", "Ed25519 の公開鍵（32 バイト）を送ってください。"),
    "no_publication": (
        _MISSING,
        "公開した内容がありません",
        "公開 {number} は、記録にありません。",
    ),
    "no_medium": (_MISSING, "ファイルがありません", "この名前のファイルは、ここにありません。"),
    "offset": (
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        "続きがありません",
        "ファイルの終わりより後ろです。",
    ),
    "not_found": (_MISSING, "見つかりません", "このアドレスには何もありません。"),
    "method_not_allowed": (
        HTTPStatus.METHOD_NOT_ALLOWED,
        "この方法では使えません",
        "メソッドがちがいます。",
    ),
    "too_many_readers": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "接続が多すぎます",
        "同時に受け取れる画面の数を超えています。しばらくしてつなぎ直します。",
    ),
    "storage": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "いま保存できません",
        "記録を保存できないため、操作は行われていません。空き容量とデータベースを確かめてください。",
    ),
    "bug": (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "内部の誤りです",
        "操作は行われていないかもしれません。画面を確かめてください。記録を担当者に伝えてください。",
    ),
}
