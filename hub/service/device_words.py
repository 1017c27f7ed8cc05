"""What staff are told of devices, in Japanese: on pages and in mail alike."""

from collections.abc import Mapping

from hub.service.ports_health import Need
from hub.service.terminals import Stage

DEVICES: Mapping[str, str] = {
    "hub_link": "通信",
    "printer": "プリンター",
    "card_reader": "カードリーダー",
    "speaker": "音声",
    "scanner": "読みとり機",
    "disk": "ディスク",
    "guidance_silent": "の音声案内の音が出ません。スピーカーやイヤホンの接続を確かめてください",
    "guidance_mute": "の音声案内の声が出ません。音声の機能が入っているか、確かめてください",
    "panel": "画面の電源",
    "alarms": "緊急の情報源",
    "feed": "表示の情報源",
    "copy": "公開ページの写し",
    "mail": "来庁者へのメール",
    "push": "来庁者への通知",
}

# Where the scanners on the hub's own ports stand.
DESK_NAME = "窓口（管理サーバー）"

STAGES: Mapping[Stage, str] = {
    Stage.STOPPED: "使っていません",
    Stage.STARTING: "準備しています",
    Stage.READY: "使えます",
    Stage.DEGRADED: "使えますが、注意",
    Stage.FAILED: "使えません",
}

NEEDS: Mapping[Need, str] = {
    Need.NONE: "なおりました",
    Need.SOON: "早めに確かめてください",
    Need.NOW: "使えません",
}

# What a terminal says in a device's "advice", in words after the terminal's name.
ADVICE: Mapping[str, str] = {
    "refill_soon": "の用紙が残りわずかです",
    "refill_paper": "の用紙がありません。番号は画面で発券を続けています",
    "close_cover": "のふたが開いています",
    "clear_cutter": "のカッターに紙がつまっています",
    "let_cool": "の印字部が熱くなっています。冷えると自動で続けます",
    "check_printer": "の印刷が一時停止しています。電源と給紙ボタンを確かめてください",
    "call_service": "のプリンターが故障しています。修理を依頼してください",
    "check_connection": "のプリンターとつながりません。電源とケーブルを確かめてください",
    "spool_damaged": (
        "のひかえがこわれ、作りなおしました。"
        "一覧にない番号をお持ちの方には、番号を出しなおしてください"
    ),
    "no_memory": "が画面の内容をひかえられません。ディスクの空きを確かめてください",
    "card_reader": (
        "のカードリーダーが使えません。ケーブルを確かめてください。届出は手で入力して続けられます"
    ),
    "card_service": (
        "のカードを読むしくみ（PC/SC）が動いていません。"
        "端末を起動しなおしてください。届出は手で入力して続けられます"
    ),
    "card_left": "に、お客さまのカードが残っています。お預かりしてください",
    "disk": "が番号をひかえられません。ディスクの空きを確かめてください",
    "scanner": "の読みとり機とつながりません。ケーブルを確かめてください",
    "no_sound": "の音が出ません。スピーカーの電源とケーブルを確かめてください",
    "no_voice": "の声が出ません。チャイムと画面で呼び出しを続けています",
    "panel": "の画面の電源を切りかえられません。表示は続けています。ケーブルを確かめてください",
    "alarms": "が緊急の情報源を読めません。ネットワークとアドレスを確かめてください",
    "feed": "が表示盤に出す情報源を読めません。前に読めたものを出しています",
    "copy_folder": "が公開ページの写しをフォルダーに書けません。フォルダーと空きを確かめてください",
    "copy_bucket": "が公開ページの写しをバケットに送れません。アドレスと鍵を確かめてください",
    "mail": (
        "が来庁者へのメールを送れません。"
        "メールサーバーと visits.yaml の phone.mail を確かめてください"
    ),
    "push": "が来庁者への通知（プッシュ）を送れません。インターネットへの接続を確かめてください",
    "check_terminal": "から連絡がありません。電源とネットワークを確かめてください",
}


def device_name(device: str, name: str) -> str:
    """A device in words; newer terminals may have more kinds."""
    return " ".join(filter(None, (DEVICES.get(device, device), name)))


def advice_words(code: str) -> str:
    """What is wrong, to be read after the terminal's name; newer terminals may know more codes."""
    return ADVICE.get(code, f"で問題が起きています（{code}）。管理者に知らせてください")
