"""基本4情報 and the expiry, as cards hold them and as they should not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards import attributes
from devices.cards.cards import Attributes, Birth, Item, Sex
from devices.cards.faults import CardGarbled
from tests.unit.devices.cards.small_card import attributes_file, face_file, tlv

ALL = frozenset(Item)


def parsed(**fields: bytes) -> Attributes:
    return attributes.parse(attributes_file(**fields), ALL)


@pytest.mark.parametrize(
    "name",
    [
        "架空　一郎",
        # A rare character, one with a variation selector, one of a private use area, no U+3000.
        "𠮷野　𣘺子",
        "葛\U000e0100城　辻\U000e0101",
        "\ue000田　太郎",
        "ＭＡＤＯＮＮＡ",
        "ＫＡＫＵＵ　ＪＯＨＮ　ＦＩＴＺＧＥＲＡＬＤ　" * 3,
        "",
    ],
)
def test_a_name_is_kept_as_it_is(name: str) -> None:
    assert parsed(name=name.encode()).name == name


@pytest.mark.parametrize(
    "bad", [b"\xff\xfe", "架空".encode("cp932"), b"a\x00b", b"a\nb", b"\xc2\x85"]
)
def test_text_that_is_none_is_left_empty_and_the_rest_kept(bad: bytes) -> None:
    found = parsed(name=bad)
    assert found.name == ""
    assert (found.address, found.sex) == ("見本県架空市待合町一丁目２番３号", Sex.FEMALE)


@pytest.mark.parametrize(
    ("stored", "birth"),
    [
        (b"19440321", Birth(1944, 3, 21)),
        (b"18680101", Birth(1868, 1, 1)),
        (b"19440300", Birth(1944, 3, None)),
        (b"19440000", Birth(1944, None, None)),
        # A day without a month says nothing.
        (b"19440021", Birth(1944, None, None)),
        (b"20000229", Birth(2000, 2, 29)),
        (b"19000229", None),
        (b"19441301", None),
        (b"19440432", None),
        (b"00000000", None),
        (b"1944032", None),
        (b"194403210", None),
        (b"1944 321", None),
        (b"", None),
        ("１９".encode() + b"44", None),
    ],
)
def test_a_date_of_birth(stored: bytes, birth: Birth | None) -> None:
    assert parsed(birth=stored).birth == birth


@pytest.mark.parametrize(
    ("stored", "sex"),
    [(b"1", Sex.MALE), (b"2", Sex.FEMALE)]
    + [(other, Sex.NOT_STATED) for other in (b"0", b"3", b"9", b"", b"\x01", b"12", b"\xff")],
)
def test_a_sex(stored: bytes, sex: Sex) -> None:
    assert parsed(sex=stored).sex is sex


def test_a_table_of_offsets_that_lies_or_is_missing_does_not_matter() -> None:
    name = tlv(0xDF22, "架空".encode())
    for table in (b"", tlv(0xDF21, b"\xff" * 8), tlv(0xDF21, b"\x00")):
        assert attributes.parse(tlv(0xFF20, table + name), ALL) == Attributes("架空")


def test_objects_that_the_next_cards_may_add_are_passed_over() -> None:
    kana = tlv(0xDF2B, "カクウ".encode())
    found = attributes.parse(tlv(0xFF20, kana + tlv(0xDF25, b"1") + kana), ALL)
    assert found.sex is Sex.MALE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        tlv(0xFF20, b""),
        tlv(0xFF20, b"\xff" * 30),
        tlv(0xFF20, tlv(0xDF29, b"20350321")),
        # The object that holds the number is none of ours, whichever file it comes from.
        tlv(0xFF10, b"000000000000"),
        tlv(0xFF40, tlv(0xDF41, b"PNG")),
        tlv(0xFF20, tlv(0xDF22, b"a")[:-1]),
        attributes_file()[:40],
    ],
)
def test_what_is_no_attributes_file_is_garbled(data: bytes) -> None:
    with pytest.raises(CardGarbled):
        attributes.parse(data, ALL)


@given(st.binary(max_size=80), st.binary(max_size=80), st.binary(max_size=9), st.binary(max_size=3))
def test_any_bytes_in_the_fields_give_attributes(
    name: bytes, address: bytes, birth: bytes, sex: bytes
) -> None:
    found = parsed(name=name, address=address, birth=birth, sex=sex)
    assert found.name in {"", name.decode("utf-8", errors="replace")}


def test_the_expiry_is_the_end_of_the_record() -> None:
    record = b"\x01\x1c" + b"400000000000000" + b"13131" + b"20350321"
    assert attributes.expiry(record) == date(2035, 3, 21)
    assert attributes.expiry(record + b"\xff\xff") == date(2035, 3, 21)


@pytest.mark.parametrize(
    "record",
    [b"", b"\x01\x1c", b"\x02\x1c" + b"1" * 28, b"\x01\x1c" + b"1" * 27]
    + [b"\x01\x1c" + b"1" * 20 + end for end in (b"20350300", b"20351301", b"2035032a")],
)
def test_an_expiry_that_is_none(record: bytes) -> None:
    assert attributes.expiry(record) is None


def test_a_photo_is_a_jp2_or_none() -> None:
    jp2 = b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(5000)
    assert attributes.photo(face_file(jp2)) == jp2
    assert attributes.photo(face_file(b"\xff\xd8\xff\xe0 JFIF")) is None
    assert attributes.photo(tlv(0xFF20, b"")) is None
