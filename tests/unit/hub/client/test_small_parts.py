"""Frames, back-off and the token's file."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.client.backoff import Backoff
from hub.client.errors import NotEnrolled, SpoolFault
from hub.client.frames import Frame, Frames
from hub.client.tokens import read_token, write_token

WIRE = (
    b'retry: 1000\n\n: machiai\n\nid: 2\nevent: lobby\ndata: {"a": ": "}\n\n: beat\n\n'
    b"event: reset\ndata: {}\n\n"
)
FRAMES = [Frame("lobby", b'{"a": ": "}'), Frame("reset", b"{}")]


@given(st.lists(st.integers(0, len(WIRE)), max_size=20))
def test_frames_are_the_same_however_the_bytes_arrive(cuts: list[int]) -> None:
    frames, found = Frames(), []
    places = [0, *sorted(cuts), len(WIRE)]
    for start, end in pairwise(places):
        found += frames.feed(WIRE[start:end])
    assert found == FRAMES


def test_pauses_grow_to_a_bound_and_start_again() -> None:
    backoff = Backoff(least=0.2, most=5.0, spread=lambda _, most: most)
    assert [backoff.next() for _ in range(6)] == [0.4, 0.8, 1.6, 3.2, 5.0, 5.0]
    backoff.reset()
    assert backoff.next() == 0.4


def test_terminals_do_not_all_come_back_at_once() -> None:
    pauses = {round(Backoff(failures=9).next(), 3) for _ in range(50)}
    assert len(pauses) > 10
    assert all(0.2 <= pause <= 5.0 for pause in pauses)


def test_a_token_is_kept_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "token"
    for token in ("first", "second"):
        write_token(path, token)
        assert read_token(path) == token
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["token"]


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff"])
def test_without_a_token_the_terminal_is_not_enrolled(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "token"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NotEnrolled):
        read_token(path)


def test_a_token_that_cannot_be_kept_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpoolFault):
        write_token(tmp_path / "file" / "token", "x")
