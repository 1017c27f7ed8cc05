"""The pad: digits go in, dots come out, and nothing of it stays."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.cards.pad import ORDERED, Pad
from kiosk.flow.state import CardKey

KEYS = st.sampled_from(CardKey)
PRESSES = st.lists(st.integers(-1, 10), max_size=20)


def filled(text: str, key: CardKey = CardKey.PIN) -> Pad:
    pad = Pad()
    pad.begin(key, scrambled=False)
    for digit in text:
        pad.press(pad.keys.index(int(digit)))
    return pad


def test_the_keys_stand_as_on_a_telephone() -> None:
    assert Pad().keys == ORDERED == (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)


def test_a_full_pad_gives_its_digits_once() -> None:
    pad = filled("0427")
    assert pad.is_full
    assert pad.give() == b"0427"
    assert pad.give() == b""
    assert pad.count == 0


def test_what_was_given_is_the_takers_to_overwrite() -> None:
    pad = filled("0427")
    given_away = pad.give()
    given_away[:] = bytes(4)
    assert not pad.is_full
    for place in (0, 0, 0, 0):
        pad.press(place)
    assert pad.give() == b"1111"


def test_a_pad_that_is_not_full_gives_nothing() -> None:
    assert filled("042").give() == b""


def test_erasing_takes_the_last_digit_back() -> None:
    pad = filled("0428")
    pad.erase()
    pad.press(pad.keys.index(7))
    assert pad.give() == b"0427"
    pad.erase()
    assert pad.count == 0


def test_wiping_overwrites_the_buffer_itself() -> None:
    pad = filled("0427")
    buffer = pad._digits  # noqa: SLF001 - what is tested
    pad.wipe()
    assert buffer == bytes(4)
    assert pad.count == 0


def test_a_new_entry_overwrites_the_one_before() -> None:
    pad = filled("0427")
    buffer = pad._digits  # noqa: SLF001 - what is tested
    pad.begin(CardKey.CODE_B, scrambled=False)
    assert buffer == bytes(4)
    assert pad.count == 0


def test_the_numbers_of_the_face_are_asked_for_one_after_another() -> None:
    pad = filled("55021720", CardKey.CODE_B)
    told = [(part.name, part.length, part.count, part.current) for part in pad.parts()]
    assert told == [("birth", 6, 6, False), ("expiry", 4, 2, True), ("code", 4, 0, False)]


def test_scrambled_keys_are_the_same_ten_in_another_order() -> None:
    pad = Pad(shuffle=list.reverse)
    pad.begin(CardKey.PIN, scrambled=True)
    assert pad.keys == (0, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    pad.press(0)
    pad.begin(CardKey.PIN, scrambled=False)
    assert pad.keys == ORDERED


def test_chance_scrambles_unless_a_test_says_otherwise() -> None:
    orders = set()
    pad = Pad()
    for _ in range(20):
        pad.begin(CardKey.PIN, scrambled=True)
        assert sorted(pad.keys) == list(range(10))
        orders.add(pad.keys)
    assert len(orders) > 1


@given(KEYS, PRESSES)
def test_whatever_is_pressed_the_dots_are_right(key: CardKey, places: list[int]) -> None:
    pad = Pad()
    pad.begin(key, scrambled=False)
    for place in places:
        pad.press(place)
    length = sum(part.length for part in pad.parts())
    typed = sum(0 <= place < 10 for place in places)
    assert pad.count == sum(part.count for part in pad.parts()) == min(typed, length)
    assert pad.is_full == (pad.count == length)
    assert sum(part.current for part in pad.parts()) == (0 if pad.is_full else 1)
