"""The demonstration clears its own folder, and nobody else's."""

from pathlib import Path

import pytest

from hub.cli.demo.stage import empty
from hub.cli.demo.wording import DemoFault


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "demo"
    empty(out)
    assert list(out.iterdir()) == []


def test_what_an_earlier_demonstration_left_goes(tmp_path: Path) -> None:
    (tmp_path / "lobby" / "city").mkdir(parents=True)
    (tmp_path / "report.json").touch()
    empty(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_somebody_elses_folder_stays_as_it_is(tmp_path: Path) -> None:
    work = tmp_path / "work.txt"
    work.write_text("precious", encoding="utf-8")
    with pytest.raises(DemoFault, match="--out"):
        empty(tmp_path)
    with pytest.raises(DemoFault, match="--out"):
        empty(work)
    assert work.read_text(encoding="utf-8") == "precious"
