"""A card from the first screen to the last, and every way off that path."""

from dataclasses import replace

import pytest

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot
from kiosk.flow import events as ev
from kiosk.flow.carding import is_offered
from kiosk.flow.events import ReaderPlace
from kiosk.flow.state import (
    INITIAL,
    CardKey,
    CardTrouble,
    CardVisit,
    Limits,
    LookAtCard,
    Overlay,
    ReadCard,
    ReleaseCard,
    Screen,
)
from tests.unit.kiosk.flow.cards.marked import (
    BLOCKED,
    BOOK,
    CARD,
    EMPTY,
    FACTS,
    LIMITS,
    NO_PIN,
    ONE_LEFT,
    ORDER,
    TODAY,
    card_of,
    checking,
    chosen,
    consenting,
    failed,
    held,
    on,
    reader,
    reading,
    typing,
)
from tests.unit.kiosk.flow.forms.filling_visits import form_of
from tests.unit.kiosk.flow.visits import Visit

HOME, ME, BIRTH = Slot("home"), Slot("me"), Slot("birth")


# The path


def test_a_card_fills_the_form() -> None:
    visit = chosen()
    assert visit.shows(Screen.CARD_PLACE)
    assert visit.effects == [LookAtCard()]

    visit.do(EMPTY, reader(ReaderPlace.LOOKING, insertion=7), reader(insertion=7))
    assert visit.shows(Screen.CARD_CONSENT)
    assert card_of(visit) == CardVisit(
        None, CardKey.PIN, 3, 10, has_pin=True, has_code=True, insertion=7, removed=False
    )

    visit.do(ev.CardConsent())
    assert visit.shows(Screen.CARD_SECRET)

    visit.do(ev.SecretEntered(ORDER))
    assert visit.shows(Screen.CARD_READING)
    assert visit.effects[1:] == [ReadCard(ORDER, CardKey.PIN, 7, False, False)]

    visit.do(ev.CardRead(ORDER, FACTS))
    assert visit.shows(Screen.CARD_CHECK)
    assert card_of(visit).values == {
        HOME: Address(area="東京都千代田区千代田", street="１番１号"),
        BIRTH: PartialDate(1960, 5, 3),
        Slot("sex"): "woman",
        ME: Name("山田", "花子"),
    }
    assert form_of(visit).answers == {}

    visit.do(ev.CardAccepted())
    assert visit.shows(Screen.CARD_REMOVE)
    assert card_of(visit).values == {}

    visit.do(EMPTY)
    assert visit.shows(Screen.FORM_QUESTION)
    assert visit.state.card is None
    assert visit.effects[2:] == [ReleaseCard()]
    assert on(visit) == "papers"
    assert form_of(visit).answers[ME] == Name("山田", "花子")


def test_a_card_that_lies_there_already_is_known_at_once() -> None:
    assert chosen().do(CARD).shows(Screen.CARD_CONSENT)


def test_whoever_takes_the_card_while_checking_is_not_asked_to() -> None:
    visit = checking().do(EMPTY, ev.CardAccepted())
    assert visit.shows(Screen.FORM_QUESTION)


def test_a_reader_that_is_unplugged_holds_no_card() -> None:
    visit = checking().do(ev.CardAccepted(), reader(ReaderPlace.NO_READER))
    assert visit.shows(Screen.FORM_QUESTION)


def test_one_thing_is_put_right_first() -> None:
    visit = checking().do(EMPTY, ev.CardAccepted(HOME))
    assert on(visit) == "home"
    assert form_of(visit).answers[HOME] == FACTS.address


@pytest.mark.parametrize("kind", ["certificate", "claim"])
def test_a_kiosk_without_a_reader_asks_at_once(kind: str) -> None:
    visit = chosen(kind, Limits())
    assert visit.shows(Screen.FORM_QUESTION)
    assert visit.effects == []
    assert not is_offered(visit.state, visit.limits)


def test_an_event_that_no_card_helps_with_asks_at_once() -> None:
    visit = chosen("moving-in")
    assert visit.shows(Screen.FORM_QUESTION)
    assert visit.effects == []


def test_a_second_form_is_not_begun_with_the_card_if_all_is_known() -> None:
    visit = checking().do(EMPTY, ev.CardAccepted(), ev.Back())
    assert visit.shows(Screen.FORM_SHELF)
    assert visit.do(ev.EventChosen(BOOK, "claim", TODAY)).shows(Screen.FORM_QUESTION)


# At a question


def at_home(visit: Visit) -> Visit:
    visit.do(ev.HandEntry(), ev.Answered(Slot("papers"), ("copy",)), ev.PageDone())
    assert on(visit) == "home"
    return visit


def test_a_question_offers_the_card() -> None:
    visit = chosen().do(ev.HandEntry())
    assert not is_offered(visit.state, visit.limits)
    assert visit.do(ev.CardWanted()).shows(Screen.FORM_QUESTION)

    at_home(visit)
    assert is_offered(visit.state, visit.limits)
    visit.effects.clear()
    visit.do(ev.CardWanted())
    assert visit.shows(Screen.CARD_PLACE)
    assert visit.effects == [LookAtCard()]

    visit.do(CARD, ev.CardConsent(), ev.SecretEntered(ORDER), ev.CardRead(ORDER, FACTS))
    visit.do(EMPTY, ev.CardAccepted())
    assert on(visit) == "agent"


def test_an_agents_name_is_read_alone() -> None:
    visit = at_home(chosen()).do(ev.AskAtCounter(), ev.AskAtCounter())
    assert on(visit) == "agent"
    visit.do(ev.CardWanted(), CARD, ev.CardConsent(), ev.SecretEntered(ORDER))
    visit.do(ev.CardRead(ORDER, FACTS))
    assert card_of(visit).values == {Slot("agent"): Name("山田", "花子")}


def test_back_leads_to_where_the_card_was_asked_for() -> None:
    assert chosen().do(ev.Back()).shows(Screen.FORM_SHELF)
    visit = at_home(chosen()).do(ev.CardWanted(), ev.Back())
    assert (visit.state.screen, on(visit)) == (Screen.FORM_QUESTION, "home")


@pytest.mark.parametrize(
    ("visit", "screen"),
    [
        (consenting(), Screen.FORM_SHELF),
        (typing(), Screen.CARD_CONSENT),
        (reading(), Screen.CARD_READING),
        (checking(), Screen.FORM_SHELF),
        (checking().do(ev.CardAccepted()), Screen.CARD_REMOVE),
        (reading().do(failed(CardTrouble.TROUBLE)), Screen.FORM_SHELF),
    ],
)
def test_back_from_each_screen(visit: Visit, screen: Screen) -> None:
    assert visit.do(ev.Back()).shows(screen)


@pytest.mark.parametrize(
    "visit",
    [
        chosen(),
        consenting(),
        typing(),
        reading(),
        checking(),
        checking().do(ev.CardAccepted()),
        reading().do(failed(CardTrouble.UNCERTAIN)),
    ],
    ids=lambda visit: visit.state.screen.value,
)
def test_hand_entry_leads_on_and_lets_go_of_the_card(visit: Visit) -> None:
    visit.effects.clear()
    visit.do(ev.HandEntry())
    assert visit.shows(Screen.FORM_QUESTION)
    assert visit.state.card is None
    assert visit.effects == [ReleaseCard()]
    visit.do(ev.CardRead(ORDER, FACTS), failed(CardTrouble.WRONG, 2), EMPTY, CARD)
    assert visit.shows(Screen.FORM_QUESTION)


# Keys and tries


def test_a_wrong_pin_leads_back_to_the_pad_and_is_never_sent_again() -> None:
    visit = reading().do(failed(CardTrouble.WRONG, 2))
    assert held(visit) == (Screen.CARD_SECRET, CardTrouble.WRONG)
    assert card_of(visit).left == 2
    visit.do(ev.SecretEntered("b" * 32))
    orders = [effect.order for effect in visit.effects if isinstance(effect, ReadCard)]
    assert orders == [ORDER, "b" * 32]


def test_the_last_try_takes_a_consent_of_its_own() -> None:
    visit = consenting(ONE_LEFT).do(ev.CardConsent(last_try=True))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.LAST_TRY)
    assert visit.do(ev.CardConsent()).shows(Screen.CARD_TROUBLE)
    visit.do(ev.CardConsent(last_try=True), ev.SecretEntered(ORDER))
    assert visit.effects[-1] == ReadCard(ORDER, CardKey.PIN, 1, True, False)


@pytest.mark.parametrize("said", [(CardTrouble.WRONG, 1), (CardTrouble.LAST_TRY, None)])
def test_so_does_one_that_became_the_last(said: tuple[CardTrouble, int | None]) -> None:
    visit = reading().do(failed(*said))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.LAST_TRY)
    visit.do(ev.CardConsent(last_try=True), ev.SecretEntered("b" * 32))
    visit.do(ev.CardFailed("b" * 32, CardTrouble.BLOCKED))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.BLOCKED)
    assert card_of(visit).pin_left == 0


def test_a_blocked_pin_leaves_the_code_of_the_card() -> None:
    visit = chosen().do(BLOCKED)
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.BLOCKED)
    assert visit.do(ev.KeyChosen(CardKey.PIN)).shows(Screen.CARD_TROUBLE)
    visit.do(ev.KeyChosen(CardKey.CODE_B))
    assert visit.shows(Screen.CARD_CONSENT)
    visit.do(ev.CardConsent(), ev.SecretEntered(ORDER))
    assert visit.effects[-1] == ReadCard(ORDER, CardKey.CODE_B, 1, False, False)


def test_a_card_without_a_pin_is_opened_with_its_code() -> None:
    visit = chosen().do(NO_PIN)
    assert (visit.state.screen, card_of(visit).key) == (Screen.CARD_CONSENT, CardKey.CODE_B)
    assert card_of(visit).left == 10


def test_whoever_does_not_know_the_pin_may_type_the_code() -> None:
    visit = typing().do(ev.KeyChosen(CardKey.CODE_B))
    assert (visit.state.screen, card_of(visit).key) == (Screen.CARD_CONSENT, CardKey.CODE_B)
    assert visit.do(ev.CardConsent(), ev.KeyChosen(CardKey.CODE_B)).shows(Screen.CARD_SECRET)


def test_both_keys_blocked_leave_hand_entry() -> None:
    visit = chosen().do(reader(pin_left=0, code_left=0), ev.KeyChosen(CardKey.CODE_B))
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.BLOCKED)


def test_an_outcome_of_another_order_changes_nothing() -> None:
    visit = reading()
    before = visit.state
    visit.do(ev.CardRead("c" * 32, FACTS), ev.CardFailed("", CardTrouble.WRONG, 1))
    assert visit.state == before


def test_a_card_that_tells_nothing_is_not_readable() -> None:
    visit = reading().do(ev.CardRead(ORDER, replace(FACTS, name="", sex=0, birth=None)))
    assert visit.shows(Screen.CARD_CHECK)
    visit = reading().do(
        ev.CardRead(ORDER, replace(FACTS, name="", sex=9, birth=None, address=Address()))
    )
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.UNREADABLE)


# The end of a visit, time, languages


@pytest.mark.parametrize(
    "visit",
    [chosen(), consenting(), typing(), reading(), checking(), checking().do(ev.CardAccepted())],
    ids=lambda visit: visit.state.screen.value,
)
@pytest.mark.parametrize("end", [ev.Finished(), None])
def test_the_end_wipes_all_and_lets_go_of_the_card(visit: Visit, end: ev.Finished | None) -> None:
    visit = replace(visit, effects=[])
    if end:
        visit.do(end)
    else:
        for _ in range(3):
            visit.wait(LIMITS.card)
    assert visit.state == INITIAL
    assert visit.effects.count(ReleaseCard()) in (1, 2)


def test_a_reader_that_never_answers_is_given_up() -> None:
    visit = reading()
    visit.effects.clear()
    visit.wait(LIMITS.reading)
    assert held(visit) == (Screen.CARD_TROUBLE, CardTrouble.UNCERTAIN)
    assert visit.effects == [ReleaseCard()]
    assert visit.do(ev.CardRead(ORDER, FACTS)).shows(Screen.CARD_TROUBLE)


def test_neither_taps_nor_a_loose_plug_keep_a_screen_up() -> None:
    visit = reading().wait(LIMITS.reading - 1).do(ev.Touched(), EMPTY, CARD)
    assert visit.wait(1).shows(Screen.CARD_TROUBLE)
    visit = chosen().wait(LIMITS.card - 1).do(reader(ReaderPlace.NO_READER))
    assert visit.wait(1).state.warned


def test_a_card_put_on_gives_more_time() -> None:
    visit = chosen().wait(LIMITS.card)
    assert visit.state.warned
    assert not visit.do(CARD).state.warned


def test_the_language_can_be_changed_at_the_pad() -> None:
    visit = typing().do(ev.Opened(Overlay.LANGUAGE), ev.LanguageChosen("vi"))
    assert (visit.state.screen, visit.state.language) == (Screen.CARD_SECRET, "vi")
    visit.do(ev.Opened(Overlay.LANGUAGE), EMPTY)
    assert (visit.state.screen, visit.state.overlay) == (Screen.CARD_PLACE, Overlay.LANGUAGE)
    assert visit.do(ev.Opened(Overlay.LEAVE)).state.overlay is Overlay.LEAVE


def test_what_a_card_would_overwrite_is_kept() -> None:
    typed = Address("1000001", "東京都千代田区", "2-2")
    visit = at_home(chosen()).do(ev.Answered(HOME, typed), ev.PageDone())
    visit.do(ev.Answered(BIRTH, Ask.AT_COUNTER))
    visit.do(ev.CardWanted(), CARD, ev.CardConsent(), ev.SecretEntered(ORDER))
    visit.do(ev.CardRead(ORDER, FACTS))
    assert card_of(visit).values.keys() == {BIRTH, Slot("sex"), ME}
