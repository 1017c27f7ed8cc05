"""The hub's log: one JSON object a line on standard error, for a collector or a person.

Nothing personal goes in: no addresses with their queries, no bodies, no names, no logins.
"""

import logging
import sys

import structlog

# What the server says when we hang up on a reader that has stalled; that is counted, not a fault.
_HUNG_UP = "ASGI callable returned without completing response."


def configure() -> None:
    """Turn what goes through `logging`, ours and the server's, into such lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    handler.addFilter(_worth_saying)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("hub").setLevel(logging.INFO)


def _worth_saying(record: logging.LogRecord) -> bool:
    return record.msg != _HUNG_UP
