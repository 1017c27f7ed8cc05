"""What a display fetches and tells, over a real socket."""

import pytest

from hub.client.api import HubClient
from hub.service.access import Role
from tests.hubs import RunningHub
from tests.waiting import eventually

JPEG = b"\xff\xd8\xff\xe0 not much of a picture"


@pytest.fixture
def display(hub: RunningHub) -> HubClient:
    return HubClient(hub.address, hub.token(Role.SIGNAGE))


def test_a_hub_publishes_what_its_settings_say_when_it_starts(
    hub: RunningHub, display: HubClient
) -> None:
    eventually(lambda: display.snapshot().snapshot.generation == 1, "a publication")
    generation = display.generation()
    assert generation is not None
    assert generation.number == 1
    assert set(generation.programme.screens) == {"display-1", "display-2"}
    assert display.generation(known=1) is None
    assert display.generation(known=0) == generation
