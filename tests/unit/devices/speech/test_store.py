"""The folder of rendered phrases, on a real disk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.speech import store as store_module
from devices.speech.port import Phrase
from devices.speech.sound import Sound, from_wav
from devices.speech.store import Store, key
from tests.unit.devices.speech.talking import tone

ONE = 4_800 + 44 + 4  # bytes of a file with 0.1 seconds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "speech"


@pytest.fixture
def _nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_IN_MEMORY", 0)


def test_a_phrase_is_kept_for_the_next_start(folder: Path) -> None:
    Store(folder).put("a", tone())
    assert "a" in Store(folder)
    assert Store(folder).get("a") == tone()


def test_what_was_never_kept_is_not_there(folder: Path) -> None:
    store = Store(folder)
    assert "a" not in store
    assert store.get("a") is None


def test_a_file_can_be_played_by_anything_that_plays_wav(folder: Path) -> None:
    Store(folder).put("a", tone())
    assert from_wav((folder / "a.wav").read_bytes()) == tone()


def test_another_voice_reading_text_or_language_is_another_phrase() -> None:
    phrase = Phrase("ja", "番号ふだ", "バンゴーフダ")
    others = [
        key("b", phrase),
        key("a", Phrase("en", "番号ふだ", "バンゴーフダ")),
        key("a", Phrase("ja", "番号札", "バンゴーフダ")),
        key("a", Phrase("ja", "番号ふだ", "バンゴーサツ")),
    ]
    assert len({key("a", phrase), *others}) == 5
    assert key("a", phrase) == key("a", phrase)


@settings(max_examples=60)
@given(place=st.integers(0, ONE - 1), bit=st.integers(0, 7))
def test_a_file_with_any_bit_turned_is_rendered_again(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("speech")
    Store(folder).put("a", tone())
    file = folder / "a.wav"
    data = bytearray(file.read_bytes())
    data[place] ^= 1 << bit
    file.write_bytes(data)
    store = Store(folder)
    assert store.get("a") is None
    assert not file.exists()
    store.put("a", tone())
    assert Store(folder).get("a") == tone()


@pytest.mark.parametrize("left", [b"", b"RIFF", b"\0" * ONE])
def test_a_file_that_a_power_cut_left_is_rendered_again(folder: Path, left: bytes) -> None:
    folder.mkdir()
    (folder / "a.wav").write_bytes(left)
    assert Store(folder).get("a") is None


def test_what_was_being_written_when_the_power_went_is_cleared(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.new").write_bytes(b"RIFF")
    assert Store(folder).size == 0
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("_nothing_in_memory")
def test_the_folder_stays_within_its_limit_and_the_longest_unheard_go(folder: Path) -> None:
    store = Store(folder, limit=10 * ONE)
    for n in range(10):
        store.put(f"p{n}", tone())
        os.utime(folder / f"p{n}.wav", (n, n))
    store.get("p0")  # heard now
    for n in range(10, 13):
        store.put(f"p{n}", tone())
    left = {file.stem for file in folder.iterdir()}
    assert "p0" in left
    assert "p1" not in left
    assert {"p10", "p11", "p12"} <= left
    assert store.size == sum(file.stat().st_size for file in folder.iterdir()) <= 10 * ONE


def test_what_is_larger_than_the_folder_may_be_is_kept_in_memory(folder: Path) -> None:
    store = Store(folder, limit=ONE - 1)
    store.put("a", tone())
    assert store.get("a") == tone()
    assert not folder.exists()


def test_what_is_used_stays_in_memory_bounded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_IN_MEMORY", 2)
    store = Store(folder)
    for name in "abc":
        store.put(name, tone())
    shutil.rmtree(folder)
    assert store.get("a") is None
    assert store.get("b") == store.get("c") == tone()


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A folder whose name is taken by a file: nothing can be written there, as on a full disk."""
    folder.write_bytes(b"")
    yield folder
    folder.unlink()


def test_where_nothing_can_be_written_phrases_stay_in_memory(small_disk: Path) -> None:
    store = Store(small_disk)
    store.put("a", tone())
    assert store.get("a") == tone()
    assert store.size == 0


def test_a_full_disk_leaves_no_half_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path.write_bytes

    def full(file: Path, data: bytes) -> int:
        written(file, data[:100])
        raise OSError(28, "No space left on device")

    store = Store(folder)
    monkeypatch.setattr(Path, "write_bytes", full)
    store.put("a", tone())
    assert list(folder.iterdir()) == []
    monkeypatch.undo()
    store.put("a", Sound(tone().frames))
    assert Store(folder).get("a") == tone()
