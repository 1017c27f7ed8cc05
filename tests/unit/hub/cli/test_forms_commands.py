"""`machiai forms export`, `import` and `schema`, and what `machiai check` says of forms."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from config.load import load
from tests.unit.config.cities import City
from tests.unit.config.forms.folders import FILES
from tests.unit.hub.cli.test_commands import machiai


@pytest.fixture
def small(city: City) -> City:
    """The demo city with three small files of forms."""
    (city.directory / "forms").mkdir()
    for name, text in FILES.items():
        city.write(f"forms/{name}", text)
    return city


@pytest.fixture
def moving(small: City) -> Path:
    return small.directory / "forms" / "moving.yaml"


def test_a_file_goes_to_excel_and_comes_back(small: City, moving: Path, tmp_path: Path) -> None:
    before = load(small.directory).forms
    out = tmp_path / "moving.xlsx"
    assert machiai("forms", "export", moving, out).exit_code == 0
    result = machiai("forms", "import", out, moving, "--force")
    assert result.exit_code == 0
    assert "machiai check" in result.output
    assert load(small.directory).forms == before


def test_nothing_is_written_over_without_being_asked(moving: Path, tmp_path: Path) -> None:
    out = tmp_path / "moving.xlsx"
    machiai("forms", "export", moving, out)
    kept, text = out.read_bytes(), moving.read_text(encoding="utf-8")
    for command in (("export", moving, out), ("import", out, moving)):
        result = machiai("forms", *command)
        assert result.exit_code == 1
        assert "--force" in result.output
    assert (out.read_bytes(), moving.read_text(encoding="utf-8")) == (kept, text)
    assert machiai("forms", "export", moving, out, "--force").exit_code == 0


def test_the_line_about_the_schema_stays(moving: Path, tmp_path: Path) -> None:
    line = "# yaml-language-server: $schema=../../forms.schema.json\n"
    moving.write_text(line + moving.read_text(encoding="utf-8"), encoding="utf-8")
    machiai("forms", "export", moving, tmp_path / "a.xlsx")
    machiai("forms", "import", tmp_path / "a.xlsx", moving, "--force")
    assert moving.read_text(encoding="utf-8").startswith(line + "events:\n")


def test_faults_of_a_sheet_are_printed_with_their_cells(moving: Path, tmp_path: Path) -> None:
    out = tmp_path / "moving.xlsx"
    machiai("forms", "export", moving, out)
    opened = load_workbook(out)
    opened.worksheets[0]["A3"] = "paeg"
    opened.save(out)
    result = machiai("forms", "import", out, tmp_path / "new.yaml")
    assert result.exit_code == 1
    assert "moving.xlsx A3（type）: 知らない type です。（もしかして: page）" in result.output
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("export", "none.yaml", "out.xlsx"), "none.yaml"),
        (("export", "moving.yaml", "out.xls"), ".xlsx で終わる"),
        (("import", "moving.yaml", "out.yaml"), "Excel（.xlsx）のファイルではない"),
        (("import", "none.xlsx", "out.yaml"), "none.xlsx"),
        (("import", "moving.yaml", "out.yml"), ".yaml で終わる"),
        (("export", "wrong.yaml", "out.xlsx"), "pagse: 知らない項目です。（もしかして: pages）"),
        (("export", "broken.yaml", "out.xlsx"), "YAML として読めません"),
    ],
)
def test_files_that_can_t_be_used_are_said(
    command: tuple[str, ...], said: str, moving: Path
) -> None:
    (moving.parent / "wrong.yaml").write_text("pagse: []\n", encoding="utf-8")
    (moving.parent / "broken.yaml").write_text("pages: [\n", encoding="utf-8")
    verb, *names = command
    result = machiai("forms", verb, *(moving.parent / name for name in names))
    assert result.exit_code == 1
    assert said in result.output


def test_the_schema_is_printed() -> None:
    result = machiai("forms", "schema")
    assert json.loads(result.output)["title"] == "ファイル"


def test_check_counts_the_forms_and_names_what_lacks_a_language(small: City) -> None:
    result = machiai("check", small.directory)
    assert result.exit_code == 0
    assert "書かない手続き 1、様式 2。" in result.output
    (line,) = [line for line in result.output.splitlines() if line.startswith("forms: ja-easy ")]
    assert "pages.moved" in line
    # Its title has plain Japanese; its description and asks none to have.
    assert "events.moving-in" not in line


def test_check_says_what_is_wrong_with_the_forms(small: City) -> None:
    small.change("forms/outcomes.yaml", "service: moving", "service: movin")
    result = machiai("check", small.directory)
    assert result.exit_code == 1
    assert "forms/outcomes.yaml:7:14: procedures[0].service: " in result.output
    assert "（もしかして: moving）" in result.output
