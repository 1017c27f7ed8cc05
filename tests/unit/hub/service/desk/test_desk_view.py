"""What a clerk sees of a case: the forms filled, what is open, what has no place."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import Ask, Name, Slot
from hub.domain.forms.book import Book
from hub.sealing.opened import Opened
from hub.service.desk.case import Case, corrected, from_letter
from hub.service.desk.view import Mark, Shown, View, look
from tests.desks import Keys, answers, book
from tests.lobbies import NINE

TOKYO = ZoneInfo("Asia/Tokyo")


def opened(by: Book | None = None) -> Case:
    """The household's case, as this book reads it."""
    keys = Keys()
    letter = keys.open_code(keys.seal().texts, NINE)
    return from_letter(letter, by or book(), NINE, "sato")


def seen(case: Case, by: Book | None = None) -> View:
    return look(by or book(), case, TOKYO)


def boxes(view: View, form: int = 0) -> list[Shown]:
    return list(view.sheets[form].boxes)


def box(view: View, label: str, member: int | None = None) -> Shown:
    fitting = [
        one
        for one in boxes(view)
        if one.label == label
        and (member is None or one.slot == (one.slot and one.slot.field, member))
    ]
    return fitting[0]


def test_one_set_of_answers_fills_two_forms() -> None:
    view = seen(opened())
    assert [sheet.title for sheet in view.sheets] == ["住民異動届", "国民健康保険 資格取得届"]
    assert box(view, "届出人氏名").text.startswith("𠮷髙")
    assert box(view, "電話番号").text == "09012345678"
    rows = view.sheets[0].parts[1].rows
    assert [row.who for row in rows][2:] == ["山田 さくら", "山田 健"]
    assert [row.member for row in rows] == [0, 1, 2, 3]


def test_on_top_stands_what_waits_for_the_clerk_each_once() -> None:
    view = seen(opened())
    assert [(one.label, one.slot) for one in view.to_do] == [
        ("氏名", Slot("who", 1)),
        ("続柄", Slot("role", 2)),
    ]
    assert [sheet.to_do for sheet in view.sheets] == [2, 1]


def test_what_was_left_empty_waits_too() -> None:
    case = opened()
    kept = {slot: value for slot, value in case.answers.items() if slot != Slot("phone")}
    view = seen(replace(case, answers=kept))
    assert box(view, "電話番号").marks == {Mark.EMPTY}
    assert Slot("phone") in [one.slot for one in view.to_do]


def test_differences_to_the_official_form_are_marked() -> None:
    view = seen(opened())
    assert box(view, "通知カード").marks == {Mark.NOT_ASKED}
    without = [one.label for said in view.said for one in said.answers if Mark.NO_BOX in one.marks]
    assert without == ["人数", "振込先"]


def test_a_correction_stands_beside_what_the_visitor_said() -> None:
    case = corrected(opened(), Slot("role", 2), "child")
    shown = box(seen(case), "続柄", 2)
    assert (shown.text, shown.was) == ("子", "窓口で確認")
    assert shown.marks == {Mark.CORRECTED}
    assert [one.slot for one in seen(case).to_do] == [Slot("who", 1)]
    assert case.answers[Slot("role", 2)] is Ask.AT_COUNTER


def test_taking_a_correction_back_leaves_no_mark() -> None:
    case = corrected(opened(), Slot("phone"), "0312345678")
    assert corrected(case, Slot("phone"), "09012345678").corrections == {}


def test_a_box_that_nobody_asked_for_can_be_filled_by_the_clerk() -> None:
    found = box(seen(opened()), "通知カード")
    assert found.slot == Slot("notice")
    view = seen(corrected(opened(), Slot("notice"), "あり"))
    assert (box(view, "通知カード").text, box(view, "通知カード").was) == ("あり", "")


def test_a_correction_that_changes_the_way_changes_the_forms() -> None:
    view = seen(corrected(opened(), Slot("insured"), "no"))
    assert [sheet.form.id for sheet in view.sheets] == ["move"]


def test_one_more_member_makes_one_more_row() -> None:
    view = seen(corrected(opened(), Slot("many"), 5))
    assert box(view, "氏名", 4).marks == {Mark.EMPTY}


def test_another_book_reads_what_it_can_and_lists_the_rest() -> None:
    newer = book(version=2)
    dropped = {key: page for key, page in newer.pages.items() if key != "phone"}
    forms = {**newer.forms, "move": replace(newer.forms["move"], asks=("notice",))}
    older = replace(newer, pages=dropped, forms=forms)
    view = seen(opened(older), older)
    assert view.other_book
    assert [one.wire for one in view.unknown] == [book().pages["phone"].fields[0].wire]
    assert box(view, "届出人氏名").text


def test_an_unknown_event_still_shows_all_answers() -> None:
    without = replace(book(), events={})
    view = seen(opened(without), without)
    assert (view.title, view.sheets, view.case.event) == ("", (), None)
    texts = [one.text for said in view.said for one in said.answers]
    assert "09012345678" in texts
    assert len(texts) == len(answers())


def test_the_day_that_counts_is_the_one_in_the_city() -> None:
    """A code of 23:30 UTC is of the next day in Tokyo."""
    late = replace(opened(), issued=NINE.replace(hour=23, minute=30))
    task = seen(late).tasks[0]
    assert (task.procedure.id, task.late) == ("move", False)


RAW = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.integers(-9, 99), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.integers(-3, 60), RAW, max_size=8), st.integers(0, 9), st.integers(0, 3))
def test_no_letter_makes_the_page_fail(body: dict[int, object], event: int, version: int) -> None:
    """Sealed and signed by one of our kiosks, and yet anything may stand in it."""
    letter = Opened("0" * 16, "kiosk-1", NINE, NINE, event, version, body)  # type: ignore[arg-type]
    view = look(book(), from_letter(letter, book(), NINE, "sato"), TOKYO)
    assert all(isinstance(one.text, str) for said in view.said for one in said.answers)


def test_a_member_is_called_by_the_corrected_name() -> None:
    view = seen(corrected(opened(), Slot("who", 1), Name("山田", "一郎", "やまだ", "いちろう")))
    assert view.sheets[0].parts[1].rows[1].who == "山田 一郎"
