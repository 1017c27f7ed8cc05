"""A program that falls is up again within seconds; one that was ended stays down."""

import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from defusedxml.ElementTree import parse

from hub.cli.keeping import PAUSE, keep
from tests import services
from tests.live import ROOT
from tests.services import SERVICES
from tests.waiting import eventually

# Falls twice, each time in another way, then ends well.
FALLS = """
import os, sys
from pathlib import Path
log = Path(sys.argv[1])
starts = len(log.read_text()) if log.exists() else 0
log.write_text("x" * (starts + 1))
if starts == 0:
    sys.exit(70)
if starts == 1:
    os.abort()
"""


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    """The keeper takes SIGTERM for itself."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def test_it_is_started_again_after_every_fall_but_not_when_it_ends(tmp_path: Path) -> None:
    said: list[str] = []
    slept: list[float] = []
    log = tmp_path / "log"
    command = [sys.executable, "-c", FALLS, str(log)]

    def wait(_ending: Event, seconds: float) -> bool:
        slept.append(seconds)
        return False

    assert keep("kiosk", command, said.append, wait) == 0
    assert log.read_text() == "xxx"
    assert slept == [PAUSE, PAUSE]
    assert said[0] == "kiosk が終わりました（70）。起動し直します"
    assert PAUSE < 3


@pytest.mark.parametrize("code", [2, 77])
def test_what_the_same_again_does_not_help_is_left_to_people(code: int) -> None:
    command = [sys.executable, "-c", f"raise SystemExit({code})"]
    assert keep("kiosk", command, pytest.fail) == code


def test_told_to_end_between_two_starts_it_starts_nothing_more() -> None:
    def wait(ending: Event, _seconds: float) -> bool:
        signal.raise_signal(signal.SIGTERM)
        return ending.wait(20)

    said: list[str] = []
    command = [sys.executable, "-c", "raise SystemExit(70)"]
    assert keep("kiosk", command, said.append, wait) == 0
    assert len(said) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends the whole job")
def test_told_to_end_it_takes_the_program_with_it(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    inner = f"import os,time; open({str(pid)!r},'w').write(str(os.getpid())); time.sleep(60)"
    outer = (
        f"from hub.cli.keeping import keep; keep('x', [{sys.executable!r}, '-c', {inner!r}], print)"
    )
    with subprocess.Popen([sys.executable, "-c", outer], cwd=ROOT) as keeper:
        eventually(lambda: pid.exists() and pid.read_text() != "", "the program")
        keeper.send_signal(signal.SIGTERM)
        try:
            assert keeper.wait(20) == 0
        finally:
            keeper.kill()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    units = sorted(SERVICES.glob("*.service"))
    assert len(units) == 3
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        # The programs are where a site puts them, not here.
        for program in ("machiai", "python"):
            text = text.replace(f"/opt/machiai/.venv/bin/{program}", sys.executable)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    found = [str(tmp_path / unit.name) for unit in units]
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *found],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in checked.stderr.splitlines() if "machiai" in line] == []
    for path in units:
        text = path.read_text(encoding="utf-8")
        assert "WatchdogSec=" in text
        assert "RestartSec=1\n" in text
        assert "StartLimitIntervalSec=0" in text


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="what is tuned is glibc")
def test_the_memory_for_pictures_is_tuned_by_names_that_glibc_knows() -> None:
    loader = next(file for lib in ("lib64", "lib") for file in Path("/", lib).glob("ld-linux*"))
    tuned = subprocess.check_output(
        [loader, "--list-tunables"], env=services.environment("signage"), text=True
    )
    assert "glibc.malloc.hugetlb: 0x1 " in tuned
    assert f"glibc.malloc.mmap_threshold: {4 << 20:#x} " in tuned


@pytest.mark.parametrize("name", ["hub", "kiosk", "signage"])
def test_the_recipes_for_windows_are_well_formed(name: str) -> None:
    root = parse(SERVICES / f"machiai-{name}.xml").getroot()
    assert root is not None
    words = " ".join(root.itertext())
    assert "machiai.exe" in words
    assert ("hub --config" if name == "hub" else f"keep {name}") in words
