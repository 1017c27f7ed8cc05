"""The commands of `machiai`, as a city's engineer types them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from config.load import load
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.passwords import Argon2
from hub.cli.configured import database
from hub.cli.main import app
from tests.unit.config.cities import City

PASSWORD = "とても長い合言葉です"
TWICE = f"{PASSWORD}\n{PASSWORD}\n"


def machiai(*words: object, typed: str = "") -> Result:
    """What a command printed, and its exit code."""
    result = CliRunner().invoke(app, [str(word) for word in words], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def sato(city: City, *more: str, typed: str = TWICE) -> Result:
    """Add somebody to the staff."""
    place = ("--config", city.directory)
    return machiai("staff", "add", "sato", "--name", "佐藤", *more, *place, typed=typed)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("", ("demo", "hub", "kiosk", "signage", "check", "enroll", "staff", "backup", "bench")),
        ("demo", ("--headless", "--seconds", "--out", "Ctrl-C")),
        ("hub", ("--config", "--database", "hub.yaml")),
        ("check", ("DIR", "まちがい")),
        ("enroll", ("TERMINAL", "--database", "terminals.yaml")),
        ("staff", ("list", "add", "disable", "enable", "pin")),
        ("staff list", ("--config", "MACHIAI_DATABASE")),
        ("staff add", ("LOGIN", "--role", "administrator")),
        ("staff disable", ("LOGIN",)),
        ("staff enable", ("LOGIN",)),
        ("keys", ("list", "make", "rotate", "export", "import", "destroy", "kiosks")),
        ("keys destroy", ("--all", "--yes", "ID")),
        ("keys kiosks", ("list", "export", "import", "revoke")),
        ("desk open", ("FILE", "--json", "--csv", "--pdf", "--again", "終了コード")),
        ("card", ("readers", "show", "read", "authenticate")),
        ("card read", ("--code-b", "--reveal", "--last-try", "終了コード", "個人番号は読みません")),
        ("card authenticate", ("--ca", "MACHIAI_CARD_CA", "失効未確認")),
        ("forms", ("preview", "export", "import", "schema")),
        ("forms import", ("IN.xlsx", "FILE.yaml", "--force")),
        ("backup", ("FILE", "--database", "控え")),
        ("restore", ("FILE", "--overwrite", "--database")),
    ],
)
def test_help_names_what_there_is(command: str, words: tuple[str, ...]) -> None:
    shown = machiai(*command.split(), "--help")
    assert shown.exit_code == 0
    for word in words:
        assert word in shown.output


@pytest.mark.parametrize("command", ["kiosk", "signage", "bench"])
def test_help_of_a_program_of_its_own(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert machiai(command, "--help").exit_code == 0
    assert "usage" in capfd.readouterr().out


def test_a_good_city(city: City) -> None:
    shown = machiai("check", city.directory)
    assert shown.exit_code == 0
    assert "まちがいはありません" in shown.output
    assert "窓口 9" in shown.output


def test_a_text_that_lacks_a_language_is_told_and_is_no_fault(city: City) -> None:
    city.change("site.yaml", "  ne: ", "  # ne: ")
    shown = machiai("check", city.directory)
    assert shown.exit_code == 0
    assert "site.name: ne の文がなく" in shown.output


def test_every_fault_of_a_bad_city_at_once(city: City) -> None:
    city.change("counters.yaml", "residence", "residense")
    city.change("site.yaml", "Asia/Tokyo", "Asia/Tokio")
    shown = machiai("check", city.directory)
    assert shown.exit_code == 1
    assert "counters.yaml" in shown.output
    assert "residence" in shown.output, "the near name"
    assert "site.yaml" in shown.output
    assert "2 件" in shown.output


@pytest.mark.parametrize(
    "command", [("check",), ("enroll", "kiosk-1", "--config"), ("staff", "list", "--config")]
)
def test_a_folder_that_is_not_there(command: tuple[str, ...], tmp_path: Path) -> None:
    shown = machiai(*command, tmp_path / "nowhere")
    assert shown.exit_code == 1
    assert "nowhere" in shown.output


def test_a_code_for_a_terminal_and_how_to_use_it(city: City) -> None:
    shown = machiai("enroll", "display-1", "--config", city.directory)
    assert shown.exit_code == 0
    assert "machiai signage --hub" in shown.output
    assert "60分以内" in shown.output


def test_an_unknown_terminal_is_answered_with_the_near_name(city: City) -> None:
    shown = machiai("enroll", "kisok-1", "--config", city.directory)
    assert shown.exit_code == 1
    assert "もしかして: kiosk-1" in shown.output


def test_nobody_on_the_staff_yet(city: City) -> None:
    assert "まだ係員がいません" in machiai("staff", "list", "--config", city.directory).output


def test_staff_come_are_stopped_and_come_back(city: City) -> None:
    assert "sato を加えました" in sato(city, "--role", "administrator").output
    assert "administrator" in _listed(city)
    assert machiai("staff", "disable", "sato", "--config", city.directory).exit_code == 0
    assert "停止中" in _listed(city)
    assert machiai("staff", "enable", "sato", "--config", city.directory).exit_code == 0
    assert "停止中" not in _listed(city)


def _listed(city: City) -> str:
    return machiai("staff", "list", "--config", city.directory).output


def test_what_staff_cannot_be(city: City) -> None:
    unknown = sato(city, "--role", "kiosk")
    assert unknown.exit_code == 1
    assert "clerk" in unknown.output
    weak = sato(city, typed="sato\nsato\n")
    assert weak.exit_code == 1
    assert "字以上" in weak.output
    assert "まだ係員がいません" in _listed(city)


def test_a_pin_is_printed_as_its_hash_for_site_yaml(city: City) -> None:
    shown = machiai("staff", "pin", typed="2468\n2468\n")
    assert shown.exit_code == 0
    assert "2468" not in shown.output
    (line,) = [line for line in shown.output.splitlines() if "staff_pin_hash" in line]
    city.change("site.yaml", "\nkiosk:\n", f"\nkiosk:\n{line}\n")
    hashed = load(city.directory).site.kiosk.staff_pin_hash
    assert hashed is not None
    assert Argon2().fits(hashed, "2468")


@pytest.mark.parametrize("pin", ["123", "1234567890123", "abcd", "１２３４"])
def test_what_is_no_pin(pin: str) -> None:
    shown = machiai("staff", "pin", typed=f"{pin}\n{pin}\n")
    assert shown.exit_code == 1
    assert "4 桁から 12 桁" in shown.output


@pytest.mark.parametrize("verb", ["disable", "enable"])
def test_somebody_who_is_not_there(city: City, verb: str) -> None:
    shown = machiai("staff", verb, "suzuki", "--config", city.directory)
    assert shown.exit_code == 1
    assert "suzuki という係員はいません" in shown.output


def test_only_what_was_done_is_in_the_audit_log(city: City) -> None:
    machiai("staff", "disable", "suzuki", "--config", city.directory)
    sato(city)
    assert PASSWORD not in _listed(city)
    with database(load(city.directory)) as opened:
        lines = SqlAuditLog(opened, "main-hall").latest(9)
    assert [(line.action, line.subject) for line in lines] == [("add_staff", "sato")]


def test_a_copy_brings_back_what_was(city: City, tmp_path: Path) -> None:
    file = tmp_path / "copy.backup"
    sato(city)
    assert machiai("backup", file, "--config", city.directory).exit_code == 0
    machiai("staff", "disable", "sato", "--config", city.directory)
    refused = machiai("restore", file, "--config", city.directory)
    assert refused.exit_code == 1
    assert "--overwrite" in refused.output
    assert "停止中" in _listed(city)
    restored = machiai("restore", file, "--overwrite", "--config", city.directory)
    assert restored.exit_code == 0, restored.output
    assert "停止中" not in _listed(city)


def test_copies_that_cannot_be(city: City, tmp_path: Path) -> None:
    nowhere = machiai("backup", tmp_path / "no" / "copy", "--config", city.directory)
    assert nowhere.exit_code == 1
    assert "フォルダー" in nowhere.output
    nothing = machiai("restore", tmp_path / "copy", "--config", city.directory)
    assert nothing.exit_code == 1
    assert "ファイルがありません" in nothing.output
