"""An editor walks the forms while they are written: right, wrong, and broken editions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hub.client.preview import Preview, write_preview
from hub.domain.forms.answers import Ask, PartialDate, Slot
from hub.domain.forms.book import Book
from hub.domain.forms.walking import Stop
from hub.domain.lobby import snapshot
from kiosk.app.preview import Previewer, outcome, unknown_ids
from kiosk.flow import events as ev
from kiosk.flow.state import IssueNumber, Leave, PrintTestPage, Screen
from tests.small_book import TODAY, book, say
from tests.ui.kiosk.kit import TestClock, forms_world

DAY = PartialDate(2026, 11, 20)


def edition(forms: Book, *faults: str) -> Preview:
    """What the command hands over."""
    world = forms_world(forms)
    assert world.lobby is not None
    assert world.settings is not None
    return Preview(forms, world.settings, snapshot(world.lobby), faults)


class Desk:
    """An editor's file, and the kiosk that follows it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "preview.json"
        self.clock = TestClock()
        self.ended: list[bool] = []
        self.previewer = Previewer(self.file, lambda: self.ended.append(True), self.clock)
        self.kiosk = self.previewer.kiosk

    def save(self, forms: Book, *faults: str) -> None:
        write_preview(self.file, edition(forms, *faults))
        self.previewer.look()

    def do(self, *events: ev.Event) -> None:
        for event in events:
            self.clock.wait(1)
            self.kiosk.send(event)

    def begin(self) -> None:
        self.save(book())
        self.do(ev.FormsWanted(), ev.EventChosen(self.kiosk.world.book, "moving-in", TODAY))
        self.do(ev.Answered(Slot("moved-on"), DAY), ev.PageDone(), ev.AskAtCounter())

    @property
    def asked(self) -> Stop | None:
        form = self.kiosk.engine.state.form
        assert form is not None
        return form.stop

    @property
    def answers(self) -> dict[Slot, object]:
        form = self.kiosk.engine.state.form
        return dict(form.answers) if form else {}


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    del qapp
    here = Desk(tmp_path)
    yield here
    here.previewer.stop()


def test_a_saved_file_is_shown_with_the_answers_that_still_fit(desk: Desk) -> None:
    desk.begin()
    assert desk.asked == Stop("many")
    old = book()
    many = old.pages["many"]
    renamed = replace(many, ask=say("ぜんぶで何人ですか"))
    desk.save(replace(old, pages={**old.pages, "many": renamed}))
    assert desk.asked == Stop("many")
    forms: Any = desk.kiosk.forms
    assert forms.question["ask"].startswith("ぜ")
    assert desk.answers == {Slot("moved-on"): DAY, Slot("new-home"): Ask.AT_COUNTER}


def test_a_question_that_is_gone_leads_to_the_first_one(desk: Desk) -> None:
    desk.begin()
    old = book()
    event = replace(old.events["moving-in"], asks=("moved-on", "new-home"), procedures=())
    desk.save(replace(old, events={"moving-in": event}))
    assert desk.asked == Stop("moved-on")


def test_an_event_that_is_gone_leads_to_the_shelf(desk: Desk) -> None:
    desk.begin()
    desk.save(replace(book(), events={"certificate": book().events["certificate"]}))
    assert desk.kiosk.engine.state.screen is Screen.FORM_SHELF
    assert desk.answers == {}


def test_faults_stand_above_the_last_right_edition(desk: Desk) -> None:
    desk.begin()
    desk.save(book(), "forms/10-moving.yaml:12:5: ...")
    assert desk.kiosk.property("view")["visit"]["faults"] == ["forms/10-moving.yaml:12:5: ..."]
    assert desk.asked == Stop("many")
    desk.save(book())
    assert desk.kiosk.property("view")["visit"]["faults"] == []


def test_a_book_that_names_what_it_has_not_is_told_and_never_walked(desk: Desk) -> None:
    desk.begin()
    broken = replace(book(), pages={})
    assert "moving-in: moved-on: ?" in list(unknown_ids(broken))
    desk.save(broken)
    assert "moving-in: moved-on: ?" in desk.kiosk.property("view")["visit"]["faults"]
    assert desk.asked == Stop("many")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"book": 1}', b"\xff\xfe"])
def test_a_file_that_cannot_be_read_changes_nothing(desk: Desk, content: bytes) -> None:
    desk.previewer.look()
    assert desk.kiosk.property("view")["visit"]["screen"] == "preparing"
    desk.begin()
    desk.file.write_bytes(content)
    desk.previewer.look()
    assert desk.asked == Stop("many")


def test_nothing_is_sealed_issued_or_printed(desk: Desk) -> None:
    asked = IssueNumber("7" * 32, "moving", "ja", None)
    given = outcome(asked, desk.clock)
    assert isinstance(given, ev.NumberGiven)
    assert outcome(PrintTestPage(), desk.clock) is None
    desk.previewer.perform(Leave())
    assert desk.ended == [True]
