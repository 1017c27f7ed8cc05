"""`machiai demo --headless`, run as a city's engineer runs it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import zxingcpp
from PIL import Image

from config.schema.terminals import Display
from hub.cli.demo.visits import VISITORS
from kiosk.flow.state import Overlay, Screen
from tests.live import ROOT
from tests.unit.config.cities import demo_city
from tests.waiting import eventually

SECONDS = 15


def demo(out: Path) -> "subprocess.Popen[str]":
    """The demonstration, begun."""
    # A city's own database, which a demonstration must leave alone.
    city = {"MACHIAI_DATABASE": "postgresql://hub@nowhere.invalid/lobby"}
    command = ["-m", "hub.cli", "demo", "--headless", "--seconds", str(SECONDS), "--out", str(out)]
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=dict(os.environ) | {"PYTHONUTF8": "1"} | city,
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """What a morning left behind, and what it said."""
    out = tmp_path_factory.mktemp("demo")
    with demo(out) as process:
        said, _ = process.communicate(timeout=240)
    assert process.returncode == 0, said
    return out, said


def test_nothing_was_lost(played: tuple[Path, str]) -> None:
    report: dict[str, Any] = json.loads((played[0] / "report.json").read_text(encoding="utf-8"))
    assert report["lost"] == report["duplicates"] == report["event_gaps"] == 0
    assert report["issued"] > 5
    assert report["called"] > 3
    assert report["served"] > 0
    assert report["issued_without_hub"] == 2
    assert report["forms"] == {"sealed": 1, "opened": 1}
    assert report["cards_read"] == 1
    assert set(report["visitors"]) == {item.kind for item in VISITORS} | {
        "hub-away",
        "disk-trouble",
        "without-a-pen",
        "appointed",
    }


def test_it_says_what_happens(played: tuple[Path, str]) -> None:
    _, said = played
    assert "ハブを動かします" in said
    assert re.search(r"発券 A-001 .*\d+ ms", said)
    assert re.search(r"呼出 A-001 .*\d+ ms", said)
    assert "失われた番号 0" in said
    assert "Traceback" not in said


def screens() -> Iterator[str]:
    """All pages of the kiosk, and what lies above them."""
    yield from ("idle-warning", "home-closed")
    yield from (each.value for each in (*Screen, *Overlay))


@pytest.mark.parametrize("screen", list(screens()))
def test_every_screen_of_the_kiosk_is_there_to_be_seen(
    played: tuple[Path, str], screen: str
) -> None:
    """A new screen or overlay without a picture fails here."""
    assert list((played[0] / "screens").glob(f"kiosk-*{screen}.png"))


@pytest.mark.parametrize("display", demo_city().terminals.displays, ids=lambda item: str(item.id))
def test_every_state_of_a_display_is_there_to_be_seen(
    played: tuple[Path, str], display: Display
) -> None:
    size = (1920, 1080) if display.orientation == "landscape" else (1080, 1920)
    guide = ("guide-floor", "guide-search", "guide-place", "guide-way")
    for state in ("0-standby", "0-empty", "3-calls", "8-hub-away", "9-end", *guide):
        shown = picture(played[0] / "screens" / f"{display.id}-{state}.png")
        assert shown.size == size


def test_no_picture_is_blank(played: tuple[Path, str]) -> None:
    for file in (played[0] / "screens").glob("*.png"):
        assert len(picture(file).reduce(8).getcolors(1 << 16) or ()) > 8, f"{file.name} is blank"


def picture(file: Path) -> Image.Image:
    """The whole picture, with its file closed."""
    with Image.open(file) as opened:
        return opened.convert("RGB")


def test_every_number_is_on_paper_with_its_address_and_every_form_with_its_code(
    played: tuple[Path, str],
) -> None:
    out, said = played
    tickets = sorted((out / "tickets").glob("*.png"))
    assert len(tickets) >= len(re.findall("発券 [A-Z]-", said)) - 1, "the last may be printing"
    (address,) = set(re.findall(r"http://[\d.:]+", said))
    codes = [code.text for file in tickets for code in zxingcpp.read_barcodes(picture(file))]
    sealed = [code for code in codes if code.startswith("MC1")]
    assert len(codes) == len(tickets)
    assert len(sealed) == 1
    for code in set(codes) - set(sealed):
        assert re.fullmatch(re.escape(address) + r"/t/[0-9a-f]{32}", code)


def test_ctrl_c_ends_it_with_all_that_it_started(tmp_path: Path) -> None:
    with demo(tmp_path / "out") as process:
        assert process.stdout is not None
        said = ""
        while "呼出" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        started = psutil.Process(process.pid).children(recursive=True)
        assert len(started) >= 4
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0, rest
    assert "終わりました" in rest
    assert "Traceback" not in rest
    eventually(lambda: not any(child.is_running() for child in started), "the end of all")
