"""What a display shows that no publication names: calls, who waits, and the city's clock."""

from datetime import UTC, datetime

from hub.domain.signage.content import Item, Waiting
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import (
    Entry,
    Generation,
    Playlist,
    Programme,
    Screen,
    Slot,
)
from hub.domain.signage.windows import Calendar

SCREENS = {"landscape": "calls-landscape", "portrait": "calls-portrait"}
_TABLE = "waiting"


def standard(orientation: str, timezone: str = "UTC") -> Programme:
    """A programme with one screen, named as the orientation."""
    layout = STANDARD[SCREENS[orientation]]
    slot = Slot(layout.id, {"lower": _TABLE})
    return Programme(
        Calendar(timezone),
        items={_TABLE: Item(_TABLE, "", Waiting(), seconds=60)},
        playlists={_TABLE: Playlist(_TABLE, "", (Entry(_TABLE),))},
        layouts={layout.id: layout},
        screens={orientation: Screen(orientation, slot)},
    )


NOTHING_YET = Generation(0, datetime(2000, 1, 1, tzinfo=UTC), Programme(Calendar("UTC")))
