"""What the lobby learns from its own log: paces every morning, and a forecast."""

import asyncio

from hub.adapters.database.hours import SqlHours
from hub.rooms.room import House, Room, survive
from hub.service.forecasting import Forecaster
from hub.service.learning import School

# Seconds between two looks at whether a new day has begun.
GLANCE = 1.0


class LearningRoom(Room):
    """Give it the hub's house."""

    def __init__(self, house: House) -> None:
        hours = SqlHours(house.database, house.board.lobby.site.id)
        self._school = School(hours, house.board, house.reception)
        self._forecaster = Forecaster(hours, house.board)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(GLANCE)
            await survive(self._school.attend)
            await survive(self._forecaster.attend)
