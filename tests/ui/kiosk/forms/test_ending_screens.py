"""The end of a form on real screens: sending, trouble, the number with its lists, the code."""

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from hub.domain.forms.answers import Slot
from kiosk.flow import events as ev
from kiosk.flow.forms.filling import Numbering
from kiosk.flow.state import (
    INITIAL,
    Aid,
    IssueNumber,
    Print,
    PrintGuide,
    Screen,
    SealForms,
    State,
)
from tests.forms_people import book
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.gallery import MODES, SETTLED_MS, SIZES
from tests.ui.kiosk.kit import Stand, forms_world, number
from tests.ui.qml import clipped, until
from tests.unit.devices.printers import guides
from tests.unit.kiosk.app.endings import REQUEST, done, family_of, filled

ONE, THREE = (guides.code(793),), guides.parts(3, 80)


@pytest.fixture
def here(open_kiosk: Open) -> Stand:
    """The demo city's kiosk with its forms, a family at the review."""
    stand = open_kiosk(forms_world(book()))
    stand.answers = False
    return stand


def put(here: Stand, state: State, language: str = "ja", aids: tuple[Aid, ...] = ()) -> None:
    """Show a state, as if the visitor had come there."""
    shown = replace(state, language=language, aids=frozenset(aids), deadline=here.clock.at + 50)
    here.kiosk.engine.state = shown
    here.kiosk.tick()
    QTest.qWait(SETTLED_MS)


def confirmed(here: Stand) -> SealForms:
    """The visitor says that all is right."""
    put(here, State(Screen.FORM_REVIEW, form=filled()))
    here.tap("confirm")
    effect = here.effects.pop()
    assert isinstance(effect, SealForms)
    here.shows("form_sending")
    return effect


def texts(here: Stand) -> str:
    """Everything that can be read on the screen."""
    items = here.screen.items()
    return "\n".join(str(item.property("text")) for item in items if item.isVisible())


def scanned(here: Stand) -> list[str]:
    """What a phone's camera reads off the screen."""
    image = here.screen.grab().convertToFormat(QImage.Format.Format_Grayscale8)
    bits = bytes(image.constBits())
    size = (image.bytesPerLine(), image.height())
    found = zxingcpp.read_barcodes(Image.frombytes("L", size, bits))
    return [barcode.text for barcode in found]


def test_from_the_review_to_the_paper(here: Stand) -> None:
    effect = confirmed(here)
    here.kiosk.send(ev.FormsSealed(effect.request, ONE))
    asked = here.effects.pop()
    assert isinstance(asked, IssueNumber)
    assert asked.service == "moving"
    assert "insurance" in asked.then
    here.kiosk.send(ev.NumberGiven(effect.request, number(asked)))
    printing = here.effects.pop()
    assert isinstance(printing, PrintGuide)
    assert printing.form.codes == ONE
    here.shows("form_done")
    assert here.screen.value("guide-number", "text") == "A-047"
    here.kiosk.send(ev.PrintEnded(effect.request, Print.DONE))
    until(lambda: "紙をお取りください" in here.screen.find("guide-heading").property("plain"))
    here.screen.wait("print-again")
    QTest.qWait(SETTLED_MS)
    here.tap("print-again")
    assert isinstance(here.effects.pop(), PrintGuide)
    here.kiosk.send(ev.PrintEnded(effect.request, Print.DONE))
    here.tap("done")
    here.shows("home")
    assert here.kiosk.engine.state == INITIAL


def test_no_code_can_be_made_and_the_number_is_taken_all_the_same(here: Stand) -> None:
    effect = confirmed(here)
    here.kiosk.send(ev.FormsFailed(effect.request))
    here.shows("form_trouble")
    assert "コードを作れませんでした" in texts(here).replace("\u2060", "")
    here.tap("try-again")
    assert here.effects.pop() == effect
    here.kiosk.send(ev.FormsFailed(effect.request))
    here.tap("go-without")
    asked = here.effects.pop()
    assert isinstance(asked, IssueNumber)
    here.kiosk.send(ev.NumberGiven(effect.request, number(asked)))
    here.shows("form_done")
    assert not here.screen.find("guide-trouble").isVisible()
    assert scanned(here) == []
    assert "もう一度うかがいます" in texts(here).replace("\u2060", "")


def test_no_number_can_be_had_and_the_code_is_given_all_the_same(here: Stand) -> None:
    effect = confirmed(here)
    here.kiosk.send(ev.FormsSealed(effect.request, ONE))
    here.kiosk.send(ev.NumberFailed(effect.request))
    here.shows("form_trouble")
    assert "番号をお取りできませんでした" in texts(here).replace("\u2060", "")
    here.effects.clear()
    here.tap("go-without")
    here.shows("form_done")
    assert isinstance(here.effects.pop(), PrintGuide)
    here.kiosk.send(ev.PrintEnded(effect.request, Print.FAILED))
    here.screen.wait("guide-trouble")
    until(lambda: scanned(here) == list(ONE), "the code on the screen")


def test_a_counter_that_gives_no_numbers_ends_in_a_code(here: Stand) -> None:
    effect = confirmed(here)
    here.kiosk.send(ev.FormsSealed(effect.request, ONE))
    here.kiosk.send(ev.NumberRefused(effect.request))
    here.shows("form_done")
    here.screen.wait("guide-trouble")
    assert not any(i.objectName() == "guide-number" and i.isVisible() for i in here.screen.items())


def test_what_fits_into_no_code_is_said_at_the_question_and_left_to_the_counter(
    here: Stand,
) -> None:
    form = family_of(400)
    stop = form.way.stops[0]
    field = form.book.pages[stop.page].fields[0].id
    put(here, State(Screen.FORM_QUESTION, form=form))
    here.tap(f"option-{field}-{form.answers[Slot(field)]}")
    here.screen.wait("faults")
    assert "コードに入りきりません" in texts(here).replace("\u2060", "")
    here.tap("ask-at-counter")
    after = here.kiosk.engine.state.form
    assert after is not None
    assert after.stop != stop


def test_without_a_key_the_home_screen_says_that_forms_rest(here: Stand) -> None:
    here.screen.wait("write-free")
    here.kiosk.learn(replace(here.kiosk.world, keys=None))
    until(lambda: "いまお休みしています" in texts(here).replace("\u2060", ""), "the word")
    QTest.qWait(SETTLED_MS)
    assert clipped(here.screen) == []
    here.tap("write-free")
    assert here.kiosk.engine.state.screen is Screen.HOME
    here.tap("take-number")
    here.shows("services")


@pytest.mark.parametrize("size", SIZES)
def test_without_paper_a_phone_reads_every_part_off_the_screen(size: str, open_kiosk: Open) -> None:
    here = open_kiosk(forms_world(book()), SIZES[size])
    put(here, done(filled(), Print.FAILED, THREE))
    for place, part in enumerate(THREE):
        until(lambda part=part: scanned(here) == [part], f"part {place + 1}")  # type: ignore[misc]
        if place < len(THREE) - 1:
            here.tap("code-next")
    here.tap("code-previous")
    until(lambda: scanned(here) == [THREE[1]], "the part before")


@pytest.mark.parametrize("mode", ["normal", "contrast"])
def test_the_largest_code_is_read_in_every_contrast(mode: str, here: Stand) -> None:
    put(here, done(filled(), Print.NO_PRINTER, (guides.code(1134),)), aids=MODES[mode])
    until(lambda: scanned(here) == [guides.code(1134)], "the code on the screen")


def test_lists_do_not_jump_while_the_time_counts_down(here: Stand) -> None:
    put(here, done(filled(), Print.DONE, ONE))
    here.tap("guide-down")
    card = here.screen.find("code-card")
    place = card.mapToScene(card.position()).y()
    before = here.screen.value("done", "text")
    here.wait(2)
    until(lambda: here.screen.value("done", "text") != before, "the countdown")
    assert card.mapToScene(card.position()).y() == place


@pytest.mark.parametrize(
    ("size", "language", "mode"),
    [
        ("portrait", "ja", "normal"),
        ("portrait", "ja-easy", "enlarged"),
        ("landscape", "en", "enlarged"),
        ("landscape", "ne", "contrast"),
        ("portrait", "vi", "low"),
        ("landscape", "ja", "enlarged-low"),
    ],
)
def test_nothing_is_clipped(size: str, language: str, mode: str, open_kiosk: Open) -> None:
    here = open_kiosk(forms_world(book()), SIZES[size])
    form = filled()
    states = {
        "sending": State(Screen.FORM_SENDING, form=form, request=REQUEST),
        "no code": State(Screen.FORM_TROUBLE, form=form, request=REQUEST),
        "no number": State(
            Screen.FORM_TROUBLE, form=replace(form, number=Numbering.FAILED), request=REQUEST
        ),
        "done": done(form, Print.DONE, ONE),
        "no paper": done(form, Print.FAILED, THREE),
        "refused": done(form, Print.DONE, ONE, Numbering.REFUSED),
        "nothing": done(form, Print.FAILED, (), Numbering.FAILED),
    }
    found = {}
    for name, state in states.items():
        put(here, state, language, MODES[mode])
        found[name] = clipped(here.screen)
    assert {name: cut for name, cut in found.items() if cut} == {}
