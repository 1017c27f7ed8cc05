"""The scanners on the hub's own serial ports: codes to the desk, and to staff how they are."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from config.schema.hub import Scanner
from devices.health import Device
from devices.scanners.serial_scanner import SerialScanner
from hub.service.terminals import DeviceReport, Stage

# Seconds between two reports where nothing has changed, as a terminal's.
PERIOD = 30.0

Tell = Callable[[Sequence[DeviceReport]], Awaitable[None]]


class DeskScanners:
    """Belongs to the event loop, but for the scanners' threads.

    `deliver` gets the id of a scanner and a code, in that scanner's thread; `tell` gets how all of
    them are: at once when one comes or goes, and once a period.
    """

    def __init__(
        self,
        scanners: Sequence[Scanner],
        deliver: Callable[[str, str], None],
        tell: Tell,
        clock: Callable[[], datetime],
    ) -> None:
        self._tell = tell
        self._clock = clock
        self._changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reports = {
            item.id: DeviceReport(
                Device.SCANNER.value, Stage.STARTING, clock(), item.name, detail=item.device
            )
            for item in scanners
        }
        self._scanners = [
            SerialScanner(
                item.device, item.baud, partial(deliver, item.id), partial(self._became, item.id)
            )
            for item in scanners
        ]

    async def run(self) -> None:
        """Until cancelled."""
        if not self._scanners:
            return
        self._loop = asyncio.get_running_loop()
        await self._tell(tuple(self._reports.values()))
        for scanner in self._scanners:
            scanner.start()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(PERIOD):
                    await self._changed.wait()
            self._changed.clear()
            await self._tell(tuple(self._reports.values()))

    async def stop(self) -> None:
        """End the threads; nobody needs to look after a scanner that nobody uses."""
        if self._loop is None:
            return
        for scanner in self._scanners:
            await asyncio.to_thread(scanner.stop)
        now = self._clock()
        await self._tell(
            tuple(
                replace(report, stage=Stage.STOPPED, since=now, advice="")
                for report in self._reports.values()
            )
        )

    def _became(self, scanner: str, there: bool) -> None:
        """In the scanner's thread."""
        self._reports[scanner] = replace(
            self._reports[scanner],
            stage=Stage.READY if there else Stage.FAILED,
            since=self._clock(),
            advice="" if there else "scanner",
        )
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._changed.set)
