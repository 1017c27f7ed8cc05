from pathlib import Path

import pytest

from tests.unit.config.forms.folders import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A right folder of forms, to be spoiled."""
    return Folder(tmp_path)
