"""The Japanese of the desk's pages: marks, messages, the hints beside them."""

from collections.abc import Mapping

from hub.service.desk.view import Mark

MARKS: Mapping[Mark, str] = {
    Mark.ASK: "窓口で確認",
    Mark.UNLISTED: "〓 文字を確認",
    Mark.EMPTY: "未記入",
    Mark.NOT_ASKED: "聞いていない欄",
    Mark.CORRECTED: "訂正",
    Mark.NO_BOX: "様式に欄なし",
}

# Why a code that was opened before is opened again; the key is written to the audit log.
AGAIN: Mapping[str, str] = {
    "continued": "同じ方の手続きの続き",
    "reprint": "印刷・書き出しのやりなおし",
    "other": "そのほか（上司に報告ずみ）",
}

GONE = "この内容は、もう机の上にありません。もう一度、コードを読みとってください。"
UNREADABLE = "この欄に入れられない値です。確かめて、入れなおしてください。"
NO_CODE = "コードの文字がありません。読みとるか、はりつけてください。"
NO_FOLDER = "書き出すフォルダーが設定されていません（hub.yaml の desk.folder）。"
WRITTEN = "{names} を書き出しました。"
AWAY = "{code} を片づけました。つぎのコードを読みとれます。"
AGAIN_WHY = "もう一度開く理由を選んでください。"
