"""What a visitor who does not see the screen is told, from what the screen shows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flow.guidance import Item, Role, Shown, Utterance, described, is_private, place, said
from kiosk.flow.state import INITIAL, Overlay, Screen, State

HEADING = Item("#0", Role.HEADING, "どの窓口ですか")
HELP = Item("#1", Role.TEXT, "すいています")
RESIDENCE = Item("service-residence", Role.BUTTON, "住民票", "12人 待ち")
BACK = Item("back", Role.BUTTON, "もどる")
SERVICES = Shown("services in ja", (HEADING, HELP), (BACK, RESIDENCE))
HERE = replace(INITIAL, screen=Screen.SERVICES)
FIELD = Item("typed", Role.FIELD, "みょうじ", value="")
KA = Item("key-か", Role.KEY, "か")
QUESTION = Shown("question", (Item("#0", Role.HEADING, "お名前は"),), (BACK, FIELD, KA))
ASKED = replace(INITIAL, screen=Screen.FORM_QUESTION)

names = st.text("あいうえお", min_size=1, max_size=4)
items = st.builds(
    Item,
    st.sampled_from("abcdef"),
    st.sampled_from(Role),
    names,
    st.sampled_from(["", "説明"]),
    st.none() | st.text("かきくけこ", max_size=4),
    st.none() | st.booleans(),
)
screens = st.builds(
    Shown,
    st.sampled_from(["here", "there"]),
    st.lists(items, max_size=4, unique_by=lambda item: item.key).map(tuple),
    st.lists(items, max_size=6, unique_by=lambda item: item.key).map(tuple),
    st.none() | st.sampled_from("abcdefg"),
)
states = st.builds(
    State,
    screen=st.sampled_from(Screen),
    overlay=st.none() | st.sampled_from(Overlay),
    warned=st.booleans(),
)


def say(key: str, **values: object) -> str:
    """The key's last word, with its values."""
    told = " ".join(map(str, values.values()))
    return f"{key.rpartition('.')[2]} {told}".strip()


def then(before: Shown, now: Shown, state: State = HERE) -> tuple[str, ...]:
    utterance = said(before, now, state, say)
    return utterance.sentences if utterance else ()


def test_a_new_screen_says_where_this_is_then_what_can_be_done() -> None:
    assert then(Shown(), SERVICES) == ("どの窓口ですか", "すいています", "count 2", "back")


def test_the_first_screen_says_how_everything_is_done() -> None:
    utterance = said(SERVICES, SERVICES, HERE, say, first=True)
    assert utterance is not None
    assert utterance.sentences[-1] == "keys"


def test_what_is_wrong_comes_first() -> None:
    wrong = Item("faults", Role.ALERT, "お名前を入れてください")
    assert then(Shown(), replace(SERVICES, texts=(HEADING, wrong)))[0] == wrong.name
    assert then(SERVICES, replace(SERVICES, texts=(HEADING, HELP, wrong))) == (wrong.name,)


def test_the_keypad_hears_name_note_role_and_place() -> None:
    assert then(SERVICES, replace(SERVICES, focus=RESIDENCE.key)) == (
        "住民票, 12人 待ち, button, position 2 2",
    )


def test_a_choice_says_whether_it_is_chosen_and_when_that_changes() -> None:
    choice = Item("role-wife", Role.CHOICE, "妻", on=False)
    one = replace(SERVICES, controls=(choice,), focus=choice.key)
    assert then(replace(one, focus=None), one) == ("妻, choice, off, position 1 1",)
    assert then(one, replace(one, controls=(replace(choice, on=True),))) == ("on",)


def test_a_countdown_is_not_said_each_second() -> None:
    def finish(seconds: int) -> Shown:
        button = Item("done", Role.BUTTON, f"おわる（{seconds}）")
        return replace(SERVICES, controls=(button,), focus="done")

    assert then(finish(20), finish(19)) == ()


def test_plain_texts_that_change_are_left_alone() -> None:
    busier = replace(HELP, name="混雑")
    assert then(SERVICES, replace(SERVICES, texts=(HEADING, busier))) == ()


def test_a_field_is_told_with_what_stands_in_it_sign_by_sign() -> None:
    filled = replace(QUESTION, controls=(BACK, replace(FIELD, value="やま だ"), KA))
    assert "みょうじ, や, ま, space, だ, field, position 2 2" in then(Shown(), filled, ASKED)
    assert "board" in then(Shown(), filled, ASKED)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("", "や", "や"),
        ("や", "やま", "ま"),
        ("やま", "や", "erased ま"),
        ("や", "", "erased や"),
        ("はし", "はじ", "は, じ"),
    ],
)
def test_typing_tells_what_changed_wherever_the_focus_is(was: str, now: str, told: str) -> None:
    def typed(value: str) -> Shown:
        return replace(QUESTION, controls=(BACK, replace(FIELD, value=value), KA), focus=KA.key)

    assert then(typed(was), typed(now), ASKED) == (told,)


def test_the_next_field_is_told_when_it_is_its_turn() -> None:
    given_name = Item("typed", Role.FIELD, "なまえ", value="")
    done = replace(QUESTION, controls=(BACK, replace(FIELD, value="やまだ"), KA))
    told = then(done, replace(QUESTION, controls=(BACK, given_name, KA)), ASKED)
    assert told == ("なまえ, empty, field, position 2 2",)


def test_a_part_of_a_date_is_told_as_a_word() -> None:
    def year(digits: str) -> Shown:
        part = Item("part-year", Role.KEY, f"{digits} 年", value=digits, on=True)
        return replace(QUESTION, controls=(part, KA), focus=KA.key)

    assert then(year("1"), year("12"), ASKED) == ("12 年",)


@pytest.mark.parametrize(
    ("state", "private"),
    [
        (HERE, False),
        (ASKED, True),
        (replace(ASKED, warned=True), False),
        (replace(ASKED, overlay=Overlay.LANGUAGE), False),
        (replace(INITIAL, screen=Screen.FORM_SHELF), False),
        (replace(INITIAL, screen=Screen.FORM_DONE), True),
        (replace(INITIAL, screen=Screen.CARD_CHECK), True),
        (replace(INITIAL, screen=Screen.TICKET), False),
        (replace(INITIAL, screen=Screen.PIN), True),
    ],
)
def test_answers_cards_and_secrets_are_for_the_headset_alone(state: State, private: bool) -> None:
    assert is_private(state) is private
    utterance = said(Shown(), SERVICES, state, say)
    assert utterance is not None
    assert utterance.private is private


@given(screens, screens, states)
def test_nothing_unsaid_and_nothing_said_twice(before: Shown, now: Shown, state: State) -> None:
    utterance = said(before, now, state, say)
    if utterance is None:
        assert before.place == now.place or not (now.texts or now.controls)
        return
    assert utterance.private is is_private(state)
    assert all(text.strip() for text in utterance.sentences)
    assert len(set(utterance.sentences)) == len(utterance.sentences)


@given(screens, states)
def test_a_screen_that_stays_as_it_is_says_nothing(shown: Shown, state: State) -> None:
    assert said(shown, shown, state, say) is None


@given(screens)
def test_the_control_in_focus_is_told_on_every_arrival(shown: Shown) -> None:
    told = then(Shown("elsewhere"), shown)
    if shown.focused is not None:
        assert described(shown.focused, shown, say) in told


@given(screens)
def test_no_text_of_a_visitor_is_in_a_repr(shown: Shown) -> None:
    """What is written into a log by mistake."""
    for item in (*shown.texts, *shown.controls):
        assert item.name not in repr(Utterance((item.name,)))
        assert item.name not in repr(item)


def test_pages_overlays_questions_and_languages_are_places_of_their_own() -> None:
    found = {
        place(INITIAL),
        place(HERE),
        place(HERE, left=True),
        place(replace(HERE, overlay=Overlay.VOICE)),
        place(replace(HERE, warned=True)),
        place(replace(HERE, language="en")),
    }
    assert len(found) == 6
