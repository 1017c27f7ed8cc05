"""The text of a code comes through scanners, keyboards and input methods, or is refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.sealing import text
from hub.sealing.refusals import Damaged, Flaw
from hub.sealing.text import Part

PART = Part(1, 2, b"\x00\xff\x10\x7f", bytes(range(200, 256)) + b"0123456789")
CODE = text.write(PART)
ALPHABET = string.ascii_uppercase + string.digits

# The keys of a Japanese keyboard in kana mode (JIS X 6002), read off the key caps.
KANA_CAPS = {
    **dict(zip("1234567890", "ぬふあうえおやゆよわ", strict=True)),
    **dict(zip("QWERTYUIOP", "たていすかんなにらせ", strict=True)),
    **dict(zip("ASDFGHJKL", "ちとしはきくまのり", strict=True)),
    **dict(zip("ZXCVBNM", "つさそひこみも", strict=True)),
}
KANA_SHIFTED = {**KANA_CAPS, "E": "ぃ", "Z": "っ"}


def read(typed: str) -> Part:
    (part,) = text.read(typed)
    return part


@given(
    number=st.integers(1, 4),
    more=st.integers(0, 3),
    group=st.binary(min_size=4, max_size=4),
    piece=st.binary(min_size=1, max_size=800),
)
def test_a_part_comes_back(number: int, more: int, group: bytes, piece: bytes) -> None:
    part = Part(number, min(4, number + more), group, piece)
    written = text.write(part)
    assert set(written) <= set(ALPHABET)
    assert len(written) == text.FRAME + -(-len(piece) * 8 // 5)
    assert read(written) == part


def test_the_layout_is_the_documented_one() -> None:
    assert (
        text.write(Part(1, 1, bytes(4), b"\x01\x02\x03\x04\x05")) == "MC111AAAAAAAAEBAGBAFAOFOQZQ"
    )


def test_every_changed_character_is_noticed() -> None:
    for place, sign in enumerate(CODE):
        for other in ALPHABET.replace(sign, ""):
            with pytest.raises(Damaged):
                list(text.read(CODE[:place] + other + CODE[place + 1 :]))


def test_every_lost_or_doubled_character_is_noticed() -> None:
    for place in range(len(CODE)):
        for broken in (CODE[:place] + CODE[place + 1 :], CODE[: place + 1] + CODE[place:]):
            with pytest.raises(Damaged):
                list(text.read(broken))


@pytest.mark.parametrize("size", range(1, len(CODE)))
def test_a_code_that_breaks_off_is_damaged_not_foreign(size: int) -> None:
    with pytest.raises(Damaged) as refused:
        list(text.read(CODE[:size]))
    assert refused.value.flaw is (Flaw.CHARACTERS if size >= 2 else Flaw.FOREIGN)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.swapcase(),
        f"\ufeff {CODE}\r\n",
        "\n".join(CODE[start : start + 16] for start in range(0, len(CODE), 16)),
        " ".join(CODE),
        f"\x02{CODE}\x03\x1d",
        CODE.translate({ord(sign): ord(sign) + 0xFEE0 for sign in ALPHABET}),
        CODE.lower().translate(
            {ord(sign): ord(sign) + 0xFEE0 for sign in string.ascii_lowercase + string.digits}
        ),
    ],
    ids=["capslock", "swapped", "ends", "lines", "spaces", "controls", "full width", "both"],
)
def test_a_code_may_be_written_otherwise(typed: str) -> None:
    assert read(typed) == PART


@pytest.mark.parametrize("keys", [KANA_CAPS, KANA_SHIFTED], ids=["plain", "shifted"])
def test_kana_mode_is_undone(keys: dict[str, str]) -> None:
    """The keys 8, 9 and 0 are in no code."""
    typed = "".join(keys[sign] for sign in CODE)
    katakana = "".join(chr(ord(kana) + 0x60) for kana in typed)
    assert read(typed) == read(katakana) == PART


def test_layouts_agree_on_every_key_of_a_code() -> None:
    """JIS X 6002 and ANSI differ in signs alone: capital letters and digits stand in one place.

    Physical key -> character, for the keys with which a scanner types a code.
    """
    us = {f"Key{letter}": letter for letter in string.ascii_uppercase}
    us |= {f"Digit{digit}": digit for digit in string.digits}
    us |= {"Quote": '"', "Semicolon": ":", "Equal": "+", "Minus": "_", "BracketLeft": "{"}
    jis = us | {"Quote": "*", "Semicolon": "+", "Equal": "~", "Minus": "=", "BracketLeft": "`"}
    pressed = {character: key for key, character in us.items()}
    assert read("".join(jis[pressed[sign]] for sign in CODE)) == PART


def test_romaji_mode_is_refused_as_damage() -> None:
    """Kana of romaji cannot be told back into keys."""
    with pytest.raises(Damaged, match="characters"):
        list(text.read("ＭＣ１" + "あしたはきっとはれるだろうとおもうので"))


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("", Flaw.FOREIGN),
        ("   \n", Flaw.FOREIGN),
        ("https://machiai.example.lg.jp/t/0123456789", Flaw.FOREIGN),
        ("4901234567894", Flaw.FOREIGN),
        ("転入届", Flaw.FOREIGN),
        ("x" * 100_000, Flaw.FOREIGN),
        ("MC2" + CODE[3:], Flaw.NEWER),
        (CODE[3:], Flaw.CHARACTERS),
        ("MC1", Flaw.CHARACTERS),
    ],
)
def test_what_is_no_code_is_told_apart(typed: str, flaw: Flaw) -> None:
    with pytest.raises(Damaged) as refused:
        list(text.read(typed))
    assert refused.value.flaw is flaw


def test_several_codes_in_one_text_are_all_read() -> None:
    second = text.write(Part(2, 2, PART.group, b"more"))
    assert [part.number for part in text.read(f"{second}\n{CODE}")] == [2, 1]
    assert [part.number for part in text.read(second + CODE)] == [2, 1]


def test_bits_that_no_byte_has_are_refused() -> None:
    """A set of 32 bits in 35: the last three are zero."""
    body = CODE[:-7]
    forged = f"{body[:11]}{'B'}{body[12:]}"
    with pytest.raises(Damaged):
        read(forged + text._check(forged))  # noqa: SLF001 - a check that fits what it covers


@pytest.mark.parametrize("size", range(1, 6))
def test_a_piece_is_written_in_one_way(size: int) -> None:
    written = text.write(Part(1, 1, bytes(4), bytes(size)))
    body = written[:-7]
    assert read(written).piece == bytes(size)
    for other in "BCEIQ7":
        forged = body[:-1] + other
        try:
            found = read(forged + text._check(forged))  # noqa: SLF001 - as above
        except Damaged:
            continue
        assert text.write(found) == forged + text._check(forged)  # noqa: SLF001 - as above
