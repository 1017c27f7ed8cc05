"""`machiai contents`: listed, published, written out and brought in, beside a running hub too."""

import json
from pathlib import Path

import pytest

from hub.service.access import Role
from hub.service.signage.stock import read_index
from tests.hubs import demo_settings, running
from tests.unit.config.cities import City
from tests.unit.hub.adapters import hostile
from tests.unit.hub.cli.test_commands import machiai
from tests.waiting import eventually

SMALL = """
items:
  - id: poster
    title: ポスター
    content: {kind: image, file: media/poster.png, alt: ポスター}
playlists:
  - {id: main, title: 番組, entries: [{item: poster}]}
"""


def contents(city: City, *words: object) -> tuple[int, str]:
    done = machiai("contents", *words, "--config", city.directory)
    return done.exit_code, done.output


@pytest.fixture
def exported(city: City, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    assert contents(city, "export", folder)[0] == 0
    return folder


def test_what_there_is_is_listed(city: City) -> None:
    code, said = contents(city, "list")
    assert code == 0
    assert "item:concert" in said
    assert "campaign:bakery" in said
    assert "公開 1: " in said
    assert "settings" in said


def test_what_is_out_goes_to_another_hub_with_its_files(exported: Path, tmp_path: Path) -> None:
    assert len([*(exported / "media").iterdir()]) == 4
    (tmp_path / "there").mkdir()
    other = City(tmp_path / "there", forms=False)
    other.write("hub.yaml", "data_directory: data\n")
    other.write("signage.yaml", "")
    code, said = contents(other, "import", exported, "--publish")
    assert (code, said) == (0, "18件を公開しました（公開 2）。\n")
    assert len([*(other.directory / "data" / "media").glob("??/*[!.jpg]")]) >= 4
    again = tmp_path / "again"
    assert contents(other, "export", again) == (0, f"{again} に書き出しました（12件）。\n")
    first, second = (
        json.loads((each / "programme.json").read_text()) for each in (exported, again)
    )
    for part in ("items", "playlists", "campaigns", "screens"):
        assert _sorted(first[part]) == _sorted(second[part])


def _sorted(value: object) -> object:
    """Sets travel as lists of any order."""
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(each) for each in value), key=str)
    return value


def test_what_is_brought_in_is_a_draft_until_it_is_published(city: City, exported: Path) -> None:
    file = exported / "programme.json"
    file.write_text(file.read_text(encoding="utf-8").replace("焼きたて", "できたて"), "utf-8")
    assert "下書き" in contents(city, "import", exported)[1]
    assert contents(city, "publish") == (0, "確認を待っているものはありません。\n")
    assert "公開 2" not in contents(city, "list")[1]
    assert "（公開 2）" in contents(city, "import", exported, "--publish")[1]
    assert "公開 1 にもどしました（公開 3）。" in contents(city, "publish", "--bring-back", 1)[1]


def test_a_running_hub_shows_it_soon(
    tmp_path: Path, city: City, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.rooms.contents.HEAR", 0.05)
    file = exported / "programme.json"
    file.write_text(file.read_text(encoding="utf-8").replace("焼きたて", "できたて"), "utf-8")
    data = tmp_path / "running"
    city.write("hub.yaml", f"data_directory: {data}\n")
    with running(tmp_path, settings=demo_settings(data)) as hub:
        assert contents(city, "import", exported, "--publish")[0] == 0
        display = hub.client(Role.SIGNAGE)
        eventually(lambda: display.snapshot().snapshot.generation == 2, "the publication")
        generation = display.generation()
    assert generation is not None
    assert "できたて" in str(generation.programme.items["bakery-spot"])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda out: (out / "programme.json").write_text("{"), "読めません"),
        (lambda out: (out / "programme.json").unlink(), "No such file"),
    ],
    ids=["no JSON", "no file"],
)
def test_a_spoilt_export_is_told(city: City, exported: Path, spoil: object, words: str) -> None:
    assert callable(spoil)
    spoil(exported)
    code, said = contents(city, "import", exported)
    assert code == 1
    assert words in said


def test_nothing_is_written_over(city: City, exported: Path) -> None:
    assert contents(city, "export", exported)[0] == 1


def test_files_of_the_settings_are_looked_into_once(city: City) -> None:
    city.write("signage.yaml", SMALL)
    poster = city.directory / "media" / "poster.png"
    poster.write_bytes(hostile.picture())
    assert "（1件）" in contents(city, "index")[1]
    (indexed,) = read_index(city.directory).values()
    assert (indexed.medium.name, indexed.medium.width) == ("poster.png", 320)
    assert indexed.thumbnail.startswith(b"\xff\xd8")
    poster.write_bytes(hostile.picture() + hostile.archive())
    code, said = contents(city, "index")
    assert code == 1
    assert "media/poster.png: ファイルの終わりの後ろ" in said
