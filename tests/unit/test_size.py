"""Functions and modules stay short enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("assets", "config", "devices", "hub", "kiosk", "signage", "tests")
LONGEST_FUNCTION = 50
LONGEST_MODULE = 450

MODULES = [path.relative_to(ROOT) for name in PACKAGES for path in (ROOT / name).rglob("*.py")]


def _too_long(source: str) -> Iterator[str]:
    lines = source.count("\n")
    if lines > LONGEST_MODULE:
        yield f"{lines} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name}: {lines} lines"


def test_modules_and_their_functions_are_short() -> None:
    """All in one: as a test each, they would be the seventh part of all tests."""
    assert MODULES
    found = {str(path): list(_too_long((ROOT / path).read_text("utf-8"))) for path in MODULES}
    assert {path: too_long for path, too_long in found.items() if too_long} == {}
