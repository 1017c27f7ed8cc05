"""`python -m kiosk.app.print_preview FILE OUT TAG`: a kiosk's ticket as a picture, without a hub.

FILE is that of hub.client.preview; the third argument is the language of the visitor.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from PIL import Image

import assets
from assets.words import load
from devices.printers import layout
from devices.printers.font_files import find_fonts
from devices.printers.port import PaperWidth
from hub.client.preview import Preview, read_preview
from hub.domain.issuing import Issued
from hub.domain.lobby import restore
from hub.domain.site import business_day
from hub.domain.tickets import Ticket
from hub.domain.waiting import Wait
from kiosk.app import paper
from kiosk.app.world import World

_AHEAD, _WAIT = 12, Wait(15, 25)


def main(arguments: Sequence[str]) -> int:
    """Draw; the exit code."""
    file, out, language = arguments
    found = read_preview(Path(file))
    if found is None:
        sys.stderr.write(f"{file}: no preview\n")
        return 1
    try:
        drawn(found, language, datetime.now(UTC)).save(out, format="PNG")
    except OSError as fault:
        sys.stderr.write(f"{out}: {fault.strerror or fault}\n")
        return 1
    return 0


def drawn(found: Preview, language: str, now: datetime) -> Image.Image:
    """The ticket that a visitor of this kiosk would get."""
    world = World(restore(found.snapshot), found.settings, live=True)
    words = load(language, "common", "kiosk", "forms", "arrival")
    sheet = paper.sheet(Issued(sample(world, language, now), _AHEAD, _WAIT), world, words)
    width = cast(PaperWidth, found.settings.printer.width)
    return layout.render(sheet, width, find_fonts(assets.path("fonts")))


def sample(world: World, language: str, now: datetime) -> Ticket:
    """A number for the kiosk's first service."""
    assert world.lobby is not None  # noqa: S101 - drawn() has just given it
    assert world.settings is not None  # noqa: S101
    site = world.lobby.site
    service = site.services[world.settings.services[0]]
    return Ticket(
        id="0" * 32,
        visit="0" * 32,
        label=f"{service.prefix}-047",
        service=service.id,
        day=business_day(site, now),
        issued_at=now,
        queued_at=now,
        rank=now,
        language=language,
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
