"""Scanners that type: the code comes out whole, or not at all."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.scanners.keys import JIS, US, Layout
from devices.scanners.wedge import BURST, BURST_KEYS, LONGEST, SILENCE, Key, Scan, Wedge

ADDRESS = "https://machi.example:8443/t/0123456789abcdef0123456789abcdef"
FORM = "MC111ABCDEFG" * 60
SIGNS = string.ascii_letters + string.digits + "-./"


def keys(
    text: str, layout: Layout = US, gap: float = 0.002, at: float = 10.0, source: int = 1
) -> list[Key]:
    """The keys that a scanner presses for a text; the system understands none of them."""
    places = {
        sign: (code, shift) for code, pair in layout.items() for shift, sign in enumerate(pair)
    }
    return [
        Key(places[sign][0], "？", at + place * gap, bool(places[sign][1]), source)
        for place, sign in enumerate(text)
    ]


def typed(text: str, gap: float = 0.002, at: float = 10.0) -> list[Key]:
    """The keys of a system that says what it wrote, and not where."""
    return [Key(0, sign, at + place * gap) for place, sign in enumerate(text)]


def read(pressed: list[Key]) -> list[Scan]:
    """What comes out when nothing ends the keys but the silence after them."""
    wedge, found = Wedge(), list[Scan]()
    for key in pressed:
        wedge, heard = wedge.press(key)
        found += heard.scans
    return found + list(wedge.rest()[1])


def ended(pressed: list[Key]) -> list[Scan]:
    """What comes out with Enter after the last key."""
    wedge, found = Wedge(), list[Scan]()
    for key in pressed:
        wedge, heard = wedge.press(key)
        found += heard.scans
    wedge, heard = wedge.end(pressed[-1].source, pressed[-1].at + 0.002)
    assert wedge.rest() == (Wedge(), ())
    return found + list(heard.scans)


@pytest.mark.parametrize("layout", [US, JIS], ids=["us", "jis"])
@pytest.mark.parametrize("text", [ADDRESS, ADDRESS.upper(), FORM, "4901234567894"])
def test_a_code_is_read_from_either_layout(layout: Layout, text: str) -> None:
    assert ended(keys(text, layout)) == [Scan(text)]


def test_a_system_that_names_no_keys_is_taken_by_its_word() -> None:
    assert ended(typed(ADDRESS)) == [Scan(ADDRESS)]


def test_the_symbology_before_the_text_is_no_part_of_it() -> None:
    assert ended(keys("]Q1" + ADDRESS)) == [Scan(ADDRESS)]


def test_without_a_terminator_a_silence_ends_it_and_it_is_not_known_to_be_whole() -> None:
    assert read(keys(ADDRESS)) == [Scan(ADDRESS, whole=False)]


@given(st.text(SIGNS, min_size=BURST_KEYS, max_size=80), st.data())
def test_any_timing_that_a_scanner_has_gives_the_same_code(text: str, data: st.DataObject) -> None:
    gaps = data.draw(
        st.lists(
            st.floats(0, BURST / BURST_KEYS) | st.floats(0, SILENCE * 0.9),
            min_size=len(text),
            max_size=len(text),
        )
    )
    at, pressed = 10.0, list[Key]()
    for place, key in enumerate(keys(text)):
        # It begins without a pause: the first keys tell that it is a scanner.
        at += gaps[place] if place >= BURST_KEYS else min(gaps[place], BURST / BURST_KEYS)
        pressed.append(replace(key, at=at))
    assert ended(pressed) == [Scan(text)]


@given(st.integers(BURST_KEYS, len(ADDRESS) - BURST_KEYS), st.floats(SILENCE * 1.1, 60))
def test_an_interruption_makes_two_pieces_and_never_one_code(cut: int, pause: float) -> None:
    pressed = keys(ADDRESS)
    late = [replace(key, at=key.at + pause) for key in pressed[cut:]]
    assert ended(pressed[:cut] + late) == [Scan(ADDRESS[:cut], whole=False), Scan(ADDRESS[cut:])]


@given(st.data())
def test_two_scanners_at_once_are_told_apart_by_their_keyboards(data: st.DataObject) -> None:
    texts = {1: ADDRESS, 2: ADDRESS[::-1]}
    waiting = {source: keys(text, source=source) for source, text in texts.items()}
    wedge, found = Wedge(), dict[int, Scan]()
    while any(waiting.values()):
        source = data.draw(st.sampled_from([each for each in waiting if waiting[each]]))
        key = waiting[source].pop(0)
        wedge, heard = wedge.press(key)
        assert heard.scans == ()
        if not waiting[source]:
            wedge, heard = wedge.end(source, key.at)
            (found[source],) = heard.scans
    assert {source: scan.text for source, scan in found.items()} == texts


@given(
    st.lists(st.tuples(st.sampled_from(SIGNS), st.floats(0.08, 2)), max_size=60),
    st.lists(st.booleans(), max_size=60),
)
def test_a_person_who_types_says_nothing_and_keeps_the_keys(
    strokes: list[tuple[str, float]], enters: list[bool]
) -> None:
    wedge, at = Wedge(), 10.0
    for (sign, gap), enter in zip(strokes, enters, strict=False):
        at += gap
        wedge, heard = wedge.end(1, at) if enter else wedge.press(Key(0, sign, at, source=1))
        assert heard.scans == ()
        assert not heard.taken
    assert wedge.rest()[1] == ()


def test_the_keys_of_a_scanner_are_its_own_from_the_fifth_on_with_all_that_end_it() -> None:
    wedge, taken = Wedge(), list[bool]()
    for key in keys(ADDRESS):
        wedge, heard = wedge.press(key)
        taken.append(heard.taken)
    assert taken == [False] * (BURST_KEYS - 1) + [True] * (len(ADDRESS) - BURST_KEYS + 1)
    wedge, first = wedge.end(1, 10.2)
    wedge, second = wedge.end(1, 10.21)
    wedge, later = wedge.end(1, 11)
    assert (first.taken, second.taken, later.taken) == (True, True, False)
    assert second.scans == later.scans == ()


def test_a_persons_enter_long_after_an_interruption_is_the_persons() -> None:
    wedge = Wedge()
    for key in keys(ADDRESS[:20]):
        wedge, _ = wedge.press(key)
    wedge, heard = wedge.end(1, 60)
    assert heard.scans == (Scan(ADDRESS[:20], whole=False),)
    assert not heard.taken


def test_what_was_typed_before_a_scan_is_no_part_of_it() -> None:
    person = keys("ab", gap=0.2, at=9.4)
    assert ended(person + keys(ADDRESS)) == [Scan(ADDRESS)]


def test_endless_noise_is_bounded_and_gives_nothing_and_the_next_code_is_read() -> None:
    noise = keys("0" * (LONGEST * 3))
    wedge = Wedge()
    for key in noise:
        wedge, heard = wedge.press(key)
        assert len(wedge.runs[1].keys) <= LONGEST
    wedge, heard = wedge.end(1, noise[-1].at)
    assert heard.scans == ()
    assert heard.taken
    assert ended(keys(ADDRESS, at=noise[-1].at + 1)) == [Scan(ADDRESS)]


@given(
    st.lists(
        st.builds(
            Key,
            code=st.integers(0, 300),
            text=st.text(max_size=2),
            at=st.floats(0, 100),
            shifted=st.booleans(),
            source=st.integers(0, 2),
        ),
        max_size=40,
    )
)
def test_keys_of_any_kind_at_any_time_break_nothing(pressed: list[Key]) -> None:
    for scan in read(pressed):
        assert scan.text
        assert scan.text.isprintable()
