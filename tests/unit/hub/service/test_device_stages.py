"""The stages on the wire are those of the devices."""

from devices.health import Stage as OfDevices
from hub.service.terminals import Stage as OnTheWire


def test_the_hub_knows_every_stage_of_a_device() -> None:
    assert [stage.value for stage in OnTheWire] == [stage.value for stage in OfDevices]
