"""What the screens of appointments and of the survey say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from assets.words import LANGUAGES, load
from hub.domain.issuing import Issued
from hub.service.terminals import Survey
from kiosk.app.arrival_views import arrival, due, is_late, survey
from kiosk.app.paper import sheet
from kiosk.flow.arriving import ON_PAD
from kiosk.flow.state import Arrival, ArrivalTrouble, Screen, State
from tests.ui.kiosk.arrivals_gallery import visits_world
from tests.unit.kiosk.flow.visits import issued, offline

WORDS = load("ja", "common", "kiosk", "forms", "arrival", "survey")
HALF_PAST_TEN = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def pad(digits: str = "", trouble: ArrivalTrouble | None = None) -> State:
    return State(Screen.ARRIVAL, arrival=Arrival(digits, trouble=trouble))


def told(trouble: ArrivalTrouble, when: time | date | None = None) -> State:
    return State(Screen.ARRIVAL_TROUBLE, arrival=Arrival(code="x", trouble=trouble, when=when))


def appointed(came: timedelta) -> Issued:
    """A number for 10:30, of somebody who came so much later."""
    given = issued()
    at = HALF_PAST_TEN + came
    return replace(given, ticket=replace(given.ticket, due=HALF_PAST_TEN, issued_at=at))


def test_the_pad_speaks_of_a_scanner_where_there_is_one() -> None:
    world = visits_world()
    assert "QRコード" in arrival(pad(), world, WORDS).title
    assert world.settings is not None
    bare = replace(world, settings=replace(world.settings, scanner=type(world.settings.scanner)()))
    assert "QRコード" not in arrival(pad(), bare, WORDS).title


def test_the_digits_are_heard_one_by_one() -> None:
    assert arrival(pad("471"), visits_world(), WORDS).spoken == "予約番号, 4, 7, 1"
    assert arrival(pad(), visits_world(), WORDS).spoken == "予約番号, 何も入っていません"


@pytest.mark.parametrize("trouble", ArrivalTrouble)
def test_every_trouble_has_words_in_every_language(trouble: ArrivalTrouble) -> None:
    when: dict[ArrivalTrouble, time | date] = {
        ArrivalTrouble.EARLY: time(10, 15),
        ArrivalTrouble.OTHER_DAY: date(2026, 11, 25),
    }
    for language in LANGUAGES:
        words = load(language, "common", "kiosk", "arrival")
        if trouble in ON_PAD:
            assert arrival(pad("", trouble), visits_world(), words).wrong
            continue
        found = arrival(told(trouble, when.get(trouble)), visits_world(), words)
        assert found.heading
        assert found.note
        assert found.offersRetry == (trouble is ArrivalTrouble.AWAY)


def test_when_check_in_opens_and_on_which_day_is_said() -> None:
    early = arrival(told(ArrivalTrouble.EARLY, time(10, 15)), visits_world(), WORDS)
    assert early.heading == "受付は 10:15 からです"
    assert not early.offersNumber, "who is early keeps the appointment"
    other = arrival(told(ArrivalTrouble.OTHER_DAY, date(2026, 11, 25)), visits_world(), WORDS)
    assert other.heading == "ご予約は 11月25日(水) です"
    assert arrival(told(ArrivalTrouble.EARLY), visits_world(), WORDS).heading != ""


def test_the_ticket_tells_its_appointment_on_the_screen_and_on_paper() -> None:
    world, given = visits_world(), appointed(timedelta(minutes=-5))
    assert due(given, world, WORDS) == "ご予約 10:30"
    printed = sheet(given, world, WORDS)
    assert printed.priority == "ご予約 10:30"
    assert len(printed.instructions) == 1
    for other in (issued(), offline()):
        assert due(other, world, WORDS) == ""
        assert sheet(other, world, WORDS).priority is None


def test_who_is_late_is_told_how_they_line_up() -> None:
    world, late = visits_world(), appointed(timedelta(minutes=11))
    assert is_late(late, world)
    assert not is_late(appointed(timedelta(minutes=9)), world)
    assert "来られた順" in sheet(late, world, WORDS).instructions[0]


def test_the_question_is_the_citys_own_where_it_has_one() -> None:
    world = visits_world()
    assert survey(world, WORDS).title == "本日のご案内は\nいかがでしたか"
    assert world.settings is not None
    own = Survey(asks=True, question={"ja": "どうでしたか", "en": "How was it?"})
    asked = replace(world, settings=replace(world.settings, survey=own))
    assert survey(asked, WORDS).title == "どうでしたか"
    assert survey(asked, load("vi", "survey")).title in ("どうでしたか", "How was it?")
