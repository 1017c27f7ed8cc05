"""The city's mark for the tickets is checked with the settings, by name, kind and size."""

import base64
from pathlib import Path

import pytest
from PIL import Image

from config.load import load
from config.logo import read_logo
from config.logo_check import MOST_BYTES
from tests.unit.config.cities import City


def name(city: City, file: str = "mark.png") -> Path:
    """Have site.yaml name a mark."""
    city.change("site.yaml", "\nkiosk:\n", f"\nkiosk:\n  logo: {file}\n")
    return city.directory / file


def draw(path: Path, width: int = 300, height: int = 100, kind: str = "PNG") -> None:
    Image.new("L", (width, height), 0).save(path, format=kind)


def test_a_city_without_a_mark_needs_none(city: City) -> None:
    assert read_logo(load(city.directory)) == ""


def test_the_mark_goes_to_the_kiosks(city: City) -> None:
    path = name(city)
    draw(path)
    settings = load(city.directory)
    assert base64.b64decode(read_logo(settings)) == path.read_bytes()
    path.unlink()
    assert read_logo(settings) == ""


def test_a_file_that_there_is_not_is_named_with_the_one_that_was_meant(city: City) -> None:
    draw(city.directory / "mark.png")
    name(city, "marc.png")
    fault = city.only_fault()
    assert (fault.file, fault.key, fault.near) == ("site.yaml", "kiosk.logo", "mark.png")
    assert "marc.png" in fault.message


@pytest.mark.parametrize(
    ("width", "height", "kind", "said"),
    [
        (300, 100, "JPEG", "PNG の画像ではありません"),
        (63, 20, "PNG", "64〜2000"),
        (2001, 20, "PNG", "64〜2000"),
        (100, 101, "PNG", "縦長"),
    ],
)
def test_what_cannot_be_printed_is_said(
    city: City, width: int, height: int, kind: str, said: str
) -> None:
    draw(name(city), width, height, kind)
    fault = city.only_fault()
    assert fault.key == "kiosk.logo"
    assert said in fault.message


def test_a_file_that_is_too_big_or_broken_is_said(city: City) -> None:
    path = name(city)
    path.write_bytes(bytes(MOST_BYTES + 1))
    assert "200 KB" in city.only_fault().message
    draw(path)
    path.write_bytes(path.read_bytes()[:-30])
    assert "読めません" in city.only_fault().message


def test_a_mark_that_is_no_name_is_a_fault_of_its_kind(city: City) -> None:
    name(city, "5")
    assert "文字で" in city.only_fault().message
