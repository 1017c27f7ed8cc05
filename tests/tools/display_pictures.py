"""Pictures of the demo city's displays, with calls and contents of our choice.

    python -m tests.tools.display_pictures FOLDER

The real player draws them, at a time that is in our hand: what the rotation shows while the demo
runs is a matter of the clock.
"""

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pydantic import TypeAdapter
from PySide6.QtGui import QGuiApplication

from config.load import load
from hub.domain.signage.content import Medium
from hub.domain.signage.programme import Entry, Programme
from hub.service.signage.settled import base_programme
from hub.service.site import domain_site
from kiosk.shell import fonts
from tests.ui.signage.stage import SETTINGS, Lobby, open_lobby

DEMO = Path(__file__).resolve().parents[2] / "config" / "demo"
DAY = date(2026, 11, 24)
# A picture: the display, its shape, and the item in its main zone.
SHOWN = {
    "display": ("display-1", "landscape", "mynumber-evening"),
    "display-portrait": ("display-2", "portrait", "concert"),
}
# Who is called, each at another counter.
CALLS = ("residence", "insurance", "mynumber", "residence")
WAITING = {"residence": 12, "moving": 5, "mynumber": 2, "insurance": 7}
INDEX = TypeAdapter(tuple[dict[str, object], ...])
MEDIUM = TypeAdapter(Medium)


def main(folder: str) -> int:
    """Take all of them."""
    app = QGuiApplication([])
    fonts.register()
    for name, (display, shape, item) in SHOWN.items():
        take(Path(folder) / f"{name}.png", display, shape, item)
    app.quit()
    return 0


def take(target: Path, display: str, shape: str, item: str) -> None:
    """One picture."""
    settings = load(DEMO)
    site = domain_site(settings, DAY)
    entries = INDEX.validate_json((DEMO / "media" / "index.json").read_bytes())
    known = (MEDIUM.validate_python(entry["medium"]) for entry in entries)
    media = {medium.name: medium for medium in known}
    files = {medium.digest: DEMO / "media" / name for name, medium in media.items()}
    made = base_programme(settings, site, {f"media/{n}": m for n, m in media.items()}, DAY)
    lobby = open_lobby(shape, site, fade=1)
    lobby.player.receive(replace(SETTINGS, id=display, orientation=shape))  # type: ignore[arg-type] # a literal
    lobby.publish(only(made, item), files)
    fill(lobby)
    lobby.still()
    lobby.screen.grab(target)
    lobby.player.close()


def only(made: Programme, item: str) -> Programme:
    """The same, with one item in the main zones."""
    alone = replace(made.playlists["lobby"], entries=(Entry(item),), advertising=0)
    return replace(made, playlists={**made.playlists, "lobby": alone}, campaigns={})


def fill(lobby: Lobby) -> None:
    """A morning: numbers are taken and called, one after the other."""
    lobby.tell()
    free = list(lobby.world.site.counters.values())
    for service in CALLS:
        lobby.world.issue(service)
        counter = next(one for one in free if one.profile.get(service) == timedelta())
        free.remove(counter)
        lobby.world.call(counter.id)
        lobby.world.later(1)
        lobby.tell()
    for service, count in WAITING.items():
        for _ in range(count):
            lobby.world.issue(service)
    lobby.tell()
    # Until nothing on the board moves any more.
    lobby.later(20)
    for _ in range(60):
        if _is_typical(lobby):
            break
        lobby.later(3)
        lobby.still()


def _is_typical(lobby: Lobby) -> bool:
    """Everything in Japanese, and the table at its beginning."""
    shown = {name: zone.front.shown for name, zone in lobby.display.mains.items()}
    lower = shown.get("lower")
    spoken = {face.language for face in shown.values()} | {lobby.display.face.line_language}
    return spoken == {"ja"} and (lower is None or lower.page.startswith("1"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
