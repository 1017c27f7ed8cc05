"""Answers and faults in words: as visitors read them back, in their own language."""

from datetime import date

import pytest

from assets.words import LANGUAGES, Words, load
from hub.domain.forms.answers import UNLISTED, Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Field, Kind, Option
from hub.domain.forms.checking import Fault, Wrong
from hub.domain.forms.walking import Stop
from kiosk.app.forms import views
from kiosk.app.forms.entries import entries, part_of, with_part
from kiosk.app.forms.faults import fault_text
from kiosk.app.forms.values import value_text
from kiosk.flow.forms.filling import FormState, begin, finish_page, put
from tests.small_book import TODAY, book, moving_in

ONE, TWO = (
    Option("one", 1, {"ja": "いち", "en": "One"}),
    Option("two", 2, {"ja": "に", "en": "Two"}),
)


def words(language: str = "ja") -> Words:
    return load(language, "common", "kiosk", "forms")


def item(kind: Kind, **more: object) -> Field:
    options = (ONE, TWO) if kind in (Kind.CHOICE, Kind.CHOICES) else ()
    said = {"ja": "答え", "en": "Answer"}
    return Field("x", 1, kind, said, options=options, **more)  # type: ignore[arg-type] # passed on


@pytest.mark.parametrize(
    ("kind", "value", "ja", "en"),
    [
        (Kind.TEXT, f"髙{UNLISTED}", f"髙{UNLISTED}", f"髙{UNLISTED}"),
        (Kind.NAME, Name("山田", "花子", "やまだ", "はなこ"), "山田 花子（やまだ はなこ）", None),
        (Kind.NAME, Name("SMITH"), "SMITH", "SMITH"),
        (
            Kind.ADDRESS,
            Address("1000001", "東京都千代田区千代田", "1-1", "待合荘203"),
            "〒100-0001\n東京都千代田区千代田1-1 待合荘203",
            None,
        ),
        (Kind.ADDRESS, Address("", "外国", "1"), "外国1", "外国1"),
        (Kind.PHONE, "09012345678", "090-1234-5678", "090-1234-5678"),
        (Kind.PHONE, "0312345678", "0312345678", "0312345678"),
        (Kind.DATE, PartialDate(1960, 5, 3), "昭和35年5月3日", "3 May 1960"),
        (Kind.DATE, PartialDate(1960, 5), "昭和35年5月", "May 1960"),
        (Kind.DATE, PartialDate(1960), "昭和35年", "1960"),
        (Kind.COUNT, 4, "4", "4"),
        (Kind.CHOICE, "two", "に", "Two"),
        (Kind.CHOICE, "gone", "―", "―"),
        (Kind.CHOICES, ("two", "one"), "いち、に", "One, Two"),
        (Kind.TEXT, Ask.AT_COUNTER, "窓口で聞く", "I will ask at the counter"),
        (Kind.TEXT, None, "まだ答えていません", "Not answered yet"),
    ],
)
def test_an_answer_in_words(kind: Kind, value: Value | None, ja: str, en: str | None) -> None:
    assert value_text(item(kind), value, words()) == ja
    assert value_text(item(kind), value, words("en")) == (ja if en is None else en)


def test_what_may_be_left_out_is_said_to_be_left_out() -> None:
    assert value_text(item(Kind.TEXT, required=False), None, words()) == "（なし）"


SLOT = Slot("x")


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        (Wrong(SLOT, Fault.MISSING), item(Kind.TEXT), "「答え」を入れてください"),
        (Wrong(SLOT, Fault.MISSING), item(Kind.CHOICE), "「答え」をえらんでください"),
        (
            Wrong(SLOT, Fault.MISSING, "family_kana"),
            item(Kind.NAME),
            "「みょうじの読み」を入れてください",
        ),
        (
            Wrong(SLOT, Fault.TOO_SHORT, limit=12),
            item(Kind.CODE, least=12, most=12),
            "「答え」は12けたで入れてください",
        ),
        (
            Wrong(SLOT, Fault.TOO_LONG, limit=20),
            item(Kind.TEXT, most=20),
            "「答え」は20文字までで入れてください",
        ),
        (
            Wrong(SLOT, Fault.TOO_LATE, limit=date(2026, 11, 24)),
            item(Kind.DATE),
            "「答え」は 令和8年11月24日 か、それより前の日を入れてください",
        ),
        (
            Wrong(SLOT, Fault.TOO_FEW, limit=1),
            item(Kind.CHOICES),
            "「答え」は1つ以上えらんでください",
        ),
        (Wrong(SLOT, Fault.TOO_MANY, limit=8), item(Kind.COUNT), "「答え」は8までにしてください"),
        (
            Wrong(SLOT, Fault.RULE, say={"ja": "確かめてください"}),
            item(Kind.TEXT),
            "確かめてください",
        ),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_do(wrong: Wrong, field: Field, said: str) -> None:
    assert fault_text(wrong, field, words()) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.RULE])
def test_every_fault_has_words_in_every_language(language: str, fault: Fault) -> None:
    said = fault_text(Wrong(SLOT, fault, limit=3), item(Kind.TEXT), words(language))
    assert said
    assert "{" not in said.replace("{文字|もじ}", "") or language == "ja-easy"


def test_the_boxes_of_a_name_follow_one_another() -> None:
    boxes = list(entries(book().pages["who"], words()))
    assert [box.part for box in boxes] == ["family", "family_kana", "given", "given_kana"]
    name = with_part(item(Kind.NAME), Ask.AT_COUNTER, "family", "山田")
    assert name == Name("山田")
    assert part_of(name, "family") == "山田"
    assert part_of(None, "family") == part_of(Ask.AT_COUNTER, "") == ""


def test_a_member_is_called_by_number_and_then_by_name() -> None:
    forms = book()
    form = begin(forms, forms.events["moving-in"], TODAY, moving_in(2))
    assert views.person(form, Stop("born", 1), words()) == "2人目：山田 太郎 さん"
    assert views.person(form, Stop("born", 1), words("en")) == "Person 2: 山田 太郎"
    assert views.person(form, Stop("phone"), words()) == ""
    asked = finish_page(finish_page(finish_page(form)))
    assert asked.stop == Stop("who", 0)
    assert views.question(asked, words()).person == "1人目の方", "the name is still being typed"


def test_progress_tells_how_many_questions_are_left() -> None:
    forms = book()
    form = begin(forms, forms.events["moving-in"], TODAY)
    told = views.progress_view(form, words())
    assert told.text == "質問 1 ／ あと約4問"
    assert (told.done, told.all) == (0, 5)
    longer = put(finish_page(_moved(form)), Slot("many"), 3)
    assert views.progress_view(longer, words()).all == 5 + 3 * 3


def _moved(form: FormState) -> FormState:
    answers = moving_in(1)
    first = put(form, Slot("moved-on"), answers[Slot("moved-on")])
    return put(finish_page(first), Slot("new-home"), answers[Slot("new-home")])
