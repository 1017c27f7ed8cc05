"""The display's process, put together."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import structlog
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from shiboken6 import delete

from assets import words
from hub.client.api import HubClient
from hub.client.enrolment import enrol
from hub.client.errors import NotEnrolled, SpoolFault
from hub.client.spool import Spool
from hub.client.tokens import read_token
from kiosk.shell import application, window
from kiosk.shell.bridge import Bridge
from kiosk.shell.qr import QrProvider
from kiosk.shell.rehearsal import Rehearsal
from signage.app.devices import Reporter
from signage.app.director import Director
from signage.app.display import Display
from signage.app.face import Voice
from signage.app.link import Link, Live, News
from signage.app.memory import Memory
from signage.app.options import Options, parse
from signage.app.outlets import workshop
from signage.app.placement import Placement
from signage.app.speaking import Item, Speaking

QML = Path(__file__).resolve().parent.parent / "qml"
EXIT_NOT_ENROLLED = 77  # sysexits.h EX_NOPERM

_log = structlog.get_logger("signage")


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
    voice = Voice(words.load("ja", "common", "signage"), words.load("en", "common", "signage"))
    display = Display(voice)
    director = Director(display, voice, _now)
    bridge = Bridge(director.receive)
    speaking = Speaking(workshop(options.data), _now)
    spool = _spool(options)
    memory = Memory(spool)
    _recall(memory, director)
    director.start()
    shown = open_window(display, options)
    if not options.windowed:
        Placement(terminal.app, shown, options.screen).place()
    if options.rehearse:
        Rehearsal(shown, terminal.exit)
    client = HubClient(options.hub, _token(options), ca=options.ca)
    reporter = Reporter(
        version("machiai"), lambda: speaking.health, has_memory=spool is not None, clock=_now
    )
    link = Link(client, memory, reporter.report, _to_both(bridge, speaking))
    speaking.start()
    link.start()
    try:
        return terminal.run()
    finally:
        bridge.close()
        link.stop()
        speaking.stop()
        client.close()
        if spool is not None:
            spool.close()
        # The screen goes before what it shows.
        delete(shown)


def _now() -> datetime:
    return datetime.now(UTC)


def _to_both(bridge: Bridge, speaking: Speaking) -> Callable[[Item], None]:
    """What the link posts goes to the screen first, then to the voice."""

    def post(item: Item) -> None:
        bridge.post(item)
        speaking.post(item)

    return post


def open_window(display: Display, options: Options) -> QQuickWindow:
    """The display's window, shown but not yet placed."""
    engine = window.make_engine(parent=QGuiApplication.instance())
    engine.addImageProvider("qr", QrProvider())
    properties: dict[str, object] = {"view": display, "reducedMotion": options.reduced_motion}
    if options.size is not None:
        properties["asked"] = QSizeF(*options.size)
    shown = window.load_window(engine, QML / "Main.qml", properties)
    # It must outlive every binding to it, and no longer.
    display.setParent(shown)
    shown.show()
    return shown


def _spool(options: Options) -> Spool | None:
    """The display's file. A disk that does not work must not keep the calls from the screen."""
    try:
        return Spool(options.data / "display.db")
    except SpoolFault as fault:
        _log.warning("no memory", fault=str(fault), hint="check the data folder's disk")
        return None


def _token(options: Options) -> str:
    try:
        return read_token(options.token_file)
    except NotEnrolled as fault:
        _log.warning("not enrolled", fault=str(fault), hint="start once with --enroll CODE")
        return ""


def _recall(memory: Memory, director: Director) -> None:
    kept = memory.recall()
    if kept.settings is not None:
        director.receive(kept.settings)
    if kept.snapshot is not None:
        director.receive(News(kept.snapshot))
        director.receive(Live(live=False))
