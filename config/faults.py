"""What is wrong with a configuration, said so that a city's engineer can put it right."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: where it is (line and column from 1), what it is, the name that was meant."""

    file: str
    line: int
    column: int
    key: str
    message: str
    near: str | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        named = f"{self.key}: " if self.key else ""
        hint = f"（もしかして: {self.near}）" if self.near else ""
        return f"{place}: {named}{self.message}{hint}"


class Faults(Exception):
    """Every mistake of a whole configuration, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=_reading_order))
        super().__init__("\n".join(map(str, self.faults)))


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be, if there is one."""
    by_fold = {candidate.casefold(): candidate for candidate in known}
    wanted = name.casefold()
    found = difflib.get_close_matches(wanted, by_fold, n=1, cutoff=0.6)
    # "saturday" is too far from "sat" by its length, yet begins with it.
    found += [
        candidate for candidate in by_fold if len(candidate) > 1 and wanted.startswith(candidate)
    ]
    return by_fold[found[0]] if found else None


def _reading_order(fault: Fault) -> tuple[str, int, int, str]:
    return fault.file, fault.line, fault.column, fault.message
