"""`machiai print preview` draws the ticket that a kiosk would print."""

from pathlib import Path

import pytest
from PIL import Image

from tests.unit.config.cities import City
from tests.unit.hub.cli.test_commands import machiai


def preview(city: City, out: Path, *options: str) -> tuple[int, str]:
    result = machiai("print", "preview", "--config", city.directory, "--out", out, *options)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("options", "width"), [((), 576), (("--kiosk", "kiosk-2", "--language", "en"), 384)]
)
def test_it_is_as_wide_as_the_kiosks_paper(
    city: City, tmp_path: Path, options: tuple[str, ...], width: int
) -> None:
    out = tmp_path / "ticket.png"
    code, said = preview(city, out, *options)
    assert code == 0
    assert str(out) in said
    with Image.open(out) as ticket:
        assert ticket.mode == "1"
        assert ticket.width == width
        assert ticket.height > 800


def test_it_shows_the_citys_mark(city: City, tmp_path: Path) -> None:
    heights = []
    for _ in range(2):
        assert preview(city, tmp_path / "ticket.png")[0] == 0
        with Image.open(tmp_path / "ticket.png") as ticket:
            heights.append(ticket.height)
        if len(heights) == 1:
            Image.new("L", (300, 100), 0).save(city.directory / "mark.png")
            city.change("site.yaml", "\nkiosk:\n", "\nkiosk:\n  logo: mark.png\n")
    assert heights[1] == heights[0] + 100 + 10


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--kiosk", "kiosk-9"), "kiosk-1、kiosk-2"), (("--language", "xx"), "languages")],
)
def test_what_there_is_not_is_named(
    city: City, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    code, output = preview(city, tmp_path / "ticket.png", *options)
    assert code == 1
    assert said in output
    assert not (tmp_path / "ticket.png").exists()


def test_a_folder_that_there_is_not_is_no_crash(city: City, tmp_path: Path) -> None:
    code, _ = preview(city, tmp_path / "nowhere" / "ticket.png")
    assert code == 1
