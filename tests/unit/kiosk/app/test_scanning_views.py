"""What the screen of a scanned code says, state by state."""

from dataclasses import replace

import pytest

from assets.words import LANGUAGES, load
from devices.scanners.wedge import Scan
from hub.domain.lobby import Lobby, restore, snapshot
from hub.domain.order import position
from hub.domain.tickets import State as Leg
from hub.domain.waiting import estimate
from kiosk.app.moment import Moment
from kiosk.app.scanning import looked_at
from kiosk.app.scanning_views import TicketState, latest_leg, ticket_state
from kiosk.app.views import span_text
from kiosk.app.world import World
from kiosk.flow.state import CodeKind, Scanned, State
from tests.ui.kiosk.kit import MORNING, demo_world

ID = f"{8:032}"
JA = load("ja", "common", "kiosk")
NOW = Moment(MORNING, 0.0)
SEEN = State(scanned=Scanned(CodeKind.TICKET, ID))


def lobby_of(world: World) -> Lobby:
    assert world.lobby is not None
    return world.lobby


def world_with(**changes: object) -> World:
    """The demo city's, where the number that was scanned is otherwise than waiting."""
    world = demo_world()
    taken = snapshot(lobby_of(world))
    tickets = tuple(
        replace(each, **changes) if each.id == ID else each  # type: ignore[arg-type] # fields of a ticket
        for each in taken.tickets
    )
    return replace(world, lobby=restore(replace(taken, tickets=tickets)))


def shown(world: World) -> TicketState:
    return ticket_state(SEEN, world, JA, NOW)


def test_place_and_wait_are_those_that_every_other_screen_shows() -> None:
    world = world_with()
    lobby = lobby_of(world)
    ahead = position(lobby, lobby.tickets[ID])
    wait = estimate(lobby, lobby.tickets[ID], NOW.now)
    assert wait is not None
    view = shown(world)
    assert (view.ahead, view.wait) == (str(ahead), span_text(wait))
    assert view.heading == "順番をお待ちください"


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (Leg.CALLED, "1番窓口へ\nお越しください"),
        (Leg.SERVING, "お手続き中です"),
        (Leg.ON_HOLD, "いったんお待ちいただいています"),
        (Leg.ABSENT, "お呼びしましたが、\nお見えになりませんでした"),
    ],
)
def test_each_state_says_what_is_so_and_what_to_do(state: Leg, heading: str) -> None:
    view = shown(world_with(state=state, counter="counter-1"))
    assert view.heading == heading
    assert view.note
    assert view.label
    assert view.isWell is (state is not Leg.ABSENT)
    assert view.isCalled is (state is Leg.CALLED)


@pytest.mark.parametrize("state", [Leg.DONE, Leg.CANCELLED])
def test_a_number_that_is_over_or_of_another_day_gets_calm_words(state: Leg) -> None:
    view = shown(world_with(state=state))
    assert "順番にありません" in view.heading
    assert view.label == ""


def test_the_paper_follows_the_visit_to_its_next_counter() -> None:
    world = world_with(state=Leg.TRANSFERRED)
    lobby = lobby_of(world)
    first = lobby.ended[ID]
    onward = replace(first, id="f" * 32, visit=ID, origin=ID, state=Leg.WAITING, service="tax")
    taken = snapshot(lobby)
    later = restore(replace(taken, tickets=(*taken.tickets, onward)))
    assert latest_leg(later, ID) == onward
    assert shown(replace(world, lobby=later)).heading == "つぎの窓口でお呼びします"


def test_papers_that_are_being_made_have_no_place_in_a_line() -> None:
    board = next(each.id for each in lobby_of(demo_world()).site.services.values() if each.board)
    view = shown(world_with(service=board))
    assert (view.ahead, view.plain) == ("", JA.text("ticket.in_turn"))


def test_without_an_open_counter_nobody_knows_how_long_it_takes() -> None:
    world = world_with()
    taken = replace(snapshot(lobby_of(world)), counters=())
    view = shown(replace(world, lobby=restore(taken)))
    assert view.wait == ""
    assert JA.text("wait.people", count=8) in view.plain


def test_a_kiosk_that_is_cut_off_says_so_and_shows_nothing_old() -> None:
    view = shown(replace(world_with(state=Leg.CALLED, counter="counter-1"), live=False))
    assert "確かめられません" in view.heading
    assert not view.isCalled
    unknown = replace(SEEN, scanned=Scanned(CodeKind.TICKET, "e" * 32))
    away = ticket_state(unknown, replace(demo_world(), live=False), JA, NOW)
    assert away.heading == view.heading


@pytest.mark.parametrize("kind", [CodeKind.FORM, CodeKind.PARTIAL, CodeKind.OTHER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_other_codes_are_explained_in_every_language(kind: CodeKind, language: str) -> None:
    words = load(language, "common", "kiosk")
    view = ticket_state(State(scanned=Scanned(kind)), demo_world(), words, NOW)
    assert view.heading == words.texts[f"scan.{kind}"]
    assert view.note
    assert view.label == ""
    assert not {key for key in words.holes if key.startswith("scan.")}


def test_before_a_lobby_is_known_there_is_nothing_to_say() -> None:
    assert ticket_state(SEEN, World(), JA, NOW) == TicketState()


def test_a_scan_brings_the_language_of_its_number() -> None:
    world = world_with(language="ne")
    assert looked_at(Scan(f"/t/{ID}"), world).language == "ne"
    assert looked_at(Scan(f"/t/{ID}"), world_with(language="tlh")).language == ""
    assert looked_at(Scan("hello"), world).language == ""
    assert looked_at(Scan(f"/t/{ID}"), World()).language == ""
