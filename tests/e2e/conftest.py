"""Whole programs on real sockets and real storage."""

from collections.abc import Iterator

import pytest

from tests.contract.database.conftest import start_cluster
from tests.postgresql import Cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server."""
    yield from start_cluster()
