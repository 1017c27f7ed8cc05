"""Configuration directories for tests: the demo city with some texts exchanged."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from config.faults import Fault, Faults
from config.load import load
from config.schema.settings import Settings

DEMO = Path(__file__).parents[3] / "config" / "demo"


@cache
def demo_city() -> Settings:
    """The demo city as it is, with its forms, read once."""
    return load(DEMO)


class City:
    """A copy of the demo city, with its forms or without, that a test may spoil."""

    def __init__(self, directory: Path, *, forms: bool = True) -> None:
        left_out = None if forms else shutil.ignore_patterns("forms")
        self.directory = Path(shutil.copytree(DEMO, directory / "city", ignore=left_out))

    def write(self, file: str, text: str) -> None:
        (self.directory / file).write_text(text, encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        self.write(file, self._read(file) + text)

    def change(self, file: str, old: str, new: str) -> None:
        """Exchange the first `old`; the test is wrong if there is none."""
        text = self._read(file)
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def remove(self, file: str) -> None:
        (self.directory / file).unlink()

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the city; the test fails if nothing is."""
        with pytest.raises(Faults) as raised:
            load(self.directory)
        return raised.value.faults

    def only_fault(self) -> Fault:
        (fault,) = self.faults()
        return fault

    def _read(self, file: str) -> str:
        return (self.directory / file).read_text(encoding="utf-8")
