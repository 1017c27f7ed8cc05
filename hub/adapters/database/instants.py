"""Instants as the database keeps them: text that sorts as time does."""

from datetime import UTC, datetime


def to_text(at: datetime) -> str:
    """ISO 8601 in UTC with microseconds, always 32 characters. Raises ValueError without offset."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return at.astimezone(UTC).isoformat(timespec="microseconds")
