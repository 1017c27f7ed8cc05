"""From the city's settings to the programme over which staff lay theirs."""

from collections.abc import Mapping

from config import schema
from config.schema.settings import Settings
from hub.domain.signage.content import Medium
from hub.domain.signage.layouts import STANDARD
from hub.domain.signage.programme import Programme, Screen, Slot
from hub.domain.signage.windows import Calendar
from hub.domain.site import Site
from hub.service.texts import text


def base_programme(settings: Settings, site: Site, media: Mapping[str, Medium]) -> Programme:
    """The programme that `settings` describe; `media` are their files by the names used there."""
    return Programme(
        calendar=calendar(settings, site),
        layouts=dict(STANDARD),
        screens={item.id: _screen(item, settings) for item in settings.terminals.displays},
    )


def calendar(settings: Settings, site: Site) -> Calendar:
    """The days of the site that windows ask for."""
    return Calendar(site.timezone, frozenset(), frozenset(site.closed_days))


def _screen(item: schema.Display, settings: Settings) -> Screen:
    fallback = Slot(f"calls-{item.orientation}")
    return Screen(item.id, fallback, ticker=tuple(map(text, settings.site.ticker)))
