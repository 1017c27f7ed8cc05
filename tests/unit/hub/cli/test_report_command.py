"""`machiai report`: a month on paper beside a hub that may be running."""

from pathlib import Path

import pypdfium2
from typer.testing import CliRunner

from hub.cli.main import app
from tests.hubs import DEMO


def run(folder: Path, month: str) -> tuple[int, str]:
    """The command's exit code and words."""
    database = ["--config", str(DEMO), "--database", f"sqlite:///{folder / 'lobby.db'}"]
    asked = ["report", "--month", month, "--out", str(folder / "month.pdf"), *database]
    result = CliRunner().invoke(app, asked)
    return result.exit_code, result.output


def test_a_month_without_records_is_a_report_all_the_same(tmp_path: Path) -> None:
    code, said = run(tmp_path, "2026-10")
    assert (code, "2026年10月の月報" in said) == (0, True)
    document = pypdfium2.PdfDocument(tmp_path / "month.pdf")
    assert "この月の記録はありません。" in document[0].get_textpage().get_text_range()
    document.close()


def test_what_is_no_month_is_told_so(tmp_path: Path) -> None:
    code, said = run(tmp_path, "October")
    assert (code, "2026-10 の形で" in said) == (1, True)
    assert not (tmp_path / "month.pdf").exists()
