"""When a display must not believe its own clock."""

from datetime import datetime, timedelta

# Time servers correct a clock by seconds; more than this backwards is a fault.
TOLERANCE = timedelta(minutes=5)


def is_trusted(now: datetime, built_at: datetime, last_seen: datetime | None) -> bool:
    """Can `now` be true?

    Not before this program was built (`built_at`), nor before the latest instant that was
    believed, `last_seen`. While it is not trusted only what has no window at all is shown.
    """
    return now >= built_at and (last_seen is None or now >= last_seen - TOLERANCE)
