"""Whole programs on real sockets and real storage."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.database.conftest import start_cluster
from tests.e2e.form_places import Place
from tests.live import make
from tests.postgresql import Cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server."""
    yield from start_cluster()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A city; whatever the kiosk writes outside of its own folder lands in `home`."""
    # Chromium's socket lies in it, and its whole path must fit into 107 bytes (unix(7)).
    with tempfile.TemporaryDirectory(prefix="home-", ignore_cleanup_errors=True) as home:
        for variable in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            monkeypatch.setenv(variable, home)
        yield Place(make(tmp_path / "city"), Path(home))
