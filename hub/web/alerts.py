"""What a member of staff should do about the terminals now."""

from collections.abc import Iterator, Mapping, Sequence

from hub.web.office import TerminalState

# What a terminal says in "advice" (devices.printers), in words after the terminal's name.
ADVICE: Mapping[str, str] = {
    "refill_soon": "の用紙が残りわずかです",
    "refill_paper": "の用紙がありません。番号は画面で発券を続けています",
    "close_cover": "のふたが開いています",
    "clear_cutter": "のカッターに紙がつまっています",
    "let_cool": "の印字部が熱くなっています。冷えると自動で続けます",
    "check_printer": "の印刷が一時停止しています。電源と給紙ボタンを確かめてください",
    "call_service": "のプリンターが故障しています。修理を依頼してください",
    "check_connection": "のプリンターとつながりません。電源とケーブルを確かめてください",
}

# What a terminal reports in "faults" beside its printer, and what to do about it.
FAULTS: Mapping[str, str] = {
    "spool_damaged": (
        "のひかえがこわれ、作りなおしました。"
        "一覧にない番号をお持ちの方には、番号を出しなおしてください"
    ),
    "no_memory": "が画面の内容をひかえられません。ディスクの空きを確かめてください",
    "card_reader": (
        "のカードリーダーが使えません。ケーブルを確かめてください。届出は手で入力して続けられます"
    ),
    "card_left": "に、お客さまのカードが残っています。お預かりしてください",
    "disk": "が番号をひかえられません。ディスクの空きを確かめてください",
}


def fault_words(code: str) -> str:
    """What is wrong, to be read after the terminal's name; newer terminals may know more codes."""
    return FAULTS.get(code, f"で問題が起きています（{code}）。管理者に知らせてください")


def alerts(terminals: Sequence[TerminalState]) -> tuple[str, ...]:
    """One line for each thing to do, kiosks first as configured."""
    return tuple(line for terminal in terminals for line in _of(terminal))


def _of(terminal: TerminalState) -> Iterator[str]:
    report = terminal.report
    if report is None:
        return
    if not terminal.connected:
        yield f"{terminal.name}とつながりません"
    if report.advice in ADVICE:
        yield f"{terminal.name}{ADVICE[report.advice]}"
    for fault in report.faults:
        yield f"{terminal.name}{fault_words(fault)}"
    if report.refused:
        yield f"{terminal.name}で、受け取れなかった番号が{report.refused}件あります"
