"""A terminal's command line: what is wrong is named, and what to do."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from kiosk.app import options as kiosk
from kiosk.shell.options import Options
from signage.app import options as signage

Parse = Callable[[Sequence[str], Mapping[str, str]], Options]
PROGRAMS = pytest.mark.parametrize("parse", [kiosk.parse, signage.parse], ids=["kiosk", "signage"])
HUB = {"MACHIAI_HUB": "http://hub", "MACHIAI_DATA": "d"}


@PROGRAMS
def test_options_come_from_the_line_or_the_environment(parse: Parse) -> None:
    options = parse(["--id", "hall-2", "--ca", "own.pem"], HUB)
    assert (options.hub, options.id, options.data) == ("http://hub", "hall-2", Path("d"))
    assert (options.ca, options.token_file) == (Path("own.pem"), Path("d") / "token")


@PROGRAMS
def test_the_line_wins_over_the_environment(parse: Parse) -> None:
    assert parse(["--id", "hall-2", "--hub", "http://b"], HUB).hub == "http://b"


@PROGRAMS
def test_a_missing_option_is_named(parse: Parse, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--id", "hall-2"], {})
    assert "--hub, --data" in capsys.readouterr().err


@PROGRAMS
@pytest.mark.parametrize("size", ["1080", "1080x", "x", "1080x1920x3", "-1080x1920", "10x10", "a"])
def test_a_wrong_size_is_refused_with_an_example(
    parse: Parse, size: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse(["--id", "hall-2", f"--size={size}"], HUB)
    assert f"{size}: write it as 1080x1920" in capsys.readouterr().err


def test_each_program_has_its_own_options_and_sizes() -> None:
    upright = kiosk.parse(["--id", "k", "--pointer"], HUB)
    assert (upright.size, upright.pointer) == ((1080, 1920), True)
    wall = signage.parse(["--id", "d", "--screen", "2", "--reduced-motion"], HUB)
    assert (wall.size, wall.screen, wall.reduced_motion) == (None, 2, True)
    assert signage.parse(["--id", "d", "--size", "1920x1080"], HUB).size == (1920, 1080)
