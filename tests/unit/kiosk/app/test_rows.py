"""What a service's card says beside its badge."""

from datetime import time

import pytest

from assets.words import load
from hub.domain.opening import Opening, Reason
from hub.domain.waiting import congestion
from kiosk.app.moment import Moment
from kiosk.app.rows import closed_until, service_rows, wait_text
from tests.ui.kiosk.kit import MORNING, demo_world

HALF_PAST_EIGHT, A_QUARTER_PAST_FIVE = time(8, 30), time(17, 15)


@pytest.mark.parametrize(
    ("reason", "opens", "said"),
    [
        (Reason.NOT_YET, HALF_PAST_EIGHT, "8:30 から"),
        (Reason.BREAK, HALF_PAST_EIGHT, "8:30 から"),
        (Reason.ENDED, None, "17:15 まで"),
        (Reason.BY_STAFF, None, ""),
        (Reason.FULL, None, ""),
    ],
)
def test_a_time_is_said_only_where_the_clock_closed_it(
    reason: Reason, opens: time | None, said: str
) -> None:
    opening = Opening(reason, opens=opens, closes=A_QUARTER_PAST_FIVE)
    assert closed_until(opening, load("ja", "common", "kiosk")) == said


def test_a_day_without_hours_says_none() -> None:
    assert closed_until(Opening(Reason.CLOSED_DAY), load("ja", "common", "kiosk")) == ""


def test_the_figures_are_those_of_the_public_pages_and_the_displays() -> None:
    """One function makes them all: hub.domain.waiting.congestion."""
    world, words = demo_world(), load("ja", "common", "kiosk")
    assert world.lobby is not None
    rows = service_rows(world, words, Moment(MORNING, 0.0))
    found = {line.service.id: line for line in congestion(world.lobby, MORNING)}
    assert len(rows) > 3
    for row in rows:
        line = found[row.key]
        if line.opening.is_open:
            assert row.waiting == words.text("wait.people", count=line.waiting)
            assert row.wait == (wait_text(line.wait, words) if line.wait else "")
            assert row.level == (line.level or "open")
