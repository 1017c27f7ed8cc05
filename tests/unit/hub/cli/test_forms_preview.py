"""Previewing forms: what the window gets, as the files are saved, broken and mended."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub.cli import preview as previewing
from hub.cli.main import app
from hub.cli.preview import Editing
from hub.client.preview import Preview, read_preview, write_preview
from hub.domain.lobby import restore
from tests.unit.config.cities import City
from tests.unit.config.forms.folders import FILES


@pytest.fixture
def small(city: City) -> City:
    """The demo city with three small files of forms."""
    (city.directory / "forms").mkdir()
    for name, text in FILES.items():
        city.write(f"forms/{name}", text)
    return city


def editing(city: City, file: str = "moving.yaml") -> Editing:
    return Editing(city.directory / "forms" / file, city.directory)


def shown(editing: Editing) -> Preview:
    assert editing.shown is not None
    return editing.shown


def test_the_file_s_events_are_shown_on_a_kiosk_that_is_open(small: City, tmp_path: Path) -> None:
    here = editing(small)
    assert here.changed()
    assert here.read() == ()
    target = tmp_path / "preview.json"
    write_preview(target, shown(here))
    found = read_preview(target)
    assert found == here.shown
    assert found is not None
    assert found.settings.events == ("moving-in",)
    assert found.settings.printer.kind == "none"
    lobby = restore(found.snapshot)
    assert set(lobby.site.services) >= {"moving", "childcare"}
    assert all(service.hours for service in lobby.site.services.values())


def test_a_file_without_events_shows_all(small: City) -> None:
    here = editing(small, "outcomes.yaml")
    here.read()
    assert shown(here).settings.events == ("moving-in",)


def test_faults_stand_over_the_last_right_edition_until_they_are_mended(small: City) -> None:
    here = editing(small)
    here.read()
    good = shown(here)
    small.change("forms/moving.yaml", "value: abroad", "value: abrod")
    assert here.changed()
    (fault,) = here.read()
    assert fault.startswith("forms/moving.yaml:25:39: pages[2].when.eq.value: ")
    assert shown(here).faults == (fault,)
    assert shown(here).book == good.book
    small.change("forms/moving.yaml", "value: abrod", "value: abroad")
    assert here.changed()
    assert here.read() == ()
    assert shown(here).faults == ()


def test_nothing_is_shown_before_the_files_are_right(small: City) -> None:
    small.change("forms/book.yaml", "version", "versoin")
    here = editing(small)
    assert here.read()
    assert here.shown is None


def test_only_a_save_is_a_change(small: City) -> None:
    here = editing(small)
    assert here.changed()
    assert not here.changed()
    small.append("services.yaml", "# a word\n")
    assert here.changed()
    (small.directory / "forms" / "outcomes.yaml").unlink()
    assert here.changed()


def test_a_city_without_kiosks_can_be_previewed_too(small: City) -> None:
    small.write("terminals.yaml", "kiosks: []\n")
    small.write("signage.yaml", "")
    here = editing(small)
    assert here.read() == ()
    assert "moving" in shown(here).settings.services


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"book": 1}'])
def test_a_preview_that_can_t_be_read_is_none(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "preview.json"
    if content is not None:
        file.write_bytes(content)
    assert read_preview(file) is None


# A window that stays open until the preview that it was given shows a fault.
WINDOW = """
import json, pathlib, sys, time
while not json.loads(pathlib.Path(sys.argv[1]).read_bytes())["faults"]:
    time.sleep(0.05)
"""


def test_the_command_runs_until_the_window_is_closed(
    small: City, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = threading.Event()

    def window(target: Path) -> subprocess.Popen[bytes]:
        opened.set()
        return subprocess.Popen([sys.executable, "-c", WINDOW, str(target)])

    def spoil() -> None:
        assert opened.wait(60)
        small.change("forms/moving.yaml", "value: abroad", "value: abrod")

    monkeypatch.setattr(previewing, "_open", window)
    monkeypatch.setattr(previewing, "GLANCE", 0.05)
    editor = threading.Thread(target=spoil)
    editor.start()
    assert previewing.run(small.directory / "forms" / "moving.yaml") == 0
    editor.join()
    said = capsys.readouterr().out
    assert "まちがいはありません。" in said
    assert "pages[2].when.eq.value" in said


@pytest.mark.parametrize("file", ["site.yaml", "forms/none.yaml", "forms"])
def test_what_is_no_file_of_forms_is_refused(file: str, small: City) -> None:
    result = CliRunner().invoke(app, ["forms", "preview", str(small.directory / file)])
    assert result.exit_code == 1
    assert "定義のファイルを渡して" in result.output
