"""The display's process, put together."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from hub.client import DisplaySettings
from hub.client.enrolment import enrol
from kiosk.shell import application
from kiosk.shell.bridge import Bridge
from kiosk.shell.rehearsal import Rehearsal
from signage.app.director import Ducked
from signage.app.link import Live, News
from signage.app.options import Options, parse
from signage.app.outlets import workshop
from signage.app.placement import Placement
from signage.app.projector import Film
from signage.app.screen import Screen
from signage.app.speaking import Speaking
from signage.app.witness import Witness
from signage.app.works import Works

EXIT_NOT_ENROLLED = 77  # sysexits.h EX_NOPERM


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a display until it is told to end; return the exit code."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    if problem := options.enroll and enrol(
        options.hub, options.enroll, options.id, options.token_file, options.ca
    ):
        sys.stderr.write(f"登録できませんでした: {problem}\n")
        return EXIT_NOT_ENROLLED
    return run(options)


def run(options: Options) -> int:
    """Show the lobby."""
    terminal = application.start("signage", locked=not options.windowed)
    works = Works(options, _now)
    screen = Screen(
        _now, works.delivery.record, reduced_motion=options.reduced_motion, size=options.size
    )
    bridge = Bridge(screen.receive)
    speaking = Speaking(
        workshop(options.data), _now, lambda ducked: bridge.post(Ducked(ducked)), works.watch.trusts
    )
    for item in works.recall():
        screen.receive(item)
    screen.director.start()
    shown = screen.open()
    if not options.windowed:
        Placement(terminal.app, shown, options.screen).place()
    if options.rehearse:
        Rehearsal(shown, terminal.exit)
    speaking.start()
    screens = works.start(
        _to_both(bridge, speaking),
        lambda: screen.director.showing,
        Film.frames,
        lambda: speaking.health,
    )
    Witness(screen, screens, works.watch, _now, shown)
    try:
        return terminal.run()
    finally:
        bridge.close()
        works.stop()
        speaking.stop()
        screen.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _to_both(bridge: Bridge, speaking: Speaking) -> Callable[[object], None]:
    """What the threads post goes to the screen first, and what can be said to the voice."""

    def post(item: object) -> None:
        bridge.post(item)
        if isinstance(item, News | Live | DisplaySettings):
            speaking.post(item)

    return post
