"""Which files a screen needs to show a programme. Pure."""

from collections.abc import Iterator

from hub.domain.signage.content import Medium, MediumKind, media_of
from hub.domain.signage.programme import Programme


def media_for(programme: Programme, screen: str) -> tuple[Medium, ...]:
    """The files that `screen` may show at any time, smallest first.

    A file that an item names and the programme does not know is left out: nobody can send it.
    """
    names = {programme.standby, *_floor_plans(programme)}
    for item in _items(programme, screen):
        if item in programme.items:
            names.update(media_of(programme.items[item].content))
    media = [programme.media[name] for name in names if name in programme.media]
    return tuple(sorted(media, key=lambda medium: (medium.size, medium.digest)))


def _floor_plans(programme: Programme) -> Iterator[str]:
    """Whoever touches a display may look at every floor."""
    for digest, medium in programme.media.items():
        if medium.kind is MediumKind.SVG:
            yield digest


def _items(programme: Programme, screen: str) -> Iterator[str]:
    own = programme.screens.get(screen)
    if own is None:
        return
    playlists = {name for slot in (own.fallback, *own.slots) for name in slot.playlists.values()}
    for name in playlists & programme.playlists.keys():
        yield from (entry.item for entry in programme.playlists[name].entries)
    for campaign in programme.campaigns.values():
        if not campaign.screens or screen in campaign.screens:
            yield from campaign.items
