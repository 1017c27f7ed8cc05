"""Letters to visitors of a hub, put together from settings."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric

from config.schema.settings import Settings
from hub.adapters.database.outbox import SqlLetters
from hub.rooms.pushing import LatePush
from hub.rooms.room import House, Room, survive
from hub.service.outbox import Carrier, Letter, LetterState, Outbox
from hub.service.postman import LetterThread
from hub.service.terminals import DeviceReport, Stage

# Seconds between two looks for letters whose time is over, and between two times the files are
# wiped of what was deleted.
TIDY, WIPE = 30.0, 600.0
# Threads a channel: one server that hangs must not stop every notice.
THREADS = {"mail": 2, "push": 4}
# Attempts in a row that go wrong before a person is told.
PATIENCE = 3


class PostRoom(Room):
    """The outbox; the other rooms put their letters in."""

    def __init__(self, house: House) -> None:
        settings, site = house.settings, house.board.lobby.site
        self._house = house
        self._told: dict[str, Stage] = {}
        self._counts: Mapping[tuple[str, LetterState], int] = {}
        phone = settings.visits.phone
        carriers: dict[str, Carrier] = {}
        if phone.mail is not None:
            carriers["mail"] = LateMail(settings, site.place["ja"])
        self.push = LatePush(phone.push, settings, house.database) if phone.push else None
        if self.push is not None:
            carriers["push"] = self.push
        self.outbox = Outbox(SqlLetters(house.database, site.id), carriers, house.clock)
        self._threads = [
            LetterThread(self.outbox, channel)
            for channel in self.outbox.channels
            for _ in range(THREADS[channel])
        ]
        self.has_sources = bool(self._threads)

    def figures(self) -> Iterable[Metric]:
        """The letters as they were at the last look, and 0 where there were none."""
        told = GaugeMetricFamily(
            "machiai_letters", "Letters to visitors of the last days", labels=["channel", "state"]
        )
        none = {(channel, state): 0 for channel in self.outbox.channels for state in LetterState}
        for (channel, state), count in {**none, **self._counts}.items():
            told.add_metric([channel, state], count)
        return (told,)

    async def begin(self) -> None:
        if self._threads:
            await asyncio.to_thread(self.outbox.begin)
        for thread in self._threads:
            thread.start()

    async def run(self) -> None:
        """Until cancelled. What a channel that was switched off has left is tidied up too."""
        looks = 0
        while True:
            await survive(self._look)
            await self._report()
            if looks % int(WIPE / TIDY) == 0:
                await survive(lambda: asyncio.to_thread(self.outbox.wipe))
            looks += 1
            await asyncio.sleep(TIDY)

    async def _look(self) -> None:
        await asyncio.to_thread(self.outbox.tidy)
        self._counts = await asyncio.to_thread(self.outbox.counts)

    async def _report(self) -> None:
        """Tell when a server has not answered for several attempts, and when it does again."""
        for channel in self.outbox.channels:
            stage = Stage.FAILED if self.outbox.failing(channel) >= PATIENCE else Stage.READY
            if self._told.get(channel, Stage.READY) is not stage:
                self._told[channel] = stage
                advice = channel if stage is Stage.FAILED else ""
                report = DeviceReport(channel, stage, self._house.clock(), advice=advice)
                await self._house.tell((report,))

    async def stop(self) -> None:
        running = [thread.stop for thread in self._threads if thread.is_alive()]
        await asyncio.gather(*map(asyncio.to_thread, running))


class LateMail:
    """Mail is loaded where the first letter leaves: a start must not wait for it."""

    def __init__(self, settings: Settings, sender_name: str) -> None:
        self._settings = settings
        self._sender_name = sender_name
        self._carrier: Carrier | None = None

    def carry(self, letter: Letter, now: datetime, handing: Callable[[], None]) -> None:
        if self._carrier is None:
            self._carrier = self._load()
        self._carrier.carry(letter, now, handing)

    def _load(self) -> Carrier:
        from hub.adapters.letters import MailCarrier  # noqa: PLC0415 - see above
        from hub.adapters.mail_settings import mail_server  # noqa: PLC0415 - see above

        mail = self._settings.visits.phone.mail
        assert mail is not None  # noqa: S101 - the room asks for it before
        return MailCarrier(mail_server(mail, self._settings), self._sender_name)
