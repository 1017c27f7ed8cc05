"""A kiosk with narrow paper cuts a code into smaller parts; any desk puts them together."""

import pytest

from devices.printers.code import CAPACITY
from hub.sealing.parts import QR_CHARACTERS, TooLarge, joined, most_piece, parts_needed, split


@pytest.mark.parametrize("width", [58, 80])
@pytest.mark.parametrize("size", [100, 479, 551, 700, 1500, 2200])
def test_every_part_fits_the_paper(width: int, size: int) -> None:
    characters = CAPACITY[58] if width == 58 else CAPACITY[80]
    envelope = bytes(step % 251 for step in range(size))
    texts = split(envelope, characters)
    assert all(len(text) <= characters for text in texts)
    assert len(texts) == -(-size // most_piece(characters))
    assert joined(texts) == envelope


def test_the_wide_paper_holds_the_largest_part() -> None:
    assert CAPACITY[80] == QR_CHARACTERS


def test_narrow_paper_holds_less_and_says_so_before_sealing() -> None:
    most = 4 * most_piece(CAPACITY[58])
    with pytest.raises(TooLarge) as refused:
        split(bytes(most + 1), CAPACITY[58])
    assert refused.value.most == most
    with pytest.raises(TooLarge):
        parts_needed(most, CAPACITY[58])
    assert parts_needed(most) == 4
