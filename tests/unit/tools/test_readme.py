"""The README says what the code does: commands, keys, rights, files."""

import re
from pathlib import Path

import pytest
import typer.main

from config.files import FILES, File
from hub.cli.main import app
from hub.service.access import Role
from tests.tools.references import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COUNTER = (ROOT / "hub" / "web" / "templates" / "counter.html").read_text(encoding="utf-8")

commands = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined] # a group
# act(page, 'recall', 'もう一度呼ぶ', 'R', ...): what is pressed, and the name of the button.
buttons = re.findall(r"act\(page, '[\w-]+', '([^']+)', '([^']+)'", COUNTER)
local_links = [
    link
    for link in re.findall(r'(?:\]\(|src=")([^)"#]+)', TEXT)
    if not link.startswith(("http:", "https:"))
]


@pytest.mark.parametrize("command", commands)
def test_every_command_is_explained(command: str) -> None:
    assert f"machiai {command}" in TEXT


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_of_settings_is_named(file: File) -> None:
    need = "必要" if file.required else "なくてもよい"
    assert f"| `{file.name}` | {file.about}（{need}） |" in TEXT


def test_every_key_of_the_counter_page_is_in_its_table() -> None:
    assert len(buttons) >= 8
    for label, key in buttons:
        assert f"| `{key}` | {label}" in TEXT, (key, label)


@pytest.mark.parametrize("role", Role)
def test_every_role_is_named(role: Role) -> None:
    assert f"`{role.value}`" in TEXT


def test_there_are_links_and_all_lead_somewhere() -> None:
    assert local_links
    missing = [link for link in local_links if not (ROOT / link).exists()]
    assert missing == []


def test_the_figures_have_their_place() -> None:
    assert "<!-- bench -->" in TEXT
    assert "<!-- /bench -->" in TEXT


def test_the_pictures_are_small() -> None:
    pictures = list((ROOT / "assets" / "pictures").glob("*.png"))
    assert pictures
    assert sum(map(_size, pictures)) < 1_500_000


def _size(file: Path) -> int:
    return file.stat().st_size
