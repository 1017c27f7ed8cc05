"""`--database` instead of hub.yaml's, on a real PostgreSQL."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.postgresql import PASSWORD, Cluster
from tests.unit.config.cities import City
from tests.unit.hub.cli.test_commands import machiai, sato

SECRET = "kept-to-oneself"


@pytest.fixture
def address(cluster: Cluster) -> str:
    """The address of an empty database."""
    return written(cluster.new_database())


def written(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def test_staff_and_copies_on_postgresql(city: City, address: str, tmp_path: Path) -> None:
    place = ("--config", city.directory, "--database", address)
    file = tmp_path / "copy.backup"
    assert sato(city, "--database", address).exit_code == 0
    assert "佐藤" in machiai("staff", "list", *place).output
    assert machiai("enroll", "kiosk-1", *place).exit_code == 0
    assert machiai("backup", file, *place).exit_code == 0
    machiai("staff", "disable", "sato", *place)
    refused = machiai("restore", file, *place)
    assert refused.exit_code == 1
    assert "--overwrite" in refused.output
    assert machiai("restore", file, "--overwrite", *place).exit_code == 0
    listed = machiai("staff", "list", *place).output
    assert "佐藤" in listed
    assert "停止中" not in listed
    assert not (city.directory / "data" / "machiai.sqlite").exists()


def test_the_environment_may_name_it(
    city: City, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sato(city, "--database", address)
    monkeypatch.setenv("MACHIAI_DATABASE", address)
    assert "佐藤" in machiai("staff", "list", "--config", city.directory).output


def test_it_goes_before_hub_yaml(city: City, address: str) -> None:
    city.append("hub.yaml", "database: postgresql://hub@nowhere.invalid/lobby\n")
    assert sato(city, "--database", address).exit_code == 0


@pytest.mark.parametrize(
    "command", ["hub", "staff list", "enroll kiosk-1", "backup x", "restore x"]
)
@pytest.mark.parametrize("wrong", ["mysql://hub:{}@db/lobby", "lobby.db", f"{{}}{'x' * 500}"])
def test_what_is_no_address(city: City, command: str, wrong: str) -> None:
    place = ("--config", city.directory, "--database", wrong.format(SECRET))
    shown = machiai(*command.split(), *place)
    assert shown.exit_code == 1
    assert "--database（MACHIAI_DATABASE）: " in shown.output
    assert "postgresql:// で始まる" in shown.output or "500文字まで" in shown.output
    assert SECRET not in shown.output


@pytest.mark.parametrize("command", ["hub", "staff list", "backup x"])
def test_an_address_that_cannot_be_read(city: City, command: str) -> None:
    address = f"postgresql://hub:{SECRET}@db:port/lobby"
    shown = machiai(*command.split(), "--config", city.directory, "--database", address)
    assert shown.exit_code == 1
    assert "アドレスを読めません" in shown.output
    assert SECRET not in shown.output


def test_a_server_that_refuses(city: City, cluster: Cluster) -> None:
    address = written(cluster.url("postgres").set(password=SECRET))
    shown = machiai("staff", "list", "--config", city.directory, "--database", address)
    assert shown.exit_code == 1
    assert f"データベース postgres（サーバー 127.0.0.1:{cluster.port}）: " in shown.output
    assert "利用者かパスワードを受け付けません" in shown.output
    assert SECRET not in shown.output
    assert PASSWORD not in shown.output


def test_a_folder_for_data_that_cannot_be(city: City) -> None:
    city.write("hub.yaml", "data_directory: site.yaml/data\n")
    for command in ("hub", "staff list", "restore site.yaml"):
        shown = machiai(*command.split(), "--config", city.directory)
        assert shown.exit_code == 1
        assert "data_directory" in shown.output
