"""Readings of the city's words and the keys of a keypad, as they are checked."""

import pytest

from config.load import load
from tests.unit.config.cities import City

SPEECH = "speech:\n  languages: [ja, en]\n"
KIOSK = "    mark: X\n"


def with_readings(city: City, *lines: str) -> None:
    written = "".join(f"    {line}\n" for line in lines)
    city.change("site.yaml", SPEECH, f"{SPEECH}  readings:\n{written}")


def test_words_have_their_readings_in_kana(city: City) -> None:
    with_readings(city, "放出: はなてん", "南千里センター: ミナミセンリセンター")
    assert load(city.directory).site.speech.readings == {
        "放出": "はなてん",
        "南千里センター": "ミナミセンリセンター",
    }


@pytest.mark.parametrize("reading", ["hanaten", "放テン", "はな てん", '""'])
def test_a_reading_that_is_not_kana_is_told_with_its_line(city: City, reading: str) -> None:
    with_readings(city, "待合: まちあい", f"放出: {reading}")
    fault = city.only_fault()
    lines = (city.directory / "site.yaml").read_text("utf-8").splitlines()
    assert fault.file == "site.yaml"
    assert lines[fault.line - 1].strip().startswith("放出:")


def with_keys(city: City, keys: str) -> None:
    city.change("terminals.yaml", KIOSK, f"{KIOSK}    keypad: {keys}\n")


def test_a_keypad_names_its_keys(city: City) -> None:
    with_keys(city, "{repeat: [F13], plugged: [F15], unplugged: [F16]}")
    keypad = load(city.directory).terminals.kiosks[0].keypad
    assert keypad.repeat == ("F13",)
    assert keypad.down == ("Down",)


def test_a_key_that_there_is_not_is_told_with_the_near_name(city: City) -> None:
    with_keys(city, "{repeat: [Retrun]}")
    fault = city.only_fault()
    assert fault.message == "Retrun というキーはありません。Return ではありませんか。"


def test_a_key_has_one_meaning(city: City) -> None:
    with_keys(city, "{repeat: [Up]}")
    assert city.only_fault().message == "Up が、2つの役目に書かれています。"
