"""`machiai appointments`: listed without names, and brought in whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.cli import appointments, configured
from tests.unit.config.cities import City
from tests.unit.hub.cli.test_commands import machiai

HEAD = "予約ID,業務,予約日時,メール\n"
LINES = "X1,マイナンバーカード,2026-11-24 10:00,hanako@example.jp\nX2,tax,2026-11-25 9:30,\n"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read the machine's clock; this is Monday 23 November 2026, 9:00 in Tokyo."""
    for module in (appointments, configured):
        monkeypatch.setattr(module, "now", lambda: datetime(2026, 11, 23, tzinfo=UTC))


def said(city: City, *words: object) -> tuple[int, str]:
    done = machiai("appointments", *words, "--config", city.directory)
    return done.exit_code, done.output


def test_a_table_is_brought_in_and_listed_without_names(city: City, tmp_path: Path) -> None:
    file = tmp_path / "予約.csv"
    file.write_text(HEAD + LINES, encoding="cp932")
    new = "新しい予約 2、日時の変更 0、取り消し 0、そのまま 0。\n"
    assert said(city, "import", file, "--dry-run") == (0, f"取りこむと: {new}")
    assert said(city, "import", file) == (0, f"取りこみました: {new}")
    assert "そのまま 2。" in said(city, "import", file)[1]
    code, listed = said(city, "list", "--day", "2026-11-24")
    assert code == 0
    (line,) = listed.splitlines()
    assert line.startswith("10:00  ")
    assert line.endswith("  予約  マイナンバーカード")
    assert "example" not in listed
    assert said(city, "list") == (0, "2026-11-23 の予約はありません。\n")


def test_everything_that_is_wrong_is_told_and_nothing_brought_in(
    city: City, tmp_path: Path
) -> None:
    file = tmp_path / "予約.csv"
    file.write_text(HEAD + LINES + "X3,taxx,2026-13-01 10:00,nobody\n", encoding="utf-8")
    code, told = said(city, "import", file)
    assert code == 1
    assert told.count("4行目") == 3
    assert f"{file}: 3 か所を直してください。何も取りこんでいません。" in told
    assert "ありません" in said(city, "list", "--day", "2026-11-24")[1]


def test_columns_and_the_service_can_be_named(city: City, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("No,来庁\n1,2026-11-24 10:00\n", encoding="utf-8")
    named = ("--column", "id=No", "--column", "start=来庁")
    assert said(city, "import", file, *named, "--service", "mynumber")[0] == 0
    code, told = said(city, "import", file, "--column", "nr=No")
    assert (code, "左に書けるもの: id、service、start" in told) == (1, True)


def test_a_file_that_is_not_there(city: City, tmp_path: Path) -> None:
    code, told = said(city, "import", tmp_path / "none.csv")
    assert code == 1
    assert "none.csv" in told
