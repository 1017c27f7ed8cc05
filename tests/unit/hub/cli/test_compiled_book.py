"""A hub starts from the book that it checked last, for as long as nothing has changed."""

import shutil
from pathlib import Path

import pytest
import typer

from hub.adapters import books
from hub.cli import configured
from tests.hubs import DEMO, demo_book


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "config" / "demo"
    shutil.copytree(DEMO, folder)
    return folder


def kept(city: Path) -> Path:
    return city.parents[1] / "var" / books.NAME


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: Path) -> None:
        raise AssertionError("the forms were read again")

    monkeypatch.setattr(configured, "load", never)


def test_the_second_start_reads_no_forms(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, first = configured.settings_and_book(city, None)
    forbid_reading(monkeypatch)
    assert configured.settings_and_book(city, None)[1] == first == demo_book()


@pytest.mark.parametrize("file", ["forms/common.yaml", "services.yaml"])
def test_any_change_of_the_settings_reads_them_again(
    city: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured.settings_and_book(city, None)
    with (city / file).open("a", encoding="utf-8") as edited:
        edited.write("# an editor was here\n")
    forbid_reading(monkeypatch)
    with pytest.raises(AssertionError, match="read again"):
        configured.settings_and_book(city, None)


def test_a_fault_in_the_forms_is_told_though_a_book_was_kept(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configured.settings_and_book(city, None)
    (city / "forms" / "common.yaml").write_text("pages: 1\n", encoding="utf-8")
    with pytest.raises(typer.Exit):
        configured.settings_and_book(city, None)
    assert "forms/common.yaml" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"\xff", b'"other"\n{}', b"[1"])
def test_a_damaged_book_is_made_again(city: Path, content: bytes) -> None:
    configured.settings_and_book(city, None)
    kept(city).write_bytes(content)
    assert configured.settings_and_book(city, None)[1] == demo_book()
    assert kept(city).stat().st_size > len(content)


def test_a_book_of_another_shape_is_made_again(city: Path) -> None:
    configured.settings_and_book(city, None)
    source = kept(city).read_bytes().partition(b"\n")[0]
    kept(city).write_bytes(source + b'\n{"version": "one"}')
    assert configured.settings_and_book(city, None)[1] == demo_book()


def test_a_disk_that_keeps_no_book_costs_only_time(city: Path) -> None:
    kept(city).mkdir(parents=True)
    assert configured.settings_and_book(city, None)[1] == demo_book()
