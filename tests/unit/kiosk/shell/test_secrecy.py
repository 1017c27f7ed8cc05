"""A terminal that crashes leaves nothing of its memory on a disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")

# As a machine may be set up on which engineers once looked for a fault.
GENEROUS = """
import resource
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from kiosk.shell.secrecy import keep_memory_off_disk
keep_memory_off_disk()
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", GENEROUS + code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@POSIX
def test_no_core_is_allowed(tmp_path: Path) -> None:
    ended = run("print(resource.getrlimit(resource.RLIMIT_CORE))", tmp_path)
    assert ended.stdout.strip() == "(0, 0)", ended.stderr


@LINUX
def test_no_handler_gets_the_memory_either(tmp_path: Path) -> None:
    ended = run("import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))", tmp_path)
    assert ended.stdout.strip() == "0", ended.stderr


@LINUX
def test_a_crash_leaves_no_file_and_no_value_in_its_traceback(tmp_path: Path) -> None:
    crash = """
import faulthandler, os
faulthandler.enable()
def typed(name):
    os.abort()
typed("倉持" + "信太朗")
"""
    ended = run(crash, tmp_path)
    assert ended.returncode < 0
    assert "in typed" in ended.stderr
    assert "信太朗" not in ended.stderr
    assert not list(tmp_path.iterdir())
