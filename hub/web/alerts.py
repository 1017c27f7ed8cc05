"""What a member of staff should do about the terminals now."""

from collections.abc import Iterator, Mapping, Sequence

from hub.web.desk import TerminalState

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
    if report.refused:
        yield f"{terminal.name}で、受け取れなかった番号が{report.refused}件あります"
