"""Tries outlive the process if a file is named."""

from pathlib import Path

import pytest

from devices.cards.simulator.counters import Counters


def test_a_new_card_has_all_its_tries() -> None:
    assert Counters().left("sato/text/0011", 3) == 3


def test_what_was_put_is_there_for_the_next_process(tmp_path: Path) -> None:
    file = tmp_path / "tries.json"
    Counters(file).put("sato/text/0011", 2)

    counters = Counters(file)

    assert counters.left("sato/text/0011", 3) == 2
    assert counters.left("kato/text/0011", 3) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["tries.json"]


@pytest.mark.parametrize("content", ["", "[]", '{"a": "b"}', "\udcff"])
def test_another_file_is_refused_with_words(tmp_path: Path, content: str) -> None:
    file = tmp_path / "tries.json"
    file.write_bytes(content.encode(errors="surrogateescape"))

    with pytest.raises(ValueError, match=r"tries\.json: not a file of tries left"):
        Counters(file)
