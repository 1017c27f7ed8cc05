"""A terminal as a process of its own: it starts, ends on a signal, and ends on a bug."""

import json
import os
import subprocess
import sys
import textwrap

import pytest

HEAD = """
    import os, signal, sys, threading
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from kiosk.shell import application, window
    terminal = application.start("test", locked=True)
    engine = window.make_engine()
    file = Path(sys.argv[1])
    file.write_text('''
        import QtQuick
        import Machiai.Shell
        Window { visible: true; Stage { Label { text: "待合" } } }
    ''', encoding="utf-8")
    shown = window.load_window(engine, file, {})
"""
END = """
    code = terminal.run()
    assert shown.isVisible() or code == 0
    sys.exit(code)
"""


def _run(
    tmp_path: os.PathLike[str], body: str, typed: str = ""
) -> "subprocess.CompletedProcess[str]":
    program = textwrap.dedent(HEAD) + textwrap.dedent(body) + textwrap.dedent(END)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program, f"{tmp_path}/Main.qml"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        input=typed,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows delivers no SIGTERM")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_it_although_it_is_locked(tmp_path: os.PathLike[str], name: str) -> None:
    done = _run(tmp_path, f"QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.{name}))")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_a_bug_in_the_gui_thread_is_logged_and_ends_it_for_the_supervisor(
    tmp_path: os.PathLike[str],
) -> None:
    body = """
        def save():
            raise OSError(28, "No space left on device")
        QTimer.singleShot(0, save)
    """
    done = _run(tmp_path, body)
    assert done.returncode == 70
    bug = next(line for line in map(json.loads, done.stderr.splitlines()) if line["event"] == "bug")
    assert "No space left on device" in bug["exception"]
    assert (bug["terminal"], bug["level"]) == ("test", "critical")


def test_a_bug_does_not_tell_what_a_visitor_typed(tmp_path: os.PathLike[str]) -> None:
    body = """
        def save(name):
            raise OSError(28, "No space left on device")
        typed = input()
        QTimer.singleShot(0, lambda: save(typed))
    """
    done = _run(tmp_path, body, typed="市民 花子")
    assert done.returncode == 70
    assert "花子" not in done.stdout + done.stderr


def test_a_bug_in_a_thread_is_logged_and_ends_it_for_the_supervisor(
    tmp_path: os.PathLike[str],
) -> None:
    done = _run(tmp_path, "threading.Thread(target=lambda: [][0]).start()")
    assert done.returncode == 70
    assert "IndexError" in done.stderr


def test_a_broken_screen_is_named_with_its_line(tmp_path: os.PathLike[str]) -> None:
    body = """
        broken = file.with_name("Broken.qml")
        broken.write_text("import QtQuick\\nWindow { colour: 1 }", encoding="utf-8")
        window.load_window(window.make_engine(), broken, {})
    """
    done = _run(tmp_path, body)
    assert done.returncode != 0
    assert "Broken.qml:2" in done.stderr
    assert "colour" in done.stderr


def test_the_messages_of_qt_are_in_the_log(tmp_path: os.PathLike[str]) -> None:
    body = """
        from PySide6.QtCore import qWarning
        qWarning("paper is blue")
        QTimer.singleShot(0, terminal.exit)
    """
    done = _run(tmp_path, body)
    assert done.returncode == 0
    assert "paper is blue" in done.stderr
