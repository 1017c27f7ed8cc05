"""One code for a household, up to four for a large one."""

from itertools import permutations

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M

from hub.sealing import parts
from hub.sealing.parts import MOST_ENVELOPE, MOST_PIECE, Collection, TooLarge, collect, joined
from hub.sealing.refusals import Damaged, Flaw, Incomplete
from hub.sealing.text import Part, read


def envelope(size: int, seed: int = 1) -> bytes:
    return bytes((place * 31 + seed * 7) % 251 for place in range(size))


@given(st.binary(min_size=54, max_size=MOST_ENVELOPE))
def test_an_envelope_comes_back_from_its_parts(sealed: bytes) -> None:
    texts = parts.split(sealed)
    assert len(texts) == parts.parts_needed(len(sealed) - parts._AROUND)  # noqa: SLF001 - as below
    assert joined(texts) == joined(reversed(texts)) == joined([" ".join(texts)]) == sealed


@pytest.mark.parametrize(
    ("size", "count"),
    [
        (54, 1),
        (MOST_PIECE, 1),
        (MOST_PIECE + 1, 2),
        (2 * MOST_PIECE, 2),
        (3 * MOST_PIECE + 1, 4),
        (MOST_ENVELOPE, 4),
    ],
)
def test_as_few_parts_as_fit(size: int, count: int) -> None:
    texts = parts.split(envelope(size))
    assert len(texts) == count
    assert max(map(len, texts)) <= parts.QR_CHARACTERS
    # About equally long, so that all print at one size.
    assert max(map(len, texts)) - min(map(len, texts)) <= 8 * count


def test_the_largest_part_fits_the_largest_symbol() -> None:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(max(parts.split(envelope(MOST_ENVELOPE)), key=len))
    code.make(fit=True)
    assert code.version == parts.QR_VERSION
    # 5 dots a module, 4 modules of quiet zone, 576 dots of paper.
    assert (code.modules_count + 2 * 4) * 5 <= 576
    code.clear()
    code.add_data("A" * parts.QR_CHARACTERS)
    assert code.best_fit() == parts.QR_VERSION
    code.clear()
    code.add_data("A" * (parts.QR_CHARACTERS + 1))
    assert code.best_fit() == parts.QR_VERSION + 1


def test_a_form_too_large_for_four_parts_says_so_before_it_is_sealed() -> None:
    room = MOST_ENVELOPE - parts._AROUND  # noqa: SLF001 - the bound is what is tested
    assert parts.parts_needed(room) == 4
    for attempt in (lambda: parts.parts_needed(room + 1), lambda: parts.split(envelope(3000))):
        with pytest.raises(TooLarge) as refused:
            attempt()
        assert refused.value.size > refused.value.most == MOST_ENVELOPE


def test_parts_come_in_any_order_and_the_missing_ones_are_counted() -> None:
    texts = parts.split(envelope(MOST_ENVELOPE))
    for order in permutations(range(4)):
        collection = Collection()
        for count, place in enumerate(order[:3], 1):
            collection = collect(texts[place], collection)
            # Once more, by accident.
            collection = collect(texts[place], collection)
            with pytest.raises(Incomplete) as refused:
                collection.envelope()
            assert len(refused.value.have) == count
            assert refused.value.count == 4
            assert set(refused.value.have) | set(refused.value.missing) == {1, 2, 3, 4}
        assert collect(texts[order[3]], collection).envelope() == envelope(MOST_ENVELOPE)


def test_nothing_read_yet_is_incomplete() -> None:
    with pytest.raises(Incomplete) as refused:
        Collection().envelope()
    assert (refused.value.have, refused.value.missing) == ((), (1,))


def test_parts_of_different_codes_are_never_put_together() -> None:
    ours, theirs = parts.split(envelope(900)), parts.split(envelope(900, seed=2))
    with pytest.raises(Incomplete) as refused:
        joined([ours[0], theirs[1]])
    assert refused.value.have == (2,)
    assert joined([ours[0], theirs[1], theirs[0]]) == envelope(900, seed=2)
    with pytest.raises(Damaged, match="tampered"):
        Collection({1: next(iter(_parts(ours[0]))), 2: next(iter(_parts(theirs[1])))})


def _parts(written: str) -> list[Part]:
    return list(read(written))


def test_parts_that_claim_to_belong_together_are_checked() -> None:
    first, second = (_parts(one)[0] for one in parts.split(envelope(900)))
    forged = Part(2, 2, first.group, second.piece[::-1])
    with pytest.raises(Damaged) as refused:
        Collection({1: first, 2: forged}).envelope()
    assert refused.value.flaw is Flaw.TAMPERED
    longer = Part(2, 3, first.group, second.piece)
    with pytest.raises(Damaged):
        Collection().add(first).add(longer)
