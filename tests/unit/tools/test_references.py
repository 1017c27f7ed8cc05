"""The references of settings and forms, and the schema, are those of the code."""

from pathlib import Path

import pytest

from tests.tools.references import filled, fresh

FILES = fresh()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_committed_files_are_fresh(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text == FILES[file], "run: python -m tests.tools.references"


def test_only_what_stands_between_the_marks_is_written() -> None:
    assert filled("a<!-- x -->old<!-- /x -->z", "x", "new\n") == (
        "a<!-- x -->\n\nnew\n\n<!-- /x -->z"
    )


@pytest.mark.parametrize("text", ["", "<!-- x -->", "<!-- /x --><!-- x -->"])
def test_marks_that_are_missing_are_said(text: str) -> None:
    with pytest.raises(ValueError, match="<!-- x -->"):
        filled(text, "x", "new")
