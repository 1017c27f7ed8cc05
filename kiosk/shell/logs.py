"""The log of a terminal: one JSON object a line on standard error, for the system's journal.

Tracebacks are plain: pictures of local variables, as structlog's default draws them where rich is
installed, would write what a visitor typed into the log.
"""

import sys

import structlog


def configure(terminal: str) -> None:
    """Send every log of this process to standard error; each line names the terminal."""
    pretty = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
    is_for_a_person = sys.stderr.isatty()
    structlog.configure(
        processors=[
            lambda _log, _level, event: {**event, "terminal": terminal},
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            pretty if is_for_a_person else structlog.processors.format_exc_info,
            *([] if is_for_a_person else [as_json]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
