"""What a card tells, in the fields of a form."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import CardItem, Kind
from hub.domain.forms.walking import Stop, slots
from kiosk.flow.forms import filling
from kiosk.flow.forms.filling import FormState, begin, faults_at, progress, take
from kiosk.flow.forms.from_card import CardFacts, can_fill, shared, split_name, values, wanted
from tests.forms_people import VISITORS
from tests.forms_people import book as demo_book
from tests.small_book import field, page
from tests.unit.kiosk.flow.cards.marked import BOOK, FACTS, TODAY, book

ME, HOME, BIRTH, SEX = Slot("me"), Slot("home"), Slot("birth"), Slot("sex")
PLACE = "\N{IDEOGRAPHIC SPACE}"

texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)
dates = st.builds(
    PartialDate,
    st.integers(1, 9999),
    st.none() | st.integers(0, 13),
    st.none() | st.integers(0, 32),
)
facts = st.builds(
    CardFacts,
    texts,
    st.builds(Address, st.just(""), texts, texts, texts),
    st.none() | dates,
    st.integers(0, 9),
    st.none() | dates,
)


def claim(answers: dict[Slot, Value] | None = None) -> FormState:
    return begin(BOOK, BOOK.events["claim"], TODAY, answers)


# Names


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (f"山田{PLACE}花子", ("山田", "花子")),
        (f"髙橋{PLACE}\U00020bb7男\U000e0101", ("髙橋", "\U00020bb7男\U000e0101")),
        ("SMITH JOHN PAUL", ("SMITH JOHN PAUL", "")),
        (f"SMITH{PLACE}JOHN PAUL", ("SMITH", "JOHN PAUL")),
        (f"デ{PLACE}ラ{PLACE}クルス", ("デ", f"ラ{PLACE}クルス")),
        (f"山田{PLACE}{PLACE}花子", ("山田", "花子")),
        (f"{PLACE}スカルノ ", ("スカルノ", "")),
        ("", ("", "")),
    ],
)
def test_a_name_is_split_where_the_card_says(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@given(texts)
def test_no_character_of_a_name_is_lost_or_changed(name: str) -> None:
    family, given = split_name(name)
    assert "".join((family + given).split()) == "".join(name.split())


def test_how_a_name_is_read_stays_with_the_same_name() -> None:
    typed = Name("山田", "花子", "やまだ", "はなこ")
    here = Stop("me")
    for before, kana in (
        (typed, "やまだ"),
        (Name("", "", "やまだ", "はなこ"), "やまだ"),
        (Name("山本", "花子", "やまもと", "はなこ"), ""),
        (Ask.AT_COUNTER, ""),
    ):
        found = values(claim({ME: before}), here, FACTS)[ME]
        assert isinstance(found, Name)
        assert (found.family, found.family_kana) == ("山田", kana)


# Which fields


def test_before_the_first_question_all_marked_fields_of_the_visit_are_filled() -> None:
    assert wanted(claim(), None).keys() == {HOME, BIRTH, SEX, ME}
    moving = begin(BOOK, BOOK.events["moving-in"], TODAY)
    assert wanted(moving, None) == {}


def test_at_a_question_about_a_member_those_of_the_member_are_filled() -> None:
    moving = begin(BOOK, BOOK.events["moving-in"], TODAY, {Slot("many"): 2})
    assert wanted(moving, Stop("who", 1)).keys() == {Slot("who", 1), Slot("born", 1)}
    assert values(moving, Stop("born", 1), FACTS)[Slot("who", 1)] == Name("山田", "花子")


def test_an_unmarked_name_or_address_is_filled_alone() -> None:
    form = claim()
    assert wanted(form, Stop("agent")).keys() == {Slot("agent")}
    assert wanted(form, Stop("papers")) == {}
    assert can_fill(form, Stop("agent"))
    assert can_fill(form, Stop("self"))
    assert not can_fill(form, Stop("papers"))


def test_what_was_answered_elsewhere_stays() -> None:
    form = claim({HOME: Address("", "東京都", "1"), ME: Ask.AT_COUNTER, BIRTH: PartialDate(1900)})
    assert wanted(form, Stop("self")).keys() == {BIRTH, SEX, ME}


def test_a_page_that_is_not_asked_is_not_filled() -> None:
    """In the demo city nobody but an agent is asked for an address of today, before a move."""
    demo = demo_book()
    said: dict[Slot, Value] = {Slot("filer"): "member"}
    form = begin(demo, demo.events["moving-in"], TODAY, said)
    assert Slot("applicant-address") not in wanted(form, None)
    assert Slot("old-address") in wanted(form, None)


def test_sex_is_the_option_with_its_code() -> None:
    assert values(claim(), None, FACTS)[SEX] == "woman"
    for unsaid in (0, 3, 9):
        assert SEX not in values(claim(), None, replace(FACTS, sex=unsaid))


def test_expiry_is_filled_where_a_form_asks_for_it() -> None:
    until = page("until", "", "", field("until", Kind.DATE, "有効期限", card=CardItem.EXPIRY))
    marked = book(until)
    form = begin(marked, marked.events["claim"], TODAY)
    assert values(form, None, FACTS)[Slot("until")] == FACTS.expiry


@given(facts, st.sampled_from([None, Stop("me"), Stop("self"), Stop("agent"), Stop("home")]))
def test_any_card_gives_answers_of_the_right_kind(told: CardFacts, stop: Stop | None) -> None:
    kinds = {Kind.NAME: Name, Kind.ADDRESS: Address, Kind.DATE: PartialDate, Kind.CHOICE: str}
    form = claim()
    found = values(form, stop, told)
    for slot, value in found.items():
        assert isinstance(value, kinds[wanted(form, stop)[slot].field.kind])
        assert value not in ("", Name(), Address())
    taken = take(form, found, stop)
    assert found.items() <= taken.answers.items()
    for done in taken.carded:
        assert faults_at(taken, done) == ()


# What follows in the form


def test_pages_that_a_card_filled_in_whole_are_skipped() -> None:
    form = take(claim(), values(claim(), None, FACTS))
    assert form.carded == {Stop("home"), Stop("self")}
    assert form.stop == Stop("papers")
    assert progress(form) == filling.Progress(1, 3)

    form = filling.finish_page(filling.put(form, Slot("papers"), ("copy",)))
    assert form.stop == Stop("agent")
    assert progress(form) == filling.Progress(2, 2)
    assert filling.back(form) == filling.go(form, Stop("self"))

    form = filling.finish_page(filling.put(form, Slot("agent"), Name("乙", "", "おつ")))
    assert form.stop == Stop("me")
    assert form.answers[ME] == Name("山田", "花子")
    assert form.wrongs == ()


def test_they_can_be_changed_from_the_review() -> None:
    form = take(claim(), values(claim(), None, FACTS))
    review = replace(form, stop=None)
    changed = filling.change(review, Stop("home"))
    assert changed.stop == Stop("home")
    assert filling.back(changed) == review


def test_a_page_that_waits_for_more_is_asked() -> None:
    form = take(claim(), values(claim(), None, replace(FACTS, sex=0)))
    assert form.carded == {Stop("home")}
    assert form.answers[BIRTH] == PartialDate(1960, 5, 3)


def test_what_a_field_does_not_take_is_shown_with_its_fault() -> None:
    long = replace(FACTS, address=Address(area="県" * 101, street="1"))
    form = take(claim(), values(claim(), None, long))
    assert form.carded == {Stop("self")}
    form = filling.finish_page(filling.put(form, Slot("papers"), ("copy",)))
    assert form.stop == Stop("home")
    assert form.wrongs


def test_what_is_to_be_put_right_comes_first_and_then_what_is_open() -> None:
    form = take(claim(), values(claim(), None, FACTS), None, HOME)
    assert form.stop == Stop("home")
    assert form.carded == {Stop("self")}
    assert form.answers[HOME] == FACTS.address
    form = filling.finish_page(form)
    assert form.stop == Stop("papers")


def test_a_page_that_is_not_asked_yet_cannot_be_put_right_yet() -> None:
    demo = demo_book()
    form = begin(demo, demo.events["moving-in"], TODAY)
    found = values(form, None, FACTS)
    taken = take(form, found, None, Slot("old-address"))
    assert taken.stop == Stop("filer")
    assert Stop("old-address") not in taken.done


def test_an_address_for_two_fields_is_shown_at_both() -> None:
    demo = demo_book()
    form = begin(demo, demo.events["moving-in"], TODAY)
    both = {Slot("old-address"), Slot("applicant-address")}
    assert shared(form, None) == both
    assert shared(form, Stop("old-address")) == {Slot("applicant-address")}
    taken = take(form, values(form, None, FACTS), None, None, shared(form, None))
    assert taken.carded.isdisjoint({Stop("old-address"), Stop("applicant-address")})
    assert Stop("applicant-birth") in taken.carded


@pytest.mark.parametrize("event", VISITORS)
def test_every_event_of_the_demo_city_gets_through_with_a_card(event: str) -> None:
    demo, visitor = demo_book(), VISITORS[event]
    form = begin(demo, demo.events[event], TODAY)
    found = values(form, None, FACTS)
    form = take(form, found, None, None, shared(form, None))
    while form.stop is not None:
        before = progress(form)
        for slot, _ in slots(demo, form.stop):
            form = filling.put(form, slot, visitor.answers.get(slot, form.answers.get(slot)))
        form = filling.finish_page(form)
        assert form.wrongs == ()
        assert progress(form).number >= before.number
    assert filling.first_open(form) is None
    assert found.keys() >= form.answers.keys() - visitor.answers.keys()


def test_certificates_ask_for_no_more_than_the_reading_of_the_name() -> None:
    demo = demo_book()
    form = begin(demo, demo.events["residence-certificate"], TODAY)
    form = take(form, values(form, None, FACTS), None, None, shared(form, None))
    assert form.carded == {Stop("applicant-birth"), Stop("applicant-address")}
