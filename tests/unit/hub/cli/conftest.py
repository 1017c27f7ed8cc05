"""A city to type commands at, and a PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.database.conftest import start_cluster
from tests.postgresql import Cluster
from tests.unit.config.cities import City


@pytest.fixture
def city(tmp_path: Path) -> City:
    """A city whose hub has never run. Its forms would be read anew by every command."""
    made = City(tmp_path, forms=False)
    made.write("hub.yaml", "data_directory: data\n")
    return made


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server."""
    yield from start_cluster()
