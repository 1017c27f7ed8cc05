"""What comes of asking for a number, and what a kiosk tells its hub."""

import threading

import pytest

from hub.client import KioskSettings, TerminalReport
from hub.client.api import Published
from hub.client.errors import ClientFault, HubAway, HubRefused, SpoolFault
from hub.domain.forms.book import Book
from hub.domain.issuing import Request
from kiosk.app.effects import issued
from kiosk.app.errands import Errands
from kiosk.flow import events as ev
from kiosk.flow.state import Given, IssueNumber
from tests.ui.kiosk.kit import demo_settings, demo_site, number

ASKED = IssueNumber("7" * 32, "residence", "en", "infant")


class Desk:
    def __init__(self, fault: ClientFault | None = None) -> None:
        self.fault = fault
        self.asked: list[Request] = []

    def issue(self, request: Request) -> Given:
        self.asked.append(request)
        if self.fault:
            raise self.fault
        return number(ASKED)


def test_a_number_is_asked_for_with_all_that_the_visitor_chose() -> None:
    desk = Desk()
    assert issued(desk, ASKED) == ev.NumberGiven(ASKED.request, number(ASKED))
    assert desk.asked == [Request(ASKED.request, "residence", "en", "infant")]


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (HubRefused("service_closed"), ev.NumberRefused(ASKED.request)),
        (HubRefused("no_numbers_left"), ev.NumberRefused(ASKED.request)),
        (HubRefused("unknown_service"), ev.NumberFailed(ASKED.request)),
        (SpoolFault("disk full"), ev.NumberFailed(ASKED.request)),
        (HubAway("never seen"), ev.NumberFailed(ASKED.request)),
    ],
)
def test_what_stands_in_the_way_becomes_a_calm_screen(
    fault: ClientFault, outcome: ev.Event
) -> None:
    assert issued(Desk(fault), ASKED) == outcome


EDITION = Published('"1"', Book(version=1))


class Hub:
    """Away at first, then there."""

    def __init__(self) -> None:
        self.away = 1
        self.reports: list[TerminalReport] = []
        self.reported = threading.Event()
        self.tried = threading.Event()

    def kiosk(self) -> KioskSettings:
        self.tried.set()
        if self.away:
            self.away -= 1
            raise HubAway("not yet")
        return demo_settings(demo_site())

    def forms(self, known: str) -> Published | None:
        return None if known == EDITION.tag else EDITION

    def report(self, report: TerminalReport) -> None:
        self.reports.append(report)
        self.reported.set()


def test_settings_and_reports_wait_for_the_hub() -> None:
    hub, learned, read = Hub(), list[KioskSettings](), list[Published]()
    errands = Errands(hub, lambda: TerminalReport(version="1"), learned.append, read.append)
    errands.start()
    assert hub.tried.wait(5)
    errands.wake()
    assert hub.reported.wait(5)
    errands.stop()
    assert read == [EDITION]
    assert [settings.id for settings in learned] == ["kiosk-1"]
    assert hub.reports[0].version == "1"
