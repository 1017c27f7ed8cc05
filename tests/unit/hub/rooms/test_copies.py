"""A hub keeps its copies, tells staff when it cannot, and writes one when asked to."""

from dataclasses import replace
from pathlib import Path

from config.schema.settings import Settings
from config.schema.visits import StaticCopy
from hub.service.access import Role
from tests.hubs import demo_settings, running
from tests.unit.config.cities import City
from tests.unit.hub.cli.test_commands import machiai
from tests.waiting import eventually


def copying_to(target: Path, folder: Path) -> Settings:
    """The demo city in two languages, with a copy in `target`."""
    settings = demo_settings(folder)
    static = StaticCopy(folder=str(target), every_seconds=10)
    publicity = settings.visits.publicity.model_copy(update={"static": static})
    site = settings.site.model_copy(update={"languages": ("ja", "en")})
    visits = settings.visits.model_copy(update={"publicity": publicity})
    return replace(settings, visits=visits, site=site)


def test_a_running_hub_keeps_a_copy(tmp_path: Path) -> None:
    target = tmp_path / "www"
    with running(tmp_path / "hub", settings=copying_to(target, tmp_path / "hub")) as hub:
        eventually((target / "hours.en.html").is_file, "the copy")
        live = hub.ask("GET", "/data/hours.json").content
        eventually(lambda: (target / "data" / "hours.json").read_bytes() == live, "the data")


def test_staff_see_that_a_copy_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "www").write_text("a file stands where the folder should be", encoding="utf-8")
    settings = copying_to(tmp_path / "www", tmp_path / "hub")
    with running(tmp_path / "hub", settings=settings) as hub:
        cookie = {"Cookie": f"machiai={hub.token(Role.ADMINISTRATOR)}"}
        eventually(
            lambda: (
                "公開ページの写しをフォルダーに書けません"
                in hub.ask("GET", "/equipment", headers=cookie).text
            ),
            "the equipment page",
        )


def test_a_copy_is_written_once_from_the_command_line(tmp_path: Path) -> None:
    city = City(tmp_path / "city", forms=False)
    done = machiai("publish", tmp_path / "www", "--config", city.directory)
    assert done.exit_code == 0, done.output
    assert "index.html" in done.output
    index = (tmp_path / "www" / "index.html").read_text(encoding="utf-8")
    assert "ただいまの待ち状況" in index
    assert 'href="https://machiai.example.lg.jp/book?lang=ja"' in index
