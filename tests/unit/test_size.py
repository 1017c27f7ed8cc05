"""Functions and modules stay short enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("assets", "config", "devices", "hub", "kiosk", "signage", "tests")
LONGEST_FUNCTION = 50
LONGEST_MODULE = 450

MODULES = [path.relative_to(ROOT) for name in PACKAGES for path in (ROOT / name).rglob("*.py")]


def _too_long(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name}: {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_and_its_functions_are_short(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST_MODULE
    assert list(_too_long(source)) == []
