"""Start and end of a full-screen terminal.

    terminal = application.start("kiosk", locked=True)
    engine = window.make_engine(QML)
    ...
    sys.exit(terminal.run())

A visitor never sees a half-broken terminal: an exception that nobody caught is logged with its
traceback and ends the process with EXIT_BUG, so that the supervisor starts it afresh.
"""

import faulthandler
import signal
import sys
import threading
from collections.abc import Collection
from dataclasses import dataclass
from types import TracebackType

import structlog
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from hub.supervised import Supervisor
from kiosk.shell import fonts, logs, rendering
from kiosk.shell.bridge import Bridge
from kiosk.shell.gc_guard import GcGuard
from kiosk.shell.lockdown import LockDown
from kiosk.shell.secrecy import keep_memory_off_disk

EXIT_OK = 0
EXIT_BUG = 70  # sysexits.h EX_SOFTWARE
SIGNAL_CHECK_MS = 200

_log = structlog.get_logger("terminal")
_LEVELS = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "critical",
}


@dataclass(frozen=True)
class Terminal:
    """A started application; keep it as long as the program runs."""

    app: QGuiApplication
    lock: LockDown | None

    def run(self) -> int:
        """Run until the end; return the exit code."""
        return self.app.exec()

    def spare(self, keys: Collection[int]) -> None:
        """Let keys through that are otherwise shut out: those of a keypad."""
        if self.lock:
            self.lock.spare(keys)

    def exit(self, code: int = EXIT_OK) -> None:
        """End from the GUI thread, locked or not."""
        if self.lock:
            self.lock.release()
        self.app.exit(code)


def start(name: str, *, locked: bool) -> Terminal:
    """Make the application of this process; `locked` shuts a visitor in."""
    keep_memory_off_disk()
    faulthandler.enable()
    logs.configure(name)
    qInstallMessageHandler(_log_qt_message)
    app = QGuiApplication([f"machiai-{name}"])
    app.setApplicationName(f"machiai-{name}")
    renderer = rendering.choose()
    missing = tuple(fonts.register())
    GcGuard(app)
    terminal = Terminal(app, LockDown(app) if locked else None)
    _end_on_signals(terminal)
    _tell_supervisor(app)
    _end_on_bugs(terminal)
    _log.info("started", renderer=renderer)
    if missing:
        _log.warning("fonts missing", languages=missing, hint="install fonts-noto-cjk")
    return terminal


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    log = getattr(_log, _LEVELS[kind])
    log("qt", message=text, category=context.category, file=context.file, line=context.line)


def _end_on_signals(terminal: Terminal) -> None:
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # SIGBREAK: Windows' Ctrl+Break
        if hasattr(signal, name):
            # Queued: an exit asked for before the loop runs would be lost.
            signal.signal(getattr(signal, name), lambda *_: QTimer.singleShot(0, terminal.exit))
    # Python's signal handlers only run when Python does: Qt's loop alone never wakes it.
    timer = QTimer(terminal.app)
    timer.timeout.connect(lambda: None)
    timer.start(SIGNAL_CHECK_MS)


def _tell_supervisor(app: QGuiApplication) -> None:
    """The loop that draws and hears touches is the one that must go round."""
    supervisor = Supervisor()
    QTimer.singleShot(0, app, lambda: supervisor.ready())  # noqa: PLW0108 - as below
    if supervisor.every:
        timer = QTimer(app)
        # Qt for Python holds a method weakly, and its object would be gone.
        timer.timeout.connect(lambda: supervisor.beat())  # noqa: PLW0108 - see above
        timer.start(int(supervisor.every * 1000))


def _end_on_bugs(terminal: Terminal) -> None:
    bridge = Bridge(lambda _: terminal.exit(EXIT_BUG), terminal.app)

    def on_bug(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        _log.critical("bug", exc_info=(kind, fault, trace))
        bridge.post(kind)

    def on_thread_bug(args: threading.ExceptHookArgs) -> None:
        if args.exc_value:
            on_bug(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = on_bug
    threading.excepthook = on_thread_bug
