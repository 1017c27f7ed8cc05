"""What the card's screens say, in every language and for everything that can happen."""

from dataclasses import replace

import pytest

from assets.words import LANGUAGES, Words, load
from devices.cards.sight import Place, Sight
from hub.domain.forms.answers import Name, PartialDate, Slot, Value
from hub.domain.forms.book import CardItem, Kind
from kiosk.app.cards.pad import Pad
from kiosk.app.cards.troubles import NO_TROUBLE, trouble
from kiosk.app.cards.views import ALL_TRIES, CardView, card, is_left, pad, rest, rows, tries
from kiosk.flow.forms.filling import begin
from kiosk.flow.state import INITIAL, CardKey, CardTrouble, CardVisit, Screen, State
from tests.small_book import TODAY, field, page
from tests.ui.kiosk.cards.book import book

EMPTY = Sight(Place.EMPTY)
LYING = Sight(Place.CARD, insertion=1)
TOLD = [each for each in CardTrouble if each is not CardTrouble.WRONG]


def words(language: str = "ja") -> Words:
    return load(language, "common", "kiosk", "forms", "cards")


def visit(**more: object) -> CardVisit:
    known = {"pin_left": 3, "code_left": 10, "has_pin": True, "has_code": True, **more}
    return CardVisit(**known)  # type: ignore[arg-type] # passed on


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", CardKey)
@pytest.mark.parametrize("what", TOLD)
def test_every_trouble_has_words(what: CardTrouble, key: CardKey, language: str) -> None:
    told = trouble(visit(trouble=what, key=key), has_other=True, words=words(language))
    assert told.title
    assert told.hint
    assert (told.next == "") == (told.action == "")
    if language not in ("ja", "ja-easy"):
        assert "{" not in told.hint


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", CardKey)
def test_every_screen_has_words_for_either_key(key: CardKey, language: str) -> None:
    state = State(Screen.CARD_SECRET, card=visit(key=key, trouble=CardTrouble.WRONG, pin_left=2))
    view = card(state, EMPTY, words(language))
    assert all((view.consent, view.secretTitle, view.secretHint, view.notice, view.otherKey))
    made = Pad()
    made.begin(key, scrambled=False)
    assert all(part.spoken for part in pad(made, words(language)).parts)


def test_without_a_card_there_is_nothing_to_say() -> None:
    assert card(INITIAL, LYING, words()) == CardView()
    assert trouble(visit(), has_other=True, words=words()) == NO_TROUBLE


def test_tries_are_told_once_some_are_gone() -> None:
    assert ALL_TRIES == {CardKey.PIN: 3, CardKey.CODE_B: 10}
    assert tries(visit(), words()) == ""
    assert tries(visit(pin_left=2), words()) == "暗証番号は、あと2回入れられます。"
    assert tries(visit(pin_left=None), words()) == "", "a card without limit"


def test_a_card_that_sets_no_limit_is_wrong_without_a_number() -> None:
    here = visit(trouble=CardTrouble.WRONG, pin_left=None)
    view = card(State(Screen.CARD_SECRET, card=here), LYING, words())
    assert view.notice == "番号がちがいました。もう一度入れてください。"


def test_what_was_entered_waits_for_the_card() -> None:
    here = visit(order="7" * 32, removed=True)
    view = card(State(Screen.CARD_SECRET, card=here), EMPTY, words())
    assert view.notice == "カードをもう一度、読みとり機に置いてください。"


def test_a_card_that_lies_badly_is_told_of_on_the_pad() -> None:
    here = visit(key=CardKey.CODE_B, trouble=CardTrouble.UNREADABLE)
    view = card(State(Screen.CARD_SECRET, card=here), EMPTY, words())
    assert "置きなおしてください" in view.notice


def test_a_blocked_card_without_another_key_goes_on_by_hand() -> None:
    alone = trouble(visit(trouble=CardTrouble.BLOCKED), has_other=False, words=words())
    assert (alone.action, alone.handFirst) == ("", True)
    other = trouble(visit(trouble=CardTrouble.BLOCKED), has_other=True, words=words())
    assert (other.action, other.handFirst) == ("code_b", False)


def test_the_last_try_recommends_the_hand() -> None:
    told = trouble(visit(trouble=CardTrouble.LAST_TRY), has_other=True, words=words())
    assert (told.action, told.handFirst) == ("last_try", True)


def test_nobody_says_how_many_tries_are_left_who_does_not_know() -> None:
    unsure = visit(trouble=CardTrouble.UNCERTAIN, pin_left=None)
    assert "置きなおすとわかります" in trouble(unsure, has_other=True, words=words()).hint
    sure = visit(trouble=CardTrouble.UNCERTAIN, pin_left=2)
    assert "あと2回" in trouble(sure, has_other=True, words=words()).hint


def test_a_form_that_asks_for_the_expiry_says_so_before_it_is_read() -> None:
    forms = book()
    form = begin(forms, forms.events["with-card"], TODAY)
    told = card(State(Screen.CARD_CONSENT, form=form, card=visit()), LYING, words()).items
    assert told == ("氏名", "住所", "生年月日", "性別")
    expires = field("expires", Kind.DATE, "有効期限", card=CardItem.EXPIRY)
    asking = replace(forms, pages={**forms.pages, "papers": page("papers", "", "", expires)})
    form = begin(asking, asking.events["with-card"], TODAY)
    told = card(State(Screen.CARD_CONSENT, form=form, card=visit()), LYING, words()).items
    assert told[-1] == "カードの有効期限"


def test_what_was_read_stands_in_the_words_of_the_form() -> None:
    forms = book()
    form = begin(forms, forms.events["with-card"], TODAY)
    values: dict[Slot, Value] = {
        Slot("me"): Name("佐藤", "和子"),
        Slot("my-birth"): PartialDate(1942),
        Slot("my-sex"): "woman",
    }
    told = [(row.label, row.value) for row in rows(form, values, words())]
    assert told == [("氏名", "佐藤 和子"), ("生年月日", "昭和17年"), ("性別", "女")]
    assert rest(values, words()) != ""
    assert rest({Slot("me"): Name("佐藤", "和子", "さとう", "かずこ")}, words()) == ""


def test_a_card_is_left_behind_if_its_visit_is_over() -> None:
    home, asking = INITIAL, State(Screen.FORM_QUESTION)
    assert is_left(home, LYING, was_left=False, visited=True)
    assert is_left(home, LYING, was_left=True, visited=False), "until it is taken"
    assert not is_left(home, EMPTY, was_left=True, visited=False)
    assert not is_left(home, LYING, was_left=False, visited=False), "put on at home"
    assert not is_left(asking, LYING, was_left=False, visited=True)
