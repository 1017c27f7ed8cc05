"""What comes of an appointment's code, and how answers of the survey reach the hub."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

import pytest

from hub.client.errors import ClientFault, HubAway, HubRefused, NotEnrolled
from hub.domain.errors import Refusal
from hub.domain.issuing import Issued
from hub.http.check_in import CheckInDesk
from hub.service.terminals import MOST_ANSWERS, SurveyAnswer
from kiosk.app.hall import MOST_KEPT, HubHall
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.state import ArrivalTrouble, CheckIn
from tests.unit.kiosk.flow.visits import REQUEST, issued

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
ASKED = CheckIn(REQUEST, "47114717", "ja")


@dataclass
class Hub:
    """Says what it is told to."""

    fault: ClientFault | None = None
    batches: list[Sequence[SurveyAnswer]] = field(default_factory=list)

    def check_in(self, code: str, request: str, language: str) -> Issued:
        assert (code, language) == (ASKED.code, ASKED.language)
        if self.fault:
            raise self.fault
        return issued(request)

    def survey(self, answers: Sequence[SurveyAnswer]) -> None:
        if self.fault:
            raise self.fault
        self.batches.append(answers)


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def hall(hub: Hub) -> HubHall:
    return HubHall(hub, lambda: NOW)


def test_a_number_is_given(hall: HubHall) -> None:
    assert hall.arrive(ASKED) == ev.NumberGiven(REQUEST, issued())


@pytest.mark.parametrize(
    ("fault", "trouble", "when"),
    [
        (HubRefused("unknown_appointment"), "unknown", None),
        (HubRefused("appointment_cancelled"), "over", None),
        (HubRefused("appointment_over"), "over", None),
        (HubRefused("not_today", {"day": "2026-11-25"}), "other_day", date(2026, 11, 25)),
        (HubRefused("too_early", {"time": "10:30", "opens": "10:15"}), "early", time(10, 15)),
        (HubRefused("too_early", {"opens": "soon"}), "early", None),
        (HubRefused("wrong_place"), "elsewhere", None),
        (HubRefused("too_many_tries", {"seconds": 60}), "elsewhere", None),
        (HubRefused("service_closed"), "closed", None),
        (HubRefused("no_numbers_left"), "closed", None),
        (HubRefused("not_found"), "away", None),
        (HubRefused("counter_busy"), "away", None),
        (HubAway("gone"), "away", None),
        (NotEnrolled("revoked"), "away", None),
    ],
)
def test_every_refusal_is_a_word_to_the_visitor(
    hub: Hub, hall: HubHall, fault: ClientFault, trouble: str, when: time | date | None
) -> None:
    hub.fault = fault
    assert hall.arrive(ASKED) == ar.ArrivalRefused(REQUEST, ArrivalTrouble(trouble), when)


def test_every_refusal_of_a_check_in_is_known() -> None:
    (endpoint,) = CheckInDesk(None, None).endpoints()  # type: ignore[arg-type] # for its list
    for code in endpoint.refuses:
        hub = Hub(HubRefused(Refusal(code).value))
        found = HubHall(hub, lambda: NOW).arrive(ASKED)
        assert isinstance(found, ar.ArrivalRefused)
        assert found.trouble is not ArrivalTrouble.AWAY, code


def test_answers_wait_in_memory_while_the_hub_is_away_and_go_together(
    hub: Hub, hall: HubHall
) -> None:
    hub.fault = HubAway("gone")
    for score in (5, 1, 3):
        hall.answered(score)
    hall.go()
    hub.fault = None
    hall.go()
    hall.go()
    assert [[answer.score for answer in batch] for batch in hub.batches] == [[5, 1, 3]]
    assert hub.batches[0][0].at == NOW


def test_no_more_is_kept_than_a_day_has_and_none_is_sent_twice(hub: Hub, hall: HubHall) -> None:
    for _ in range(MOST_KEPT + 50):
        hall.answered(4)
    hall.go()
    assert [len(batch) for batch in hub.batches] == [MOST_ANSWERS] * (MOST_KEPT // MOST_ANSWERS)


def test_what_the_hub_will_not_take_is_let_go(hub: Hub, hall: HubHall) -> None:
    hall.answered(2)
    hub.fault = HubRefused("not_configured")
    hall.go()
    hub.fault = None
    hall.go()
    assert hub.batches == []
