"""What a service's card says beside its badge."""

from datetime import time

import pytest

from assets.words import load
from hub.domain.opening import Opening, Reason
from kiosk.app.rows import closed_until

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
