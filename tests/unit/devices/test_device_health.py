"""How long a device has been as it is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from devices.health import Device, DeviceHealth, Stage, changed

MORNING = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
NOON = MORNING.replace(hour=12)


def test_a_stage_that_lasts_keeps_its_beginning_though_its_advice_changes() -> None:
    before = (DeviceHealth(Device.PRINTER, Stage.FAILED, MORNING, advice="close_cover"),)
    after = (DeviceHealth(Device.PRINTER, Stage.FAILED, NOON, advice="refill_paper"),)
    assert changed(before, after, NOON) == (
        DeviceHealth(Device.PRINTER, Stage.FAILED, MORNING, advice="refill_paper"),
    )


def test_a_new_stage_begins_now() -> None:
    before = (DeviceHealth(Device.PRINTER, Stage.FAILED, MORNING),)
    after = (DeviceHealth(Device.PRINTER, Stage.READY, MORNING),)
    assert changed(before, after, NOON) == (DeviceHealth(Device.PRINTER, Stage.READY, NOON),)


def test_two_of_a_kind_are_told_apart_by_name() -> None:
    first = DeviceHealth(Device.SCANNER, Stage.READY, MORNING, name="1番窓口")
    second = DeviceHealth(Device.SCANNER, Stage.READY, NOON, name="2番窓口")
    assert changed((first,), (second, first), NOON) == (second, first)


@given(st.lists(st.sampled_from(Stage), max_size=30))
def test_since_is_when_the_run_of_equal_stages_began(stages: list[Stage]) -> None:
    shown: tuple[DeviceHealth, ...] = ()
    begins, previous = MORNING, None
    for minute, stage in enumerate(stages):
        now = MORNING + timedelta(minutes=minute)
        shown = changed(shown, (DeviceHealth(Device.DISK, stage, now),), now)
        begins = begins if stage is previous else now
        previous = stage
        assert shown == (DeviceHealth(Device.DISK, stage, begins),)
