from __future__ import annotations

from pathlib import Path

import pytest

import assets
from devices.printers.font_files import find_fonts
from devices.printers.fonts import Fonts


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return find_fonts(Path(assets.__file__).parent / "fonts")
