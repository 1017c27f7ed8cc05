"""What is left of an older publication once a newer one is known. Pure."""

from collections.abc import Container
from dataclasses import replace

from hub.domain.signage.programme import Generation, Playlist


def without_deleted(older: Generation, newer: Generation) -> Generation:
    """`older` without the items, playlists and campaigns that `newer` no longer has.

    It bridges the time until the files of `newer` are there, and stands in if a disk breaks
    `newer`; neither may bring back what staff took away.
    """
    old, new = older.programme, newer.programme
    items = {name: item for name, item in old.items.items() if name in new.items}
    playlists = {
        name: _only(playlist, new.items)
        for name, playlist in old.playlists.items()
        if name in new.playlists
    }
    campaigns = {name: one for name, one in old.campaigns.items() if name in new.campaigns}
    left = replace(old, items=items, playlists=playlists, campaigns=campaigns)
    return replace(older, programme=left)


def _only(playlist: Playlist, items: Container[str]) -> Playlist:
    entries = tuple(entry for entry in playlist.entries if entry.item in items)
    return replace(playlist, entries=entries)
