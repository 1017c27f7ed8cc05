"""Staff print the last number once more: it is found after a restart, and marked on the paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from devices.printers.guide import GuideSheet
from devices.printers.journal import JobState
from devices.printers.layout import TicketSheet
from hub.client.errors import SpoolFault
from hub.client.keys import SealingKeys
from hub.domain.issuing import Issued, OfflineTicket
from hub.domain.lobby import Lobby
from kiosk.app.effects import Performer
from kiosk.app.moment import read_clock
from kiosk.app.pin import PinGuard
from kiosk.app.reissue import LastNumber, LastNumbers
from kiosk.app.staff import Staff
from kiosk.flow.state import IssueNumber, PrintLast, PrintTicket
from tests.ui.kiosk.kit import demo_world, number, offline_number

ASKED = IssueNumber("7" * 32, "residence", "en", None)
OTHER = IssueNumber("8" * 32, "residence", "ja", None)
OFFLINE = offline_number(OTHER)


def lobby() -> Lobby:
    """Today's, with one number."""
    here = demo_world().lobby
    assert here is not None
    ticket = number(ASKED).ticket
    here.tickets[ticket.id] = ticket
    return here


def last(*jobs: tuple[str, JobState], pending: tuple[OfflineTicket, ...] = ()) -> LastNumber | None:
    return LastNumbers(lambda: jobs, lambda: list(pending)).last(lobby())


def test_the_last_job_that_is_a_number_is_the_last_number() -> None:
    found = last(("test-page", JobState.DONE), (ASKED.request, JobState.UNCERTAIN))
    assert found is not None
    assert (found.label, found.language, found.printed) == ("A-047", "en", JobState.UNCERTAIN)


def test_it_promises_no_wait_that_was_counted_from_another_time() -> None:
    found = last((ASKED.request, JobState.DONE))
    assert found is not None
    assert isinstance(found.given, Issued)
    assert found.given.wait is None


def test_a_number_of_the_kiosks_own_that_the_hub_does_not_know_is_found() -> None:
    found = last((OFFLINE.id, JobState.DONE), (ASKED.request, JobState.DONE), pending=(OFFLINE,))
    assert found is not None
    assert (found.label, found.language) == (OFFLINE.label, "ja")


def test_nothing_was_printed_yet() -> None:
    assert last() is None
    assert LastNumbers().last(None) is None


def test_a_disk_that_does_not_work_is_no_crash() -> None:
    def broken() -> list[OfflineTicket]:
        raise SpoolFault("disk")

    assert LastNumbers(lambda: ((OFFLINE.id, JobState.DONE),), broken).last(lobby()) is None


def test_staff_see_which_it_is_and_whether_it_is_on_paper() -> None:
    world = replace(demo_world(), lobby=lobby())
    numbers = LastNumbers(lambda: ((ASKED.request, JobState.UNCERTAIN),))
    staff = Staff(PinGuard(), lambda: (0, 0), numbers)
    facts = {fact.name: fact.value for fact in staff.facts(world)}
    assert facts["最後の番号"] == "A-047（印刷できたか不明）"
    for state in JobState:
        assert staff.words.text(f"last.{state}", label="A-047").startswith("A-047")
    assert Staff(PinGuard(), lambda: (0, 0)).last(world) == "まだありません"


@dataclass
class PressedPaper:
    """A printer that keeps its orders."""

    orders: list[tuple[str, TicketSheet | GuideSheet, bool]] = field(default_factory=list)

    def print(self, job: str, sheet: TicketSheet | GuideSheet, *, again: bool) -> None:
        self.orders.append((job, sheet, again))


@pytest.fixture
def performer(tmp_path: Path) -> Iterator[Performer]:
    made = Performer(
        Mock(), PinGuard(), SealingKeys(tmp_path), read_clock, Mock(), leave=lambda: None
    )
    made.world = replace(demo_world(), lobby=lobby())
    yield made
    made.close()


def test_the_paper_says_that_it_is_another_and_whose(performer: Performer) -> None:
    press = PressedPaper()
    performer.press = press
    performer.last_numbers = LastNumbers(lambda: ((ASKED.request, JobState.DONE),))
    performer.perform(PrintLast())
    ((job, sheet, again),) = press.orders
    assert isinstance(sheet, TicketSheet)
    assert (job, again, sheet.label, sheet.reissue) == (ASKED.request, True, "A-047", True)
    assert sheet.words.reissue == "再発行 / Reissued"
    assert sheet.wait is None


def test_the_first_paper_does_not(performer: Performer) -> None:
    press = PressedPaper()
    performer.press = press
    performer.perform(PrintTicket(number(ASKED), "ja"))
    ((_, sheet, again),) = press.orders
    assert (again, sheet.reissue) == (False, False)


def test_where_there_is_no_last_number_nothing_is_printed(performer: Performer) -> None:
    press = PressedPaper()
    performer.press = press
    performer.perform(PrintLast())
    performer.last_numbers = LastNumbers()
    performer.perform(PrintLast())
    assert not press.orders
