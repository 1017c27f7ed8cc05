"""What staff see of a display: its state every few seconds, a picture now and then."""

from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from hub.client import MOST_SCREENSHOT, ScreenState, TerminalReport
from hub.client.errors import HubAway
from signage.app.reports import Reports
from signage.app.screens import PERIOD, Screens, Trend
from signage.store.clock import ClockWatch

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Hub:
    def __init__(self) -> None:
        self.heard: list[tuple[ScreenState, bytes]] = []
        self.away = False
        self.clock: datetime | None = NOW

    def screen(self, state: ScreenState, screenshot: bytes = b"") -> datetime | None:
        if self.away:
            raise HubAway("away")
        self.heard.append((state, screenshot))
        return self.clock


def reporting(hub: Hub, watch: ClockWatch) -> Screens:
    return Screens(hub, lambda: ScreenState(NOW, 7), watch, lambda: NOW)


def test_a_picture_goes_once_and_waits_for_a_hub_that_is_away() -> None:
    hub = Hub()
    screens = reporting(hub, ClockWatch(None, print))
    screens.picture(b"jpeg")
    hub.away = True
    assert screens.go() == PERIOD
    hub.away = False
    screens.go()
    screens.go()
    assert [picture for _, picture in hub.heard] == [b"jpeg", b""]
    assert hub.heard[0][0].generation == 7


def test_a_picture_that_the_hub_would_not_take_is_left_out() -> None:
    hub = Hub()
    screens = reporting(hub, ClockWatch(None, print))
    screens.picture(bytes(MOST_SCREENSHOT + 1))
    screens.go()
    assert hub.heard[0][1] == b""


class Office:
    """The hub as the reports see it."""

    away = False

    def report(self, _report: TerminalReport) -> None:
        if self.away:
            raise HubAway("away")


def test_an_outage_is_one_line_of_the_log_however_long_it_lasts() -> None:
    """Else a night without the hub would push out what a crash had left there."""
    hub, office = Hub(), Office()
    screens = reporting(hub, ClockWatch(None, print))
    reports = Reports(office, TerminalReport)
    with capture_logs() as lines:
        for away in (False, True, False, True):
            hub.away = office.away = away
            for _ in range(100):
                screens.go()
                reports.go()
    assert [line["event"] for line in lines] == ["screen not reported", "not reported"] * 2


def test_the_clocks_are_compared_at_every_report() -> None:
    hub, watch = Hub(), ClockWatch(None, print)
    screens = reporting(hub, watch)
    hub.clock = NOW - timedelta(days=1)
    screens.go()
    assert not watch.trusts(NOW)
    hub.clock = NOW
    screens.go()
    assert watch.trusts(NOW)


def test_the_trend_is_growth_an_hour() -> None:
    trend = Trend()
    grown = [trend.add(NOW + n * HOUR / 120, 1000 + n * 5) for n in range(240)]
    assert grown[0] == 0
    assert grown[-1] == 600


def test_a_clock_that_is_set_back_begins_a_new_trend() -> None:
    trend = Trend()
    for n in range(240):
        trend.add(NOW + n * HOUR / 120, 1000)
    assert trend.add(NOW - HOUR, 5) == 0
