"""Visitors with an address hear of their appointments: each change once, and shortly before."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from hub.domain.appointments.records import Appointment, Entry
from hub.service.appointments.letters import Writer, topic
from hub.service.appointments.ports import Untold
from hub.service.outbox import Letter


class Records(Protocol):
    """What is asked of hub.service.appointments.booking.Bookings."""

    async def untold(self) -> Untold: ...
    async def told(self, records: Iterable[Appointment | Entry]) -> None: ...
    async def coming(self, first: datetime, last: datetime) -> tuple[Appointment, ...]: ...


class Post(Protocol):
    """What is asked of hub.service.outbox.Outbox."""

    def carries(self, channel: str, /) -> bool: ...
    def put(self, letters: Iterable[Letter], /) -> None: ...
    def drop(self, topic: str, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Reminding:
    """So many days before, at this time of the site's clock."""

    days_before: int
    at: time

    def due(self, start: datetime, zone: ZoneInfo) -> datetime:
        """When to remind of something that begins then."""
        day = start.astimezone(zone).date() - timedelta(days=self.days_before)
        return datetime.combine(day, self.at, zone)


class Correspondent:
    """Belongs to the event loop. Whatever fails is tried again at the next `attend`."""

    def __init__(
        self,
        records: Records,
        outbox: Post,
        writer: Writer,
        reminding: Reminding | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._outbox = outbox
        self._writer = writer
        self._reminding = reminding
        self._clock = clock
        # The reminders that this hub has put in the outbox, by the appointment's beginning.
        self._reminded: dict[str, datetime] = {}

    async def attend(self) -> None:
        """Write what is to be written now; raises JournalFault."""
        if self._outbox.carries("mail"):
            await self._tell()
            await self._remind()

    async def _tell(self) -> None:
        untold = await self._records.untold()
        records: tuple[Appointment | Entry, ...] = (*untold.appointments, *untold.entries)
        if not records:
            return
        letters = [letter for record in records if (letter := self._news(record))]
        # First what is out of date, so that it cannot overtake what follows.
        stale = [old for record in records for old in _older(record)]
        await asyncio.to_thread(self._hand_in, stale, letters)
        await self._records.told(records)

    def _news(self, record: Appointment | Entry) -> Letter | None:
        if isinstance(record, Entry):
            return self._writer.waiting(record)
        return self._writer.about(record)

    async def _remind(self) -> None:
        if self._reminding is None:
            return
        now = self._clock()
        self._reminded = {name: start for name, start in self._reminded.items() if start > now}
        last = now + timedelta(days=self._reminding.days_before + 1)
        coming = await self._records.coming(now, last)
        letters = [each for each in map(self._reminder, coming) if each is not None]
        await asyncio.to_thread(self._hand_in, (), letters)
        self._reminded |= {letter.id: letter.not_after for letter in letters}

    def _reminder(self, appointment: Appointment) -> Letter | None:
        """None where it is too soon, was done, or makes no sense: booked after its time."""
        assert self._reminding is not None  # noqa: S101 - asked by the caller
        due = self._reminding.due(appointment.start, ZoneInfo(self._writer.site.timezone))
        name = f"{topic(appointment, appointment.version)}.reminder"
        if not appointment.contact.mail or name in self._reminded:
            return None
        if not appointment.changed_at < due <= self._clock() < appointment.start:
            return None
        return self._writer.reminder(appointment)

    def _hand_in(self, stale: Iterable[str], letters: Iterable[Letter]) -> None:
        for name in stale:
            self._outbox.drop(name)
        self._outbox.put(letters)


def _older(record: Appointment | Entry) -> Iterator[str]:
    """The letters about versions before this one that may not have left yet."""
    for version in range(max(record.told, 1), record.version):
        yield topic(record, version)
        yield f"{topic(record, version)}.reminder"
