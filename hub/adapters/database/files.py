"""The folder for data, and the files of copies, with words for faults of the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub import files
from hub.service.ports import JournalFault


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """As hub.files.replacing; faults of the disk become JournalFault."""
    try:
        with files.replacing(target) as fresh:
            yield fresh
    except OSError as error:
        raise JournalFault(
            f"控え {target}: 書けません（{error.strerror}）。"
            "フォルダーに書く権限と、ディスクの空きを確かめてください。"
        ) from error


def make_folder(folder: Path) -> None:
    """The hub's folder for its data, where it does not stand yet. Raises JournalFault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JournalFault(
            f"データのフォルダー {folder}: 作れません（{error.strerror}）。"
            "hub.yaml の data_directory に、ハブの利用者が書ける場所を書いてください。"
        ) from error
