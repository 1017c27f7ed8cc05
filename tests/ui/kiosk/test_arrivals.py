"""Appointments and the survey on the kiosk's real screens: by finger, by scanner, by ear."""

from PySide6.QtCore import Qt

from hub.domain.appointments.codes import with_check
from kiosk.flow import arrivals as ar
from kiosk.flow import events as ev
from kiosk.flow.state import INITIAL, Aid, CheckIn, CountAnswer, Print
from tests.ui.kiosk.arrivals_gallery import NUMBER, ticket_of, visits_world
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.gallery import covered
from tests.ui.kiosk.guided import Blind
from tests.ui.kiosk.kit import Stand, demo_world
from tests.ui.kiosk.test_scanning import Gun, listening
from tests.ui.qml import until

ENTER = Qt.Key.Key_Return
TOKEN = "aB3_-" + "x" * 27


def asked(here: Stand) -> CheckIn:
    """The one check-in that the kiosk asks for."""
    (effect,) = here.effects
    assert isinstance(effect, CheckIn)
    here.effects.clear()
    return effect


def test_a_scanned_code_checks_in_from_the_first_screen_and_the_ticket_tells_the_time(
    open_kiosk: Open,
) -> None:
    here = open_kiosk(visits_world())
    scanning, gun = listening(here), Gun(here)
    gun.type(f"https://machi.example:8443/a/{TOKEN}")
    gun.enter()
    here.shows("issuing")
    effect = asked(here)
    assert (effect.code, effect.language) == (TOKEN, "ja")
    here.send(
        ev.NumberGiven(effect.request, ticket_of(effect)), ev.PrintEnded(effect.request, Print.DONE)
    )
    here.shows("ticket")
    assert here.screen.wait("ticket-due").property("text").replace("\u2060", "") == "ご予約 10:30"
    here.tap("done")
    assert here.kiosk.engine.state == INITIAL
    scanning.close()


def test_a_number_is_typed_put_right_and_checked_in(open_kiosk: Open) -> None:
    here = open_kiosk(visits_world())
    here.answers = False
    here.tap("check-in")
    for digit in "47114718":
        here.tap(f"digit-{digit}")
    here.tap("digit-enter")
    here.screen.wait("arrival-notice")
    for key in (*"479", "erase", *NUMBER[2:]):
        here.tap(f"digit-{key}")
    here.tap("digit-enter")
    assert asked(here).code == NUMBER == with_check(NUMBER[:-1])
    here.shows("issuing")


def test_keys_that_can_be_felt_type_the_number_wherever_the_focus_is(open_kiosk: Open) -> None:
    here = open_kiosk(visits_world(), (540, 960))
    here.answers = False
    Blind(here)
    here.tap("check-in")
    strike(here, *map(Qt.Key, b"47"), ENTER)
    here.screen.wait("arrival-notice")
    here.screen.find("digit-1").forceActiveFocus()
    strike(here, *map(Qt.Key, b"119"), Qt.Key.Key_Backspace, *map(Qt.Key, b"4717"))
    here.kiosk.open("language")
    strike(here, Qt.Key.Key_5)
    here.kiosk.back()
    assert here.visit["screen"] == "arrival"
    here.screen.find("digit-enter").forceActiveFocus()
    strike(here, ENTER)
    assert asked(here).code == NUMBER
    here.shows("issuing")


def test_a_scanner_that_types_leaves_no_digit_behind(open_kiosk: Open) -> None:
    here = open_kiosk(visits_world(), (540, 960))
    here.answers = False
    scanning, gun = listening(here), Gun(here)
    here.tap("check-in")
    here.clock.wait(1)
    gun.type(NUMBER)
    gun.enter()
    assert asked(here).code == NUMBER
    scanning.close()


def strike(here: Stand, *keys: Qt.Key) -> None:
    """Press keys one after another, in their own time."""
    for key in keys:
        here.clock.wait(1)
        here.screen.key(key)


def test_the_five_faces_stay_on_their_cards_where_room_is_scarce(open_kiosk: Open) -> None:
    here = open_kiosk(visits_world())
    here.begin(visits_world(), "ja-easy", (Aid.ENLARGE, Aid.LOW_REACH))
    here.send(ar.SurveyWanted())
    here.shows("survey")
    until(lambda: not covered(here.screen), "faces and words on their cards")


def test_the_sign_of_a_code_makes_no_page_too_long(open_kiosk: Open) -> None:
    here = open_kiosk(visits_world())
    here.begin(visits_world(), "en", ())
    here.send(ar.ArrivalWanted())
    here.shows("arrival")
    words = here.screen.wait("arrival-digits")
    until(lambda: words.width() > 900, "digits over the whole width, beside no arrows")


def test_one_touch_says_how_it_was_and_leads_home(open_kiosk: Open) -> None:
    here = open_kiosk(visits_world())
    here.answers = False
    here.tap("survey")
    here.tap("survey-4")
    assert here.effects == [CountAnswer(4)]
    here.shows("survey_thanks")
    here.wait(3)
    here.shows("home")
    assert here.kiosk.engine.state == INITIAL


def test_a_city_without_either_has_neither_on_its_first_screen(open_kiosk: Open) -> None:
    here = open_kiosk(demo_world())
    shown = Blind(here).shown()
    assert not {"check-in", "survey"} & {item.key for item in shown.controls}


def test_who_does_not_see_the_screen_hears_each_digit(open_kiosk: Open) -> None:
    here = open_kiosk(visits_world(), (540, 960))
    here.answers = False
    blind = Blind(here)
    blind.enter(visits_world())
    blind.begin()
    blind.walk("check-in")
    assert blind.press(ENTER)[:2] == (
        "予約番号, 何も入っていません",
        "QRコードをかざすか、 予約番号を入れてください",
    )
    blind.press(Qt.Key.Key_Down)
    blind.seek("digit-4")
    assert blind.press(ENTER) == ("予約番号, 4",)
    blind.seek("digit-enter")
    assert blind.press(ENTER)[0] == "8けたの数字を入れてください。"
    here.send(ar.ArrivalErased())
    assert here.effects == []
