"""Where several hubs share a journal: what the others have committed comes to this one's board."""

import asyncio
import logging

from hub.service.board import Board, read_events
from hub.service.ports import Journal, JournalFault

log = logging.getLogger("hub")


class CatchUp:
    """Brings the board up to the journal, one reading at a time however often it is woken."""

    def __init__(self, board: Board, journal: Journal) -> None:
        self._board = board
        self._journal = journal
        self._reading: asyncio.Task[None] | None = None
        self._again = False

    def begin(self, last: int | None) -> None:
        """The journal may have news: up to event `last`, if that is known."""
        if last is not None and last <= self._board.lobby.last_event:
            # This hub's own commit: the board has it from the committer.
            return
        self._again = True
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while self._again:
            self._again = False
            last = self._board.lobby.last_event
            try:
                events = await asyncio.to_thread(read_events, self._journal, last)
            except JournalFault as fault:
                # The listener wakes us again when it has reached the server again.
                log.warning("storage", extra={"fault": str(fault)})
                return
            self._board.advance(events)
