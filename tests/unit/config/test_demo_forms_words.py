"""The words of the demo city's guided forms: official labels, ten languages, readings, limits."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from hub.domain.forms.book import Kind
from hub.domain.site import Text
from tests.forms_people import FAMILY, book

TEN = {"ja", "ja-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi", "pt", "fil", "ne"}
READING = re.compile(r"\{[^{}|]+\|[ぁ-ゖー]+\}")
KANJI = re.compile(r"[\u4e00-\u9fff々]")

# What the paper forms of Japanese cities have, in their order.
_ASKER = ["氏名", "生年月日", "住所", "電話"]
_MOVING = ["続柄", "生年月日", "性別", "マイナンバーカード", "国民健康保険"]
_FOREIGN = ["国籍・地域", "在留資格", "在留カード等の番号", "在留期間の満了日"]
OFFICIAL: Mapping[str, list[str]] = {
    "moving-in": [
        *("異動日（住み始めた日）", "届出人", "電話", "新住所", "新世帯主", "旧住所", "旧世帯主"),
        *("本籍", "筆頭者", "氏名・ふりがな", *_MOVING, *_FOREIGN, "国民年金"),
        *("児童手当（請求者の職業）", "小学生・中学生"),
    ],
    "moving-within": [
        *("異動日（住み始めた日）", "届出人", "電話", "新住所", "新世帯主", "旧住所", "旧世帯主"),
        *("氏名・ふりがな", *_MOVING, *_FOREIGN),
    ],
    "moving-out": [
        *("異動日（転出予定日）", "世帯の全部・一部", "届出人", "旧住所", "旧世帯主", "新住所"),
        *("新世帯主", "氏名・ふりがな", *_MOVING, *_FOREIGN, "国民年金"),
    ],
    "household-change": [
        *("異動日", "変更の種類", "届出人", "氏名", "電話", "住所", "旧世帯主", "新世帯主"),
        *("氏名・ふりがな", "新しい世帯主との続柄", "生年月日", "性別"),
    ],
    "residence-certificate": [
        *(*_ASKER, "請求者の区分（本人・同一世帯・代理人・第三者）", "証明書の種類"),
        *("世帯の全部・一部", "記載するもの（続柄・本籍・マイナンバー・住民票コード）", "通数"),
        *("使いみち", "提出先", "第三者の請求の理由"),
    ],
    "koseki-certificate": [
        *(*_ASKER, "請求者の区分（戸籍の人との関係）", "本籍", "筆頭者", "必要な人の氏名"),
        *("証明書の種類", "通数", "使いみち", "提出先"),
    ],
    "seal-certificate": [*_ASKER, "本人・代理人", "印鑑登録証", "通数"],
    "tax-certificate": [*_ASKER, "証明の種類", "年度", "通数", "使いみち"],
    "insurance-join": [
        *("世帯主", "住所", "電話", "理由", "取得日", "氏名・ふりがな", "世帯主との続柄"),
        *("生年月日", "性別"),
    ],
    "insurance-leave": [
        *("世帯主", "住所", "電話", "理由", "新しい保険に入った日", "氏名・ふりがな"),
        *("世帯主との続柄", "生年月日", "性別"),
    ],
    "child-allowance": [
        *("氏名・ふりがな", "生年月日", "住所", "電話", "職業（厚生年金・国民年金の別）"),
        *("配偶者の有無", "請求者の続柄", "同居・別居", "口座の指定", "金融機関", "支店"),
    ],
    "child-allowance-more": ["氏名・ふりがな", "生年月日", "住所", "電話"],
    "card-continuation": ["氏名", "新しい住所", "電話", "氏名・ふりがな", "生年月日", "暗証番号"],
}


def texts(part: object, key: str) -> Iterator[tuple[str, Text]]:
    """Every text of a part of the book, with the way to it."""
    if isinstance(part, Mapping) and "ja" in part:
        yield key, part
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            yield from texts(inner, f"{key}.{name}")
    elif isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from texts(inner, f"{key}.{getattr(inner, 'id', number)}")
    elif is_dataclass(part):
        for item in fields(part):
            yield from texts(getattr(part, item.name), f"{key}.{item.name}")


ALL = dict(texts(book(), "book"))


@pytest.mark.parametrize("form", list(book().forms))
def test_the_boxes_of_the_official_form_are_there_in_its_order(form: str) -> None:
    labels = [cell.label for section in book().forms[form].sections for cell in section.cells]
    at = 0
    for label in OFFICIAL[form]:
        assert label in labels[at:], label
        at = labels.index(label, at) + 1


def test_every_form_names_its_addressee_and_law() -> None:
    assert all(form.addressee == "待合市長" and form.law for form in book().forms.values())


def test_everything_is_said_in_ten_languages() -> None:
    assert [key for key, text in ALL.items() if set(text) != TEN] == []


def test_plain_japanese_has_a_reading_over_every_kanji() -> None:
    for key, text in ALL.items():
        assert KANJI.search(READING.sub("", text["ja-easy"])) is None, (key, text["ja-easy"])


def test_readings_stand_in_plain_japanese_alone() -> None:
    for key, text in ALL.items():
        assert not any("{" in words for tag, words in text.items() if tag != "ja-easy"), key


def test_questions_are_short_and_every_procedure_says_why() -> None:
    assert max(len(page.ask["ja"]) for page in book().pages.values()) <= 32
    assert all(procedure.why["ja"] for procedure in book().procedures.values())
    assert max(len(item.options) for page in book().pages.values() for item in page.fields) <= 10


def test_the_twelve_digit_number_is_never_asked() -> None:
    for page in book().pages.values():
        for item in page.fields:
            assert item.kind is not Kind.DIGITS or (item.most or 12) < 12, item.id
            assert "個人番号" not in item.label["ja"]


def test_what_a_family_types_has_short_numbers() -> None:
    own = [book().pages[page].fields for page in book().groups["members"].pages]
    assert all(item.wire < 24 for page in own for item in page)
    names = {slot.field for slot in FAMILY.answers if slot.member is None}
    wires = [f.wire for page in book().pages.values() for f in page.fields if f.id in names]
    assert sum(wire >= 24 for wire in wires) <= 9
