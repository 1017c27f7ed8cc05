"""The forecast of the coming weeks, made once a day from all days that the ledger keeps."""

import asyncio
from datetime import date, timedelta

from hub.domain.forecast.grades import Forecast
from hub.domain.forecast.making import forecast
from hub.domain.site import Site
from hub.service.board import Board
from hub.service.learning import Ledger

# Two seasons of each kind; what is older says little about the next.
YEARS = 2


def made(ledger: Ledger, site: Site, today: date) -> Forecast:
    """Blocking, for half a second where a year of ten services is kept. JournalFault."""
    return forecast(site, today, ledger.kept(today - timedelta(days=366 * YEARS)))


class Forecaster:
    """Belongs to the event loop; the work is done beside it."""

    def __init__(self, ledger: Ledger, board: Board) -> None:
        self._ledger = ledger
        self._board = board

    async def attend(self) -> None:
        """Make the forecast for today, once a day, after yesterday was summed up. JournalFault."""
        site, today = self._board.lobby.site, self._board.lobby.day
        if self._board.forecast.made_on < today:
            self._board.forecast = await asyncio.to_thread(made, self._ledger, site, today)
