"""Files as people really leave them: other encodings, tabs, half a bracket, clever YAML."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.document import parse, printable
from tests.unit.config.cities import City


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        (b"a: [\n", 2, 1, "YAML"),
        (b"a: 1\n\tb: 2\n", 2, 1, "YAML"),
        (b"a: b: c\n", 1, 5, "YAML"),
        (b"a: 'x\n", 2, 1, "YAML"),
        (b"a: 1\n---\nb: 2\n", 2, 1, "YAML"),
        ("ok: 1\n名: 市".encode("cp932"), 2, 1, "UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, 1, "UTF-8"),
        (b"a: 1\nb: \x00\n", 2, 1, "制御文字"),
        (b"a: 1\nb: 2\na: 3\n", 3, 1, "1行目"),
        (b"a: &x 1\n", 1, 4, "アンカー"),
        (b"a: &x [*x]\n", 1, 4, "アンカー"),
        (b"a: !!python/object:os.system x\n", 1, 4, "タグ"),
        (b"a: !!int x\n", 1, 4, "数として"),
        (b"a: !!bool x\n", 1, 4, "数として"),
        (b"a: " + b"9" * 5000, 1, 4, "数として"),
        (b"1: a\n", 1, 1, "文字で"),
        (b"? [a]\n: 1\n", 1, 3, "文字で"),
        (b'a: "\\ud800"\n', 1, 7, "YAML"),
        (b"[" * 5000, 1, 1, "入れ子"),
    ],
    ids=lambda value: printable(str(value)) if isinstance(value, bytes) else None,
)
def test_what_cannot_be_read_is_a_fault_with_a_place(
    content: bytes, line: int, column: int, words: str
) -> None:
    faults = parse("x.yaml", content).faults
    assert [(fault.line, fault.column) for fault in faults] == [(line, column)]
    assert words in faults[0].message


def test_values_are_those_of_yaml_1_2() -> None:
    text = "a: yes\nb: 08:30\nc: 0x04b8\nd: 2026-12-29\ne: ~\nf: 1.5\ng: true\nh: [1, '2']"
    assert parse("x.yaml", text.encode()).data == {
        "a": "yes",
        "b": "08:30",
        "c": 0x04B8,
        "d": "2026-12-29",
        "e": None,
        "f": 1.5,
        "g": True,
        "h": (1, "2"),
    }


def test_the_byte_order_mark_of_windows_is_no_fault() -> None:
    document = parse("x.yaml", b"\xef\xbb\xbfa: 1\r\n")
    assert (document.data, document.faults) == ({"a": 1}, [])


# Pieces of YAML, so that the fuzz gets past the first character.
yaml_like = st.lists(
    st.sampled_from([*"[]{}:,-?&*!|>'\"%@#~ \n\t", "- ", ": ", "\n  ", "a", "1", "<<", "!!int "])
    | st.text(string.printable, max_size=4)
    | st.text(max_size=2),
    max_size=40,
).map("".join)


@given(yaml_like.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary())
def test_no_bytes_make_it_crash(content: bytes) -> None:
    document = parse("x.yaml", content)
    lines = content.count(b"\n") + content.count(b"\r") + content.count(b"\xe2\x80") + 1
    lines += content.count(b"\xc2\x85")
    for fault in document.faults:
        assert 1 <= fault.line <= lines + 1
        str(fault).encode("utf-8")


def test_a_fault_in_a_document_is_not_told_twice(city: City) -> None:
    """The rejected value is absent, yet nobody says that it is missing."""
    city.change("site.yaml", "timezone: Asia/Tokyo", "timezone: &tz Asia/Tokyo")
    assert "アンカー" in city.only_fault().message
