from pathlib import Path

import pytest

from tests.unit.config.cities import City


@pytest.fixture
def city(tmp_path: Path) -> City:
    """The demo city without its forms, to be spoiled."""
    return City(tmp_path, forms=False)
