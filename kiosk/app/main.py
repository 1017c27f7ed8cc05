"""The kiosk's process: command line, enrolment, window, run."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtQuick import QQuickWindow
from shiboken6 import delete

from hub.client.enrolment import enrol
from hub.client.errors import SpoolFault
from hub.client.keys import SealingKeys
from hub.sealing.keys import BadBundle, fingerprint
from kiosk.app.options import Options, parse
from kiosk.app.preview import Previewer
from kiosk.app.program import Program
from kiosk.shell import application, window
from kiosk.shell.lockdown import fill_screen
from kiosk.shell.qr import QrProvider
from kiosk.shell.rehearsal import Rehearsal

QML = Path(__file__).resolve().parent.parent / "qml"
EXIT_BAD_KEYS = 65  # sysexits.h EX_DATAERR
EXIT_NO_DISK = 74  # sysexits.h EX_IOERR
EXIT_NOT_ENROLLED = 77  # sysexits.h EX_NOPERM


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a kiosk until it is told to end; return the exit code."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    if options.preview is not None:
        return preview(options, options.preview)
    if problem := options.enroll and enrol(
        options.hub, options.enroll, options.id, options.token_file, options.ca
    ):
        sys.stderr.write(f"登録できませんでした: {problem}\n")
        return EXIT_NOT_ENROLLED
    if options.keys is not None and (fault_of_keys := bring(options.keys, options.data)):
        sys.stderr.write(f"窓口の鍵を取りこめませんでした: {fault_of_keys}\n")
        return EXIT_BAD_KEYS
    try:
        return run(options)
    except SpoolFault as fault:
        sys.stderr.write(f"データのフォルダーを使えません: {fault}\n")
        return EXIT_NO_DISK


def bring(file: Path, data: Path) -> str:
    """Take the desk's keys from a file that was carried here; what went wrong, or nothing."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        bundle = SealingKeys(data).bring(file)
    except BadBundle:
        return f"{file}: 鍵の束ではないか、これまでとちがう窓口のものです"
    except (OSError, SpoolFault) as fault:
        return str(fault)
    sys.stdout.write(f"窓口の鍵を取りこみました。指紋 {fingerprint(bundle.desk)}\n")
    return ""


def run(options: Options) -> int:
    """Serve visitors."""
    terminal = application.start("kiosk", locked=not options.windowed)
    return play(terminal, Program(options, terminal.exit), options)


def preview(options: Options, file: Path) -> int:
    """Walk the forms of a file."""
    terminal = application.start("kiosk", locked=False)
    return play(terminal, Previewer(file, terminal.exit), replace(options, windowed=True))


def play(terminal: application.Terminal, program: Program | Previewer, options: Options) -> int:
    """Show the program's kiosk until the end."""
    shown = open_window(program, options)
    if isinstance(program, Program):
        program.watch(shown, terminal.spare)
    if options.rehearse:
        program.kiosk.engine.settle = 0
        Rehearsal(shown, terminal.exit)
    program.start()
    try:
        return terminal.run()
    finally:
        program.stop()
        # The screens go before what they show.
        delete(shown)


def open_window(program: Program | Previewer, options: Options) -> QQuickWindow:
    """The kiosk's window, shown."""
    engine = window.make_engine(parent=program)
    engine.addImageProvider("qr", QrProvider())
    shown = window.load_window(engine, QML / "Main.qml", {"kiosk": program.kiosk})
    if options.windowed:
        shown.resize(*options.size)
        shown.show()
    else:
        fill_screen(shown, hide_cursor=not options.pointer)
    return shown
