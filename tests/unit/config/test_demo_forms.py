"""The demo city's guided forms: what a visitor's answers lead to, and that every way ends."""

from collections.abc import Mapping
from datetime import date
from random import Random

import pytest

from hub.domain.forms.answers import Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.checking import Fault, notes, offered, wrongs
from hub.domain.forms.deciding import Advice, Task, advise
from hub.domain.forms.filling import fill
from hub.domain.forms.walking import Stop, asked, way
from tests.forms_people import (
    DAUGHTER,
    FAMILY,
    FATHER,
    KUMIKO,
    NEW,
    SON,
    TODAY,
    VISITORS,
    Visitor,
    book,
)
from tests.forms_wanderer import wander

WALKS = 12


def advice(visitor: Visitor) -> Advice:
    return advise(book(), visitor.way())


def tasks(visitor: Visitor) -> Mapping[str, Task]:
    return {task.procedure.id: task for task in advice(visitor).tasks}


def papers(task: Task) -> set[str]:
    return {document.id for document in task.documents}


def stops(visitor: Visitor, page: str) -> list[Fault]:
    found = wrongs(book(), Stop(page), visitor.answers, visitor.way().view)
    return [wrong.fault for wrong in found]


def says(visitor: Visitor, page: str) -> list[str]:
    return [text["ja"] for text in notes(book(), Stop(page), visitor.way().view)]


def born(visitor: Visitor, *years: int) -> Visitor:
    """The visitor with members born on 1 April of these years."""
    dates = {Slot("member-birth", at): PartialDate(year, 4, 1) for at, year in enumerate(years)}
    return Visitor(visitor.event, {**visitor.answers, **dates})


@pytest.mark.parametrize("event", list(VISITORS))
def test_each_visitor_answers_all_that_is_asked_and_no_more(event: str) -> None:
    visitor = VISITORS[event]
    fields = asked(book(), visitor.way())
    assert {slot for slot, item in fields.items() if item.required} <= set(visitor.answers)
    assert set(visitor.answers) <= set(fields)
    for stop in visitor.way().stops:
        assert wrongs(book(), stop, visitor.answers, visitor.way().view) == ()


def test_there_is_a_visitor_for_every_event() -> None:
    assert list(VISITORS) == [
        "moving-in",
        "moving-within",
        "moving-out",
        "household-change",
        "marriage",
        "birth",
        "death",
        "residence-certificate",
        "koseki-certificate",
        "seal-certificate",
        "tax-certificate",
        "health-insurance-join",
        "health-insurance-leave",
        "child-allowance",
        "card-continuation",
    ]
    assert set(VISITORS) == set(book().events)


@pytest.mark.parametrize("event", list(VISITORS))
def test_every_event_can_be_walked_to_its_end_whatever_is_answered(event: str) -> None:
    definition = book().events[event]
    for seed in range(WALKS):
        answers = wander(book(), definition, Random(f"{event}{seed}"), TODAY)
        the_way = way(book(), definition, answers, TODAY)
        for form in advise(book(), the_way).forms:
            assert any(section.rows for section in fill(book(), form, the_way, answers).sections)


@pytest.mark.parametrize("event", list(VISITORS))
def test_who_asks_everything_at_the_counter_still_gets_there(event: str) -> None:
    answers: dict[Slot, Value] = {}
    definition = book().events[event]
    for _ in range(3):
        fields = asked(book(), way(book(), definition, answers, TODAY))
        answers |= dict.fromkeys(fields, Ask.AT_COUNTER)
    found = advise(book(), way(book(), definition, answers, TODAY))
    assert found.services
    assert not any(task.due for task in found.tasks)


def test_a_family_of_four_moves_in() -> None:
    found = advice(FAMILY)
    assert [(task.procedure.id, task.due) for task in found.tasks] == [
        ("moving-in", date(2026, 12, 4)),
        ("school-in", None),
        ("dog-in", date(2026, 12, 20)),
        ("card-continuation", None),
        ("seal-registration", None),
        ("insurance-join-moving", date(2026, 12, 4)),
        ("pension-join", date(2026, 12, 4)),
        ("child-allowance-moving", date(2026, 12, 5)),
        ("child-medical", None),
    ]
    assert all(task.sure and not task.late for task in found.tasks)
    assert found.services == ("moving", "mynumber", "residence", "insurance", "childcare")
    assert [form.id for form in found.forms] == [
        "moving-in",
        "card-continuation",
        "insurance-join",
        "child-allowance",
    ]
    assert [document.id for document in found.documents] == [
        "identity",
        "out-certificate",
        "my-number-cards",
        "school-certificate",
        "textbook-certificate",
        "dog-tag",
        "pin",
        "seal",
        "photo-identity",
        "my-number",
        "bank-card",
        "pension-number",
        "my-number-parents",
        "bank-book",
        "insurance-proof-parent",
        "child-insurance-proof",
    ]


@pytest.mark.parametrize(
    ("visitor", "more", "fewer"),
    [
        (FAMILY.but(school="no"), set(), {"school-in"}),
        (FAMILY.but(cards="none"), set(), {"card-continuation"}),
        (FAMILY.but(kokuho="none"), set(), {"insurance-join-moving"}),
        (FAMILY.but(pension="no"), set(), {"pension-join"}),
        (FAMILY.but(claimant_job="public"), set(), {"child-allowance-moving"}),
        (
            FAMILY.but(extras=("care", "disability", "moped")),
            {"care-in", "disability-address", "moped-in"},
            {"dog-in", "seal-registration"},
        ),
        (
            born(FAMILY, 1940, 1951, 1970, 1980),
            {"elderly-insurance-in"},
            {"school-in", "child-allowance-moving", "child-medical"},
        ),
        (born(FAMILY, 1970, 1980, 2008, 2001).but(teen="yes"), set(), {"school-in"}),
        (
            born(FAMILY, 1970, 1980, 2008, 2001).but(teen="no"),
            set(),
            {"school-in", "child-allowance-moving", "child-medical"},
        ),
    ],
)
def test_one_answer_of_the_family_is_another(
    visitor: Visitor, more: set[str], fewer: set[str]
) -> None:
    assert set(tasks(visitor)) == set(tasks(FAMILY)) - fewer | more


def test_who_comes_from_abroad_brings_a_passport_and_register() -> None:
    found = tasks(FAMILY.but(from_where="abroad", old_country="フランス"))["moving-in"]
    assert {"passport", "koseki-papers"} <= papers(found)
    assert "out-certificate" not in papers(found)


def test_a_proxy_brings_a_letter_of_attorney() -> None:
    assert "proxy-letter" in papers(tasks(FAMILY.but(filer="proxy"))["moving-in"])
    assert "proxy-letter" not in papers(tasks(FAMILY)["moving-in"])


def test_a_question_left_to_the_counter_leaves_its_procedure_unsure() -> None:
    found = tasks(FAMILY.but(pension=Ask.AT_COUNTER))
    assert not found["pension-join"].sure
    assert found["moving-in"].sure


def test_moving_in_is_told_after_the_move_and_late_is_said_kindly() -> None:
    tomorrow = FAMILY.but(moved_on=PartialDate(2026, 11, 25))
    assert stops(tomorrow, "moved-on") == [Fault.RULE]
    late = FAMILY.but(moved_on=PartialDate(2026, 11, 9))
    assert stops(late, "moved-on") == []
    assert "14日を過ぎています" in says(late, "moved-on")[0]
    assert tasks(late)["moving-in"].late
    in_time = FAMILY.but(moved_on=PartialDate(2026, 11, 10))
    assert says(in_time, "moved-on") == []
    assert not tasks(in_time)["moving-in"].late


def test_moving_out_may_be_told_two_weeks_before_and_after() -> None:
    visitor = VISITORS["moving-out"]
    assert says(visitor, "leaving-on") == []
    assert says(visitor.but(leaving_on=PartialDate(2026, 12, 8)), "leaving-on") == []
    assert len(says(visitor.but(leaving_on=PartialDate(2026, 12, 9)), "leaving-on")) == 1
    assert len(says(visitor.but(leaving_on=PartialDate(2026, 11, 9)), "leaving-on")) == 1


def test_who_leaves_the_country_names_someone_for_taxes() -> None:
    abroad = VISITORS["moving-out"].but(to_where="abroad", new_country="カナダ", cards="all")
    assert {"tax-agent", "card-abroad"} <= set(tasks(abroad))
    assert "new-address" not in {stop.page for stop in abroad.way().stops}


def test_contradicting_choices_are_to_be_put_right() -> None:
    assert stops(FAMILY.but(extras=("none", "dog")), "extras") == [Fault.RULE]
    assert stops(FAMILY.but(extras=("none",)), "extras") == []


def test_a_birth_is_counted_from_its_own_day_and_the_allowance_from_the_next() -> None:
    found = tasks(VISITORS["birth"])
    assert found["birth-notice"].due == date(2026, 12, 1)
    assert found["birth-allowance"].due == date(2026, 12, 3)
    assert found["birth-insurance"].procedure.form == "insurance-join"
    elder = tasks(VISITORS["birth"].but(allowance_now="yes", birth_insurance="company"))
    assert set(elder) == {"birth-notice", "baby-card", "birth-allowance-more", "birth-medical"}
    tomorrow = VISITORS["birth"].but(born_on=PartialDate(2026, 11, 25))
    assert stops(tomorrow, "born-on") == [Fault.RULE]


def test_a_marriage_changes_the_card_and_the_seal_with_the_name() -> None:
    found = advice(VISITORS["marriage"])
    assert [task.procedure.id for task in found.tasks] == [
        "marriage-notice",
        "marriage-within",
        "marriage-card",
        "marriage-seal",
    ]
    assert found.services == ("moving", "mynumber", "residence")
    stays = VISITORS["marriage"].but(marriage_name="no", marriage_move="none")
    assert set(tasks(stays)) == {"marriage-notice"}
    left = VISITORS["marriage"].but(marriage_had=("left-job", "child"), marriage_filed="yes")
    assert {"marriage-left-job", "marriage-pension", "marriage-child"} <= set(tasks(left))
    assert "marriage-notice" not in tasks(left)


def test_after_a_death_little_is_asked_and_much_is_said() -> None:
    visitor = VISITORS["death"]
    found = advice(visitor)
    assert len(visitor.way().stops) == 6
    assert found.services == ("moving", "mynumber", "insurance", "welfare", "tax")
    assert tasks(visitor)["death-head"].due == date(2026, 12, 4)
    assert tasks(visitor)["death-pension"].due == date(2026, 11, 30)
    assert tasks(visitor.but(death_filed="no"))["death-notice"].due == date(2026, 11, 26)
    assert "death-head" not in tasks(visitor.but(death_head="few"))


@pytest.mark.parametrize(
    ("asker", "number"), [("self", True), ("household", True), ("proxy", True), ("third", False)]
)
def test_a_third_party_is_never_offered_the_number(asker: str, *, number: bool) -> None:
    visitor = VISITORS["residence-certificate"].but(asker_residence=asker)
    (field,) = book().pages["residence-show"].fields
    choices = {option.id for option in offered(field, visitor.way().view)}
    assert ({"number", "code"} <= choices) is number
    assert ({"number", "code"} & choices != set()) is number
    shown = visitor.but(residence_show=("number",))
    assert (stops(shown, "residence-show") == []) is number


def test_a_third_party_gives_reasons_and_brings_proof() -> None:
    visitor = VISITORS["residence-certificate"].but(asker_residence="third")
    pages = {stop.page for stop in visitor.way().stops}
    assert {"third-reason", "submit-to", "subject-name", "subject-address"} <= pages
    assert "reason-papers" in papers(tasks(visitor)["residence-certificate"])


def test_a_number_for_somebody_else_goes_by_post() -> None:
    proxy = VISITORS["residence-certificate"].but(
        asker_residence="proxy", residence_show=("number",)
    )
    assert any("郵便で送ります" in text for text in says(proxy, "residence-show"))


def test_a_register_of_another_city_is_for_the_family_itself() -> None:
    visitor = VISITORS["koseki-certificate"]
    assert stops(visitor, "asker-koseki") == []
    assert stops(visitor.but(asker_koseki="proxy"), "asker-koseki") == [Fault.RULE]
    assert stops(visitor.but(koseki_kind="history"), "koseki-kind") == [Fault.NOT_AN_OPTION]
    here = visitor.but(koseki_place="here", asker_koseki="proxy", koseki_kind="history")
    assert stops(here, "koseki-kind") == stops(here, "asker-koseki") == []


def test_seals_are_for_those_of_fifteen_and_need_the_card() -> None:
    visitor = VISITORS["seal-certificate"]
    child = visitor.but(applicant_birth=PartialDate(2011, 11, 25))
    assert stops(child, "applicant-birth") == [Fault.RULE]
    assert stops(visitor.but(applicant_birth=PartialDate(2011, 11, 24)), "applicant-birth") == []
    assert list(tasks(visitor)) == ["seal-certificate"]
    assert list(tasks(visitor.but(seal_card="lost"))) == ["seal-new", "seal-certificate"]
    proxy = visitor.but(asker_seal="proxy")
    assert "proxy-letter" not in papers(tasks(proxy)["seal-certificate"])


def test_the_card_is_kept_in_use_for_90_days() -> None:
    visitor = VISITORS["card-continuation"]
    assert tasks(visitor)["card-continue"].due == date(2027, 2, 22)
    late = visitor.but(card_notified_on=PartialDate(2026, 8, 25))
    assert len(says(late, "card-notified-on")) == 1


def boxes(visitor: Visitor, form: str) -> dict[str, list[Value | None]]:
    sheet = fill(book(), book().forms[form], visitor.way(), visitor.answers)
    found: dict[str, list[Value | None]] = {}
    for section in sheet.sections:
        for row in section.rows:
            for box in row:
                found.setdefault(f"{section.section.title}/{box.cell.label}", []).append(box.value)
    return found


def test_one_set_of_answers_fills_four_forms() -> None:
    notice = boxes(FAMILY, "moving-in")
    assert notice["届出人/氏名"] == [KUMIKO]
    assert notice["届出人/住所"] == notice["新しい住所/新住所"] == [NEW]
    assert notice["新しい住所/新世帯主"] == notice["いままでの住所/旧世帯主"] == [FATHER]
    assert len(notice["異動する人/氏名・ふりがな"]) == 4
    assert notice["異動する人/マイナンバーカード"] == ["all"] * 4
    assert "外国人住民/在留資格" not in notice
    allowance = boxes(FAMILY, "child-allowance")
    assert allowance["請求者/氏名・ふりがな"] == [FATHER]
    children = allowance["支給対象の児童（転入）/氏名・ふりがな"]
    assert [isinstance(child, Name) and child.given for child in children] == [
        DAUGHTER.given,
        SON.given,
    ]
    assert boxes(FAMILY, "insurance-join")["届出人（世帯主）/世帯主"] == [FATHER]
    assert boxes(FAMILY, "card-continuation")["窓口に来た人（申請者）/氏名"] == [KUMIKO]


def test_only_those_concerned_stand_in_a_form() -> None:
    some = {Slot("member-kokuho", at): "yes" if at == 1 else "no" for at in range(4)}
    some |= {Slot("member-foreign", at): "yes" if at == 1 else "no" for at in range(4)}
    one = FAMILY.but(kokuho="some", nationality="some")
    visitor = Visitor("moving-in", {**one.answers, **some})
    assert boxes(visitor, "insurance-join")["入る人（転入）/氏名・ふりがな"] == [KUMIKO]
    assert boxes(visitor, "moving-in")["外国人住民/氏名"] == [KUMIKO]


def test_a_newborn_is_the_child_of_both_forms() -> None:
    visitor = VISITORS["birth"]
    insured = boxes(visitor, "insurance-join")
    assert insured["入るお子さん/生年月日"] == [PartialDate(2026, 11, 18)]
    assert insured["届出人（世帯主）/世帯主"] == [FATHER]
    assert boxes(visitor, "child-allowance")["請求者/氏名・ふりがな"] == [KUMIKO]
