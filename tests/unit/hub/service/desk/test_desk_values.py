"""Answers in the words of a form, and back from what a clerk types."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.forms.answers import Address, Ask, Name, PartialDate, Slot, Value
from hub.domain.forms.book import Field, Kind, Option
from hub.service.desk.values import Unreadable, from_form, text
from hub.service.desk.view import Shown
from hub.web.desk_view import editing

OPTIONS = (Option("yes", 1, {"ja": "はい"}), Option("no", 2, {"ja": "いいえ"}))


def date_inputs(value: PartialDate) -> tuple[dict[str, str], str]:
    """What the correction form of a date shows: its inputs, and the era chosen."""
    shown = editing(Shown("", Slot("f"), field(Kind.DATE), value, None, frozenset()))
    assert shown is not None
    return {one.name: one.value for one in shown.inputs}, next(era for era, on in shown.eras if on)


def field(kind: Kind) -> Field:
    options = OPTIONS if kind in (Kind.CHOICE, Kind.CHOICES) else ()
    return Field("f", 1, kind, {"ja": "欄"}, options=options)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.TEXT, "神塚渚", "神塚渚"),
        (Kind.NAME, Name("山田", "花子", "やまだ", "はなこ"), "山田 花子"),
        (Kind.NAME, Name("マドンナ", "", "まどんな"), "マドンナ"),
        (
            Kind.ADDRESS,
            Address("8600001", "熊本県待合市", "1-2", "待合荘"),
            "〒860-0001 熊本県待合市1-2 待合荘",
        ),
        (Kind.ADDRESS, Address("", "熊本県", "1"), "熊本県1"),
        (Kind.DATE, PartialDate(1980, 5, 3), "昭和55年5月3日"),
        (Kind.DATE, PartialDate(1955, 3), "昭和30年3月（日不詳）"),
        (Kind.DATE, PartialDate(1955), "昭和30年（月日不詳）"),
        (Kind.DATE, PartialDate(2019, 5, 1), "令和元年5月1日"),
        (Kind.COUNT, 4, "4"),
        (Kind.CHOICE, "yes", "はい"),
        (Kind.CHOICES, ("yes", "no"), "はい、いいえ"),
        (Kind.CHOICE, "gone", "gone"),
        (Kind.CHOICE, Ask.AT_COUNTER, "窓口で確認"),
        (Kind.TEXT, None, ""),
    ],
)
def test_a_value_stands_in_its_box_in_japanese(kind: Kind, value: Value, shown: str) -> None:
    assert text(field(kind), value) == shown


@pytest.mark.parametrize(
    ("kind", "form", "value"),
    [
        (Kind.TEXT, {"value": "  𠮷田\n様 "}, "𠮷田 様"),
        (Kind.TEXT, {"value": " "}, None),
        (Kind.PHONE, {"value": "０９０ー１２３４－5678"}, "09012345678"),
        (Kind.CODE, {"value": "ab12345678ｃｄ"}, "AB12345678CD"),
        (Kind.COUNT, {"value": "４"}, 4),
        (Kind.NAME, {"family": "髙", "given": "", "family_kana": "たか"}, Name("髙", "", "たか")),
        (Kind.NAME, {}, None),
        (
            Kind.ADDRESS,
            {"postal": "860-0001", "area": "熊本県", "street": "1"},
            Address("8600001", "熊本県", "1"),
        ),
        (
            Kind.DATE,
            {"era": "昭和", "year": "55", "month": "5", "day": "3"},
            PartialDate(1980, 5, 3),
        ),
        (
            Kind.DATE,
            {"era": "令和", "year": "元", "month": "5", "day": "1"},
            PartialDate(2019, 5, 1),
        ),
        (Kind.DATE, {"era": "", "year": "1955", "month": "", "day": ""}, PartialDate(1955)),
        (
            Kind.DATE,
            {"era": "", "year": "1872", "month": "2", "day": "30"},
            PartialDate(1872, 2, 30),
        ),
        (Kind.DATE, {"era": "令和", "year": "", "month": "", "day": ""}, None),
        (Kind.CHOICE, {"value": "yes"}, "yes"),
    ],
)
def test_what_a_clerk_types_becomes_a_value(
    kind: Kind, form: dict[str, str], value: Value | None
) -> None:
    assert from_form(field(kind), form, ()) == value


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (Kind.DATE, {"era": "昭和", "year": "65", "month": "1", "day": "1"}),
        (Kind.DATE, {"era": "", "year": "2025", "month": "2", "day": "29"}),
        (Kind.DATE, {"era": "", "year": "2025", "month": "", "day": "3"}),
        (Kind.DATE, {"era": "令和", "year": "", "month": "3", "day": ""}),
        (Kind.DATE, {"era": "令和", "year": "x", "month": "3", "day": ""}),
        (Kind.DATE, {"era": "江戸", "year": "1", "month": "3", "day": ""}),
        (Kind.COUNT, {"value": "-1"}),
        (Kind.CHOICE, {"value": "maybe"}),
    ],
)
def test_what_is_no_value_is_told_so(kind: Kind, form: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        from_form(field(kind), form, ())


def test_several_options_keep_the_forms_order_and_none_is_nothing() -> None:
    item = field(Kind.CHOICES)
    assert from_form(item, {}, ("no", "yes")) == ("yes", "no")
    assert from_form(item, {}, ()) is None
    with pytest.raises(Unreadable):
        from_form(item, {}, ("yes", "maybe"))


@given(st.dates(min_value=date(1873, 1, 1)))
def test_every_date_survives_the_way_through_the_inputs(day: date) -> None:
    """What the page fills in for a date gives the same date again."""
    value = PartialDate.of(day)
    form, eras = date_inputs(value)
    assert from_form(field(Kind.DATE), form | {"era": eras}, ()) == value


@given(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Zs", "Cs"]), min_size=1))
def test_no_character_of_a_name_is_changed(family: str) -> None:
    assert from_form(field(Kind.NAME), {"family": family}, ()) == Name(family)
