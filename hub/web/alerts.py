"""What a member of staff should do about the terminals now."""

from collections.abc import Iterator, Mapping, Sequence

from hub.service.terminals import DeviceReport, Stage
from hub.web.office import TerminalState

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
    "no_sound": "の音が出ません。スピーカーの電源とケーブルを確かめてください",
    "no_voice": "の声が出ません。チャイムと画面で呼び出しを続けています",
    "check_terminal": "から連絡がありません。電源とネットワークを確かめてください",
}

STAGES_OF_TROUBLE = (Stage.DEGRADED, Stage.FAILED)


def advice_words(code: str) -> str:
    """What is wrong, to be read after the terminal's name; newer terminals may know more codes."""
    return ADVICE.get(code, f"で問題が起きています（{code}）。管理者に知らせてください")


def advised(devices: Sequence[DeviceReport]) -> tuple[str, ...]:
    """What to do about each device, to be read after the terminal's name."""
    return tuple(
        advice_words(item.advice)
        for item in devices
        if item.stage in STAGES_OF_TROUBLE and item.advice
    )


def alerts(terminals: Sequence[TerminalState]) -> tuple[str, ...]:
    """One line for each thing to do, kiosks first as configured."""
    return tuple(line for terminal in terminals for line in _of(terminal))


def _of(terminal: TerminalState) -> Iterator[str]:
    report = terminal.report
    if report is None:
        return
    if not terminal.connected:
        yield f"{terminal.name}とつながりません"
    for line in advised(report.devices):
        yield f"{terminal.name}{line}"
    if report.refused:
        yield f"{terminal.name}で、受け取れなかった番号が{report.refused}件あります"
