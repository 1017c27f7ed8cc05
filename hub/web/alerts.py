"""What a member of staff should do about the terminals now."""

from collections.abc import Iterator, Sequence

from hub.service.device_words import advice_words
from hub.service.terminals import DeviceReport, Stage
from hub.web.office import TerminalState

STAGES_OF_TROUBLE = (Stage.DEGRADED, Stage.FAILED)


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
