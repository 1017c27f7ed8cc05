"""An appointment as a file for the visitor's own calendar: iCalendar (RFC 5545, RFC 5546).

The same `uid` with a higher `sequence` replaces what the calendar has; a cancelled one removes it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Method = Literal["PUBLISH", "CANCEL"]
# How long before it the visitor's calendar says something.
ALARM = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the file says. `organizer`: a mail address or empty; `alarm`: said before it."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    place: str
    description: str
    url: str
    alarm: str
    organizer: str = ""
    cancelled: bool = False

    @property
    def method(self) -> Method:
        return "CANCEL" if self.cancelled else "PUBLISH"


def calendar_file(occasion: Occasion) -> bytes:
    """The file; instants are in UTC, which every calendar shows in its own zone."""
    # Loading the library takes 0.1 s, and a hub must start quickly.
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - see above

    event = Event()
    for name, value in _fields(occasion).items():
        event.add(name, value)
    if not occasion.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", occasion.alarm)
        alarm.add("trigger", -ALARM)
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//machiai//appointments//JA")
    calendar.add("version", "2.0")
    calendar.add("method", occasion.method)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _fields(occasion: Occasion) -> dict[str, object]:
    # RFC 5546, 3.2.1 and 3.2.5: both methods want an organizer.
    by = f"mailto:{occasion.organizer}" if occasion.organizer else occasion.url
    return {
        "uid": occasion.uid,
        "sequence": occasion.sequence,
        "dtstamp": occasion.stamp,
        "dtstart": occasion.start,
        "dtend": occasion.end,
        "summary": occasion.summary,
        "location": occasion.place,
        "description": occasion.description,
        "url": occasion.url,
        "organizer": by,
        "status": "CANCELLED" if occasion.cancelled else "CONFIRMED",
        "transp": "TRANSPARENT" if occasion.cancelled else "OPAQUE",
    }
