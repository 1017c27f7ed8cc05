"""Whole programs on real sockets and real storage."""

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
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A city; whatever the kiosk writes outside of its own folder lands in `home`."""
    home = tmp_path / "home"
    home.mkdir()
    for variable in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(home))
    return Place(make(tmp_path / "city"), home)
