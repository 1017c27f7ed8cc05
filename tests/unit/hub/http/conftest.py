"""One hub for the tests that change nothing others would see; their own tickets aside."""

from collections.abc import Iterator

import pytest

from hub.service.access import Role
from tests.hubs import RunningHub, running


@pytest.fixture(scope="package")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    with running(tmp_path_factory.mktemp("hub")) as started:
        yield started


@pytest.fixture(scope="package")
def tokens(hub: RunningHub) -> dict[Role, str]:
    """A token for every role."""
    return {role: hub.token(role) for role in Role}
