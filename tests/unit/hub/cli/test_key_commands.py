"""`machiai keys`: one hub alone, and two hubs with nothing but files between them."""

import json
from pathlib import Path

import pytest
from typer.testing import Result

from config.load import load
from hub.adapters.database.audit import SqlAuditLog
from hub.adapters.database.keys import SqlPublicKeys
from hub.cli.configured import database
from hub.sealing.keys import KioskKey, read_bundle
from hub.service.keys import AHEAD, KioskKeys
from tests.sealed import NINE, World
from tests.unit.config.cities import City
from tests.unit.hub.cli.test_commands import machiai


@pytest.fixture
def desk(tmp_path: Path) -> City:
    made = City(tmp_path / "desk", forms=False)
    made.write("hub.yaml", "role: desk\ndata_directory: data\n")
    return made


@pytest.fixture
def lobby(tmp_path: Path) -> City:
    made = City(tmp_path / "lobby", forms=False)
    made.write("hub.yaml", "role: lobby\ndata_directory: data\n")
    return made


def keys(city: City, *words: object, typed: str = "") -> Result:
    return machiai("keys", *words, "--config", city.directory, typed=typed)


def kiosk_at(city: City) -> KioskKey:
    """A kiosk has registered its key."""
    settings = load(city.directory)
    with database(settings) as opened:
        public = SqlPublicKeys(opened, settings.site.id)
        kiosks = KioskKeys(public, SqlAuditLog(opened, settings.site.id), lambda: NINE)
        raw = World().kiosk.public_key().public_bytes_raw()
        return kiosks.register(raw, "kiosk-1", "kiosk-1")


def ids(listed: Result) -> list[str]:
    return [line.split()[0] for line in listed.output.splitlines() if " - " in line]


def test_keys_are_made_for_weeks_and_listed(city: City) -> None:
    assert "まだ鍵がありません" in keys(city, "list").output
    assert "そろっています" in keys(city, "make").output
    listed = keys(city, "list")
    assert "窓口の指紋: " in listed.output
    assert AHEAD.days <= len(ids(listed)) <= AHEAD.days + 1
    assert ids(listed) == ids(keys(city, "list"))
    keys(city, "make")
    assert ids(listed) == ids(keys(city, "list"))


def test_rotating_makes_new_keys_and_keeps_the_one_in_use_to_open(city: City) -> None:
    keys(city, "make")
    before = ids(keys(city, "list"))
    assert keys(city, "rotate").exit_code == 0
    after = ids(keys(city, "list"))
    assert set(before) & set(after) == {before[0]}
    assert len(after) > AHEAD.days


def test_destroying_asks_first(city: City) -> None:
    keys(city, "make")
    (first, second, *_) = ids(keys(city, "list"))
    assert keys(city, "destroy", first, typed="n\n").exit_code == 1
    assert first in ids(keys(city, "list"))
    assert "1 本の鍵を捨てました" in keys(city, "destroy", first, typed="y\n").output
    assert "2 本" not in keys(city, "destroy", second, "--yes").output
    assert not {first, second} & set(ids(keys(city, "list")))
    assert first not in {path.name for path in (city.directory / "data" / "keys").iterdir()}
    assert keys(city, "destroy", first, "--yes").exit_code == 1
    assert keys(city, "destroy", "--yes").exit_code == 1
    keys(city, "destroy", "--all", "--yes")
    assert ids(keys(city, "list")) == []


def test_keys_travel_from_the_desk_to_the_lobby_in_one_file(
    desk: City, lobby: City, tmp_path: Path
) -> None:
    assert "まだありません" in keys(lobby, "list").output
    file = tmp_path / "stick" / "keys"
    file.parent.mkdir()
    exported = keys(desk, "export", file)
    assert keys(lobby, "import", file).exit_code == 0
    bundle = read_bundle(file.read_bytes())
    (fingerprint,) = {line for line in exported.output.splitlines() if "指紋" in line}
    assert fingerprint in keys(lobby, "list").output
    assert len(bundle.keys) >= AHEAD.days
    # The same again does no harm; nothing secret is at the lobby.
    assert keys(lobby, "import", file).exit_code == 0
    assert not (lobby.directory / "data" / "keys").exists()


def test_a_lobby_takes_another_desk_s_keys_only_when_told(
    desk: City, lobby: City, city: City, tmp_path: Path
) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    keys(desk, "export", ours)
    keys(city, "export", theirs)
    keys(lobby, "import", ours)
    refused = keys(lobby, "import", theirs)
    assert refused.exit_code == 1
    assert "前とはちがう窓口" in refused.output
    assert keys(lobby, "import", theirs, "--trust-new").exit_code == 0


def test_kiosks_travel_from_the_lobby_to_the_desk_in_one_file(
    desk: City, lobby: City, tmp_path: Path
) -> None:
    key = kiosk_at(lobby)
    file = tmp_path / "kiosks.json"
    assert "1 台" in keys(lobby, "kiosks", "export", file).output
    assert "PRIVATE" not in file.read_text(encoding="utf-8")
    assert keys(desk, "kiosks", "import", file, typed="n\n").exit_code == 1
    assert key.id.hex() not in keys(desk, "kiosks", "list").output
    assert keys(desk, "kiosks", "import", file, typed="y\n").exit_code == 0
    listed = keys(desk, "kiosks", "list").output
    assert listed == keys(lobby, "kiosks", "list").output
    assert key.id.hex() in listed


def test_a_revoked_kiosk_does_not_come_back_with_the_file(desk: City, tmp_path: Path) -> None:
    key = kiosk_at(desk)
    file = tmp_path / "kiosks.json"
    keys(desk, "kiosks", "export", file)
    assert keys(desk, "kiosks", "revoke", key.id.hex()).exit_code == 0
    assert "停止" in keys(desk, "kiosks", "list").output
    refused = keys(desk, "kiosks", "import", file, "--yes")
    assert refused.exit_code == 1
    assert "止められた鍵" in refused.output
    for unknown in (key.id.hex(), "kiosk-1"):
        assert keys(desk, "kiosks", "revoke", unknown).exit_code == 1


@pytest.mark.parametrize("command", ["make", "rotate", "export x", "destroy --all"])
def test_a_lobby_s_hub_has_no_keys_of_its_own(lobby: City, command: str) -> None:
    refused = keys(lobby, *command.split())
    assert refused.exit_code == 1
    assert "lobby" in refused.output


def test_what_is_wrong_with_a_file_is_said(city: City, lobby: City, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense"
    nonsense.write_bytes(b"nonsense")
    assert "署名した束ではありません" in keys(lobby, "import", nonsense).output
    assert "読めません" in keys(lobby, "import", tmp_path / "nothing").output
    assert "書けません" in keys(city, "export", tmp_path / "no" / "folder").output
    assert "取りこみは要りません" in keys(city, "import", nonsense).output
    assert "ファイルではありません" in keys(city, "kiosks", "import", nonsense).output
    nonsense.write_text(json.dumps({"kiosks": [{"terminal": "x", "public": "AAAA"}]}))
    assert "壊れています" in keys(city, "kiosks", "import", nonsense, "--yes").output


def test_what_was_done_with_keys_is_audited(city: City) -> None:
    keys(city, "make")
    keys(city, "rotate")
    keys(city, "destroy", "--all", "--yes")
    settings = load(city.directory)
    with database(settings) as opened:
        lines = SqlAuditLog(opened, settings.site.id).latest(100)
    assert {line.action for line in lines} == {"make_keys", "rotate_keys", "destroy_key"}
    assert {line.who for line in lines} == {"machiai"}
