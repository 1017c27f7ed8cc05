"""What a scanned code is, and where it is looked at."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flow import events as ev
from kiosk.flow.scanning import LISTENING, read
from kiosk.flow.state import (
    INITIAL,
    STAFF_SCREENS,
    CodeKind,
    Overlay,
    Scanned,
    Screen,
    State,
)
from tests.unit.kiosk.flow.visits import LIMITS, REQUEST, Visit

ID = "0123456789abcdef0123456789abcdef"
ADDRESS = f"https://machi.example:8443/t/{ID}"
SCAN = ev.CodeScanned(Scanned(CodeKind.TICKET, ID))


@pytest.mark.parametrize(
    "text",
    [
        ADDRESS,
        ADDRESS.upper(),
        ADDRESS[5:],
        ADDRESS.replace(":", "'"),
        ADDRESS.replace(":", "+"),
        f"/t/{ID}",
        ID,
    ],
)
def test_a_number_is_known_by_the_end_of_its_address_however_it_was_typed(text: str) -> None:
    assert read(text, whole=False) == Scanned(CodeKind.TICKET, ID)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MC111" + "ABCDEFG" * 20, CodeKind.FORM),
        ("mc123" + "abcdefg" * 20, CodeKind.FORM),
        ("MC111ABC", CodeKind.OTHER),
        ("4901234567894", CodeKind.OTHER),
        ("https://machi.example/", CodeKind.OTHER),
        ("https://", CodeKind.PARTIAL),
        (ADDRESS[:-1], CodeKind.PARTIAL),
        (ADDRESS + "0", CodeKind.PARTIAL),
    ],
)
def test_other_codes_are_told_apart(text: str, kind: CodeKind) -> None:
    assert read(text, whole=True) == Scanned(kind)


@given(st.integers(1, len(ADDRESS) - 1))
def test_no_part_of_a_number_is_taken_for_a_number(cut: int) -> None:
    assert read(ADDRESS[:cut], whole=False) == Scanned(CodeKind.PARTIAL)
    tail = read(ADDRESS[cut:], whole=True)
    assert tail in (
        Scanned(CodeKind.TICKET, ID),
        Scanned(CodeKind.OTHER),
        Scanned(CodeKind.PARTIAL),
    )


@given(st.text(max_size=200), st.booleans())
def test_noise_is_no_number(text: str, whole: bool) -> None:
    assert read(text, whole=whole).ticket == ""


def test_a_scan_on_the_first_screen_shows_the_number_and_its_end_forgets_it() -> None:
    visit = Visit().do(SCAN)
    assert visit.shows(Screen.TICKET_STATE)
    assert visit.state.scanned == SCAN.scanned
    assert visit.do(ev.Finished()).state == INITIAL


def test_the_number_is_shown_in_its_own_language_unless_another_was_chosen() -> None:
    vietnamese = replace(SCAN, language="vi")
    assert Visit().do(vietnamese).state.language == "vi"
    chosen = Visit().do(ev.Opened(Overlay.LANGUAGE), ev.LanguageChosen("en"), vietnamese)
    assert chosen.state.language == "en"


def test_another_scan_takes_the_place_of_the_first_and_begins_the_time_anew() -> None:
    visit = Visit().do(SCAN).wait(LIMITS.idle)
    assert visit.state.warned
    assert not visit.do(SCAN).state.warned
    other = Scanned(CodeKind.PARTIAL)
    assert visit.do(ev.CodeScanned(other)).state.scanned == other


def test_it_ends_by_itself() -> None:
    visit = Visit().do(SCAN).wait(LIMITS.idle).wait(LIMITS.grace)
    assert visit.state == INITIAL


def test_one_step_back_leads_to_the_first_screen_and_forgets() -> None:
    assert Visit().do(SCAN, ev.Back()).state == INITIAL


@pytest.mark.parametrize("screen", [each for each in Screen if each not in LISTENING])
def test_a_scan_changes_no_other_screen(screen: Screen) -> None:
    state = State(screen, request=REQUEST)
    after = Visit(state).do(SCAN).state
    assert replace(after, deadline=None) == state


def test_staff_are_not_disturbed() -> None:
    assert not LISTENING & STAFF_SCREENS


def test_a_scan_under_an_open_question_of_language_closes_it() -> None:
    visit = Visit().do(ev.Opened(Overlay.LANGUAGE), SCAN)
    assert visit.shows(Screen.TICKET_STATE)
    assert visit.state.overlay is None
