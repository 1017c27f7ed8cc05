"""From the hub's settings of this display to what the rotation needs."""

from hub.client import DisplaySettings
from signage.rotation import notices
from signage.rotation.frame import Programme
from signage.rotation.layout import LAYOUTS, Orientation

# What a display shows before it has heard its settings for the first time.
UNKNOWN = DisplaySettings("", "", "landscape", 0, ())


def programme(settings: DisplaySettings) -> Programme:
    """The programme; a link of a notice that is empty is none."""
    return Programme(
        LAYOUTS[Orientation(settings.orientation)],
        frozenset(settings.services),
        tuple(
            notices.Notice(
                item.id,
                item.title,
                item.body,
                item.link or None,
                item.begins,
                item.ends,
                item.seconds,
            )
            for item in settings.notices
        ),
        settings.ticker,
    )
